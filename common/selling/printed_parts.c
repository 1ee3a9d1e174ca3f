#include "selling/printed_parts.h"

#include "base/decimal.h"
#include "base/money.h"
#include "page/page_words.h"
#include <string.h>

const char *printed_words(const struct sheet_of *sheet, const char *en, const char *zh)
{
	return page_join(sheet->arena, sheet->page->language, (struct page_words){ en, zh }, " ");
}

const char *printed_labelled(const struct sheet_of *sheet, const char *en, const char *zh, const char *value)
{
	const struct page_fact fact = { .label = { en, zh }, .value = { value, value } };

	return value && *value ? page_fact_line(sheet->arena, sheet->page->language, &fact) : "";
}

void printed_fact(struct sheet_of *sheet, const char *en, const char *zh, const char *value)
{
	struct page_document *page = sheet->page;

	if (!value || !*value)
		return;
	struct page_fact *facts = array_grow(sheet->arena, page->facts, page->fact_count, sizeof *facts);
	facts[page->fact_count++] = (struct page_fact){ .label = { en, zh }, .value = { value, value } };
	page->facts = facts;
}

const char *printed_value(const struct sheet_of *sheet, const struct record *record, const struct field *field)
{
	struct text text = { 0 };

	field_format(field, &record->values[type_index(record->type, field->name)], record_digits(record), &text);
	return text_take(&text, sheet->arena);
}

void printed_field(struct sheet_of *sheet, const char *en, const char *zh, const struct record *record, const char *name)
{
	const struct field *field = type_field(record->type, name, NULL);

	if (field)
		printed_fact(sheet, en, zh, printed_value(sheet, record, field));
}

void printed_paragraph_words(struct sheet_of *sheet, enum page_part part, const char *en, const char *zh, struct page_words text)
{
	struct page_document *page = sheet->page;

	if ((!text.en || !*text.en) && (!text.zh || !*text.zh))
		return;
	struct page_paragraph *paragraphs = array_grow(sheet->arena, page->paragraphs, page->paragraph_count, sizeof *paragraphs);
	paragraphs[page->paragraph_count++] = (struct page_paragraph){ .label = { en, zh }, .text = text, .part = part };
	page->paragraphs = paragraphs;
}

void printed_paragraph(struct sheet_of *sheet, enum page_part part, const char *en, const char *zh, const char *text)
{
	printed_paragraph_words(sheet, part, en, zh, (struct page_words){ text, text });
}

void printed_total(struct sheet_of *sheet, const char *en, const char *zh, const char *value, bool strong)
{
	struct page_document *page = sheet->page;
	struct page_total *totals = array_grow(sheet->arena, page->totals, page->total_count, sizeof *totals);

	totals[page->total_count++] = (struct page_total){ .label = { en, zh }, .value = value, .strong = strong };
	page->totals = totals;
}

void printed_total_in(struct sheet_of *sheet, const char *en, const char *zh, const char *currency, const char *value)
{
	/* With both languages the code stands once, behind the English. */
	const char *chinese = sheet->page->language == PAGE_ZH ? arena_printf(sheet->arena, "%s %s", zh, currency) : zh;

	printed_total(sheet, arena_printf(sheet->arena, "%s %s", en, currency), chinese, value, true);
}

struct page_cell *printed_row(struct sheet_of *sheet)
{
	struct page_document *page = sheet->page;
	struct page_row *rows = array_grow(sheet->arena, page->rows, page->row_count, sizeof *rows);
	struct page_cell *cells = arena_alloc(sheet->arena, page->column_count * sizeof *cells);

	rows[page->row_count++] = (struct page_row){ .cells = cells };
	page->rows = rows;
	return cells;
}

void printed_carried(struct sheet_of *sheet, const char *sum)
{
	((struct page_row *)sheet->page->rows)[sheet->page->row_count - 1].carried = sum;
}

void printed_party(struct sheet_of *sheet, const char *en, const char *zh, const char *const *lines, size_t count)
{
	struct page_document *page = sheet->page;
	const char **kept = arena_alloc(sheet->arena, (count + 1) * sizeof *kept);
	size_t filled = 0;

	for (size_t i = 0; i < count; i++)
		if (lines[i] && *lines[i])
			kept[filled++] = lines[i];
	if (!filled)
		return;
	struct page_party *parties = array_grow(sheet->arena, page->parties, page->party_count, sizeof *parties);
	parties[page->party_count++] = (struct page_party){ .label = { en, zh }, .lines = kept, .line_count = filled };
	page->parties = parties;
}

/* Puts a comma between each three digits of the whole part. */
static const char *separated(struct arena *arena, const char *number)
{
	struct text text = { 0 };
	size_t sign = *number == '-', whole = strcspn(number + sign, ".");

	text_append(&text, number, sign);
	for (size_t i = 0; i < whole; i++) {
		if (i && (whole - i) % 3 == 0)
			text_byte(&text, ',');
		text_byte(&text, number[sign + i]);
	}
	text_add(&text, number + sign + whole);
	return text_take(&text, arena);
}

const char *printed_money(struct arena *arena, int64_t minor, int digits)
{
	struct text text = { 0 };

	money_format(&text, minor, digits);
	const char *out = separated(arena, text.data);
	text_free(&text);
	return out;
}

const char *printed_price(struct arena *arena, int64_t price, int digits)
{
	struct text text = { 0 };

	decimal_format(&text, price, DECIMAL_QUANTITY);
	const char *point = strchr(text.data, '.');
	int have = point ? (int)strlen(point + 1) : 0;
	if (!point && digits)
		text_byte(&text, '.');
	for (; have < digits; have++)
		text_byte(&text, '0');
	const char *out = separated(arena, text.data);
	text_free(&text);
	return out;
}

const char *printed_quantity(struct arena *arena, int64_t quantity)
{
	struct text text = { 0 };

	decimal_format(&text, quantity, DECIMAL_QUANTITY);
	const char *out = separated(arena, text.data);
	text_free(&text);
	return out;
}

const char *printed_percent(struct arena *arena, int64_t percent)
{
	struct text text = { 0 };

	decimal_format(&text, percent, DECIMAL_PERCENT);
	text_byte(&text, '%');
	return text_take(&text, arena);
}
