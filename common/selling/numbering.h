/* Patterns of the numbers of documents, such as INV-{year}-{number:4}: {year} {yy} {month} are of the day of the document, {number} counts, and
 * {number:4} counts with at least four digits. */
#ifndef CRM_SELLING_NUMBERING_H
#define CRM_SELLING_NUMBERING_H

#include "base/status.h"
#include "base/text.h"

enum {
	NUMBERING_LIMIT = 60,  /* bytes of a pattern */
	NUMBERING_DIGITS = 12, /* the most that a number is filled up to */
};

/* What a pattern is to hold: {number} once, and with {month} a {year} or {yy}, else a number would come again. STATUS_DATA with the fix. */
enum status numbering_check(const char *pattern, struct error *error);

/* Both want a pattern that numbering_check accepts and a day YYYY-MM-DD. */

/* Appends the number of a document of this day. */
void numbering_write(struct text *out, const char *pattern, const char *day, int64_t number);
/* Appends the name of the series that counts it: the type, and the period in which counting begins anew: invoice-2026, or invoice-2026-03 where the
 * pattern has {month}; invoice alone where it has neither. */
void numbering_series(struct text *out, const char *pattern, const char *type, const char *day);

#endif
