/* Exact decimals: integers of a fixed scale, never binary floating point. */
#ifndef CRM_BASE_DECIMAL_H
#define CRM_BASE_DECIMAL_H

#include "base/status.h"
#include "base/text.h"
#include <stdint.h>

enum {
	DECIMAL_QUANTITY = 6, /* quantities and unit prices: 10^-6 */
	DECIMAL_PERCENT = 4,  /* percent: 10^-4 of a percent, so that 13 % is 130000 */
	DECIMAL_RATE = 10,    /* exchange rates */
};

/* Reads text as a number with at most `scale` decimals into an integer of 10^-scale units. Accepts a sign, full-width digits,
 * well-formed thousands separators (1,234.5; malformed grouping is an error), 万 and 亿 as factors (1.2万). Refuses more decimals
 * than scale (unless they are zeros), exponents (1E5: say the digits are lost), overflow. STATUS_DATA with a sentence that says what is wrong. */
enum status decimal_parse(const char *text, int scale, int64_t *out, struct error *error);

/* Appends the number without trailing zeros: 1.5, 2, -0.035. */
void decimal_format(struct text *out, int64_t number, int scale);

/* Appends the number with exactly `digits` decimals out of `scale`; digits == scale for money. */
void decimal_fixed(struct text *out, int64_t number, int scale);

/* Whole numbers: as decimal_parse with scale 0. */
enum status integer_parse(const char *text, int64_t *out, struct error *error);

#endif
