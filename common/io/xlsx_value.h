/* The numbers of spreadsheets as text: days, percents and numbers are the same there, and differ by how they look. */
#ifndef CRM_IO_XLSX_VALUE_H
#define CRM_IO_XLSX_VALUE_H

#include "base/text.h"
#include <stdbool.h>

enum xlsx_look { LOOK_NUMBER = 0, LOOK_DATE, LOOK_PERCENT, LOOK_ZEROS /* +n: whole numbers have n + 1 digits at least, as postal codes do */ };
enum { LOOK_ZEROS_LIMIT = 30 };

/* How a format shows numbers: ECMA-376, 18.8.30. */
int xlsx_look_of_code(const char *code);
/* The same of the formats that every file has. */
int xlsx_look_of_builtin(long id);

/* Appends a number as written in the file: with a point, without groups, with at most the 15 digits that spreadsheets keep; 1E+15 and more with an exponent, which
 * readers of numbers refuse, for its last digits are lost. Days become 2026-03-05, or 2026-03-05 14:30:15 with a time of day; a time alone 14:30:15; 0.13 is 13%
 * where it looks so. since_1904: days are counted from 1904. What is no number is appended as it is. */
void xlsx_number(struct text *out, const char *number, int look, bool since_1904);

#endif
