/* The Chinese calendar, as libical (and ICU behind it) counts it. */
#ifndef CRM_BASE_LUNAR_H
#define CRM_BASE_LUNAR_H

#include "base/arena.h"
#include "base/status.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct lunar_month {
	int64_t first; /* day number of its first day (date.h) */
	int days;      /* 29 or 30 */
	int month;     /* 1 to 12; a leap month has the number of the one before it */
	bool leap;
	int year;      /* counts New Years: months of one lunar year have one number */
};

/* The months that have a day in the years first … last of the Gregorian calendar, in their order, and all others of their lunar years. In the arena.
 *
 * STATUS_CONFIG when libical is not installed; STATUS_DATA for years that it does not know. */
enum status lunar_months(int first, int last, struct arena *arena, struct lunar_month **months, size_t *count, struct error *error);

#endif
