/* Cells of what is printed: their text, and what it is to the formats. */
#ifndef CRM_BASE_CELL_H
#define CRM_BASE_CELL_H

#include <stddef.h>

/* How a cell stands in JSON and YAML, and aligned in a table. */
enum out_type {
	OUT_STRING = 1,  /* money and decimals too: strings, so that no reader makes them binary floats */
	OUT_NUMBER,      /* right-aligned in tables; a JSON number */
	OUT_AMOUNT,      /* right-aligned in tables; a JSON string */
	OUT_BOOL,        /* cells "yes" / "no" → true / false */
	OUT_LIST,        /* comma-joined text → JSON array of strings (\, is a literal comma) */
	OUT_TIME,        /* a string too; a table never cuts it */
	OUT_LINES,       /* rows of their own (out_lines): an array of objects in JSON and YAML; other formats take no such column */
};

struct out_cell {
	const char *text;   /* valid UTF-8, not escaped */
	size_t length;      /* 0 is empty: null in JSON */
};

#endif
