/* Spreadsheets of Excel. The only includer of libxlsxwriter, which is opened by the first one and not linked. What is text stays text: a code keeps its zeros, and
 * nothing is a formula but totals of the numbers above them. */
#include "io/out_internal.h"

#include "base/arena.h"
#include "base/calendar.h"
#include "base/date.h"
#include "base/library.h"
#include "base/utf8.h"
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <xlsxwriter.h>

enum {
	ROWS = 1048576,      /* of a sheet, the header included */
	CELL_LIMIT = 32767,  /* characters of a text */
	WIDTH_LIMIT = 60,    /* of a column, in characters */
	EXACT_DIGITS = 15,   /* that a number there keeps */
	DECIMALS = 11,
	FIRST_YEAR = 1901,   /* days before are no dates there, or a day off */
};

/* What is needed of it. __typeof__ has the compiler check each against its header. */
struct xlsx {
	__typeof__(workbook_new_opt) *new_opt;
	__typeof__(workbook_add_worksheet) *add_worksheet;
	__typeof__(workbook_add_format) *add_format;
	__typeof__(workbook_set_properties) *set_properties;
	__typeof__(workbook_close) *close;
	__typeof__(worksheet_write_string) *write_string;
	__typeof__(worksheet_write_number) *write_number;
	__typeof__(worksheet_write_formula_num) *write_formula;
	__typeof__(lxw_rowcol_to_cell) *cell_name;
	__typeof__(worksheet_write_boolean) *write_boolean;
	__typeof__(worksheet_write_datetime) *write_datetime;
	__typeof__(worksheet_set_column) *set_column;
	__typeof__(worksheet_freeze_panes) *freeze_panes;
	__typeof__(format_set_bold) *set_bold;
	__typeof__(format_set_num_format) *set_num_format;
};

struct out_sheet {
	struct xlsx xlsx;
	lxw_workbook *book;
	lxw_worksheet *sheet;
	lxw_format *bold, *day, *time, *amounts[DECIMALS]; /* by decimals; NULL until one is needed */
	char folder[64], path[80];
	int *widths;
};

static enum status open_xlsx(struct xlsx *xlsx, struct error *error)
{
	const struct library_symbol symbols[] = {
		{ "workbook_new_opt", &xlsx->new_opt }, { "workbook_add_worksheet", &xlsx->add_worksheet }, { "workbook_add_format", &xlsx->add_format },
		{ "workbook_set_properties", &xlsx->set_properties }, { "workbook_close", &xlsx->close }, { "worksheet_write_string", &xlsx->write_string },
		{ "worksheet_write_number", &xlsx->write_number }, { "worksheet_write_boolean", &xlsx->write_boolean }, { "worksheet_write_datetime", &xlsx->write_datetime },
		{ "worksheet_set_column", &xlsx->set_column }, { "worksheet_freeze_panes", &xlsx->freeze_panes }, { "format_set_bold", &xlsx->set_bold },
		{ "format_set_num_format", &xlsx->set_num_format }, { "worksheet_write_formula_num", &xlsx->write_formula }, { "lxw_rowcol_to_cell", &xlsx->cell_name },
	};

	/* Other versions have other structs. */
	return library_open("libxlsxwriter.so." LXW_SOVERSION, "xlsx needs libxlsxwriter", "libxlsxwriter" LXW_SOVERSION, symbols, sizeof symbols / sizeof *symbols, error);
}

static lxw_format *format_of(struct out_sheet *sheet, lxw_format **format, const char *text)
{
	if (!*format && (*format = sheet->xlsx.add_format(sheet->book)))
		sheet->xlsx.set_num_format(*format, text);
	return *format;
}

static void refuse(struct out *out, int cause)
{
	if (!out->failure)
		out->failure = cause;
}

/* The library writes a file by its name; it lies where nobody else can look, and so do its own. */
static bool make_folder(struct out_sheet *sheet)
{
	const char *temporary = getenv("TMPDIR");

	if (!temporary || !*temporary || strlen(temporary) > sizeof sheet->folder - sizeof "/crm-xlsx.XXXXXX")
		temporary = "/tmp";
	snprintf(sheet->folder, sizeof sheet->folder, "%s/crm-xlsx.XXXXXX", temporary);
	if (!mkdtemp(sheet->folder))
		return false;
	snprintf(sheet->path, sizeof sheet->path, "%s/x.xlsx", sheet->folder);
	return true;
}

static void begin(struct out *out)
{
	struct out_sheet *sheet = out->sheet = memory_alloc(sizeof *sheet);
	lxw_doc_properties properties = { .created = 1 }; /* the same records give the same bytes */

	*sheet = (struct out_sheet){ .widths = memory_alloc((out->count + 1) * sizeof *sheet->widths) };
	memset(sheet->widths, 0, (out->count + 1) * sizeof *sheet->widths);
	if (out->options.terminal)
		error_set(&out->refusal, STATUS_USAGE, "a spreadsheet is not for a terminal; write it to a file: --format=xlsx > list.xlsx");
	if (out->options.terminal || open_xlsx(&sheet->xlsx, &out->refusal)) {
		refuse(out, ENOTSUP);
		return;
	}
	if (!make_folder(sheet)) {
		refuse(out, errno);
		error_set(&out->refusal, STATUS_IO, "cannot create a directory for the spreadsheet (%s): %s; $TMPDIR determines where", sheet->folder, strerror(out->failure));
		return;
	}
	lxw_workbook_options options = { .constant_memory = LXW_TRUE, .tmpdir = sheet->folder, .use_zip64 = LXW_FALSE };
	sheet->book = sheet->xlsx.new_opt(sheet->path, &options);
	sheet->sheet = sheet->book ? sheet->xlsx.add_worksheet(sheet->book, NULL) : NULL;
	sheet->bold = sheet->book ? sheet->xlsx.add_format(sheet->book) : NULL;
	if (!sheet->sheet || !sheet->bold) {
		refuse(out, ENOMEM);
		return;
	}
	sheet->xlsx.set_properties(sheet->book, &properties);
	sheet->xlsx.set_bold(sheet->bold);
	sheet->xlsx.freeze_panes(sheet->sheet, 1, 0);
	for (size_t i = 0; i < out->count; i++) {
		const char *label = out->options.names ? out->columns[i].name : out->columns[i].label;
		sheet->widths[i] = (int)utf8_width(label, strlen(label));
		sheet->xlsx.write_string(sheet->sheet, 0, (lxw_col_t)i, label, sheet->bold);
	}
}

/* Control characters, which XML cannot have, are shown; what is longer than a cell holds is cut, and says so. */
static void write_text(struct out *out, lxw_row_t row, size_t column, const struct out_cell *cell)
{
	static const char cut[] = " [...]";
	struct out_sheet *sheet = out->sheet;
	struct out_cell rest = *cell, line;
	size_t size, count = 0, at = 0;
	uint32_t character;

	text_clear(&out->scratch);
	while (out_next_line(&rest, &line)) {
		int width = (int)utf8_width(line.text, line.length);
		sheet->widths[column] = width > sheet->widths[column] ? width : sheet->widths[column];
		utf8_visible(&out->scratch, line.text, line.length);
		if (rest.text)
			text_byte(&out->scratch, '\n');
	}
	const char *text = text_string(&out->scratch);
	while (at < out->scratch.length && count < CELL_LIMIT - sizeof cut) {
		size = utf8_next(text + at, out->scratch.length - at, &character);
		at += size;
		count += character > 0xFFFF ? 2 : 1;
	}
	if (at < out->scratch.length) {
		out->scratch.length = at;
		text_add(&out->scratch, cut);
	}
	if (sheet->xlsx.write_string(sheet->sheet, row, (lxw_col_t)column, text_string(&out->scratch), NULL))
		refuse(out, EFBIG);
}

/* SUBTOTAL passes over other totals in its range. */
static lxw_error write_total(struct out *out, lxw_row_t row, lxw_col_t column, double number, lxw_format *format)
{
	struct out_sheet *sheet = out->sheet;
	char first[LXW_MAX_CELL_NAME_LENGTH], last[LXW_MAX_CELL_NAME_LENGTH], formula[2 * LXW_MAX_CELL_NAME_LENGTH + 16];

	sheet->xlsx.cell_name(first, (lxw_row_t)(out->total.first + 1), column);
	sheet->xlsx.cell_name(last, row - 1, column);
	snprintf(formula, sizeof formula, "=SUBTOTAL(9,%s:%s)", first, last);
	return sheet->xlsx.write_formula(sheet->sheet, row, column, formula, format, number);
}

/* A number that keeps all of its digits there, with as many decimals as it is written with. */
static bool write_number(struct out *out, lxw_row_t row, size_t column, const struct out_cell *cell)
{
	struct out_sheet *sheet = out->sheet;
	char text[32], form[32] = "#,##0";
	size_t digits = 0, decimals = 0;

	if (!out_is_number(cell) || cell->length >= sizeof text || memchr(cell->text, 'e', cell->length) || memchr(cell->text, 'E', cell->length))
		return false;
	memcpy(text, cell->text, cell->length);
	text[cell->length] = '\0';
	const char *point = strchr(text, '.');
	for (const char *p = text; *p; p++)
		digits += *p >= '0' && *p <= '9';
	decimals = point ? strlen(point + 1) : 0;
	if (digits > EXACT_DIGITS || decimals >= DECIMALS)
		return false;
	if (decimals)
		snprintf(form, sizeof form, "#,##0.%.*s", (int)decimals, "00000000000");
	int width = (int)(cell->length + digits / 3);
	sheet->widths[column] = width > sheet->widths[column] ? width : sheet->widths[column];
	lxw_format *format = out->columns[column].type == OUT_AMOUNT ? format_of(sheet, &sheet->amounts[decimals], form) : NULL;
	bool sum = out->total.adds && out->total.adds[column];
	double number = strtod(text, NULL);
	return (sum ? write_total(out, row, (lxw_col_t)column, number, format) : sheet->xlsx.write_number(sheet->sheet, row, (lxw_col_t)column, number, format)) == LXW_NO_ERROR;
}

/* A day, or an instant as the clock of the database shows it. */
static bool write_time(struct out *out, lxw_row_t row, size_t column, const struct out_cell *cell)
{
	struct out_sheet *sheet = out->sheet;
	bool day = cell->length == DATE_SIZE - 1;
	char text[TIMESTAMP_SIZE], local[DATE_SIZE];
	int second = 0;

	if (cell->length >= sizeof text || (!day && cell->length != TIMESTAMP_SIZE - 1))
		return false;
	memcpy(text, cell->text, cell->length);
	text[cell->length] = '\0';
	if (day ? !date_number(text) : !timestamp_seconds(text))
		return false;
	if (day)
		memcpy(local, text, DATE_SIZE);
	else
		date_from_number(calendar_local(timestamp_seconds(text), &second), local);
	lxw_datetime when = { .year = atoi(local), .month = atoi(local + 5), .day = atoi(local + 8), .hour = second / 3600, .min = second / 60 % 60, .sec = second % 60 };
	if (when.year < FIRST_YEAR)
		return false;
	sheet->widths[column] = sheet->widths[column] > (day ? 10 : 16) ? sheet->widths[column] : (day ? 10 : 16);
	lxw_format *format = day ? format_of(sheet, &sheet->day, "yyyy-mm-dd") : format_of(sheet, &sheet->time, "yyyy-mm-dd hh:mm");
	return sheet->xlsx.write_datetime(sheet->sheet, row, (lxw_col_t)column, &when, format) == LXW_NO_ERROR;
}

static void write_cell(struct out *out, lxw_row_t row, size_t column, const struct out_cell *cell)
{
	enum out_type type = out->columns[column].type;
	bool done = false;

	if (!cell->length)
		return;
	if (type == OUT_NUMBER || type == OUT_AMOUNT)
		done = write_number(out, row, column, cell);
	else if (type == OUT_TIME)
		done = write_time(out, row, column, cell);
	else if (type == OUT_BOOL && (out_cell_is(cell, "yes") || out_cell_is(cell, "no")))
		done = out->sheet->xlsx.write_boolean(out->sheet->sheet, row, (lxw_col_t)column, out_cell_is(cell, "yes"), NULL) == LXW_NO_ERROR;
	if (!done)
		write_text(out, row, column, cell);
}

static void row(struct out *out, const struct out_cell *cells)
{
	if (out->rows + 1 >= ROWS) {
		error_set(&out->refusal, STATUS_REFUSED, "a spreadsheet has no more than %d rows; write csv", ROWS);
		refuse(out, EFBIG);
	}
	for (size_t i = 0; !out->failure && i < out->count; i++)
		write_cell(out, (lxw_row_t)(out->rows + 1), i, &cells[i]);
}

static void copy_file(struct out *out, const char *path)
{
	char buffer[65536];
	ssize_t got;
	int fd = open(path, O_RDONLY | O_CLOEXEC);

	if (fd < 0)
		refuse(out, errno);
	while (fd >= 0 && (got = read(fd, buffer, sizeof buffer)) > 0)
		out_write(out, buffer, (size_t)got);
	if (fd >= 0)
		close(fd);
}

static void end(struct out *out)
{
	struct out_sheet *sheet = out->sheet;

	for (size_t i = 0; i < out->count; i++)
		sheet->xlsx.set_column(sheet->sheet, (lxw_col_t)i, (lxw_col_t)i, (sheet->widths[i] > WIDTH_LIMIT ? WIDTH_LIMIT : sheet->widths[i]) + 2, NULL);
	lxw_error cause = sheet->xlsx.close(sheet->book);
	sheet->book = NULL;
	if (cause != LXW_NO_ERROR)
		refuse(out, cause == LXW_ERROR_MEMORY_MALLOC_FAILED ? ENOMEM : EIO);
	else
		copy_file(out, sheet->path);
}

static void release(struct out *out)
{
	struct out_sheet *sheet = out->sheet;

	if (sheet->book)
		sheet->xlsx.close(sheet->book);
	if (*sheet->path)
		unlink(sheet->path);
	if (*sheet->folder)
		rmdir(sheet->folder);
	free(sheet->widths);
	free(sheet);
}

const struct out_writer out_xlsx = { .begin = begin, .row = row, .end = end, .release = release };
