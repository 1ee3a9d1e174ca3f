/* Units of time that records are grouped by: a day falls into a bucket, a number that ascends with time. */
#ifndef CRM_QUERY_SUMMARY_UNIT_H
#define CRM_QUERY_SUMMARY_UNIT_H

#include "base/calendar.h"
#include "base/text.h"

enum summary_unit {
	UNIT_NONE = 0,
	UNIT_DAY,
	UNIT_WEEK,           /* of ISO 8601: from Monday; the first of a year is that with its 4 January */
	UNIT_MONTH,
	UNIT_QUARTER,
	UNIT_YEAR,
	UNIT_FISCAL_QUARTER,
	UNIT_FISCAL_YEAR,    /* named by the year in which it begins, and 2025/26 where it ends in another one */
	UNIT_LAST_SPAN = UNIT_FISCAL_YEAR, /* those above are spans of days, those below come again and again */
	UNIT_WEEKDAY,        /* 1 is Monday */
	UNIT_HOUR,
};

/* The unit of that name, UNIT_NONE when there is none; unit_name: the i-th, NULL after the last. */
enum summary_unit unit_named(const char *name);
const char *unit_name(size_t i);

/* The bucket of a day; never negative. fiscal: the month in which fiscal years begin, 1 to 12. UNIT_HOUR has none of a day. */
int64_t unit_bucket(enum summary_unit unit, struct calendar_day day, int fiscal);
/* The days of a bucket of a span, both ends inclusive. */
void unit_days(enum summary_unit unit, int64_t bucket, int fiscal, int64_t *first, int64_t *last);
/* Appends 2026-03-05, 2026-W10, 2026-03, 2026-Q1, 2026, 2025/26-Q4, 2025/26, mon, 09; for people: Mon or 周一, 09:00. language: NULL for what is piped. */
void unit_format(enum summary_unit unit, int64_t bucket, int fiscal, const char *language, struct text *out);
/* The same bucket of the year before: the same week of the year before has the same number, and week 53 becomes the last one of a year with 52. */
int64_t unit_year_before(enum summary_unit unit, int64_t bucket, int fiscal);
/* The bucket behind, and the one before: for weeks those 7 days away. */
int64_t unit_step(enum summary_unit unit, int64_t bucket, int by);

#endif
