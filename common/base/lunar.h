/* The Chinese calendar, by a table of the years 1900 to 2099 (tools/lunar-table). */
#ifndef CRM_BASE_LUNAR_H
#define CRM_BASE_LUNAR_H

#include "base/arena.h"
#include "base/status.h"
#include "base/text.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct lunar_month {
	int64_t first; /* day number of its first day (date.h) */
	int days;      /* 29 or 30 */
	int month;     /* 1 to 12; a leap month has the number of the one before it */
	bool leap;
	int year;      /* the Gregorian year in which the lunar one begins: months of one lunar year have one number */
};

/* The months that have a day in the years first … last of the Gregorian calendar, in their order, and all others of their lunar years. In the arena.
 *
 * STATUS_DATA for years that are not in the table. */
enum status lunar_months(int first, int last, struct arena *arena, struct lunar_month **months, size_t *count, struct error *error);

/* The month of a day, and which of its days it is, from 1. False for a day that is not in the table. */
bool lunar_day(int64_t day, struct lunar_month *month, int *of_month);

/* Appends 四月初三, as almanacs write it. */
void lunar_words(struct text *out, const struct lunar_month *month, int day);

#endif
