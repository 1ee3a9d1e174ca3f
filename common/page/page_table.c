/* The table: widths of columns, a head on every page, rows, and the sums that are carried from page to page. */
#include "page/page_layout.h"

#include "base/utf8.h"
#include <string.h>

static const double COLUMN_GAP = 12, ROW_PADDING = 4.5, FIXED_SHARE = 0.75, CARRIED_PADDING = 3.5;

enum { LABEL_LINES = 4, CARRIED_ROWS = 8 /* fewer than that seldom go over a page */ };

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
	const char *sum = column && column == document->carry_column && document->row_count > CARRIED_ROWS ? document->rows[document->row_count - 2].carried : NULL;
	if (sum && utf8_width(sum, strlen(sum)) > most) {
		*strong = true;
		found = sum;
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

static void place_carried(struct page_layout *layout, struct page_words label);

void page_place_table_foot(struct page_layout *layout)
{
	if (layout->carried)
		place_carried(layout, (struct page_words){ "Carried forward", "过次页" });
}

void page_place_table_head(struct page_layout *layout)
{
	place_head(layout, layout->table);
	if (layout->carried)
		place_carried(layout, (struct page_words){ "Brought forward", "承前页" });
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

/* What the rows on the pages so far come to. The sum stands where the amounts do; its row is placed by itself, for it is where a page ends. */
static void place_carried(struct page_layout *layout, struct page_words label)
{
	const struct page_document *document = layout->document;
	struct page_cell *cells = arena_alloc(&layout->arena, document->column_count * sizeof *cells);
	const struct page_row row = { .cells = cells, .strong = true };
	const struct page_row *carried = layout->carried;
	double reserve = layout->reserve;
	size_t at = 0;

	while (at + 1 < document->carry_column && !document->columns[at].wraps)
		at++;
	cells[at].text = page_join(&layout->arena, document->language, label, " ");
	cells[document->carry_column].text = carried->carried;
	struct page_strip strip = row_strip(layout, layout->table, &row);
	strip.padding = CARRIED_PADDING;
	layout->reserve = 0;
	layout->carried = NULL;
	place_row(layout, &strip);
	layout->carried = carried;
	layout->reserve = reserve;
}

/* How high a row of sums is at the foot of a page; none where there is nothing to carry. */
static double carried_height(const struct page_document *document)
{
	return document->carry_column && document->row_count > 1 && document->rows[0].carried ? page_types[STYLE_STRONG].leading + 2 * CARRIED_PADDING : 0;
}

/* Sums are carried from row to row, so that the page that ends behind one knows its. */
static void place_row_of(struct page_layout *layout, struct page_strip *strip, size_t row)
{
	const struct page_document *document = layout->document;

	place_row(layout, strip);
	if (document->carry_column && document->rows[row].carried)
		layout->carried = &document->rows[row];
}

static void place_rows(struct page_layout *layout, struct page_table *table, size_t first, size_t end)
{
	const struct page_document *document = layout->document;
	struct page_strip strip = { 0 };

	for (size_t i = 0; i + 1 < document->row_count; i++) {
		size_t mark = layout->loose_count;
		strip = row_strip(layout, table, &document->rows[i]);
		if (i == 0) {
			page_need(layout, page_strip_height(&table->head) + page_strip_height(&strip));
			place_head(layout, table);
			layout->table = table;
			layout->reserve = carried_height(document);
		}
		place_row_of(layout, &strip, i);
		page_drop_to(layout, mark);
	}
	layout->reserve = 0;
	if (document->row_count > 0)
		strip = row_strip(layout, table, &document->rows[document->row_count - 1]);
	struct page_closing closing = page_lay_closing(layout, first, end);
	double together = page_strip_height(&strip) + closing.height + (layout->table ? 0 : page_strip_height(&table->head));
	if (together <= PAGE_BOTTOM - PAGE_NEXT_TOP - page_strip_height(&table->head) - carried_height(document))
		page_need(layout, together);
	if (!layout->table)
		place_head(layout, table);
	layout->table = table;
	if (layout->y + page_strip_height(&strip) > PAGE_BOTTOM)
		layout->reserve = carried_height(document);
	if (document->row_count > 0)
		place_row(layout, &strip);
	layout->reserve = 0;
	layout->table = NULL;
	layout->carried = NULL;
	page_place_closing(layout, &closing);
}

void page_place_table(struct page_layout *layout, size_t first, size_t end)
{
	const struct page_document *document = layout->document;
	bool rows = page_part_at(document, first) == PAGE_TABLE;
	size_t count = document->column_count;
	struct page_table table = { 0 };

	first += rows;
	if (count == 0 || !rows) {
		struct page_closing closing = page_lay_closing(layout, first, end);
		page_place_closing(layout, &closing);
		return;
	}
	table.x = arena_alloc(&layout->arena, count * sizeof *table.x);
	table.width = arena_alloc(&layout->arena, count * sizeof *table.width);
	settle_widths(layout, &table);
	lay_head(layout, &table);
	page_space(layout, 8);
	place_rows(layout, &table, first, end);
}
