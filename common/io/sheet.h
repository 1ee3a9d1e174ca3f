/* Reads a table of text row by row: CSV (RFC 4180), TSV (with our escapes), NDJSON, JSON array of objects. Memory is constant in the number of rows
 * (JSON arrays excepted). A sheet of a spreadsheet is read as TSV (workbook.h). Decodes UTF-8 (BOM dropped), UTF-16 LE/BE by BOM, and what iconv knows; without a named encoding JSON is UTF-8, and what CSV and TSV
 * are is guessed (decode.h). Sees jansson and iconv alone. */
#ifndef CRM_IO_SHEET_H
#define CRM_IO_SHEET_H

#include "base/conventions.h"
#include "base/status.h"
#include "base/text.h"
#include <stdbool.h>
#include <stddef.h>

enum sheet_format { SHEET_AUTO = 0, SHEET_CSV, SHEET_TSV, SHEET_NDJSON, SHEET_MADE /* out of another format: sheet_made.h */ }; /* AUTO: by the name's ending, then by content: '{'/'[' JSON, a TAB in the first line TSV, else CSV (also ';' separated) */

enum { SHEET_CELL_LIMIT = 16 * 1024 * 1024, SHEET_COLUMN_LIMIT = 2000, SHEET_DEPTH_LIMIT = 32 };

struct sheet_cell {
	const char *name;   /* header of the column, or the JSON key; lives as long as the sheet */
	const char *text;   /* NUL-terminated valid UTF-8, "" when empty; lives until the next sheet_next */
	size_t length;
	size_t column;      /* 1-based character column in the line where the cell begins; the number of its column in a spreadsheet; 0 for JSON */
	bool null;          /* empty cell or JSON null */
	bool number;        /* a number of a spreadsheet, whose decimals stand behind a point, however people write them */
};

struct sheet_row {
	const struct sheet_cell *cells;
	size_t count;
	size_t line;        /* 1-based physical line where the row begins */
	const char *raw;    /* the row as it stood (decoded, without its line end), for a file of rejects */
	size_t raw_length;
	bool more;          /* JSON: a further object of the list in the object of the row before; its cells are those of that object alone */
};

struct sheet;

/* How a file is to be read; all 0: as it suggests. Texts live as long as the sheet. */
struct sheet_options {
	enum sheet_format format;
	const char *encoding;                   /* a name that iconv knows; NULL guesses */
	const struct conventions *conventions;  /* what suggests an encoding; NULL: nothing does */
	const char *named;                      /* of a spreadsheet (workbook.h): the sheet of that name or number; NULL: the first. Its name for messages is
	                                           "book.xlsx:Sheet1", and its lines are rows */
	char delimiter;                         /* of CSV; 0: what a first line sep=; says, else what stands most often in the header */
	size_t header_line;                     /* where the header stands; 0: it is looked for */
	/* Whether a cell may be the header of a column. NULL: the first line with anything in it is the header. Otherwise lines above the header are left out: it is the
	 * first line most of whose cells, two or more, are headers, or else the first of SHEET_LOOK_ROWS with two that are and with more cells than any line above it. */
	bool (*names)(void *context, const char *cell);
	void *context;
	const char *const *nulls;               /* what cells without a value hold, such as NULL; ends with NULL. NULL: nothing */
};

enum { SHEET_LOOK_ROWS = 50 };

/* Opens a file, or standard input for "-", as the options say; NULL: all of it is guessed. Free with sheet_close, whatever it returns. */
enum status sheet_open_with(struct sheet **out, const char *path, const struct sheet_options *options, struct error *error);

/* path "-" is standard input. encoding NULL guesses, with what the conventions suggest (NULL: nothing); a name is given to iconv. A missing file is STATUS_DATA.
 * For CSV and TSV the first line that is not empty is the header; a TSV header may begin with '#'. */
enum status sheet_open(struct sheet **out, const char *path, enum sheet_format format, const char *encoding, const struct conventions *conventions,
	struct error *error);
/* Appends which encoding was guessed, or which sheet was taken of several, as a message for people; false where neither was. */
bool sheet_guess(const struct sheet *sheet, struct text *out);
/* The header as named cells (text = name); count 0 for NDJSON, whose rows name their cells. */
void sheet_header(const struct sheet *sheet, const struct sheet_row **header);
const char *sheet_header_line(const struct sheet *sheet); /* as it stood, "" for NDJSON */
enum sheet_format sheet_kind(const struct sheet *sheet);
char sheet_delimiter(const struct sheet *sheet); /* between the cells of CSV and TSV; 0 for NDJSON */
bool sheet_declares(const struct sheet *sheet); /* a first line sep=X says so */
/* Whether lines above the header are left out; sheet_header says where that is. */
bool sheet_skips(const struct sheet *sheet);
/* True when the header line is one that our own export wrote (first name is "ref" or "#ref"): then one ' before ^'*[\t\r\n=+@-] is stripped from CSV cells. */
bool sheet_is_ours(const struct sheet *sheet);
/* The next row; *row is NULL at the end. On an error that concerns one row alone, *row is that row without cells, for a file of rejects, and the next call
 * goes on behind it; else *row is NULL and reading cannot go on. Blank lines, and rows all of whose cells are, are skipped. Rows shorter than the header lack cells; longer ones with non-empty extra cells are an error.
 * Errors are STATUS_DATA and begin with "path:line:column: ": unclosed quote, NUL, invalid UTF-8 (with its byte), broken JSON, too long, too deep.
 * NDJSON values: strings, numbers as written, true → yes, false → no, null → null, arrays of scalars joined with ',' (a comma inside an item is written \,). One value may be
 * an array of objects, which make a row each: their cells are called "lines.qty", by the key of the array; other objects are an error. */
enum status sheet_next(struct sheet *sheet, const struct sheet_row **row, struct error *error);
/* Back to the first row; what the header says stays as it is, and names of cells too. STATUS_IO for what cannot be read twice: a pipe is spooled first. */
enum status sheet_rewind(struct sheet *sheet, struct error *error);
const char *sheet_name(const struct sheet *sheet);
void sheet_close(struct sheet *sheet);

/* Reads lines of up to 64 MiB from a stream, decoded as they are, checked for UTF-8 and NUL: the operand reader and `set --batch -`. */
struct lines;
enum status lines_open(struct lines **out, const char *path, struct error *error); /* "-" is standard input */
enum status lines_next(struct lines *lines, char **line, size_t *length, size_t *number, struct error *error); /* *line NULL at the end; \r\n accepted; errors begin with "path:line:column: " */
void lines_close(struct lines *lines);

/* Appends the `ref` of one NDJSON object. STATUS_DATA when it is none, or has none. */
enum status json_reference(const char *line, size_t length, struct text *out, struct error *error);

#endif
