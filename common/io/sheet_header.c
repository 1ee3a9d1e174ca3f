/* Where the header of CSV and TSV is, and how the file is written: delimiter, quotes. */
#include "io/sheet_reader.h"

#include <stdint.h>
#include <string.h>
#include <strings.h>

enum { LOOK_BYTES = 64 * 1024 }; /* of a row above the header; longer ones are data */

static bool is_blank(char byte)
{
	return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
}

enum status sheet_first_line(struct sheet *sheet, size_t *length, struct error *error)
{
	struct decode *source = sheet->source;

	for (;;) {
		const char *start = source->data + source->begin;
		size_t unread = source->end - source->begin, blank = 0, lines_end = 0, end;
		while (blank < unread && is_blank(start[blank])) {
			blank++;
			if (start[blank - 1] == '\n' || (start[blank - 1] == '\r' && blank < unread))
				lines_end = blank;
		}
		for (end = blank; end < unread && start[end] != '\n' && start[end] != '\r'; end++)
			;
		decode_consume(source, lines_end);
		*length = end - lines_end;
		if (end < unread || source->finished || *length > SHEET_CELL_LIMIT)
			return STATUS_OK;
		enum status status = decode_more(source, error);
		/* What is there is enough for a guess; the reader reports the bad byte when it gets there. */
		if (status != STATUS_OK)
			return *length > 0 ? STATUS_OK : status;
	}
}

enum sheet_format sheet_format_of(const char *line, size_t length)
{
	size_t blank = 0;

	while (blank < length && is_blank(line[blank]))
		blank++;
	if (blank < length && (line[blank] == '{' || line[blank] == '['))
		return SHEET_NDJSON;
	return memchr(line, '\t', length) ? SHEET_TSV : SHEET_CSV;
}

/* The delimiter that stands most often in the line outside quotes. */
static char guess_delimiter(const char *line, size_t length)
{
	static const char candidates[] = { ',', ';', '\t', '|' };
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

/* The delimiter that a line sep=; names, as spreadsheets write and obey it; 0: it is no such line. */
static char declared_delimiter(const char *line, size_t length)
{
	size_t quote = length && *line == '"';

	if (length < quote + 5 || strncasecmp(line + quote, "sep=", 4) != 0)
		return '\0';
	char delimiter = line[quote + 4];
	bool legal = delimiter == '\t' || (delimiter > ' ' && delimiter < 0x7F && delimiter != '"' && !(delimiter >= '0' && delimiter <= '9') &&
	                                   !((delimiter | 0x20) >= 'a' && (delimiter | 0x20) <= 'z'));
	size_t i = quote + 5;
	if (!legal || (quote && (i >= length || line[i++] != '"')))
		return '\0';
	/* Programs that pad all lines to the same number of cells pad this one, too. */
	while (i < length && (line[i] == delimiter || line[i] == ' ' || line[i] == ',' || line[i] == ';'))
		i++;
	return i == length ? delimiter : '\0';
}

/* Consumes what is left of a line. */
static void leave_line(struct sheet *sheet, size_t length)
{
	struct decode *source = sheet->source;
	const char *end = source->data + source->begin + length;
	size_t left = source->end - source->begin - length;

	decode_consume(source, length + (left > 1 && end[0] == '\r' && end[1] == '\n' ? 2 : left > 0));
}

/* How a header is looked for. */
struct search {
	struct sheet *sheet;
	const struct sheet_options *options;
	enum sheet_format given;   /* by who reads, or by the name of the file; AUTO: the header decides */
	struct sheet_scan scan;    /* the end of the row in the window */
	bool at_end;               /* there is none */
	struct sheet_cell *names;  /* its cells */
	size_t count;
};

/* How the file is written, as far as a line says that may be its header. */
static void take_layout(struct search *search, const char *line, size_t length)
{
	const struct sheet_options *options = search->options;
	struct sheet *sheet = search->sheet;

	sheet->format = search->given;
	if (!sheet->format)
		sheet->format = !sheet->declared && !options->delimiter && sheet_format_of(line, length) == SHEET_TSV ? SHEET_TSV : SHEET_CSV;
	sheet->quoting = sheet->format == SHEET_CSV;
	if (!sheet->declared)
		sheet->delimiter = !sheet->quoting ? '\t' : options->delimiter ? options->delimiter : guess_delimiter(line, length);
}

/* Brings the first row with anything in it into the window. */
static enum status to_row(struct search *search, struct error *error)
{
	struct sheet *sheet = search->sheet;
	const struct decode *source = sheet->source;

	for (;;) {
		size_t length;
		enum status status = sheet_first_line(sheet, &length, error);
		if (status != STATUS_OK)
			return status;
		take_layout(search, source->data + source->begin, length);
		search->scan = (struct sheet_scan){ 0 };
		status = sheet_csv_find(sheet, &search->scan, error);
		search->at_end = source->begin == source->end;
		if (status != STATUS_OK || search->at_end || !sheet_csv_is_empty(sheet, source->data + source->begin, search->scan.offset))
			return status;
		sheet_csv_leave(sheet, &search->scan);
	}
}

/* Consumes lines until the one of that number begins the window, or the file ends. */
static enum status to_line(struct sheet *sheet, size_t number, struct error *error)
{
	const struct decode *source = sheet->source;

	for (;;) {
		size_t length;
		enum status status = sheet_first_line(sheet, &length, error);
		if (status != STATUS_OK || source->begin == source->end || source->line >= number)
			return status;
		leave_line(sheet, length);
	}
}

/* Cuts the row in the window into names. */
static enum status cut_names(struct search *search, struct error *error)
{
	struct sheet *sheet = search->sheet;
	struct sheet_cut cut = sheet_csv_cut(sheet, &search->scan);

	for (search->count = 0; cut.offset <= cut.length; search->count++) {
		if (search->count == SHEET_COLUMN_LIMIT)
			return decode_fail(sheet->source, cut.offset, error, "the header has more than %d columns", SHEET_COLUMN_LIMIT);
		struct sheet_cell *cell = &search->names[search->count];
		enum status status = sheet_csv_take(sheet, &cut, cell, error);
		if (status != STATUS_OK)
			return status;
		if (!sheet->quoting)
			cell->length = text_unescape((char *)(uintptr_t)cell->text, cell->length);
	}
	return STATUS_OK;
}

/* Whether the row in the window is the header. *widest: how many cells are filled in a row above it, 0 where there is none; out: with this row. */
static bool is_header(struct search *search, size_t *widest)
{
	const struct sheet_options *options = search->options;
	size_t filled = 0, known = 0, above = *widest;

	for (size_t i = 0; i < search->count; i++) {
		const struct sheet_cell *cell = &search->names[i];
		if (sheet_csv_is_empty(search->sheet, cell->text, cell->length))
			continue;
		filled++;
		known += options->names(options->context, cell->text);
	}
	*widest = filled > above ? filled : above;
	return known >= 2 && (above ? filled > above : known * 2 > filled);
}

/* The line where the header stands, from the row in the window on: that of the first row where none is the header. What is wrong with a row is said by who reads
 * it for good. */
static size_t look_for_header(struct search *search)
{
	const size_t first = search->sheet->source->line;
	size_t widest = 0;

	for (size_t rows = 0; rows < SHEET_LOOK_ROWS && search->scan.offset <= LOOK_BYTES; rows++) {
		if (cut_names(search, NULL))
			return first;
		if (is_header(search, &widest))
			return search->sheet->source->line;
		sheet_csv_leave(search->sheet, &search->scan);
		if (to_row(search, NULL) || search->at_end)
			return first;
	}
	return first;
}

/* Brings the line of the header into the window. */
static enum status find_header(struct search *search, struct error *error)
{
	struct sheet *sheet = search->sheet;
	const struct sheet_options *options = search->options;
	size_t first, line = options->header_line;
	enum status status = to_row(search, error);

	first = sheet->source->line;
	if (status || search->at_end)
		return status;
	if (!line && options->names)
		line = look_for_header(search);
	if (line && line < sheet->source->line)
		status = decode_rewind(sheet->source, error);
	if (!status && line)
		status = to_line(sheet, line, error);
	sheet->skips = line > first;
	return status ? status : to_row(search, error);
}

/* Consumes a first line sep=; */
static enum status take_declaration(struct sheet *sheet, struct error *error)
{
	size_t length;
	enum status status = sheet_first_line(sheet, &length, error);
	char delimiter = status ? '\0' : declared_delimiter(sheet->source->data + sheet->source->begin, length);

	if (!delimiter)
		return status;
	sheet->declared = true;
	sheet->delimiter = delimiter;
	leave_line(sheet, length);
	return STATUS_OK;
}

/* Keeps the names of the row in the window. */
static enum status take_header(struct search *search, struct error *error)
{
	struct sheet *sheet = search->sheet;
	const char *raw = sheet->source->data + sheet->source->begin;
	enum status status = cut_names(search, error);

	if (status)
		return status;
	sheet->header_line = arena_copy(&sheet->memory, raw, search->scan.offset);
	sheet->header = (struct sheet_row){
		.cells = search->names, .count = search->count, .raw = sheet->header_line, .raw_length = search->scan.offset, .line = sheet->source->line,
	};
	for (size_t i = 0; i < search->count; i++) {
		struct sheet_cell *cell = &search->names[i];
		if (i == 0)
			sheet->ours = strcmp(cell->text, "ref") == 0 || strcmp(cell->text, "#ref") == 0;
		if (i == 0 && *cell->text == '#' && (!sheet->quoting || sheet->ours)) {
			cell->text++;
			cell->length--;
		}
		cell->text = cell->name = arena_copy(&sheet->memory, cell->text, cell->length);
	}
	return STATUS_OK;
}

enum status sheet_csv_skip(struct sheet *sheet, struct error *error)
{
	struct sheet_scan scan = { 0 };
	enum status status = sheet->header.count ? to_line(sheet, sheet->header.line, error) : STATUS_OK;

	if (!status)
		status = sheet_csv_find(sheet, &scan, error);
	if (!status && sheet->source->begin < sheet->source->end)
		sheet_csv_leave(sheet, &scan);
	return status;
}

enum status sheet_csv_open(struct sheet *sheet, const struct sheet_options *options, struct error *error)
{
	struct search search = { .sheet = sheet, .options = options, .given = sheet->format };

	sheet->next = sheet_csv_next;
	sheet->header_line = "";
	search.names = arena_alloc(&sheet->memory, SHEET_COLUMN_LIMIT * sizeof *search.names);
	enum status status = sheet->format == SHEET_TSV ? STATUS_OK : take_declaration(sheet, error);
	if (!status)
		status = find_header(&search, error);
	if (!status && !search.at_end)
		status = take_header(&search, error);
	if (status || search.at_end)
		return status;
	sheet_csv_leave(sheet, &search.scan);
	sheet->cells = memory_alloc((sheet->header.count + 1) * sizeof *sheet->cells);
	for (size_t i = 0; i < sheet->header.count; i++)
		sheet->cells[i] = (struct sheet_cell){ .name = search.names[i].name, .text = "" };
	return STATUS_OK;
}
