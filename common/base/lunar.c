#include "base/lunar.h"

#include "base/recurrence.h"
#include <stdio.h>

enum { MONTHS_A_YEAR = 13 };

static int64_t day_at(char (*days)[DATE_SIZE], size_t count, size_t at)
{
	return at < count ? date_number(days[at]) : INT64_MAX;
}

/* RFC 7529: rules of another calendar. The first days of months are asked for three times: of all, of those that are no leap months, and of the first of a year. */
enum status lunar_months(int first, int last, struct arena *arena, struct lunar_month **months, size_t *count, struct error *error)
{
	static const char *const rules[] = {
		"RSCALE=CHINESE;FREQ=MONTHLY;BYMONTHDAY=1",
		"RSCALE=CHINESE;FREQ=YEARLY;BYMONTH=1,2,3,4,5,6,7,8,9,10,11,12;BYMONTHDAY=1",
		"RSCALE=CHINESE;FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=1",
	};
	char start[32], until[32], (*days[3])[DATE_SIZE];
	size_t counts[3], limit = (size_t)(last - first + 4) * MONTHS_A_YEAR, regular = 0, year = 0;
	enum status status = STATUS_OK;

	*count = 0;
	snprintf(start, sizeof start, "%04d-01-01", first - 1);
	snprintf(until, sizeof until, "%04d-03-31", last + 1);
	for (size_t i = 0; !status && i < 3; i++)
		status = recurrence_days(rules[i], start, "", until, limit, arena, &days[i], &counts[i], error);
	if (status)
		return status;
	if (counts[2] < (size_t)(last - first) + 3)
		return error_set(error, STATUS_DATA, "the months of the Chinese calendar are not known from %d to %d", first, last);
	*months = arena_alloc(arena, counts[0] * sizeof **months);
	for (size_t i = 0; i + 1 < counts[0]; i++) {
		int64_t day = day_at(days[0], counts[0], i);
		struct lunar_month *month = &(*months)[*count], *before = *count ? month - 1 : NULL;
		while (day_at(days[1], counts[1], regular) < day)
			regular++;
		while (day_at(days[2], counts[2], year) < day)
			year++;
		bool leap = day_at(days[1], counts[1], regular) != day, new_year = day_at(days[2], counts[2], year) == day;
		if (!before && !new_year)
			continue;
		*month = (struct lunar_month){ .first = day, .days = (int)(day_at(days[0], counts[0], i + 1) - day), .leap = leap };
		month->year = before ? before->year + new_year : 1;
		month->month = new_year ? 1 : before->month + !leap;
		++*count;
	}
	return STATUS_OK;
}
