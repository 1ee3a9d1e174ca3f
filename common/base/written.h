/* Numbers and days as other programs and other countries write them, brought into the form that decimal.h, money.h and date.h read. One text may have several
 * readings: the caller asks for each of them, and decides by what else it knows. */
#ifndef CRM_BASE_WRITTEN_H
#define CRM_BASE_WRITTEN_H

#include "base/text.h"
#include <stdbool.h>
#include <stdint.h>

enum written_mark { WRITTEN_POINT = 0, WRITTEN_COMMA };                     /* what stands before the decimals */
enum written_order { WRITTEN_DMY = 0, WRITTEN_MDY, WRITTEN_YMD };           /* of day, month and year in numbers */

/* Appends the number with a point before its decimals and without separators: 1.234,50 €, 1'234.50, 1 234,50 (with a no-break space, too). What stands
 * around its digits, such as a currency, stays; a number in parentheses becomes negative, (1,234.50) as -1234.50. False, with nothing appended, for what is
 * no number written with this mark: groups have three digits, are separated by one kind of mark, and the first does not begin with 0. */
bool written_number(const char *text, enum written_mark mark, struct text *out);
/* Whether a number in that text would be below zero, by what it begins with: -5, −5, －5, (5). */
bool written_below_zero(const char *text);

/* Appends a day written in this order, 5.3.2026, 03/05/26 or 5-3-2026, as YYYY-MM-DD, and what follows it: a time of day. A year of two digits is that within
 * 80 years before and 20 years after the year of now; past: the last such day that is not after now. False, with nothing appended, for what is no day written
 * so, and for a year of four digits in front, which needs no order. now: seconds since 1970. */
bool written_day(const char *text, enum written_order order, int64_t now, bool past, struct text *out);

#endif
