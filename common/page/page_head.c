/* The head of the first page: the company left, title and facts right; below it the parties. And what follows the table:
 * paragraphs and signatures. */
#include "page/page_layout.h"

static const double LOGO_HEIGHT = 40, LOGO_WIDTH = 170;

static double add_words(struct page_layout *layout, struct page_strip *strip, struct page_words words, enum page_style style,
	double x, double y)
{
	const char *text = page_join(&layout->arena, layout->document->language, words, "\n");

	return *text ? page_add(layout, strip, page_lay(layout, text, style, PAGE_LEFT, PAGE_HALF), x, y) : y;
}

/* Returns the height that the logo takes. */
static double draw_logo(struct page_layout *layout)
{
	double proportion = layout->canvas->proportion(layout->canvas, PICTURE_LOGO);
	struct page_box box = { .x = PAGE_SIDE, .y = layout->y, .width = LOGO_WIDTH, .height = LOGO_WIDTH * proportion };

	if (proportion <= 0)
		return 0;
	if (box.height > LOGO_HEIGHT)
		box = (struct page_box){ .x = box.x, .y = box.y, .width = LOGO_HEIGHT / proportion, .height = LOGO_HEIGHT };
	if (layout->drawing)
		layout->canvas->picture(layout->canvas, PICTURE_LOGO, box);
	return box.height + 10;
}

static bool is_sealed_below(const struct page_document *document)
{
	for (size_t i = 0; i < document->signature_count; i++)
		if (document->signatures[i].seal)
			return true;
	return false;
}

static void add_company(struct page_layout *layout, struct page_strip *strip, double y)
{
	const struct page_document *document = layout->document;
	struct page_shown name = page_shown(&layout->arena, document->language, document->company);

	if (name.first)
		y = page_add(layout, strip, page_lay(layout, name.first, STYLE_COMPANY, PAGE_LEFT, PAGE_HALF), PAGE_SIDE, y);
	if (name.second)
		y = page_add(layout, strip, page_lay(layout, name.second, STYLE_STRONG, PAGE_LEFT, PAGE_HALF), PAGE_SIDE, y);
	y += 3;
	for (size_t i = 0; i < document->company_line_count; i++) {
		const char *line = page_fact_line(&layout->arena, document->language, &document->company_lines[i]);
		if (*line)
			y = page_add(layout, strip, page_lay(layout, line, STYLE_LABEL, PAGE_LEFT, PAGE_HALF), PAGE_SIDE, y);
	}
}

static void add_facts(struct page_layout *layout, struct page_strip *strip, double y)
{
	const struct page_document *document = layout->document;
	double label = PAGE_HALF * 0.42, value_width = PAGE_HALF - label - 6;

	for (size_t i = 0; i < document->fact_count; i++) {
		const struct page_fact *fact = &document->facts[i];
		const char *name = page_join(&layout->arena, document->language, fact->label, " ");
		const char *value = page_join(&layout->arena, document->language, fact->value, "\n");
		double after = page_add(layout, strip, page_lay(layout, name, STYLE_LABEL, PAGE_LEFT, label), PAGE_MIDDLE, y);
		double end = page_add(layout, strip, page_lay(layout, value, STYLE_BODY, PAGE_RIGHT, value_width), PAGE_MIDDLE + label + 6, y);
		y = (end > after ? end : after) + 1.5;
	}
}

void page_place_head(struct page_layout *layout)
{
	const struct page_document *document = layout->document;
	struct page_strip strip = { 0 };
	struct page_shown title = page_shown(&layout->arena, document->language, document->title);
	double y = 0, top = layout->y, logo = draw_logo(layout);

	add_company(layout, &strip, logo);
	if (title.first)
		y = page_add(layout, &strip, page_lay(layout, title.first, STYLE_TITLE, PAGE_RIGHT, PAGE_HALF), PAGE_MIDDLE, y);
	if (title.second)
		y = page_add(layout, &strip, page_lay(layout, title.second, STYLE_SUBTITLE, PAGE_RIGHT, PAGE_HALF), PAGE_MIDDLE, y);
	add_facts(layout, &strip, y + 8);
	bool fits = top + page_strip_height(&strip) <= PAGE_BOTTOM;
	page_place(layout, &strip);
	if (fits && layout->y < top + logo)
		layout->y = top + logo;
	if (fits && !is_sealed_below(document))
		page_stamp(layout, PAGE_SIDE + PAGE_HALF - 50, top + logo + 46);
}

/* Two side by side. */
void page_place_parties(struct page_layout *layout)
{
	const struct page_document *document = layout->document;

	if (document->party_count == 0)
		return;
	page_space(layout, 16);
	for (size_t i = 0; i < document->party_count; i += 2) {
		struct page_strip strip = { 0 };
		for (size_t side = 0; side < 2 && i + side < document->party_count; side++) {
			const struct page_party *party = &document->parties[i + side];
			double x = side ? PAGE_MIDDLE : PAGE_SIDE, y = 0;
			const char *label = page_join(&layout->arena, document->language, party->label, " ");
			y = page_add(layout, &strip, page_lay(layout, label, STYLE_LABEL, PAGE_LEFT, PAGE_HALF), x, y) + 2;
			for (size_t k = 0; k < party->line_count; k++) {
				const char *line = page_clean(&layout->arena, party->lines[k]);
				if (*line)
					y = page_add(layout, &strip, page_lay(layout, line, k ? STYLE_BODY : STYLE_NAME, PAGE_LEFT, PAGE_HALF), x, y);
			}
		}
		page_place(layout, &strip);
		page_space(layout, 10);
	}
}

/* Before, within and behind what is signed. */
static const double SIGN_ABOVE = 14, SIGN_ROOM = 42, SIGN_BELOW = 20;

/* About as much as the signatures need: it decides where a page ends, not where they stand. */
static double signatures_height(const struct page_document *document)
{
	double lines = document->language == PAGE_BOTH ? 2 : 1, pairs = (double)((document->signature_count + 1) / 2);

	for (size_t i = 0; i < document->signature_count; i++)
		if (!page_empty(document->signatures[i].below)) {
			lines++;
			break;
		}
	return pairs > 0 ? SIGN_ABOVE + pairs * (lines * page_types[STYLE_LABEL].leading + SIGN_ROOM) + (pairs - 1) * SIGN_BELOW : 0;
}

/* keep: the height that is to stand on the same page behind it, if one page can hold both. */
static void place_paragraph(struct page_layout *layout, const struct page_paragraph *paragraph, double keep)
{
	struct page_strip strip = { 0 };

	page_add_labelled(layout, &strip, paragraph->label, STYLE_STRONG, paragraph->text);
	page_space(layout, 8);
	double together = page_strip_height(&strip) + keep;
	if (keep > 0 && together <= PAGE_BOTTOM - PAGE_NEXT_TOP)
		page_need(layout, together);
	page_place(layout, &strip);
}

/* Nobody signs a page on which there is nothing else: the last paragraph goes along. */
void page_place_paragraphs(struct page_layout *layout, enum page_part part, enum page_part next)
{
	const struct page_document *document = layout->document;
	size_t last = document->paragraph_count;

	for (size_t i = 0; i < document->paragraph_count; i++)
		if (page_stands_in(&document->paragraphs[i], part))
			last = i;
	for (size_t i = 0; i < document->paragraph_count; i++)
		if (page_stands_in(&document->paragraphs[i], part))
			place_paragraph(layout, &document->paragraphs[i], i == last && next == PAGE_SIGNATURES ? signatures_height(document) : 0);
}

/* Who signs alone signs at the right, and the seal stands clear of what was written at the left. */
static double side_x(const struct page_document *document, size_t side)
{
	return side || document->signature_count == 1 ? PAGE_MIDDLE : PAGE_SIDE;
}

/* Two side by side: who signs, room, a line, and what stands below it. */
static void place_signature_pair(struct page_layout *layout, const struct page_signature *signatures, size_t count)
{
	struct page_strip strip = { 0 }, below = { 0 };

	for (size_t i = 0; i < count; i++) {
		add_words(layout, &strip, signatures[i].label, STYLE_LABEL, side_x(layout->document, i), 0);
		const char *words = page_join(&layout->arena, layout->document->language, signatures[i].below, " ");
		if (*words)
			page_add(layout, &below, page_lay(layout, words, STYLE_LABEL, PAGE_LEFT, PAGE_HALF), side_x(layout->document, i), 0);
	}
	page_need(layout, page_strip_height(&strip) + page_strip_height(&below) + SIGN_ROOM);
	double top = layout->y;
	page_place(layout, &strip);
	layout->y += SIGN_ROOM - 6;
	for (size_t i = 0; i < count; i++)
		page_rule(layout, side_x(layout->document, i), PAGE_HALF, 0.5, 0.35);
	layout->y += 4;
	page_place(layout, &below);
	for (size_t i = 0; i < count; i++)
		if (signatures[i].seal)
			page_stamp(layout, side_x(layout->document, i) + PAGE_HALF * (layout->document->signature_count == 1 ? 0.72 : 0.55), top + 42);
	page_space(layout, SIGN_BELOW);
}

void page_place_signatures(struct page_layout *layout)
{
	const struct page_document *document = layout->document;

	if (document->signature_count > 0)
		page_space(layout, SIGN_ABOVE);
	for (size_t i = 0; i < document->signature_count; i += 2)
		place_signature_pair(layout, document->signatures + i, document->signature_count - i > 1 ? 2 : 1);
}
