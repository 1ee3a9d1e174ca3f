/* What the readers of the formats share with sheet.c: the inside of a struct sheet. */
#ifndef CRM_IO_SHEET_READER_H
#define CRM_IO_SHEET_READER_H

#include "base/arena.h"
#include "base/text.h"
#include "io/decode.h"
#include "io/sheet.h"
#include "io/sheet_scan.h"
#include <jansson.h>

/* No row may be longer: what a row of large cells needs, and an end to what an open quote or brace would swallow. */
enum { SHEET_ROW_LIMIT = 4 * SHEET_CELL_LIMIT };

struct sheet {
	struct decode *source;
	enum sheet_format format;
	struct arena memory;           /* what lives as long as the sheet: names, the header */
	struct sheet_row header;
	const char *header_line;
	bool ours;
	bool numbered;                 /* it comes from a spreadsheet: cells are known by the number of their column */
	struct text notice;            /* which sheet of a spreadsheet it is, where nobody said so */
	/* Fills row; row.raw stays NULL at the end and when reading cannot go on. */
	enum status (*next)(struct sheet *sheet, struct error *error);
	struct sheet_row row;
	struct sheet_cell *cells;      /* of the row */
	struct text text;              /* where the cells of the row are terminated (CSV, TSV) or joined (JSON) */

	/* CSV and TSV */
	char delimiter;
	bool quoting, declared;        /* declared: the line sep= says what the delimiter is */
	bool skips;                    /* there are lines above the header that are left out */
	const char *const *nulls;      /* what cells without a value hold; ends with NULL. NULL: nothing */

	/* What a maker makes */
	struct made_row *made;
	size_t made_count, made_next;
	struct text left_out;

	/* JSON */
	bool started, in_array, closed, after_element;
	const char *names[SHEET_COLUMN_LIMIT]; /* keys met so far */
	size_t name_count;
	json_t *object;                /* of the row: owns the texts of its cells */
	const json_t *list;            /* of objects, in it; NULL: it has none */
	const char *list_name;
	size_t list_next;              /* the element that makes the next row */
	size_t list_line;              /* where the object stands */
};

/* What the first line suggests: JSON, TSV or CSV. */
enum sheet_format sheet_format_of(const char *line, size_t length);
/* Finds and reads the header, and sets format, delimiter and next (sheet_header.c). */
enum status sheet_csv_open(struct sheet *sheet, const struct sheet_options *options, struct error *error);
/* Steps over the header and what stands above it, which has been read before. */
enum status sheet_csv_skip(struct sheet *sheet, struct error *error);

/* A row being cut: `raw` stays, `text` is its copy, in which cells are terminated. */
struct sheet_cut {
	const char *raw;
	char *text;
	size_t length;
	bool ascii, breaks;
	size_t offset; /* where the next cell begins */
	size_t counted; /* up to where `column` is known */
	size_t column;
	size_t cells; /* how many were taken */
};

/* The rows of CSV and TSV (sheet_csv.c). The end of the row that begins the window, which holds it then; at the end of the file it is empty. */
enum status sheet_csv_find(struct sheet *sheet, struct sheet_scan *scan, struct error *error);
/* A copy of that row, to be cut into cells one after another, until its offset is beyond its length. */
struct sheet_cut sheet_csv_cut(struct sheet *sheet, const struct sheet_scan *scan);
enum status sheet_csv_take(struct sheet *sheet, struct sheet_cut *cut, struct sheet_cell *cell, struct error *error);
/* Consumes the row and its line end, and terminates what stood there. */
void sheet_csv_leave(struct sheet *sheet, const struct sheet_scan *scan);
/* Whether all cells of a row are empty, or blank: spreadsheets pad with such rows. */
bool sheet_csv_is_empty(const struct sheet *sheet, const char *row, size_t length);
enum status sheet_csv_next(struct sheet *sheet, struct error *error);

/* The next row of JSON, as sheet_next. */
enum status sheet_json_next(struct sheet *sheet, struct error *error);
/* Fills the row from sheet->object. */
enum status sheet_json_row(struct sheet *sheet, struct error *error);
/* Fills it from the next object of the list that sheet->object holds; *more is false when there is none. */
enum status sheet_json_more(struct sheet *sheet, bool *more, struct error *error);

/* Reads on until the first line that is not blank lies whole in the window (or as much of it as one cell may have);
 * blank lines before it are consumed. */
enum status sheet_first_line(struct sheet *sheet, size_t *length, struct error *error);

#endif
