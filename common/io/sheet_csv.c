/* CSV as RFC 4180 has it and as spreadsheets write it, and TSV. A row is found first, then copied and cut into cells in
 * the copy, so that it also stays as it stood. */
#include "io/out.h"
#include "io/sheet_reader.h"
#include "io/sheet_scan.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static enum status find_row(struct sheet *sheet, struct sheet_scan *scan, struct error *error)
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

/* A row being cut: `raw` stays, `text` is its copy, in which cells are terminated. */
struct cut {
	const char *raw;
	char *text;
	size_t length;
	bool ascii, breaks;
	size_t offset; /* where the next cell begins */
	size_t counted; /* up to where `column` is known */
	size_t column;
	size_t cells; /* how many were taken */
};

static size_t column_of_cell(struct cut *cut)
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

/* Takes the quoted cell at cut->offset: closes up doubled quotes in place; *end is where its delimiter stands. */
static enum status take_quoted(
	struct sheet *sheet, struct cut *cut, struct sheet_cell *cell, size_t *end, struct error *error)
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
	if (from < cut->length && text[from] != sheet->delimiter)
		return decode_fail(sheet->source, from, error,
			"text after the closing quote of a cell; write \"\" for a quote inside it");
	cell->length = to - (cut->offset + 1);
	text[to] = '\0';
	*end = from < cut->length ? from : cut->length;
	return STATUS_OK;
}

static enum status take_cell(struct sheet *sheet, struct cut *cut, struct sheet_cell *cell, struct error *error)
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
static enum status cut_row(struct sheet *sheet, struct cut *cut, struct error *error)
{
	const bool unescape = !sheet->quoting && memchr(cut->raw, '\\', cut->length);
	const bool guarded = sheet->ours && sheet->format == SHEET_CSV;
	size_t count = 0, limit = sheet->header.count;

	while (cut->offset <= cut->length) {
		struct sheet_cell extra, *cell = count < limit ? &sheet->cells[count] : &extra;
		size_t start = cut->offset;
		enum status status = take_cell(sheet, cut, cell, error);
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

static struct cut start_cut(struct sheet *sheet, const struct sheet_scan *scan)
{
	const char *raw = sheet->source->data + sheet->source->begin;

	text_clear(&sheet->text);
	text_append(&sheet->text, raw, scan->offset);
	return (struct cut){
		.raw = raw,
		.text = sheet->text.data,
		.length = scan->offset,
		.ascii = !(scan->bytes & sheet_highs),
		.breaks = scan->breaks > 0,
		.column = 1,
	};
}

/* Consumes the row and its line end, and terminates what stood there. */
static void leave_row(struct sheet *sheet, const struct sheet_scan *scan)
{
	struct decode *source = sheet->source;
	char *end = source->data + source->begin + scan->offset;
	size_t left = source->end - source->begin - scan->offset, taken = left > 0;

	if (left > 1 && end[0] == '\r' && end[1] == '\n')
		taken = 2;
	decode_consume_lines(source, scan->offset + taken, scan->breaks + 1);
	*end = '\0';
}

static bool only_blanks(const char *row, size_t length)
{
	while (length > 0 && row[length - 1] == ' ')
		length--;
	return length == 0;
}

static enum status next_row(struct sheet *sheet, struct error *error)
{
	struct decode *source = sheet->source;

	for (;;) {
		struct sheet_scan scan = { 0 };
		enum status status = find_row(sheet, &scan, error);
		if (status != STATUS_OK)
			return status;
		const char *raw = source->data + source->begin;
		if (source->begin == source->end)
			return STATUS_OK;
		if (only_blanks(raw, scan.offset)) {
			leave_row(sheet, &scan);
			continue;
		}
		struct cut cut = start_cut(sheet, &scan);
		sheet->row.line = source->line;
		sheet->row.raw = raw;
		sheet->row.raw_length = scan.offset;
		status = cut_row(sheet, &cut, error);
		leave_row(sheet, &scan);
		return status;
	}
}

/* The delimiter that stands most often in the header outside quotes. */
static char guess_delimiter(const char *line, size_t length)
{
	static const char candidates[] = { ',', ';', '\t' };
	size_t counts[sizeof candidates] = { 0 }, best = 0;
	bool quoted = false;

	for (size_t i = 0; i < length; i++) {
		quoted ^= line[i] == '"';
		for (size_t k = 0; k < sizeof candidates && !quoted; k++)
			counts[k] += line[i] == candidates[k];
	}
	for (size_t k = 1; k < sizeof candidates; k++) {
		if (counts[k] > counts[best])
			best = k;
	}
	return candidates[best];
}

static enum status cut_header(struct sheet *sheet, struct cut *cut, struct sheet_cell *names, struct error *error)
{
	size_t count = 0;

	while (cut->offset <= cut->length) {
		if (count == SHEET_COLUMN_LIMIT)
			return decode_fail(sheet->source, cut->offset, error, "the header has more than %d columns",
				SHEET_COLUMN_LIMIT);
		struct sheet_cell *cell = &names[count];
		enum status status = take_cell(sheet, cut, cell, error);
		if (status != STATUS_OK)
			return status;
		if (!sheet->quoting)
			cell->length = text_unescape((char *)(uintptr_t)cell->text, cell->length);
		if (count == 0)
			sheet->ours = strcmp(cell->text, "ref") == 0 || strcmp(cell->text, "#ref") == 0;
		if (count == 0 && *cell->text == '#' && (!sheet->quoting || sheet->ours)) {
			cell->text++;
			cell->length--;
		}
		cell->text = cell->name = arena_copy(&sheet->memory, cell->text, cell->length);
		count++;
	}
	sheet->header.count = count;
	return STATUS_OK;
}

enum status sheet_csv_skip(struct sheet *sheet, struct error *error)
{
	struct sheet_scan scan = { 0 };
	enum status status = find_row(sheet, &scan, error);

	if (!status && sheet->source->begin < sheet->source->end)
		leave_row(sheet, &scan);
	return status;
}

enum status sheet_csv_open(struct sheet *sheet, struct error *error)
{
	struct decode *source = sheet->source;
	struct sheet_scan scan = { 0 };
	size_t length;

	sheet->next = next_row;
	sheet->header_line = "";
	sheet->quoting = sheet->format == SHEET_CSV;
	enum status status = sheet_first_line(sheet, &length, error);
	if (status != STATUS_OK)
		return status;
	sheet->delimiter = sheet->quoting ? guess_delimiter(source->data + source->begin, length) : '\t';
	status = find_row(sheet, &scan, error);
	if (status != STATUS_OK || source->begin == source->end)
		return status;
	struct cut cut = start_cut(sheet, &scan);
	sheet->header_line = arena_copy(&sheet->memory, cut.raw, cut.length);
	sheet->header.raw = sheet->header_line;
	sheet->header.raw_length = cut.length;
	sheet->header.line = source->line;
	struct sheet_cell *names = arena_alloc(&sheet->memory, SHEET_COLUMN_LIMIT * sizeof *names);
	status = cut_header(sheet, &cut, names, error);
	if (status != STATUS_OK)
		return status;
	leave_row(sheet, &scan);
	sheet->header.cells = names;
	sheet->cells = memory_alloc((sheet->header.count + 1) * sizeof *sheet->cells);
	for (size_t i = 0; i < sheet->header.count; i++)
		sheet->cells[i] = (struct sheet_cell){ .name = names[i].name, .text = "" };
	return STATUS_OK;
}
