/* The table: widths of columns, a head on every page, rows, and the totals that stay with the last row. */
#include "page/page_layout.h"

#include "base/utf8.h"
#include <string.h>

static const double COLUMN_GAP = 12, ROW_PADDING = 4.5, FIXED_SHARE = 0.75;

enum { LABEL_LINES = 4 };

struct page_table {
	double *x, *width; /* of each column */
	struct page_strip head;
};

/* The text that is likely to be the widest of a column: shaping them all would cost as much as the table itself. */
static const char *longest(const struct page_document *document, size_t column, bool *strong)
{
	const char *found = "";
	size_t most = 0;

	for (size_t i = 0; i < document->row_count; i++) {
		const char *text = document->rows[i].cells[column].text;
		size_t length = text ? strlen(text) : 0;
		size_t width = length ? utf8_width(text, length) : 0;
		*strong |= document->rows[i].strong;
		if (width > most) {
			most = width;
			found = text;
		}
	}
	return found;
}

static double natural_width(struct page_layout *layout, size_t column)
{
	const struct page_document *document = layout->document;
	struct page_shown label = page_shown(&layout->arena, document->language, document->columns[column].label);
	bool strong = false;
	const char *text = page_clean(&layout->arena, longest(document, column, &strong));
	double width = page_lay(layout, text, strong ? STYLE_STRONG : STYLE_BODY, PAGE_LEFT, 0)->natural;
	double first = label.first ? page_lay(layout, label.first, STYLE_HEAD, PAGE_LEFT, 0)->natural : 0;
	double second = label.second ? page_lay(layout, label.second, STYLE_HEAD_SECOND, PAGE_LEFT, 0)->natural : 0;

	width = first > width ? first : width;
	return (second > width ? second : width) + 1;
}

static double weight_of(const struct page_column *column)
{
	return column->weight ? column->weight : 1;
}

/* Cuts the widest of the columns that do not wrap to one width, so that all of them fit into limit. */
static void cap_widths(const struct page_document *document, double *widths, double limit)
{
	double cap = 0, rest = limit;
	size_t count = 0;

	for (size_t i = 0; i < document->column_count; i++)
		count += !document->columns[i].wraps;
	/* Each round takes out the columns below an even share; those that stay share what these leave. */
	for (size_t before = 0; count > 0 && count != before; ) {
		before = count;
		cap = rest / (double)count;
		rest = limit;
		count = 0;
		for (size_t i = 0; i < document->column_count; i++) {
			if (document->columns[i].wraps)
				continue;
			if (widths[i] <= cap)
				rest -= widths[i];
			else
				count++;
		}
	}
	for (size_t i = 0; i < document->column_count; i++)
		if (!document->columns[i].wraps && widths[i] > cap)
			widths[i] = cap;
}

/* Columns that do not wrap get what they need, as far as there is room; the others share what is left by weight. What is left
 * over where none wraps is shared by all. */
static void settle_widths(struct page_layout *layout, struct page_table *table)
{
	const struct page_document *document = layout->document;
	size_t count = document->column_count;
	double room = PAGE_INNER - COLUMN_GAP * (double)(count - 1), fixed = 0, weights = 0, all = 0, limit;

	if (room < PAGE_INNER / 4)
		room = PAGE_INNER / 4;
	for (size_t i = 0; i < count; i++) {
		all += weight_of(&document->columns[i]);
		if (document->columns[i].wraps) {
			weights += weight_of(&document->columns[i]);
			continue;
		}
		table->width[i] = natural_width(layout, i);
		fixed += table->width[i];
	}
	limit = weights > 0 ? room * FIXED_SHARE : room;
	if (fixed > limit) {
		cap_widths(document, table->width, limit);
		fixed = limit;
	}
	for (size_t i = 0; i < count; i++)
		if (weights <= 0)
			table->width[i] += (room - fixed) * weight_of(&document->columns[i]) / all;
		else if (document->columns[i].wraps)
			table->width[i] = (room - fixed) * weight_of(&document->columns[i]) / weights;
	double gap = count > 1 ? (PAGE_INNER - room) / (double)(count - 1) : 0, x = PAGE_SIDE;
	for (size_t i = 0; i < count; i++) {
		table->x[i] = x;
		x += table->width[i] + gap;
	}
}

/* A label of more lines is cut: the head must leave room for rows. */
static struct page_block *lay_label(struct page_layout *layout, const char *text, enum page_style style, enum page_align align,
	double width)
{
	struct page_block *block = page_lay(layout, text, style, align, width);

	if (block->lines > LABEL_LINES)
		block->lines = LABEL_LINES;
	return block;
}

static void lay_head(struct page_layout *layout, struct page_table *table)
{
	const struct page_document *document = layout->document;

	table->head.padding = 5;
	for (size_t i = 0; i < document->column_count; i++) {
		const struct page_column *column = &document->columns[i];
		struct page_shown label = page_shown(&layout->arena, document->language, column->label);
		double y = 0, width = table->width[i];
		if (label.first)
			y = page_add(layout, &table->head, lay_label(layout, label.first, STYLE_HEAD, column->align, width), table->x[i], y);
		if (label.second)
			page_add(layout, &table->head, lay_label(layout, label.second, STYLE_HEAD_SECOND, column->align, width), table->x[i], y);
	}
}

static void place_head(struct page_layout *layout, const struct page_table *table)
{
	struct page_strip head = table->head;

	page_rule(layout, PAGE_SIDE, PAGE_INNER, 0.8, 0.1);
	for (size_t i = 0; i < head.count; i++)
		head.items[i].done = 0;
	page_place(layout, &head);
	page_rule(layout, PAGE_SIDE, PAGE_INNER, 0.4, 0.1);
	layout->y += 1;
}

void page_place_table_head(struct page_layout *layout)
{
	place_head(layout, layout->table);
}

static struct page_strip row_strip(struct page_layout *layout, const struct page_table *table, const struct page_row *row)
{
	const struct page_document *document = layout->document;
	struct page_strip strip = { .padding = ROW_PADDING };

	for (size_t i = 0; i < document->column_count; i++) {
		enum page_align align = document->columns[i].align;
		const char *text = page_clean(&layout->arena, row->cells[i].text), *small = page_clean(&layout->arena, row->cells[i].small);
		double y = 0, width = table->width[i];
		if (*text)
			y = page_add(layout, &strip, page_lay(layout, text, row->strong ? STYLE_STRONG : STYLE_BODY, align, width), table->x[i], y);
		if (*small)
			page_add(layout, &strip, page_lay(layout, small, STYLE_SMALL, align, width), table->x[i], y + 1);
	}
	return strip;
}

static void place_row(struct page_layout *layout, struct page_strip *strip)
{
	page_place(layout, strip);
	page_rule(layout, PAGE_SIDE, PAGE_INNER, 0.3, 0.82);
}

static struct page_strip total_strip(struct page_layout *layout, const struct page_total *total)
{
	struct page_strip strip = { .padding = total->strong ? 4 : 2 };
	const char *label = page_join(&layout->arena, layout->document->language, total->label, " ");
	const char *value = page_clean(&layout->arena, total->value);
	double part = PAGE_HALF * 0.5;

	struct page_block *left = page_lay(layout, label, total->strong ? STYLE_STRONG : STYLE_LABEL, PAGE_LEFT, part - 6);
	page_add(layout, &strip, left, PAGE_MIDDLE, total->strong ? 2 : 0);
	page_add(layout, &strip, page_lay(layout, value, total->strong ? STYLE_TOTAL : STYLE_BODY, PAGE_RIGHT, part), PAGE_MIDDLE + part, 0);
	return strip;
}

void page_add_labelled(struct page_layout *layout, struct page_strip *strip, struct page_words label, enum page_style style,
	struct page_words text)
{
	enum page_language language = layout->document->language;
	const char *name = page_join(&layout->arena, language, label, "\n"), *words = page_join(&layout->arena, language, text, "\n");
	double indent = *name ? PAGE_INDENT : 0;

	if (*name)
		page_add(layout, strip, page_lay(layout, name, style, PAGE_LEFT, indent - 10), PAGE_SIDE, 0);
	if (*words)
		page_add(layout, strip, page_lay(layout, words, STYLE_BODY, PAGE_LEFT, PAGE_INNER - indent), PAGE_SIDE + indent, 0);
}

/* Totals and amount in words, laid before the last row is placed so that they are on its page. */
struct closing {
	struct page_strip *totals; /* as many as the document has */
	struct page_strip words;
	double height;
};

static struct closing lay_closing(struct page_layout *layout)
{
	const struct page_document *document = layout->document;
	struct closing closing = { .totals = arena_alloc(&layout->arena, (document->total_count + 1) * sizeof *closing.totals), .height = 8 };

	for (size_t i = 0; i < document->total_count; i++) {
		closing.totals[i] = total_strip(layout, &document->totals[i]);
		closing.height += page_strip_height(&closing.totals[i]);
	}
	if (!page_empty(document->in_words.value)) {
		closing.words.padding = 4;
		page_add_labelled(layout, &closing.words, document->in_words.label, STYLE_LABEL, document->in_words.value);
		closing.height += page_strip_height(&closing.words) + 8;
	}
	return closing;
}

static void place_closing(struct page_layout *layout, struct closing *closing)
{
	const struct page_document *document = layout->document;

	layout->y += 8;
	for (size_t i = 0; i < document->total_count; i++) {
		page_need(layout, page_strip_height(&closing->totals[i]));
		if (document->totals[i].strong)
			page_rule(layout, PAGE_MIDDLE, PAGE_HALF, 0.6, 0.1);
		page_place(layout, &closing->totals[i]);
	}
	if (closing->words.count > 0) {
		page_space(layout, 8);
		page_place(layout, &closing->words);
	}
}

static void place_rows(struct page_layout *layout, struct page_table *table)
{
	const struct page_document *document = layout->document;
	struct page_strip strip = { 0 };
	struct closing closing;

	for (size_t i = 0; i + 1 < document->row_count; i++) {
		size_t mark = layout->loose_count;
		strip = row_strip(layout, table, &document->rows[i]);
		if (i == 0) {
			page_need(layout, page_strip_height(&table->head) + page_strip_height(&strip));
			place_head(layout, table);
			layout->table = table;
		}
		place_row(layout, &strip);
		page_drop_to(layout, mark);
	}
	if (document->row_count > 0)
		strip = row_strip(layout, table, &document->rows[document->row_count - 1]);
	closing = lay_closing(layout);
	double together = page_strip_height(&strip) + closing.height + (layout->table ? 0 : page_strip_height(&table->head));
	if (together <= PAGE_BOTTOM - PAGE_NEXT_TOP - page_strip_height(&table->head))
		page_need(layout, together);
	if (!layout->table)
		place_head(layout, table);
	layout->table = table;
	if (document->row_count > 0)
		place_row(layout, &strip);
	layout->table = NULL;
	place_closing(layout, &closing);
}

void page_place_table(struct page_layout *layout)
{
	const struct page_document *document = layout->document;
	size_t count = document->column_count;
	struct page_table table = { 0 };

	if (count == 0) {
		struct closing closing = lay_closing(layout);
		place_closing(layout, &closing);
		return;
	}
	table.x = arena_alloc(&layout->arena, count * sizeof *table.x);
	table.width = arena_alloc(&layout->arena, count * sizeof *table.width);
	settle_widths(layout, &table);
	lay_head(layout, &table);
	page_space(layout, 8);
	place_rows(layout, &table);
}
