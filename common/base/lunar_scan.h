/* Days of the Chinese calendar, as people write them: 农历四月初三, 农历2026年闰六月十五. Internal to date.c and anniversary.c. */
#ifndef CRM_BASE_LUNAR_SCAN_H
#define CRM_BASE_LUNAR_SCAN_H

#include "base/date_scan.h"

struct lunar_date {
	int year;  /* -1: not written */
	int month; /* 1 to 12 */
	bool leap;
	int day;   /* 1 to 30 */
};

/* Reads 农历, 农曆, 阴历 or lunar: — what marks a day of that calendar. */
bool lunar_scan_mark(struct date_scan *scan);
/* Reads [2026年][闰]四月初三 behind it. False, with nothing read, where the month is not written with its name. */
bool lunar_scan_names(struct date_scan *scan, struct lunar_date *out);
/* Reads names, or 2026-04-03, 2026-04L-03, 4月3日, 2026年闰4月3日, --04-03; false when none of them is here. The numbers are not judged. */
bool lunar_scan(struct date_scan *scan, struct lunar_date *out);

/* The day number: of that year, or where none is written the first that has not passed. A 30th is the 29th where the month has no more, and a day of a leap month
 * one of the plain month in a year without it. STATUS_DATA for what no calendar has. */
enum status lunar_scan_day(struct date_scan *scan, const struct lunar_date *date, int64_t today, int64_t *out);

#endif
