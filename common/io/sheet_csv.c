/* CSV as RFC 4180 has it and as spreadsheets write it, and TSV. A row is found first, then copied and cut into cells in
 * the copy, so that it also stays as it stood. */
#include "io/out.h"
#include "io/sheet_reader.h"
#include "io/sheet_scan.h"
#include "io/workbook.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum status sheet_csv_find(struct sheet *sheet, struct sheet_scan *scan, struct error *error)
{
	struct decode *source = sheet->source;

	for (;;) {
		size_t length = source->end - source->begin;
		if (sheet_scan_row(scan, source->data + source->begin, length, source->finished, sheet->delimiter,
			sheet->quoting))
			return STATUS_OK;
		if (scan->quoted && source->finished)
			return decode_fail(source, scan->opened, error,
				"the quote that opens here is never closed; write \"\" for a quote inside a cell");
		if (scan->quoted && length - scan->opened > SHEET_CELL_LIMIT)
			return decode_fail(
				source, scan->opened, error, "the cell is longer than 16 MiB; is its closing quote missing?");
		if (length > SHEET_ROW_LIMIT)
			return decode_fail(source, 0, error, "the row is longer than 64 MiB");
		enum status status = decode_more(source, error);
		if (status != STATUS_OK)
			return status;
	}
}

static size_t column_of_cell(struct sheet_cut *cut)
{
	if (cut->ascii)
		return cut->offset + 1;
	if (cut->breaks) {
		for (size_t i = cut->counted; i < cut->offset; i++) {
			if (cut->raw[i] == '\n' || cut->raw[i] == '\r')
				cut->column = 1;
			else
				cut->column += ((unsigned char)cut->raw[i] & 0xC0) != 0x80;
		}
	} else {
		cut->column += sheet_count_characters(cut->raw + cut->counted, cut->offset - cut->counted);
	}
	cut->counted = cut->offset;
	return cut->column;
}

/* The bytes of a blank, of any width, that does not delimit cells; 0: there is none. */
static size_t blank_at(const char *p, char delimiter)
{
	if (*p == ' ' || *p == '\t')
		return *p != delimiter;
	if (strncmp(p, "\xC2\xA0", 2) == 0)
		return 2;
	return strncmp(p, "\xE3\x80\x80", 3) == 0 ? 3 : 0;
}

/* Banks write blanks behind a closing quote. */
static size_t blanks(const char *p, char delimiter)
{
	size_t length = 0, blank;

	while ((blank = blank_at(p + length, delimiter)))
		length += blank;
	return length;
}

/* Takes the quoted cell at cut->offset: closes up doubled quotes in place; *end is where its delimiter stands. */
static enum status take_quoted(
	struct sheet *sheet, struct sheet_cut *cut, struct sheet_cell *cell, size_t *end, struct error *error)
{
	char *text = cut->text;
	size_t from = cut->offset + 1, to = from;

	cell->text = text + from;
	for (;;) {
		const char *quote = memchr(text + from, '"', cut->length - from);
		size_t stop = quote ? (size_t)(quote - text) : cut->length;
		memmove(text + to, text + from, stop - from);
		to += stop - from;
		from = stop + 1;
		if (from >= cut->length || text[from] != '"')
			break;
		text[to++] = '"';
		from++;
	}
	from += blanks(text + from, sheet->delimiter);
	if (from < cut->length && text[from] != sheet->delimiter)
		return decode_fail(sheet->source, from, error,
			"text after the closing quote of a cell; write \"\" for a quote inside it");
	cell->length = to - (cut->offset + 1);
	text[to] = '\0';
	*end = from < cut->length ? from : cut->length;
	return STATUS_OK;
}

enum status sheet_csv_take(struct sheet *sheet, struct sheet_cut *cut, struct sheet_cell *cell, struct error *error)
{
	size_t start = cut->offset, end = start;

	cut->cells++;
	cell->column = sheet->numbered ? cut->cells : column_of_cell(cut);
	if (sheet->quoting && start < cut->length && cut->text[start] == '"') {
		enum status status = take_quoted(sheet, cut, cell, &end, error);
		if (status != STATUS_OK)
			return status;
	} else {
		end = sheet_find(cut->text, start, cut->length, sheet->delimiter);
		cut->text[end] = '\0';
		cell->text = cut->text + start;
		cell->length = end - start;
	}
	if (cell->length > SHEET_CELL_LIMIT)
		return decode_fail(sheet->source, start, error, "the cell is longer than 16 MiB");
	cell->number = sheet->numbered && *cell->text == WORKBOOK_NUMBER;
	cell->text += cell->number;
	cell->length -= cell->number;
	cell->null = cell->length == 0;
	cut->offset = end + 1;
	return STATUS_OK;
}

/* Our own export puts one ' before what a spreadsheet would take for a formula. */
static void strip_guard(struct sheet_cell *cell)
{
	if (*cell->text == '\'' && out_csv_guards(cell->text, cell->length)) {
		cell->text++;
		cell->length--;
	}
}

static enum status too_many_cells(struct sheet *sheet, size_t offset, struct error *error)
{
	return decode_fail(sheet->source, offset, error,
		"the row has more cells than the %zu that the header names; quote a cell that contains '%s'",
		sheet->header.count, sheet->delimiter == '\t' ? "TAB" : (char[]){ sheet->delimiter, '\0' });
}

/* Cuts a row of the body into at most header.count cells; further sheet_ones must be empty. */
static enum status cut_row(struct sheet *sheet, struct sheet_cut *cut, struct error *error)
{
	const bool unescape = !sheet->quoting && memchr(cut->raw, '\\', cut->length);
	const bool guarded = sheet->ours && sheet->format == SHEET_CSV;
	size_t count = 0, limit = sheet->header.count;

	while (cut->offset <= cut->length) {
		struct sheet_cell extra, *cell = count < limit ? &sheet->cells[count] : &extra;
		size_t start = cut->offset;
		enum status status = sheet_csv_take(sheet, cut, cell, error);
		if (status != STATUS_OK)
			return status;
		if (count >= limit && (cell->length > 0 || count >= SHEET_COLUMN_LIMIT))
			return too_many_cells(sheet, start, error);
		if (unescape)
			cell->length = text_unescape((char *)(uintptr_t)cell->text, cell->length);
		else if (guarded)
			strip_guard(cell);
		count++;
	}
	sheet->row.count = count < limit ? count : limit;
	return STATUS_OK;
}

struct sheet_cut sheet_csv_cut(struct sheet *sheet, const struct sheet_scan *scan)
{
	const char *raw = sheet->source->data + sheet->source->begin;

	text_clear(&sheet->text);
	text_append(&sheet->text, raw, scan->offset);
	return (struct sheet_cut){
		.raw = raw,
		.text = sheet->text.data,
		.length = scan->offset,
		.ascii = !(scan->bytes & sheet_highs),
		.breaks = scan->breaks > 0,
		.column = 1,
	};
}

void sheet_csv_leave(struct sheet *sheet, const struct sheet_scan *scan)
{
	struct decode *source = sheet->source;
	char *end = source->data + source->begin + scan->offset;
	size_t left = source->end - source->begin - scan->offset, taken = left > 0;

	if (left > 1 && end[0] == '\r' && end[1] == '\n')
		taken = 2;
	decode_consume_lines(source, scan->offset + taken, scan->breaks + 1);
	*end = '\0';
}

bool sheet_csv_is_empty(const struct sheet *sheet, const char *row, size_t length)
{
	for (size_t i = 0; i < length;) {
		size_t blank = blank_at(row + i, '\0');
		bool other = row[i] == sheet->delimiter || row[i] == '\n' || row[i] == '\r' || (row[i] == '"' && sheet->quoting);
		if (!blank && !other)
			return false;
		i += blank ? blank : 1;
	}
	return true;
}

/* The row as it stands in a file of rejects has no marks. */
static void leave_marks_out(struct sheet_row *row)
{
	char *to = (char *)(uintptr_t)row->raw, *end = to + row->raw_length;

	for (const char *from = to; from < end; from++)
		if (*from != WORKBOOK_NUMBER)
			*to++ = *from;
	*to = '\0';
	row->raw_length = (size_t)(to - row->raw);
}

enum status sheet_csv_next(struct sheet *sheet, struct error *error)
{
	struct decode *source = sheet->source;

	for (;;) {
		struct sheet_scan scan = { 0 };
		enum status status = sheet_csv_find(sheet, &scan, error);
		if (status != STATUS_OK)
			return status;
		const char *raw = source->data + source->begin;
		if (source->begin == source->end)
			return STATUS_OK;
		if (sheet_csv_is_empty(sheet, raw, scan.offset)) {
			sheet_csv_leave(sheet, &scan);
			continue;
		}
		struct sheet_cut cut = sheet_csv_cut(sheet, &scan);
		sheet->row.line = source->line;
		sheet->row.raw = raw;
		sheet->row.raw_length = scan.offset;
		status = cut_row(sheet, &cut, error);
		sheet_csv_leave(sheet, &scan);
		if (sheet->numbered)
			leave_marks_out(&sheet->row);
		return status;
	}
}
