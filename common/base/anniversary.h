/* Days that come every year, with or without the year of the first one, in the Gregorian or in the Chinese calendar.
 *
 * 29 February falls on 28 February in years without it. A day of the Chinese calendar falls into the month of its number; one of a leap month into that, where the
 * year has it; a 30th on the 29th where the month has no more. */
#ifndef CRM_BASE_ANNIVERSARY_H
#define CRM_BASE_ANNIVERSARY_H

#include "base/calendar.h"
#include "base/conventions.h"
#include "base/lunar.h"
#include "base/text.h"

/* `1980-05-17`, `--05-17`, 1980/5/17, 1980年5月17日; --02-29 is fine. 5月17日 is --05-17 whatever conventions->year says. Of the Chinese calendar
 * `lunar:1980-04-03`, 农历1980年4月3日, and in a leap month `lunar:2020-04L-15` as RFC 7529 writes it, 农历2020年闰4月15日; 农历四月初三 and `lunar:--04-03` without
 * the year; its months have up to 30 days. Appends the stored form. */
enum status anniversary_parse(const struct conventions *conventions, const char *text, struct text *out, struct error *error);

struct anniversary {
	bool lunar, leap;
	struct calendar_day day; /* year 0: unknown */
};

/* Reads the stored form. False for all else. */
bool anniversary_read(const char *stored, struct anniversary *out);

/* The day number in a year of the Gregorian calendar; of a lunar one the first in it or, where it has none, the first one after. months: of that year and the
 * next, for lunar ones. */
int64_t anniversary_in_year(const struct anniversary *anniversary, int year, const struct lunar_month *months, size_t count);

/* Whether one falls on one of the days first … last. months: of their years, for lunar ones. */
bool anniversary_falls(const struct anniversary *anniversary, int64_t first, int64_t last, const struct lunar_month *months, size_t count);

#endif
