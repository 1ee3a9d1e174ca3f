/* The rows of a sheet as lines of TSV. */
#include "io/xlsx_book.h"

#include "io/sheet.h"
#include "io/spool.h"
#include "io/workbook.h"
#include "io/xlsx_value.h"
#include "io/xml.h"
#include <stdlib.h>
#include <string.h>

enum { ROW_LIMIT = 1048576, COLUMN_LIMIT = 16384 /* of the format */, CHUNK = 64 * 1024, OUTPUT_MIB_LIMIT = 1024 };

struct rows {
	const struct xlsx_book *book;
	const struct xlsx_sheet *sheet;
	int fd;
	struct error *error;
	bool failed;          /* error says why */
	struct text lines;    /* that were not written yet */
	int64_t written;
	long row, column;     /* of the cell at hand, from 1; 0: none yet */
	long cells;           /* that were written of the row */
	const char *type;     /* of the cell at hand: one of the names in types */
	size_t style;
	bool in_value, in_phonetic;
	struct text value;
};

static void fail(struct rows *rows, const char *what)
{
	if (!rows->failed)
		error_set(rows->error, STATUS_DATA, "%s:%s:%ld: %s", rows->book->name, rows->sheet->name, rows->row, what);
	rows->failed = true;
}

static void flush(struct rows *rows, size_t least)
{
	if (rows->lines.length < least || rows->failed)
		return;
	rows->written += (int64_t)rows->lines.length;
	if (rows->written > (int64_t)OUTPUT_MIB_LIMIT << 20)
		fail(rows, "the sheet is too large: its text comes to more than 1 GiB");
	else
		rows->failed = spool_write(rows->fd, text_string(&rows->lines), rows->lines.length, rows->error) != STATUS_OK;
	text_clear(&rows->lines);
}

/* BC12 is column 55 and row 12. */
static void read_place(const char *place, long *column, long *row)
{
	*column = 0;
	for (; *place >= 'A' && *place <= 'Z' && *column <= COLUMN_LIMIT; place++)
		*column = *column * 26 + (*place - 'A' + 1);
	*row = strtol(place, NULL, 10);
}

static void start_row(struct rows *rows, const char *number)
{
	long row = number ? strtol(number, NULL, 10) : rows->row + 1;

	if (row <= rows->row || row > ROW_LIMIT) {
		fail(rows, "damaged: its rows are not in order");
		return;
	}
	/* A row is ended where the next one begins, so that line numbers are those of the sheet. */
	for (long line = rows->row ? rows->row : 1; line < row; line++)
		text_byte(&rows->lines, '\n');
	rows->row = row;
	rows->column = rows->cells = 0;
	flush(rows, CHUNK);
}

static void start_cell(struct rows *rows, const char *const *attributes)
{
	static const char *const types[] = { "n", "s", "b", "d", "e", "str", "inlineStr" };
	const char *place = xml_attribute(attributes, "r"), *type = xml_attribute(attributes, "t"), *style = xml_attribute(attributes, "s");
	long column = rows->column + 1, row = rows->row;

	if (place)
		read_place(place, &column, &row);
	if (column <= rows->column || column > COLUMN_LIMIT || row != rows->row)
		fail(rows, "damaged: its cells are not in order");
	rows->column = column;
	rows->type = types[0];
	for (size_t i = 0; type && i < sizeof types / sizeof *types; i++)
		if (strcmp(types[i], type) == 0)
			rows->type = types[i];
	rows->style = style ? strtoul(style, NULL, 10) : 0;
	text_clear(&rows->value);
}

static bool is_type(const struct rows *rows, const char *type)
{
	return strcmp(rows->type, type) == 0;
}

/* As a day is written in our files; a midnight behind it says nothing. */
static void add_iso(struct text *out, const char *text)
{
	size_t day = strlen("2026-03-05");

	text_append(out, text, strnlen(text, day));
	if (strlen(text) > day && strncmp(text + day, "T00:00:00", 9) != 0)
		text_printf(out, " %.8s", text + day + 1);
}

static void add_shared(struct rows *rows, struct text *out, const char *number)
{
	const struct xlsx_book *book = rows->book;
	size_t index = strtoul(number, NULL, 10);

	if (*number < '0' || *number > '9' || index >= book->text_count)
		fail(rows, "damaged: a cell refers to a text that is not there");
	else
		text_add(out, book->texts.data + book->offsets[index]);
}

static void add_text(struct rows *rows, struct text *out)
{
	xlsx_unescape(&rows->value, 0);
	text_append(out, text_string(&rows->value), rows->value.length);
}

static void end_cell(struct rows *rows)
{
	const struct xlsx_book *book = rows->book;
	const char *value = text_string(&rows->value);
	struct text shown = { 0 };

	if (!*value || rows->failed)
		return;
	if (is_type(rows, "s"))
		add_shared(rows, &shown, value);
	else if (is_type(rows, "b"))
		text_add(&shown, strcmp(value, "0") == 0 ? "FALSE" : "TRUE");
	else if (is_type(rows, "d"))
		add_iso(&shown, value);
	else if (is_type(rows, "n"))
		xlsx_number(&shown, value, rows->style < book->look_count ? book->looks[rows->style] : LOOK_NUMBER, book->since_1904);
	else
		add_text(rows, &shown);
	if (shown.length && rows->column > SHEET_COLUMN_LIMIT)
		fail(rows, "the row has more than 2000 columns");
	for (; shown.length && !rows->failed && rows->cells < rows->column - 1; rows->cells++)
		text_byte(&rows->lines, '\t');
	if (is_type(rows, "n") && strchr(text_string(&shown), '.'))
		text_byte(&rows->lines, WORKBOOK_NUMBER);
	text_escape(&rows->lines, text_string(&shown), shown.length);
	text_free(&shown);
}

static void take_start(void *context, const char *name, const char *const *attributes)
{
	struct rows *rows = context;

	if (strcmp(name, "row") == 0)
		start_row(rows, xml_attribute(attributes, "r"));
	else if (strcmp(name, "c") == 0)
		start_cell(rows, attributes);
	else if (strcmp(name, "rPh") == 0)
		rows->in_phonetic = true;
	else
		rows->in_value = !rows->in_phonetic && rows->column && (strcmp(name, "v") == 0 || strcmp(name, "t") == 0);
}

static void take_end(void *context, const char *name)
{
	struct rows *rows = context;

	rows->in_value = false;
	if (strcmp(name, "c") == 0)
		end_cell(rows);
	else if (strcmp(name, "rPh") == 0)
		rows->in_phonetic = false;
}

static void take_text(void *context, const char *text, size_t length)
{
	struct rows *rows = context;

	if (!rows->in_value)
		return;
	text_append(&rows->value, text, length);
	if (rows->value.length > SHEET_CELL_LIMIT)
		fail(rows, "a cell is longer than 16 MiB");
}

enum status xlsx_write_rows(struct xlsx_book *book, const struct xlsx_sheet *sheet, int fd, struct error *error)
{
	struct rows rows = { .book = book, .sheet = sheet, .fd = fd, .error = error };
	const struct xml_handler handler = { .context = &rows, .start = take_start, .end = take_end, .text = take_text, .stopped = &rows.failed };

	if (!zip_find(book->zip, sheet->part))
		return error_set(error, STATUS_DATA, "%s: damaged: the part %s is missing", book->name, sheet->part);
	enum status status = xml_read(&handler, zip_read, book->zip, xlsx_purpose, arena_printf(&book->memory, "%s: %s", book->name, sheet->part), error);
	if (!status && rows.row)
		text_byte(&rows.lines, '\n');
	if (!status)
		flush(&rows, 0);
	text_free(&rows.lines);
	text_free(&rows.value);
	return status ? status : rows.failed ? error->status : STATUS_OK;
}
