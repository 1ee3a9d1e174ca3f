#include "page/page_layout.h"

#include "base/utf8.h"
#include <stdlib.h>
#include <string.h>

enum { BLOCKS_KEPT = 8192 /* some 30 MB of pango's layouts */, RUNNING_COLUMNS = 116 /* that fit into a line of a running head */ };

static const double LEAST_SPLIT = 60, RUNNING_TOP = 26, FOOT_RULE = PAGE_HEIGHT - 50, SEAL_SIZE = 113; /* 40 mm, as seals of firms are */

const struct page_type page_types[STYLE_COUNT] = {
	[STYLE_TITLE] = { .size = 21, .leading = 27, .grey = 0.08, .bold = true },
	[STYLE_SUBTITLE] = { .size = 11, .leading = 15, .grey = 0.42 },
	[STYLE_COMPANY] = { .size = 11.5, .leading = 16, .grey = 0.08, .bold = true },
	[STYLE_NAME] = { .size = 10, .leading = 15, .grey = 0.08, .bold = true },
	[STYLE_BODY] = { .size = 9, .leading = 13, .grey = 0.12 },
	[STYLE_STRONG] = { .size = 9, .leading = 13, .grey = 0.08, .bold = true },
	[STYLE_TOTAL] = { .size = 11.5, .leading = 17, .grey = 0, .bold = true },
	[STYLE_LABEL] = { .size = 8, .leading = 13, .grey = 0.42 },
	[STYLE_SMALL] = { .size = 7.5, .leading = 10.5, .grey = 0.42 },
	[STYLE_HEAD] = { .size = 8.5, .leading = 11.5, .grey = 0.15, .bold = true },
	[STYLE_HEAD_SECOND] = { .size = 7, .leading = 9, .grey = 0.42 },
	[STYLE_RUNNING] = { .size = 7.5, .leading = 10, .grey = 0.42 },
};

struct page_block *page_lay(struct page_layout *layout, const char *text, enum page_style style, enum page_align align, double width)
{
	if (layout->drawing && layout->next_block < layout->block_count)
		return layout->blocks[layout->next_block++];
	struct page_block *block = layout->canvas->lay(layout->canvas, text, style, align, width);
	if (!layout->drawing && layout->block_count < BLOCKS_KEPT) {
		layout->blocks[layout->block_count++] = block;
		return block;
	}
	layout->loose = array_grow(NULL, layout->loose, layout->loose_count, sizeof *layout->loose);
	layout->loose[layout->loose_count++] = block;
	return block;
}

void page_drop_to(struct page_layout *layout, size_t mark)
{
	while (layout->loose_count > mark)
		layout->canvas->drop(layout->canvas, layout->loose[--layout->loose_count]);
}

double page_height_of(const struct page_block *block)
{
	return (double)block->lines * page_types[block->style].leading;
}

double page_add(struct page_layout *layout, struct page_strip *strip, struct page_block *block, double x, double y)
{
	strip->items = array_grow(&layout->arena, strip->items, strip->count, sizeof *strip->items);
	strip->items[strip->count++] = (struct page_item){ .block = block, .x = x, .y = y };
	return y + page_height_of(block);
}

static double item_end(const struct page_item *item)
{
	return item->y + page_height_of(item->block);
}

double page_strip_height(const struct page_strip *strip)
{
	double height = 0;

	for (size_t i = 0; i < strip->count; i++)
		if (item_end(&strip->items[i]) > height)
			height = item_end(&strip->items[i]);
	return height + 2 * strip->padding;
}

/* The top of the first line that is still to be shown; false when there is none. */
static bool strip_origin(const struct page_strip *strip, double *origin)
{
	bool found = false;

	for (size_t i = 0; i < strip->count; i++) {
		const struct page_item *item = &strip->items[i];
		double top = item->y + (double)item->done * page_types[item->block->style].leading;
		if (item->done < item->block->lines && (!found || top < *origin)) {
			*origin = top;
			found = true;
		}
	}
	return found;
}

/* Shows the lines of an item that end within room below origin, and returns where the last of them ends. */
static double show_lines(struct page_layout *layout, struct page_item *item, double origin, double room)
{
	double leading = page_types[item->block->style].leading;
	double top = item->y + (double)item->done * leading - origin;
	size_t count = 0, left = item->block->lines - item->done;

	while (count < left && top + (double)(count + 1) * leading <= room + 0.001)
		count++;
	if (count == 0)
		return 0;
	if (layout->drawing)
		layout->canvas->show(layout->canvas, item->block, item->done, count, item->x, layout->y + top);
	item->done += count;
	return top + (double)count * leading;
}

double page_bottom(const struct page_layout *layout)
{
	return PAGE_BOTTOM - layout->reserve;
}

/* The first part starts with the origin 0: items may stand below the top of the strip. */
void page_place(struct page_layout *layout, struct page_strip *strip)
{
	double height = page_strip_height(strip), origin = 0;

	if (layout->y + height > page_bottom(layout) && layout->y > layout->top &&
		(layout->top + height <= page_bottom(layout) || page_bottom(layout) - layout->y < LEAST_SPLIT))
		page_turn(layout);
	layout->y += strip->padding;
	for (bool first = true; strip_origin(strip, &origin); first = false) {
		double used = 0;
		if (first)
			origin = 0;
		else
			page_turn(layout);
		for (size_t i = 0; i < strip->count; i++) {
			double end = show_lines(layout, &strip->items[i], origin, page_bottom(layout) - layout->y);
			used = end > used ? end : used;
		}
		layout->y += used;
	}
	layout->y += strip->padding;
}

void page_rule(struct page_layout *layout, double x, double width, double thickness, double grey)
{
	struct page_box box = { .x = x, .y = layout->y, .width = width, .height = thickness };

	if (layout->drawing)
		layout->canvas->rule(layout->canvas, box, grey);
}

/* One line, shown and forgotten: only while drawing, and so outside what both passes lay alike. */
static void show_once(struct page_layout *layout, const char *text, enum page_align align, double x, double y, double width, size_t lines)
{
	struct page_canvas *canvas = layout->canvas;
	struct page_block *block = canvas->lay(canvas, text, STYLE_RUNNING, align, width);

	canvas->show(canvas, block, 0, block->lines < lines ? block->lines : lines, x, y);
	canvas->drop(canvas, block);
}

static void draw_foot(struct page_layout *layout)
{
	const struct page_document *document = layout->document;
	const char *text = page_join(&layout->arena, document->language, document->footer, "  ");
	struct page_box rule = { .x = PAGE_SIDE, .y = FOOT_RULE, .width = PAGE_INNER, .height = 0.4 };

	layout->canvas->rule(layout->canvas, rule, 0.75);
	show_once(layout, text, PAGE_LEFT, PAGE_SIDE, FOOT_RULE + 6, PAGE_INNER * 0.68, 2);
	show_once(layout, page_of(&layout->arena, document->language, layout->page, layout->pages), PAGE_RIGHT,
		PAGE_SIDE + PAGE_INNER * 0.7, FOOT_RULE + 6, PAGE_INNER * 0.3, 1);
}

/* The lines of the company as one, as far as they fit whole. */
static void draw_company(struct page_layout *layout)
{
	const struct page_document *document = layout->document;
	struct text text = { 0 };

	for (size_t i = 0; i < document->company_line_count; i++) {
		const char *line = page_fact_line(&layout->arena, document->language, &document->company_lines[i]);
		if (utf8_width(text_string(&text), text.length) + utf8_width(line, strlen(line)) <= RUNNING_COLUMNS)
			text_printf(&text, "%s%s", text.length && *line ? "  " : "", line);
	}
	for (size_t i = 0; i < text.length; i++)
		if (text.data[i] == '\n')
			text.data[i] = ' ';
	if (text.length)
		show_once(layout, text.data, PAGE_LEFT, PAGE_SIDE, RUNNING_TOP + page_types[STYLE_RUNNING].leading, PAGE_INNER, 1);
	text_free(&text);
}

static void draw_running_head(struct page_layout *layout)
{
	const struct page_document *document = layout->document;
	const char *title = page_join(&layout->arena, document->language, document->title, " ");
	const char *name = page_clean(&layout->arena, document->name);
	const char *company = page_join(&layout->arena, document->language, document->company, "  ");

	show_once(layout, arena_printf(&layout->arena, "%s  %s", title, name), PAGE_LEFT, PAGE_SIDE, RUNNING_TOP, PAGE_INNER * 0.48, 1);
	show_once(layout, company, PAGE_RIGHT, PAGE_SIDE + PAGE_INNER * 0.5, RUNNING_TOP, PAGE_INNER * 0.5, 1);
	if (document->repeats)
		draw_company(layout);
}

static void begin_page(struct page_layout *layout)
{
	const struct page_document *document = layout->document;

	layout->page++;
	layout->y = layout->top = layout->page > 1 ? PAGE_NEXT_TOP : PAGE_TOP;
	if (!layout->drawing)
		return;
	if (!page_empty(document->watermark))
		layout->canvas->watermark(layout->canvas, page_join(&layout->arena, document->language, document->watermark, " "));
	if (layout->page > 1)
		draw_running_head(layout);
}

static void end_page(struct page_layout *layout)
{
	if (!layout->drawing)
		return;
	draw_foot(layout);
	layout->canvas->end_page(layout->canvas);
}

void page_turn(struct page_layout *layout)
{
	if (layout->table)
		page_place_table_foot(layout);
	end_page(layout);
	begin_page(layout);
	if (layout->table)
		page_place_table_head(layout);
	layout->top = layout->y;
}

void page_need(struct page_layout *layout, double height)
{
	if (layout->y + height > page_bottom(layout) && layout->y > layout->top)
		page_turn(layout);
}

/* A page does not begin with a gap. */
void page_space(struct page_layout *layout, double height)
{
	if (layout->y > layout->top)
		layout->y += height;
}

void page_stamp(struct page_layout *layout, double x, double y)
{
	double proportion = layout->canvas->proportion(layout->canvas, PICTURE_SEAL);
	double width = proportion > 1 ? SEAL_SIZE / proportion : SEAL_SIZE;
	struct page_box box = { .x = x - width / 2, .width = width, .height = width * proportion };

	if (!layout->drawing || proportion <= 0)
		return;
	box.y = y - box.height / 2;
	if (box.y + box.height > FOOT_RULE)
		box.y = FOOT_RULE - box.height;
	if (box.y < RUNNING_TOP)
		box.y = RUNNING_TOP;
	layout->canvas->picture(layout->canvas, PICTURE_SEAL, box);
}

static bool is_closing(enum page_part part)
{
	return part == PAGE_TOTALS || part == PAGE_TAXES || part == PAGE_IN_WORDS;
}

/* The part from the i-th on that has something to show. */
static enum page_part next_shown(const struct page_document *document, size_t i)
{
	enum page_part part;

	for (; (part = page_part_at(document, i)) != PAGE_PARTS; i++) {
		bool text = part == PAGE_PARTIES || part == PAGE_TABLE || is_closing(part) || part == PAGE_SIGNATURES;
		for (size_t k = 0; !text && k < document->paragraph_count; k++)
			text = page_stands_in(&document->paragraphs[k], part);
		if (text)
			break;
	}
	return part;
}

/* Totals go with the table that they follow. */
static void place_parts(struct page_layout *layout)
{
	const struct page_document *document = layout->document;
	enum page_part part;

	for (size_t i = 0; (part = page_part_at(document, i)) != PAGE_PARTS;) {
		size_t first = i++;
		if (part == PAGE_PARTIES) {
			page_place_parties(layout);
		} else if (part == PAGE_SIGNATURES) {
			page_place_signatures(layout);
		} else if (part == PAGE_TABLE || is_closing(part)) {
			while (is_closing(page_part_at(document, i)))
				i++;
			page_place_table(layout, first, i);
			if (document->paragraph_count > 0)
				page_space(layout, 6);
		} else {
			page_place_paragraphs(layout, part, next_shown(document, i));
		}
	}
}

static void run(struct page_layout *layout, bool drawing)
{
	layout->drawing = drawing;
	layout->page = layout->next_block = 0;
	begin_page(layout);
	page_place_head(layout);
	place_parts(layout);
	end_page(layout);
	page_drop_to(layout, 0);
}

struct page_layout *page_layout_new(const struct page_document *document, struct page_canvas *canvas)
{
	struct page_layout *layout = memory_alloc(sizeof *layout);

	*layout = (struct page_layout){ .document = document, .canvas = canvas };
	layout->blocks = memory_alloc(BLOCKS_KEPT * sizeof *layout->blocks);
	return layout;
}

/* What stands on every page is drawn without the first pass, which tells the canvas all characters there are: it is reported of these too. */
static void meet(struct page_layout *layout, struct page_words words)
{
	struct page_canvas *canvas = layout->canvas;
	const char *text = page_join(&layout->arena, layout->document->language, words, " ");

	canvas->drop(canvas, canvas->lay(canvas, text, STYLE_RUNNING, PAGE_LEFT, 0));
}

size_t page_layout_count(struct page_layout *layout)
{
	const char *of = page_of(&layout->arena, layout->document->language, 1, 1);

	meet(layout, layout->document->watermark);
	meet(layout, layout->document->footer);
	meet(layout, (struct page_words){ .en = layout->document->name });
	meet(layout, (struct page_words){ .en = of });
	run(layout, false);
	layout->pages = layout->page;
	return layout->pages;
}

void page_layout_draw(struct page_layout *layout)
{
	run(layout, true);
}

void page_layout_free(struct page_layout *layout)
{
	page_drop_to(layout, 0);
	for (size_t i = 0; i < layout->block_count; i++)
		layout->canvas->drop(layout->canvas, layout->blocks[i]);
	free(layout->blocks);
	free(layout->loose);
	arena_free(&layout->arena);
	free(layout);
}
