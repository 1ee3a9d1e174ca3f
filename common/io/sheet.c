#include "io/sheet.h"

#include "io/sheet_reader.h"
#include "io/workbook.h"
#include <stdlib.h>
#include <string.h>
#include <strings.h>

static enum sheet_format format_of_name(const char *path)
{
	static const struct {
		const char *ending;
		enum sheet_format format;
	} endings[] = {
		{ ".csv", SHEET_CSV },
		{ ".tsv", SHEET_TSV },
		{ ".tab", SHEET_TSV },
		{ ".json", SHEET_NDJSON },
		{ ".ndjson", SHEET_NDJSON },
		{ ".jsonl", SHEET_NDJSON },
	};
	size_t length = strlen(path);

	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
		size_t tail = strlen(endings[i].ending);
		if (length > tail && strcasecmp(path + length - tail, endings[i].ending) == 0)
			return endings[i].format;
	}
	return SHEET_AUTO;
}

static enum status open_reader(struct sheet *sheet, const char *path, const struct sheet_options *options, struct error *error)
{
	size_t length = 0;

	sheet->format = sheet->numbered ? SHEET_TSV : options->format ? options->format : format_of_name(path);
	enum status status = sheet->format ? STATUS_OK : sheet_first_line(sheet, &length, error);
	if (status != STATUS_OK)
		return status;
	if (!sheet->format && sheet_format_of(sheet->source->data + sheet->source->begin, length) == SHEET_NDJSON)
		sheet->format = SHEET_NDJSON;
	if (sheet->format == SHEET_NDJSON && sheet->source->sample.length)
		return error_at(error, STATUS_DATA, sheet_name(sheet), sheet->source->guess_line, sheet->source->guess_column, "JSON is encoded in UTF-8, and this is not");
	if (sheet->format != SHEET_NDJSON)
		return sheet_csv_open(sheet, options, error);
	sheet->next = sheet_json_next;
	sheet->header_line = "";
	sheet->cells = memory_alloc(SHEET_COLUMN_LIMIT * sizeof *sheet->cells);
	return STATUS_OK;
}

/* What is read of a spreadsheet stands in another file. */
static enum status open_source(struct decode **out, const struct workbook *workbook, const char *path, const struct sheet_options *options, struct error *error)
{
	bool json = (options->format ? options->format : format_of_name(path)) == SHEET_NDJSON; /* RFC 8259, 8.1 */

	if (workbook->fd >= 0)
		return decode_open_file(out, workbook->fd, workbook->name.data, "UTF-8", NULL, error);
	return decode_open(out, path, json && !options->encoding ? "UTF-8" : options->encoding, options->conventions, error);
}

enum status sheet_open_with(struct sheet **out, const char *path, const struct sheet_options *options, struct error *error)
{
	struct workbook workbook = { .fd = -1 };
	struct decode *source;
	enum status status = options->format == SHEET_NDJSON ? STATUS_OK : workbook_open(&workbook, path, options->named, error);

	*out = NULL;
	if (!status)
		status = open_source(&source, &workbook, path, options, error);
	if (status != STATUS_OK) {
		workbook_close(&workbook);
		return status;
	}
	struct sheet *sheet = memory_alloc(sizeof *sheet);
	*sheet = (struct sheet){ .source = source, .nulls = options->nulls, .numbered = workbook.fd >= 0, .notice = workbook.notice };
	text_free(&workbook.name);
	source->lone_returns = true;
	status = open_reader(sheet, path, options, error);
	if (status != STATUS_OK) {
		sheet_close(sheet);
		return status;
	}
	*out = sheet;
	return STATUS_OK;
}

enum status sheet_open(
	struct sheet **out, const char *path, enum sheet_format format, const char *encoding, const struct conventions *conventions, struct error *error)
{
	return sheet_open_with(out, path, &(struct sheet_options){ .format = format, .encoding = encoding, .conventions = conventions }, error);
}

void sheet_header(const struct sheet *sheet, const struct sheet_row **header)
{
	*header = &sheet->header;
}

const char *sheet_header_line(const struct sheet *sheet)
{
	return sheet->header_line;
}

enum sheet_format sheet_kind(const struct sheet *sheet)
{
	return sheet->format;
}

bool sheet_is_ours(const struct sheet *sheet)
{
	return sheet->ours;
}

/* Empties the cells that hold nothing but a marker of no value; false when no cell of the row has anything then. */
static bool take_nulls(struct sheet *sheet)
{
	bool any = !sheet->row.count;

	for (size_t i = 0; i < sheet->row.count; i++) {
		struct sheet_cell *cell = &sheet->cells[i];
		for (const char *const *null = sheet->nulls; *null && cell->length; null++) {
			if (strcmp(cell->text, *null) != 0)
				continue;
			cell->text = "";
			cell->length = 0;
			cell->null = true;
		}
		any |= cell->length > 0;
	}
	return any;
}

enum status sheet_next(struct sheet *sheet, const struct sheet_row **row, struct error *error)
{
	enum status status;

	*row = NULL;
	do {
		sheet->row = (struct sheet_row){ .cells = sheet->cells };
		status = sheet->next(sheet, error);
	} while (!status && sheet->row.raw && sheet->nulls && !take_nulls(sheet));
	if (sheet->row.raw)
		*row = &sheet->row;
	return status;
}

bool sheet_declares(const struct sheet *sheet)
{
	return sheet->declared;
}

bool sheet_skips(const struct sheet *sheet)
{
	return sheet->skips;
}

char sheet_delimiter(const struct sheet *sheet)
{
	return sheet->delimiter;
}

enum status sheet_rewind(struct sheet *sheet, struct error *error)
{
	if (sheet->format == SHEET_MADE) {
		sheet->made_next = 0;
		return STATUS_OK;
	}
	enum status status = decode_rewind(sheet->source, error);

	json_decref(sheet->object);
	sheet->object = NULL;
	sheet->list = NULL;
	sheet->started = sheet->in_array = sheet->closed = sheet->after_element = false;
	if (status || sheet->format == SHEET_NDJSON)
		return status;
	return sheet_csv_skip(sheet, error);
}

bool sheet_guess(const struct sheet *sheet, struct text *out)
{
	text_append(out, text_string(&sheet->notice), sheet->notice.length);
	return sheet->notice.length || decode_guess(sheet->source, out);
}

const char *sheet_name(const struct sheet *sheet)
{
	return sheet->source->name;
}

void sheet_close(struct sheet *sheet)
{
	if (!sheet)
		return;
	json_decref(sheet->object);
	text_free(&sheet->text);
	text_free(&sheet->notice);
	text_free(&sheet->left_out);
	free(sheet->cells);
	arena_free(&sheet->memory);
	decode_close(sheet->source);
	free(sheet);
}
