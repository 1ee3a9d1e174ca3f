/* What follows a table: its totals, with the taxes beside them, and the amount in words. */
#include "page/page_layout.h"

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

/* A row of the small table of taxes, its head for NULL, at x. */
static void add_tax(struct page_layout *layout, struct page_strip *strip, const struct page_tax *tax, double x)
{
	enum page_language language = layout->document->language;
	double label = PAGE_HALF * 0.4, part = PAGE_HALF * 0.3;
	const char *texts[] = { page_join(&layout->arena, language, tax ? tax->label : page_tax_labels[0], " "),
		                page_join(&layout->arena, language, tax ? (struct page_words){ tax->net, tax->net } : page_tax_labels[1], " "),
		                page_join(&layout->arena, language, tax ? (struct page_words){ tax->tax, tax->tax } : page_tax_labels[2], " ") };

	page_add(layout, strip, page_lay(layout, texts[0], STYLE_LABEL, PAGE_LEFT, label - 6), x, 0);
	for (size_t i = 1; i < 3; i++)
		page_add(layout, strip, page_lay(layout, texts[i], tax ? STYLE_BODY : STYLE_LABEL, PAGE_RIGHT, part - (i == 1 ? 6 : 0)), x + label + (double)(i - 1) * part, 0);
}

static size_t tax_rows(const struct page_document *document)
{
	return document->tax_count ? document->tax_count + 1 : 0;
}

static const struct page_tax *tax_of(const struct page_document *document, size_t row)
{
	return row ? &document->taxes[row - 1] : NULL;
}

static void lay_totals(struct page_layout *layout, struct page_closing *closing)
{
	const struct page_document *document = layout->document;
	size_t beside = closing->beside ? tax_rows(document) : 0;

	closing->height += 8;
	closing->total_count = document->total_count > beside ? document->total_count : beside;
	for (size_t i = 0; i < closing->total_count; i++) {
		closing->totals[i] = i < document->total_count ? total_strip(layout, &document->totals[i]) : (struct page_strip){ .padding = 2 };
		if (i < beside)
			add_tax(layout, &closing->totals[i], tax_of(document, i), PAGE_SIDE);
		closing->height += page_strip_height(&closing->totals[i]);
	}
}

static void lay_part(struct page_layout *layout, struct page_closing *closing, enum page_part part)
{
	const struct page_document *document = layout->document;

	if (part == PAGE_TOTALS) {
		lay_totals(layout, closing);
	} else if (part == PAGE_TAXES && document->tax_count && !closing->beside) {
		closing->height += 8;
		for (size_t i = 0; i < tax_rows(document); i++) {
			closing->taxes[i].padding = 1.5;
			add_tax(layout, &closing->taxes[i], tax_of(document, i), PAGE_MIDDLE);
			closing->height += page_strip_height(&closing->taxes[i]);
		}
	} else if (part == PAGE_IN_WORDS && !page_empty(document->in_words.value)) {
		closing->words.padding = 4;
		page_add_labelled(layout, &closing->words, document->in_words.label, STYLE_LABEL, document->in_words.value);
		closing->height += page_strip_height(&closing->words) + 8;
	}
}

struct page_closing page_lay_closing(struct page_layout *layout, size_t first, size_t end)
{
	const struct page_document *document = layout->document;
	struct page_closing closing = { .first = first, .end = end };

	closing.totals = arena_alloc(&layout->arena, (document->total_count + tax_rows(document) + 1) * sizeof *closing.totals);
	closing.taxes = arena_alloc(&layout->arena, (tax_rows(document) + 1) * sizeof *closing.taxes);
	for (size_t i = first; i + 1 < end; i++)
		closing.beside |= page_part_at(document, i) == PAGE_TOTALS && page_part_at(document, i + 1) == PAGE_TAXES;
	for (size_t i = first; i < end; i++)
		lay_part(layout, &closing, page_part_at(document, i));
	return closing;
}

static void place_totals(struct page_layout *layout, struct page_closing *closing)
{
	const struct page_document *document = layout->document;

	layout->y += 8;
	for (size_t i = 0; i < closing->total_count; i++) {
		page_need(layout, page_strip_height(&closing->totals[i]));
		if (i < document->total_count && document->totals[i].strong)
			page_rule(layout, PAGE_MIDDLE, PAGE_HALF, 0.6, 0.1);
		page_place(layout, &closing->totals[i]);
		if (i == 0 && closing->beside && document->tax_count)
			page_rule(layout, PAGE_SIDE, PAGE_HALF, 0.3, 0.82);
	}
}

static void place_taxes(struct page_layout *layout, struct page_closing *closing)
{
	page_space(layout, 8);
	for (size_t i = 0; i < tax_rows(layout->document); i++) {
		page_place(layout, &closing->taxes[i]);
		if (i == 0)
			page_rule(layout, PAGE_MIDDLE, PAGE_HALF, 0.3, 0.82);
	}
}

void page_place_closing(struct page_layout *layout, struct page_closing *closing)
{
	for (size_t i = closing->first; i < closing->end; i++) {
		enum page_part part = page_part_at(layout->document, i);
		if (part == PAGE_TOTALS)
			place_totals(layout, closing);
		else if (part == PAGE_TAXES && layout->document->tax_count && !closing->beside)
			place_taxes(layout, closing);
		else if (part == PAGE_IN_WORDS && closing->words.count > 0) {
			page_space(layout, 8);
			page_place(layout, &closing->words);
		}
	}
}
