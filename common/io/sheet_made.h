/* Sheets that are made out of files of another format, which is recognized by its content: statements of banks, address books. Such a file is read to its end
 * at once; its rows are then read as those of any sheet (sheet.h), and a file of rejects is CSV. Numbers and days are written as our parsers want them. */
#ifndef CRM_IO_SHEET_MADE_H
#define CRM_IO_SHEET_MADE_H

#include "io/decode.h"
#include "io/sheet.h"

enum { SHEET_MADE_ROWS = 1000000, SHEET_MADE_BYTES = 256 * 1024 * 1024 /* of the file, decoded */, SHEET_MADE_SAMPLE = 4096 };

struct sheet_making; /* a sheet in the hands of its maker */

struct sheet_maker {
	const char *const *names;  /* of the columns, ends with NULL; those of which all cells are empty are left out */
	/* Whether a file that begins with these bytes, as they stand in it, is of the format; at most SHEET_MADE_SAMPLE of them. NULL: any file is. */
	bool (*recognizes)(const char *bytes, size_t length);
	/* What the file itself says that it is encoded in, into out; may be NULL. */
	bool (*encoding)(const char *bytes, size_t length, char out[64]);
	/* Makes the rows. STATUS_DATA "file:line: …". */
	enum status (*read)(struct sheet_making *making, struct decode *source, struct error *error);
};

/* Opens the file with the first maker that recognizes it; *out is NULL where none does. Errors are those of sheet_open. */
enum status sheet_open_made(struct sheet **out, const char *path, const struct sheet_maker *const *makers, const char *encoding,
	const struct conventions *conventions, struct error *error);

/* What the maker named as left out, joined by commas; "" for nothing, and for other sheets. */
const char *sheet_left_out(const struct sheet *sheet);

/* For makers. A new row, which begins on a line of the file: STATUS_DATA beyond SHEET_MADE_ROWS. Its cells by the place of their name; the text is copied, and
 * taken behind a blank where the cell has one already. */
enum status sheet_make_row(struct sheet_making *making, size_t line, struct error *error);
void sheet_make_cell(struct sheet_making *making, size_t column, const char *text);

/* Names something of the file that has no column, such as photos; what is named twice is one. */
void sheet_make_left_out(struct sheet_making *making, const char *name);
/* Whether the encoding is that which the maker found in the file, and not one that the user named. */
bool sheet_make_declared(const struct sheet_making *making);

/* The next line of the source without its end, unfolded by nobody; *line NULL at the end. It lives until the next call. number: of the line. STATUS_DATA for
 * what cannot be decoded, lines over SHEET_CELL_LIMIT, files over SHEET_MADE_BYTES. */
enum status sheet_make_line(struct sheet_making *making, struct decode *source, char **line, size_t *length, size_t *number, struct error *error);
/* Takes note of bytes of the source that were read otherwise. STATUS_DATA over SHEET_MADE_BYTES. */
enum status sheet_make_count(struct sheet_making *making, const struct decode *source, size_t length, struct error *error);

#endif
