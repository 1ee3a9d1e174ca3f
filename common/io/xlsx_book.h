/* The parts of a spreadsheet in Office Open XML (ECMA-376, part 1, 12 and 18): which sheets it has, its texts, how its numbers look. */
#ifndef CRM_IO_XLSX_BOOK_H
#define CRM_IO_XLSX_BOOK_H

#include "base/arena.h"
#include "base/text.h"
#include "io/zip.h"

enum { XLSX_SHEET_LIMIT = 1000, XLSX_TEXT_MIB_LIMIT = 256 };

struct xlsx_sheet {
	const char *name;
	const char *part; /* of the archive */
	bool hidden;
};

struct xlsx_book {
	struct zip *zip;
	const char *name;       /* of the file, for messages */
	struct arena memory;    /* holds the texts below */
	struct xlsx_sheet *sheets; /* in their order; those with cells, not charts */
	size_t sheet_count;
	bool since_1904;
	int *looks;             /* by style: xlsx_value.h */
	size_t look_count;
	struct text texts;      /* shared by the cells of all sheets, each with a NUL behind it */
	size_t *offsets;        /* of each in texts */
	size_t text_count;
};

/* Reads them from a regular file. name lives until xlsx_book_close, which is called after errors too. STATUS_DATA for what is no spreadsheet or is damaged, STATUS_CONFIG where
 * a library is missing. */
enum status xlsx_book_open(struct xlsx_book *book, int fd, const char *name, struct error *error);
void xlsx_book_close(struct xlsx_book *book);

/* Writes the rows of a sheet to a descriptor as TSV with the escapes of text_escape, each row on the line of its number. STATUS_DATA, STATUS_IO. */
enum status xlsx_write_rows(struct xlsx_book *book, const struct xlsx_sheet *sheet, int fd, struct error *error);

/* Reads texts of XML as spreadsheets write them: _x000D_ is a character, and a carriage return before a line end is none. */
void xlsx_unescape(struct text *text, size_t start);

extern const char xlsx_purpose[]; /* what needs the libraries */

#endif
