/* Spreadsheets as the TSV that the reader of sheets takes: .xlsx by a reader of our own (xlsx_book.h); .xls and .ods by ssconvert of Gnumeric, which makes an .xlsx of
 * them. What a file is follows from its first bytes, never from its name. */
#ifndef CRM_IO_WORKBOOK_H
#define CRM_IO_WORKBOOK_H

#include "base/status.h"
#include "base/text.h"
#include <stdbool.h>

/* Stands before the cells that are numbers with decimals: the same characters in a text may mean another number. */
#define WORKBOOK_NUMBER '\x1f'

struct workbook {
	int fd;             /* TSV from its beginning to its end, in UTF-8, with the rows on the lines of their numbers; -1: the file is no spreadsheet */
	struct text name;   /* of the file and the sheet, as "book.xlsx:Sheet1" */
	struct text notice; /* which sheet was taken of several, for people; empty where there is nothing to say */
};

/* Converts one sheet of the file ("-": standard input), which is no pipe. sheet: its name, else its number from 1; NULL: the first that is not hidden. Nothing but
 * fd = -1 when the file is no spreadsheet, or cannot be opened. After errors fd is -1, too. STATUS_DATA for one that is damaged or too large, STATUS_USAGE for a sheet that is not there,
 * STATUS_CONFIG where what reads it is not installed. The caller closes *out, after errors too. */
enum status workbook_open(struct workbook *out, const char *path, const char *sheet, struct error *error);
void workbook_close(struct workbook *workbook); /* not fd, which the reader takes */

enum workbook_kind { WORKBOOK_NONE = 0, WORKBOOK_ZIP, WORKBOOK_OLE };
/* What the first bytes of a file say: 8 of them are enough. */
enum workbook_kind workbook_kind(const char *bytes, size_t length);

#endif
