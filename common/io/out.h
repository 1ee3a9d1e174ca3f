/* Writes records as text: one vtable, a file per family of formats. All output of data goes through here: it is buffered in one large buffer and checked when closed. */
#ifndef CRM_IO_OUT_H
#define CRM_IO_OUT_H

#include "base/cell.h"
#include "base/status.h"
#include "base/text.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum out_format { OUT_TABLE = 1, OUT_TSV, OUT_CSV, OUT_JSON, OUT_NDJSON, OUT_YAML, OUT_IDS, OUT_MARKDOWN, OUT_XLSX, OUT_VCARD, OUT_LDIF, OUT_MUTT };

struct out_column {
	const char *name;   /* JSON key, header of TSV and CSV */
	const char *label;  /* header of tables, in the user's language */
	enum out_type type;
};

/* How a column stands on a terminal that is too narrow for all. */
struct out_fit {
	unsigned char rank;  /* columns of the highest go first, those of one rank from the last on; the first stays, the second almost always */
	unsigned char group; /* of the layout of `show`: a blank line stands between groups */
	bool whole;          /* never cut: half of it would be another one, or none */
};

struct out_options {
	enum out_format format;
	bool header;        /* TSV: a `#ref…` first line; CSV always has one */
	bool bom;           /* CSV: for Excel */
	bool names;         /* a spreadsheet is headed by the names of columns instead of their labels, as an export is */
	bool nul;           /* -z: records of TSV and ids end with NUL instead of newline */
	bool terminal;      /* table: colour, and cut to width */
	bool colour;
	int width;          /* columns of the terminal; 0: no cut */
	bool records;       /* the layout of `show`: TSV `field⇥value` lines with a blank line between records; a table is label/value lines; CSV, JSON … as for lists */
	int fd;             /* usually 1 */
	const struct out_fit *fits; /* of the columns, as long as the out; NULL: none has a rank, and all texts may be cut */
};

struct out;

/* Column 0 is always the reference. columns must outlive the out. A table keeps its rows (up to 1,000, then prints with the widths so far and streams on). */
struct out *out_open(const struct out_options *options, const struct out_column *columns, size_t count);
/* Escapes and writes one record; the cells are not kept after return. A write error is kept until out_close; EPIPE makes out_broken true. */
void out_row(struct out *out, const struct out_cell *cells);
/* The rows that the OUT_LINES column of the next record holds; read when the record is written. */
struct out_lines {
	const struct out_column *columns;
	size_t column_count;
	const struct out_cell *cells; /* row by row */
	size_t row_count;
};
void out_take_lines(struct out *out, const struct out_lines *lines);
/* Of the next record: it sums up the records from `first` on (0 is the very first) in the columns where adds is true. A spreadsheet gets a formula there. */
struct out_total {
	int64_t first;
	const bool *adds;
};
void out_take_total(struct out *out, const struct out_total *total);
bool out_broken(const struct out *out); /* nobody reads any more: stop quietly */
/* Ends arrays, flushes, frees. What a format cannot do is said here: STATUS_CONFIG where a library is not installed, STATUS_USAGE for a spreadsheet on a terminal,
 * STATUS_REFUSED for one with too many rows, STATUS_IO for one that has no place in $TMPDIR; then nothing was written. STATUS_IO "cannot write standard output: No space
 * left on device"; EPIPE is STATUS_OK. */
enum status out_close(struct out *out, struct error *error);

/* Address books know columns by their names: the i-th of them, and which part of an address it says; of those that say the same part the first one that a type
 * has is to be asked for. NULL after the last. */
bool out_is_address_book(enum out_format format);
const char *out_address_column(size_t i, int *part);

/* How values of a field stand in a cell; NULL: as a string. */
struct field;
enum out_type out_type_of(const struct field *field);

/* The same escapings for those who need one value: */
void out_csv_cell(struct text *text, const char *data, size_t length);   /* quotes when needed, and one ' before ^'*[\t\r\n=+@-] */
bool out_csv_guards(const char *data, size_t length); /* whether a cell has that ': with it, or before it gets it */
void out_json_string(struct text *text, const char *data, size_t length); /* with quotes; UTF-8 stays but for control and reordering characters: \u202e */

/* Columns of the terminal: $COLUMNS, else what the terminal says, else 80; 0 when fd is no terminal. */
int out_terminal_width(int fd);
/* Its lines: $LINES, else what the terminal says, else 24; 0 when fd is no terminal. */
int out_terminal_height(int fd);
/* Whether lines and blocks are to be drawn with ASCII: TERM is dumb, or the locale is not of UTF-8. */
bool out_is_ascii(void);
/* Whether a terminal may be sent colours: not with NO_COLOR (no-color.org), nor where TERM is dumb. */
bool out_may_colour(void);

#endif
