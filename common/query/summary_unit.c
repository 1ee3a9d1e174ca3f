#include "query/summary_unit.h"

#include <string.h>

static const char *const names[] = {
	[UNIT_DAY] = "day",
	[UNIT_WEEK] = "week",
	[UNIT_MONTH] = "month",
	[UNIT_QUARTER] = "quarter",
	[UNIT_YEAR] = "year",
	[UNIT_FISCAL_QUARTER] = "fiscal-quarter",
	[UNIT_FISCAL_YEAR] = "fiscal-year",
	[UNIT_WEEKDAY] = "weekday",
	[UNIT_HOUR] = "hour",
};

enum { UNITS = sizeof names / sizeof *names };

/* Buckets of days are day numbers from here, so that none of a stored day is negative. */
enum { DAYS_BEFORE = 400000 };

enum summary_unit unit_named(const char *name)
{
	for (size_t i = 1; i < UNITS; i++)
		if (strcmp(names[i], name) == 0)
			return (enum summary_unit)i;
	return UNIT_NONE;
}

const char *unit_name(size_t i)
{
	return i + 1 < UNITS ? names[i + 1] : NULL;
}

int64_t unit_bucket(enum summary_unit unit, struct calendar_day day, int fiscal)
{
	int month = day.year * 12 + day.month - 1, shifted = month - (fiscal - 1);

	switch (unit) {
	case UNIT_DAY: return calendar_number(day) + DAYS_BEFORE;
	case UNIT_WEEK: return calendar_around(calendar_number(day), CALENDAR_WEEK).first + DAYS_BEFORE;
	case UNIT_MONTH: return month;
	case UNIT_QUARTER: return month / 3;
	case UNIT_YEAR: return day.year;
	case UNIT_FISCAL_QUARTER: return shifted / 3;
	case UNIT_FISCAL_YEAR: return shifted / 12;
	case UNIT_WEEKDAY: {
		int64_t number = calendar_number(day);
		return number - calendar_around(number, CALENDAR_WEEK).first + 1;
	}
	case UNIT_HOUR:
	case UNIT_NONE: break;
	}
	return 0;
}

static int64_t first_of_month(int64_t month)
{
	return calendar_number((struct calendar_day){ .year = (int)(month / 12), .month = (int)(month % 12) + 1, .day = 1 });
}

static void months_from(int64_t month, int count, int64_t *first, int64_t *last)
{
	*first = first_of_month(month);
	*last = first_of_month(month + count) - 1;
}

void unit_days(enum summary_unit unit, int64_t bucket, int fiscal, int64_t *first, int64_t *last)
{
	switch (unit) {
	case UNIT_WEEK:
		*first = bucket - DAYS_BEFORE;
		*last = *first + 6;
		break;
	case UNIT_MONTH: months_from(bucket, 1, first, last); break;
	case UNIT_QUARTER: months_from(bucket * 3, 3, first, last); break;
	case UNIT_YEAR: months_from(bucket * 12, 12, first, last); break;
	case UNIT_FISCAL_QUARTER: months_from(bucket * 3 + fiscal - 1, 3, first, last); break;
	case UNIT_FISCAL_YEAR: months_from(bucket * 12 + fiscal - 1, 12, first, last); break;
	default: *first = *last = bucket - DAYS_BEFORE; break;
	}
}

/* The year of an ISO week is that of its Thursday. */
static int week_of(int64_t monday, int *year)
{
	*year = calendar_from_number(monday + 3).year;
	int64_t fourth = calendar_number((struct calendar_day){ .year = *year, .month = 1, .day = 4 });
	return (int)((monday - calendar_around(fourth, CALENDAR_WEEK).first) / 7) + 1;
}

static void fiscal_year(int64_t year, int fiscal, struct text *out)
{
	text_printf(out, "%04d", (int)year);
	if (fiscal > 1)
		text_printf(out, "/%02d", (int)(year + 1) % 100);
}

static void format_weekday(int64_t bucket, const char *language, struct text *out)
{
	static const char *const en[] = { "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun" },
		*const zh[] = { "周一", "周二", "周三", "周四", "周五", "周六", "周日" };

	if (bucket >= 1 && bucket <= CALENDAR_WEEK_DAYS)
		text_add(out, (!language ? calendar_weekdays : strcmp(language, "zh") == 0 ? zh : en)[bucket - 1]);
}

void unit_format(enum summary_unit unit, int64_t bucket, int fiscal, const char *language, struct text *out)
{
	struct calendar_day day;
	int year;

	switch (unit) {
	case UNIT_DAY:
		day = calendar_from_number(bucket - DAYS_BEFORE);
		text_printf(out, "%04d-%02d-%02d", day.year, day.month, day.day);
		break;
	case UNIT_WEEK: {
		int week = week_of(bucket - DAYS_BEFORE, &year);
		text_printf(out, "%04d-W%02d", year, week);
		break;
	}
	case UNIT_MONTH: text_printf(out, "%04d-%02d", (int)(bucket / 12), (int)(bucket % 12) + 1); break;
	case UNIT_QUARTER: text_printf(out, "%04d-Q%d", (int)(bucket / 4), (int)(bucket % 4) + 1); break;
	case UNIT_YEAR: text_printf(out, "%04d", (int)bucket); break;
	case UNIT_FISCAL_QUARTER:
		fiscal_year(bucket / 4, fiscal, out);
		text_printf(out, "-Q%d", (int)(bucket % 4) + 1);
		break;
	case UNIT_FISCAL_YEAR: fiscal_year(bucket, fiscal, out); break;
	case UNIT_WEEKDAY: format_weekday(bucket, language, out); break;
	case UNIT_HOUR: text_printf(out, language ? "%02d:00" : "%02d", (int)bucket); break;
	case UNIT_NONE: break;
	}
}

static int64_t week_in(int year, int week)
{
	int64_t fourth = calendar_number((struct calendar_day){ .year = year, .month = 1, .day = 4 });
	int64_t monday = calendar_around(fourth, CALENDAR_WEEK).first + (week - 1) * INT64_C(7);
	int found;

	week_of(monday, &found);
	return found == year ? monday : monday - 7;
}

int64_t unit_year_before(enum summary_unit unit, int64_t bucket, int fiscal)
{
	struct calendar_day day;
	int year, week;

	(void)fiscal;
	switch (unit) {
	case UNIT_DAY:
		day = calendar_from_number(bucket - DAYS_BEFORE);
		day.year--;
		if (day.day > calendar_month_days(day.year, day.month))
			day.day = calendar_month_days(day.year, day.month);
		return calendar_number(day) + DAYS_BEFORE;
	case UNIT_WEEK:
		week = week_of(bucket - DAYS_BEFORE, &year);
		return week_in(year - 1, week) + DAYS_BEFORE;
	case UNIT_MONTH: return bucket - 12;
	case UNIT_QUARTER:
	case UNIT_FISCAL_QUARTER: return bucket - 4;
	case UNIT_YEAR:
	case UNIT_FISCAL_YEAR: return bucket - 1;
	default: return bucket;
	}
}

int64_t unit_step(enum summary_unit unit, int64_t bucket, int by)
{
	return bucket + (unit == UNIT_WEEK ? by * INT64_C(7) : by);
}
