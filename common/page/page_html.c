#include "page/page_picture.h"
#include "page/page_words.h"

#include "base/base64.h"
#include "base/text.h"
#include <string.h>

/* Nothing is loaded from elsewhere and nothing runs, whatever the data say. */
static const char opening[] = "<meta charset=\"utf-8\">\n"
	"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:\">\n"
	"<meta name=\"viewport\" content=\"width=device-width\">\n";

static const char style[] = "<style>\n"
	"@page { size: A4; margin: 16mm 18mm 18mm }\n"
	"* { box-sizing: border-box }\n"
	"body { font: 9pt/1.45 'Noto Sans CJK SC', 'Source Han Sans SC', 'PingFang SC', 'Microsoft YaHei', 'WenQuanYi Micro Hei', sans-serif; "
	"color: #1f1f1f; max-width: 174mm; margin: 0 auto; font-variant-numeric: tabular-nums; overflow-wrap: anywhere }\n"
	/* The elements that hold text alone: newlines between tags are ours. Headings are as wide as their words. */
	"p, h1, h2, td, th, small, footer { white-space: pre-line }\n"
	"th { overflow-wrap: normal; word-break: keep-all }\n"
	"p, h1, h2 { margin: 0 }\n"
	"h1 { font-size: 21pt; line-height: 1.3; text-align: right }\n"
	"h1 small { display: block; font: 11pt/1.4 inherit; font-size: 11pt; font-weight: normal; color: #6b6b6b }\n"
	"h2 { font-size: 11.5pt } h2 small { display: block; font-size: 9pt }\n"
	"table { border-collapse: collapse; width: 100% }\n"
	"th { text-align: left } td, th { vertical-align: top; padding: 0 }\n"
	".two { display: flex; flex-wrap: wrap; gap: 8mm; margin-bottom: 7mm } .two > * { flex: 1 1 40%; max-width: 50% }\n"
	".grey, .facts th, .totals th, .company p { color: #6b6b6b; font-size: 8pt; font-weight: normal }\n"
	".logo { display: block; max-height: 14mm; max-width: 60mm; margin-bottom: 3mm }\n"
	".name { font-size: 10pt; font-weight: bold }\n"
	".facts { margin-top: 3mm } .facts td, .right { text-align: right }\n"
	".lines thead th { border-top: .8pt solid #1a1a1a; border-bottom: .4pt solid #1a1a1a; font-size: 8.5pt; padding: 1.6mm 2mm }\n"
	".lines th small { display: block; font-size: 7pt; font-weight: normal; color: #6b6b6b }\n"
	".lines td { border-bottom: .3pt solid #d1d1d1; padding: 1.6mm 2mm } .lines tr { break-inside: avoid }\n"
	".lines tr > :first-child { padding-left: 0 } .lines tr > :last-child { padding-right: 0 }\n"
	".lines td small { display: block; font-size: 7.5pt; color: #6b6b6b }\n"
	".lines th.right, .lines td.right { text-align: right } .kept { white-space: pre; overflow-wrap: normal }\n"
	".strong td { font-weight: bold }\n"
	".totals { width: 50%; margin: 3mm 0 3mm auto; break-inside: avoid }\n"
	".totals td { text-align: right } .totals tr > * { padding: .6mm 0 }\n"
	".totals .strong > * { border-top: .6pt solid #1a1a1a; font-weight: bold; font-size: 11.5pt; padding-top: 1.4mm }\n"
	".totals th.right { text-align: right }\n"
	".totals .strong th { color: #1a1a1a; font-size: 9pt }\n"
	".part { display: flex; gap: 4mm; margin: 3mm 0; break-inside: avoid-page }\n"
	".part > :first-child { flex: 0 0 26mm; font-weight: bold } .part > .grey { font-weight: normal } .part > :last-child { flex: 1 }\n"
	".signature { position: relative; break-inside: avoid; margin-top: 6mm }\n"
	".line { height: 15mm; border-bottom: .5pt solid #595959; margin-bottom: 1mm }\n"
	".seal { position: absolute; width: 40mm; left: 35%; top: -8mm }\n"
	".company { position: relative } .company .seal { left: auto; right: 0; top: 6mm }\n"
	".watermark { position: fixed; inset: 0; display: flex; align-items: center; justify-content: center; z-index: -1; "
	"font-size: 96pt; font-weight: bold; color: #ededed; transform: rotate(-48deg) }\n"
	"footer { border-top: .4pt solid #bfbfbf; margin-top: 8mm; padding-top: 2mm; font-size: 7.5pt; color: #6b6b6b }\n"
	"@media screen { body { padding: 16mm 4mm } .sheet { overflow-x: auto } .sheet td.left:not(.kept) { min-width: 14em } }\n"
	/* A telephone: one below the other, and a wide table moves sideways by itself. */
	"@media screen and (max-width: 640px) { body { padding: 4mm } .two > * { flex-basis: 100%; max-width: 100% } h1 { text-align: left } .totals { width: 100% } "
	".part { flex-direction: column; gap: 1mm } .part > :first-child { flex: none } }\n"
	"</style>\n";

struct html {
	const struct page_document *document;
	struct arena arena;
	struct text out;
	const char *logo, *seal; /* as data: addresses; NULL: none */
};

/* <tag>text</tag>; attributes are ours and stand in the tag: `p class="name"`. */
static void element(struct html *html, const char *tag, const char *text)
{
	text_printf(&html->out, "<%s>", tag);
	page_escape(&html->out, text);
	text_printf(&html->out, "</%.*s>", (int)strcspn(tag, " "), tag);
}

static const char *join(struct html *html, struct page_words words, const char *between)
{
	return page_join(&html->arena, html->document->language, words, between);
}

/* The second language small, below the first. */
static void element_two(struct html *html, const char *tag, struct page_words words)
{
	struct page_shown shown = page_shown(&html->arena, html->document->language, words);

	text_printf(&html->out, "<%s>", tag);
	page_escape(&html->out, shown.first ? shown.first : "");
	if (shown.second)
		element(html, "small", shown.second);
	text_printf(&html->out, "</%.*s>", (int)strcspn(tag, " "), tag);
}

static enum status open_picture(struct html *html, const char *what, const char *path, const char **out, struct error *error)
{
	struct text data = { 0 }, address = { 0 };

	if (!path || !*path)
		return STATUS_OK;
	enum status status = page_picture_read(what, path, &data, error);
	if (status == STATUS_OK) {
		text_add(&address, "data:image/png;base64,");
		base64_add(&address, data.data, data.length);
		*out = arena_copy(&html->arena, address.data, address.length);
	}
	text_free(&data);
	text_free(&address);
	return status;
}

static void add_picture(struct html *html, const char *class, const char *address)
{
	if (!address)
		return;
	text_printf(&html->out, "<img class=\"%s\" alt=\"\" src=\"", class);
	text_add(&html->out, address);
	text_add(&html->out, "\">\n");
}

static void add_head(struct html *html)
{
	const struct page_document *document = html->document;
	bool sealed = false;

	for (size_t i = 0; i < document->signature_count; i++)
		sealed |= document->signatures[i].seal;
	text_add(&html->out, "<header class=\"two\">\n<div class=\"company\">");
	add_picture(html, "logo", html->logo);
	element_two(html, "h2", document->company);
	for (size_t i = 0; i < document->company_line_count; i++) {
		text_byte(&html->out, '\n');
		element(html, "p", page_fact_line(&html->arena, document->language, &document->company_lines[i]));
	}
	add_picture(html, "seal", sealed ? NULL : html->seal);
	text_add(&html->out, "</div>\n<div>");
	element_two(html, "h1", document->title);
	text_add(&html->out, "<table class=\"facts\">\n");
	for (size_t i = 0; i < document->fact_count; i++) {
		text_add(&html->out, "<tr>");
		element(html, "th", join(html, document->facts[i].label, " "));
		element(html, "td", join(html, document->facts[i].value, "\n"));
		text_add(&html->out, "</tr>\n");
	}
	text_add(&html->out, "</table></div>\n</header>\n");
}

static void add_parties(struct html *html)
{
	const struct page_document *document = html->document;

	if (document->party_count == 0)
		return;
	text_add(&html->out, "<section class=\"two\">\n");
	for (size_t i = 0; i < document->party_count; i++) {
		text_add(&html->out, "<div>");
		element(html, "p class=\"grey\"", join(html, document->parties[i].label, " "));
		for (size_t k = 0; k < document->parties[i].line_count; k++)
			element(html, k ? "p" : "p class=\"name\"", page_clean(&html->arena, document->parties[i].lines[k]));
		text_add(&html->out, "</div>\n");
	}
	text_add(&html->out, "</section>\n");
}

static void add_cell(struct html *html, const struct page_column *column, const struct page_cell *cell)
{
	const char *small = page_clean(&html->arena, cell->small);

	text_printf(&html->out, "<td class=\"%s%s\">", column->align == PAGE_RIGHT ? "right" : "left", column->wraps ? "" : " kept");
	page_escape(&html->out, page_clean(&html->arena, cell->text));
	if (*small)
		element(html, "small", small);
	text_add(&html->out, "</td>");
}

static void add_table(struct html *html)
{
	const struct page_document *document = html->document;

	if (document->column_count == 0)
		return;
	text_add(&html->out, "<div class=\"sheet\"><table class=\"lines\">\n<thead><tr>");
	for (size_t i = 0; i < document->column_count; i++)
		element_two(html, document->columns[i].align == PAGE_RIGHT ? "th class=\"right\"" : "th", document->columns[i].label);
	text_add(&html->out, "</tr></thead>\n<tbody>\n");
	for (size_t i = 0; i < document->row_count; i++) {
		text_add(&html->out, document->rows[i].strong ? "<tr class=\"strong\">" : "<tr>");
		for (size_t k = 0; k < document->column_count; k++)
			add_cell(html, &document->columns[k], &document->rows[i].cells[k]);
		text_add(&html->out, "</tr>\n");
	}
	text_add(&html->out, "</tbody>\n</table></div>\n");
}

static void add_part(struct html *html, struct page_words label, const char *label_tag, struct page_words value)
{
	const char *name = join(html, label, "\n");

	text_add(&html->out, "<div class=\"part\">");
	if (*name)
		element(html, label_tag, name);
	text_add(&html->out, "<div>");
	element(html, "p", join(html, value, "\n"));
	text_add(&html->out, "</div></div>\n");
}

static void add_totals(struct html *html)
{
	const struct page_document *document = html->document;

	if (document->total_count > 0)
		text_add(&html->out, "<table class=\"totals\">\n");
	for (size_t i = 0; i < document->total_count; i++) {
		text_add(&html->out, document->totals[i].strong ? "<tr class=\"strong\">" : "<tr>");
		element(html, "th", join(html, document->totals[i].label, " "));
		element(html, "td class=\"kept\"", page_clean(&html->arena, document->totals[i].value));
		text_add(&html->out, "</tr>\n");
	}
	if (document->total_count > 0)
		text_add(&html->out, "</table>\n");
}

static void add_taxes(struct html *html)
{
	const struct page_document *document = html->document;

	if (document->tax_count == 0)
		return;
	text_add(&html->out, "<table class=\"totals taxes\">\n<tr>");
	for (size_t i = 0; i < 3; i++)
		element(html, i ? "th class=\"right\"" : "th", join(html, page_tax_labels[i], " "));
	text_add(&html->out, "</tr>\n");
	for (size_t i = 0; i < document->tax_count; i++) {
		text_add(&html->out, "<tr>");
		element(html, "th", join(html, document->taxes[i].label, " "));
		element(html, "td class=\"kept\"", document->taxes[i].net);
		element(html, "td class=\"kept\"", document->taxes[i].tax);
		text_add(&html->out, "</tr>\n");
	}
	text_add(&html->out, "</table>\n");
}

static void add_paragraphs(struct html *html, enum page_part part)
{
	const struct page_document *document = html->document;

	for (size_t i = 0; i < document->paragraph_count; i++)
		if (page_stands_in(&document->paragraphs[i], part))
			add_part(html, document->paragraphs[i].label, "p", document->paragraphs[i].text);
}

static void add_signatures(struct html *html)
{
	const struct page_document *document = html->document;

	if (document->signature_count == 0)
		return;
	text_add(&html->out, "<section class=\"two\">\n");
	for (size_t i = 0; i < document->signature_count; i++) {
		text_add(&html->out, "<div class=\"signature\">");
		element(html, "p class=\"grey\"", join(html, document->signatures[i].label, "\n"));
		text_add(&html->out, "<div class=\"line\"></div>");
		element(html, "p class=\"grey\"", join(html, document->signatures[i].below, " "));
		add_picture(html, "seal", document->signatures[i].seal ? html->seal : NULL);
		text_add(&html->out, "</div>\n");
	}
	text_add(&html->out, "</section>\n");
}

static void add_part_of(struct html *html, enum page_part part)
{
	const struct page_document *document = html->document;

	switch (part) {
	case PAGE_PARTIES: add_parties(html); break;
	case PAGE_TABLE: add_table(html); break;
	case PAGE_TOTALS: add_totals(html); break;
	case PAGE_TAXES: add_taxes(html); break;
	case PAGE_SIGNATURES: add_signatures(html); break;
	case PAGE_IN_WORDS:
		if (!page_empty(document->in_words.value))
			add_part(html, document->in_words.label, "p class=\"grey\"", document->in_words.value);
		break;
	default: add_paragraphs(html, part); break;
	}
}

static void add_document(struct html *html)
{
	const struct page_document *document = html->document;
	const char *title = join(html, document->title, " "), *name = page_clean(&html->arena, document->name);

	text_printf(&html->out, "<!DOCTYPE html>\n<html lang=\"%s\" dir=\"ltr\">\n<head>\n", document->language == PAGE_EN ? "en" : "zh-CN");
	text_add(&html->out, opening);
	element(html, "title", *name ? arena_printf(&html->arena, "%s %s", title, name) : title);
	text_byte(&html->out, '\n');
	text_add(&html->out, style);
	text_add(&html->out, "</head>\n<body>\n");
	if (!page_empty(document->watermark)) {
		element(html, "div class=\"watermark\" aria-hidden=\"true\"", join(html, document->watermark, " "));
		text_byte(&html->out, '\n');
	}
	add_head(html);
	for (size_t i = 0; page_part_at(document, i) != PAGE_PARTS; i++)
		add_part_of(html, page_part_at(document, i));
	if (!page_empty(document->footer))
		element(html, "footer", join(html, document->footer, "  "));
	text_add(&html->out, "</body>\n</html>\n");
}

enum status page_html(const struct page_document *document, FILE *file, struct error *error)
{
	struct html html = { .document = document };
	enum status status = open_picture(&html, "logo", document->logo, &html.logo, error);

	if (status == STATUS_OK)
		status = open_picture(&html, "seal", document->seal, &html.seal, error);
	if (status == STATUS_OK) {
		add_document(&html);
		fwrite(html.out.data, 1, html.out.length, file);
		status = page_finish(file, error);
	}
	arena_free(&html.arena);
	text_free(&html.out);
	return status;
}
