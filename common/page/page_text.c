#include "page/page_words.h"

#include "base/text.h"
#include "base/utf8.h"
#include <string.h>

/* A text beside others: its lines fill width columns that begin at `at`. */
struct field {
	const char *text;
	size_t at, width;
	enum page_align align;
};

struct sheet {
	const struct page_document *document;
	struct arena arena;
	struct text out;
	size_t width;
};

enum { GAP = 2, LABEL_WIDTH = 14, HALF_GAP = 4 };

/* The bytes of text that fill a line of width columns: up to a newline, else a blank or a place between Chinese characters, else as many
 * as there is room for, one at least. */
static size_t fit(const char *text, size_t width)
{
	size_t length = strcspn(text, "\n"), at = 0, columns = 0, best = 0;
	uint32_t before = 0;

	if (length <= width * 2 && utf8_width(text, length) <= width)
		return length;
	while (at < length) {
		uint32_t character;
		size_t size = utf8_next(text + at, length - at, &character), more = utf8_width(text + at, size);
		if (page_breaks(before, character))
			best = at;
		if (columns + more > width)
			return best ? best : at ? at : size;
		columns += more;
		at += size;
		before = character;
	}
	return length;
}

static void pad(struct text *out, size_t count)
{
	while (count-- > 0)
		text_byte(out, ' ');
}

/* Takes a line off the text of a field. */
static void put_field(struct text *line, struct field *field)
{
	size_t length = fit(field->text, field->width), used = utf8_width(field->text, length), at = utf8_width(text_string(line), line->length);
	size_t start = field->at + (field->align == PAGE_RIGHT && used < field->width ? field->width - used : 0);

	pad(line, start > at ? start - at : 0);
	text_append(line, field->text, length);
	field->text += length;
	if (*field->text == '\n')
		field->text++;
	else
		field->text += strspn(field->text, " ");
}

/* Fields side by side, as many lines as the longest needs. */
static void put(struct sheet *sheet, struct field *fields, size_t count)
{
	struct text line = { 0 };

	for (bool more = true; more; ) {
		more = false;
		text_clear(&line);
		for (size_t i = 0; i < count; i++) {
			if (*fields[i].text)
				put_field(&line, &fields[i]);
			more |= *fields[i].text != '\0';
		}
		while (line.length > 0 && line.data[line.length - 1] == ' ')
			line.length--;
		text_append(&sheet->out, text_string(&line), line.length);
		text_byte(&sheet->out, '\n');
	}
	text_free(&line);
}

static void rule(struct sheet *sheet, size_t at, size_t width)
{
	pad(&sheet->out, at);
	for (size_t i = 0; i < width; i++)
		text_byte(&sheet->out, '-');
	text_byte(&sheet->out, '\n');
}

static const char *join(struct sheet *sheet, struct page_words words, const char *between)
{
	return page_join(&sheet->arena, sheet->document->language, words, between);
}

static size_t width_of(const char *text)
{
	size_t most = 0;

	for (size_t length; *text; text += length + (text[length] == '\n')) {
		length = strcspn(text, "\n");
		size_t width = utf8_width(text, length);
		most = width > most ? width : most;
	}
	return most;
}

static size_t half(const struct sheet *sheet)
{
	return (sheet->width - HALF_GAP) / 2;
}

static void put_watermark(struct sheet *sheet)
{
	const char *text = join(sheet, sheet->document->watermark, " ");

	if (!*text)
		return;
	struct field field = { .text = arena_printf(&sheet->arena, "*** %s ***", text), .width = sheet->width };
	put(sheet, &field, 1);
	text_byte(&sheet->out, '\n');
}

static void put_head(struct sheet *sheet)
{
	const struct page_document *document = sheet->document;
	struct text left = { 0 }, right = { 0 };
	size_t label = 0;

	text_add(&left, join(sheet, document->company, "\n"));
	for (size_t i = 0; i < document->company_line_count; i++)
		text_printf(&left, "\n%s", page_fact_line(&sheet->arena, document->language, &document->company_lines[i]));
	text_printf(&right, "%s\n", join(sheet, document->title, " "));
	for (size_t i = 0; i < document->fact_count; i++) {
		size_t width = width_of(join(sheet, document->facts[i].label, " "));
		label = width > label ? width : label;
	}
	if (label > half(sheet) * 2 / 3)
		label = half(sheet) * 2 / 3;
	for (size_t i = 0; i < document->fact_count; i++) {
		const char *name = join(sheet, document->facts[i].label, " ");
		size_t width = width_of(name);
		text_printf(&right, "\n%s", name);
		pad(&right, GAP + (width < label ? label - width : 0));
		text_add(&right, join(sheet, document->facts[i].value, " "));
	}
	struct field fields[] = { { .text = text_string(&left), .width = half(sheet) },
		{ .text = text_string(&right), .at = half(sheet) + HALF_GAP, .width = half(sheet) } };
	put(sheet, fields, 2);
	text_free(&left);
	text_free(&right);
}

static void put_parties(struct sheet *sheet)
{
	const struct page_document *document = sheet->document;

	for (size_t i = 0; i < document->party_count; i += 2) {
		struct text sides[2] = { { 0 } };
		struct field fields[2];
		for (size_t side = 0; side < 2; side++) {
			const struct page_party *party = i + side < document->party_count ? &document->parties[i + side] : NULL;
			if (party)
				text_printf(&sides[side], "%s:", join(sheet, party->label, " "));
			for (size_t k = 0; party && k < party->line_count; k++)
				text_printf(&sides[side], "\n%s", page_clean(&sheet->arena, party->lines[k]));
			fields[side] = (struct field){ .text = text_string(&sides[side]), .at = side ? half(sheet) + HALF_GAP : 0, .width = half(sheet) };
		}
		text_byte(&sheet->out, '\n');
		put(sheet, fields, 2);
		text_free(&sides[0]);
		text_free(&sides[1]);
	}
}

/* The widest column of those that may wrap, or of all, gives way first, until all fit. */
static void shrink(const struct page_document *document, size_t *widths, size_t room)
{
	for (;;) {
		size_t total = 0, widest = document->column_count;
		for (size_t i = 0; i < document->column_count; i++) {
			total += widths[i];
			bool yields = document->columns[i].wraps && widths[i] > 12;
			bool other = widest < document->column_count && document->columns[widest].wraps && widths[widest] > 12;
			if (widest == document->column_count || (yields && !other) || (yields == other && widths[i] > widths[widest]))
				widest = i;
		}
		if (total <= room || widths[widest] <= 1)
			return;
		bool wraps = document->columns[widest].wraps && widths[widest] > 12;
		size_t over = total - room, least = wraps ? 12 : 1, spare = widths[widest] - least;
		widths[widest] -= wraps ? (over < spare ? over : spare) : 1;
	}
}

/* What is left over goes to the first that wraps, so that amounts stand above the totals. */
static void settle(struct sheet *sheet, size_t *widths)
{
	const struct page_document *document = sheet->document;
	size_t gaps = (document->column_count - 1) * GAP;

	for (size_t i = 0; i < document->column_count; i++) {
		widths[i] = width_of(join(sheet, document->columns[i].label, "\n"));
		for (size_t k = 0; k < document->row_count; k++) {
			const char *text = document->rows[k].cells[i].text, *small = document->columns[i].wraps ? document->rows[k].cells[i].small : NULL;
			size_t width = text ? width_of(text) : 0, second = small ? width_of(small) : 0;
			width = second > width ? second : width;
			widths[i] = width > widths[i] ? width : widths[i];
		}
		widths[i] = widths[i] ? widths[i] > sheet->width ? sheet->width : widths[i] : 1;
	}
	shrink(document, widths, sheet->width > gaps ? sheet->width - gaps : 1);
	for (size_t i = 0; i < document->column_count; i++)
		gaps += widths[i];
	for (size_t i = 0; i < document->column_count && gaps < sheet->width; i++)
		if (document->columns[i].wraps) {
			widths[i] += sheet->width - gaps;
			gaps = sheet->width;
		}
}

static void put_table(struct sheet *sheet)
{
	const struct page_document *document = sheet->document;
	size_t count = document->column_count;

	if (count == 0)
		return;
	size_t *widths = arena_alloc(&sheet->arena, count * sizeof *widths), all = 0;
	struct field *fields = arena_alloc(&sheet->arena, count * sizeof *fields);
	settle(sheet, widths);
	for (size_t i = 0; i < count; all += widths[i++] + GAP)
		fields[i] = (struct field){ .text = join(sheet, document->columns[i].label, "\n"), .at = all, .width = widths[i],
			.align = document->columns[i].align };
	all -= GAP;
	text_byte(&sheet->out, '\n');
	put(sheet, fields, count);
	rule(sheet, 0, all);
	for (size_t k = 0; k < document->row_count; k++) {
		for (size_t i = 0; i < count; i++) {
			const char *text = page_clean(&sheet->arena, document->rows[k].cells[i].text);
			const char *small = page_clean(&sheet->arena, document->rows[k].cells[i].small);
			fields[i].text = *small ? arena_printf(&sheet->arena, "%s\n%s", text, small) : text;
		}
		put(sheet, fields, count);
	}
	rule(sheet, 0, all);
}

/* The widest of texts, no wider than half of the sheet. */
static size_t wider(const struct sheet *sheet, size_t width, const char *text)
{
	size_t other = width_of(text);

	width = other > width ? other : width;
	return width < half(sheet) ? width : half(sheet);
}

/* Below the table, whose last column is at the right. */
static void put_totals(struct sheet *sheet)
{
	const struct page_document *document = sheet->document;
	size_t labels = 0, values = 0;

	for (size_t i = 0; i < document->total_count; i++) {
		labels = wider(sheet, labels, join(sheet, document->totals[i].label, " "));
		values = wider(sheet, values, page_clean(&sheet->arena, document->totals[i].value));
	}
	size_t at = sheet->width - values - HALF_GAP - labels;
	for (size_t i = 0; i < document->total_count; i++) {
		struct field fields[] = {
			{ .text = join(sheet, document->totals[i].label, " "), .at = at, .width = labels },
			{ .text = page_clean(&sheet->arena, document->totals[i].value), .at = sheet->width - values, .width = values, .align = PAGE_RIGHT },
		};
		if (document->totals[i].strong)
			rule(sheet, at, sheet->width - at);
		put(sheet, fields, 2);
	}
}

static void put_taxes(struct sheet *sheet)
{
	const struct page_document *document = sheet->document;
	enum { TAX, NET, AMOUNT, COLUMNS };
	size_t widths[COLUMNS] = { 0 };

	for (size_t row = 0; document->tax_count && row <= document->tax_count; row++) {
		const struct page_tax *tax = row ? &document->taxes[row - 1] : NULL;
		widths[TAX] = wider(sheet, widths[TAX], join(sheet, tax ? tax->label : page_tax_labels[TAX], " "));
		widths[NET] = wider(sheet, widths[NET], tax ? tax->net : join(sheet, page_tax_labels[NET], "\n"));
		widths[AMOUNT] = wider(sheet, widths[AMOUNT], tax ? tax->tax : join(sheet, page_tax_labels[AMOUNT], "\n"));
	}
	size_t all = widths[TAX] + widths[NET] + widths[AMOUNT] + 2 * GAP;
	if (all > sheet->width)
		widths[TAX] = widths[NET] = widths[AMOUNT] = (sheet->width - 2 * GAP) / COLUMNS;
	size_t third = sheet->width - widths[AMOUNT], second = third - GAP - widths[NET], first = second - GAP - widths[TAX];
	for (size_t row = 0; document->tax_count && row <= document->tax_count; row++) {
		const struct page_tax *tax = row ? &document->taxes[row - 1] : NULL;
		struct field fields[COLUMNS] = {
			{ .text = join(sheet, tax ? tax->label : page_tax_labels[TAX], " "), .at = first, .width = widths[TAX] },
			{ .text = tax ? tax->net : join(sheet, page_tax_labels[NET], "\n"), .at = second, .width = widths[NET], .align = PAGE_RIGHT },
			{ .text = tax ? tax->tax : join(sheet, page_tax_labels[AMOUNT], "\n"), .at = third, .width = widths[AMOUNT], .align = PAGE_RIGHT },
		};
		if (!row)
			text_byte(&sheet->out, '\n');
		put(sheet, fields, COLUMNS);
		if (!row)
			rule(sheet, first, sheet->width - first);
	}
}

static void put_part(struct sheet *sheet, struct page_words label, struct page_words value)
{
	const char *name = join(sheet, label, "\n");
	size_t at = *name ? LABEL_WIDTH + GAP : 0;
	struct field fields[] = { { .text = name, .width = LABEL_WIDTH },
		{ .text = join(sheet, value, "\n"), .at = at, .width = sheet->width - at } };

	text_byte(&sheet->out, '\n');
	put(sheet, fields, 2);
}

static void put_paragraphs(struct sheet *sheet, enum page_part part)
{
	const struct page_document *document = sheet->document;

	for (size_t i = 0; i < document->paragraph_count; i++)
		if (page_stands_in(&document->paragraphs[i], part))
			put_part(sheet, document->paragraphs[i].label, document->paragraphs[i].text);
}

static void put_signatures(struct sheet *sheet)
{
	const struct page_document *document = sheet->document;
	static const char room[] = "\n\n\n______________________________\n";

	for (size_t i = 0; i < document->signature_count; i += 2) {
		struct field fields[2] = { { .text = "" }, { .text = "" } };
		for (size_t side = 0; side < 2 && i + side < document->signature_count; side++) {
			const struct page_signature *signature = &document->signatures[i + side];
			const char *text = arena_printf(&sheet->arena, "%s%.*s\n%s", join(sheet, signature->label, "\n"),
				(int)(half(sheet) < 30 ? half(sheet) + 3 : 33), room, join(sheet, signature->below, " "));
			fields[side] = (struct field){ .text = text, .at = side ? half(sheet) + HALF_GAP : 0, .width = half(sheet) };
		}
		text_byte(&sheet->out, '\n');
		put(sheet, fields, 2);
	}
}

static void put_part_of(struct sheet *sheet, enum page_part part)
{
	const struct page_document *document = sheet->document;

	switch (part) {
	case PAGE_PARTIES: put_parties(sheet); break;
	case PAGE_TABLE: put_table(sheet); break;
	case PAGE_TOTALS: put_totals(sheet); break;
	case PAGE_TAXES: put_taxes(sheet); break;
	case PAGE_SIGNATURES: put_signatures(sheet); break;
	case PAGE_IN_WORDS:
		if (!page_empty(document->in_words.value))
			put_part(sheet, document->in_words.label, document->in_words.value);
		break;
	default: put_paragraphs(sheet, part); break;
	}
}

static void put_document(struct sheet *sheet)
{
	const struct page_document *document = sheet->document;

	put_watermark(sheet);
	put_head(sheet);
	for (size_t i = 0; page_part_at(document, i) != PAGE_PARTS; i++)
		put_part_of(sheet, page_part_at(document, i));
	if (!page_empty(document->footer))
		put_part(sheet, (struct page_words){ 0 }, document->footer);
}

enum status page_text(const struct page_document *document, size_t width, FILE *file, struct error *error)
{
	struct sheet sheet = { .document = document, .width = width };

	sheet.width = sheet.width < PAGE_TEXT_LEAST ? PAGE_TEXT_LEAST : sheet.width > PAGE_TEXT_MOST ? PAGE_TEXT_MOST : sheet.width;
	put_document(&sheet);
	if (sheet.out.length > 0)
		fwrite(sheet.out.data, 1, sheet.out.length, file);
	enum status status = page_finish(file, error);
	arena_free(&sheet.arena);
	text_free(&sheet.out);
	return status;
}
