#include "base/anniversary.h"

#include "base/date_scan.h"
#include "base/lunar_scan.h"
#include <string.h>

/* For days that no calendar of ours can judge: a month without a year may be that of a leap year, and lunar months
 * have 29 or 30 days, which only an almanac tells apart. */
static enum status check(struct date_scan *scan, struct calendar_day day, bool lunar)
{
	static const int leap_year = 2000;

	if (day.month < 1 || day.month > 12)
		return error_set(scan->error, STATUS_DATA, "%s: a year has no month %d", scan->text, day.month);
	if (day.day < 1 || day.day > (lunar ? 30 : calendar_month_days(leap_year, day.month)))
		return error_set(scan->error, STATUS_DATA, "%s: month %d has no day %d", scan->text, day.month, day.day);
	if (lunar && day.year >= 0 && day.year < CALENDAR_FIRST_YEAR)
		return date_scan_range(scan);
	return STATUS_OK;
}

static bool read_number(const char **at, int digits, int *out)
{
	*out = 0;
	for (; digits; digits--, ++*at) {
		if (**at < '0' || **at > '9')
			return false;
		*out = *out * 10 + (**at - '0');
	}
	return true;
}

/* MM-DD or MMDD. */
static bool is_month_day(const char *at)
{
	size_t digits = strspn(at, "0123456789");

	return digits == 4 || (digits == 2 && at[2] == '-' && strspn(at + 3, "0123456789") == 2);
}

/* --05-17, --0517 as address books write it (RFC 6350), or the fields of a written day. */
static bool scan_day(struct date_scan *scan, struct calendar_day *out)
{
	*out = (struct calendar_day){ .year = -1 };
	if (date_scan_literal(scan, "--"))
		return is_month_day(scan->at) && read_number(&scan->at, 2, &out->month) && (date_scan_literal(scan, "-") || true) && read_number(&scan->at, 2, &out->day);
	return date_scan_fields(scan, out) && out->day >= 0;
}

static bool scan_lunar_day(struct date_scan *scan, struct calendar_day *out, bool *leap)
{
	struct lunar_date date = { 0 };
	bool found = lunar_scan(scan, &date);

	*out = (struct calendar_day){ date.year, date.month, date.day };
	*leap = date.leap;
	return found;
}

enum status anniversary_parse(const struct conventions *conventions, const char *text, struct text *out, struct error *error)
{
	struct date_scan scan;
	struct calendar_day day;
	enum status status = date_scan_begin(&scan, conventions, text, error);

	if (status)
		return status;
	bool lunar = lunar_scan_mark(&scan), leap = false;
	bool found = lunar ? scan_lunar_day(&scan, &day, &leap) : scan_day(&scan, &day);
	if (found && day.year >= 0 && !lunar)
		date_scan_midnight(&scan);
	if (!found || *scan.at)
		return date_scan_fail(&scan, "an anniversary is written YYYY-MM-DD, --MM-DD or lunar:YYYY-MM-DD");
	bool judged = !lunar && day.year >= 0;
	status = judged ? date_scan_check(&scan, day) : check(&scan, day, lunar);
	if (status)
		return status;
	text_add(out, lunar ? "lunar:" : "");
	if (day.year < 0)
		text_add(out, "--");
	else
		text_printf(out, "%04d-", day.year);
	text_printf(out, "%02d%s-%02d", day.month, leap ? "L" : "", day.day);
	return STATUS_OK;
}

bool anniversary_read(const char *stored, struct anniversary *out)
{
	*out = (struct anniversary){ .lunar = strncmp(stored, "lunar:", 6) == 0 };
	const char *at = stored + (out->lunar ? 6 : 0);

	if (at[0] == '-' && at[1] == '-')
		at++;
	else if (!read_number(&at, 4, &out->day.year))
		return false;
	if (*at++ != '-' || !read_number(&at, 2, &out->day.month))
		return false;
	out->leap = *at == 'L';
	at += out->leap;
	return *at++ == '-' && read_number(&at, 2, &out->day.day) && !*at;
}

static int64_t solar(const struct anniversary *anniversary, int year)
{
	struct calendar_day day = { year, anniversary->day.month, anniversary->day.day };
	int days = calendar_month_days(year, day.month);

	if (day.day > days)
		day.day = days;
	return calendar_number(day);
}

static bool has_leap(const struct lunar_month *month, const struct lunar_month *end)
{
	return month + 1 < end && month[1].leap;
}

/* The day in a month, when the anniversary falls into it. */
static bool day_in_month(const struct anniversary *anniversary, const struct lunar_month *month, const struct lunar_month *end, int64_t *day)
{
	if (month->month != anniversary->day.month)
		return false;
	if (month->leap ? !anniversary->leap : anniversary->leap && has_leap(month, end))
		return false;
	*day = month->first + (anniversary->day.day < month->days ? anniversary->day.day : month->days) - 1;
	return true;
}

int64_t anniversary_in_year(const struct anniversary *anniversary, int year, const struct lunar_month *months, size_t count)
{
	int64_t first = calendar_number((struct calendar_day){ year, 1, 1 }), day;

	if (!anniversary->lunar)
		return solar(anniversary, year);
	for (const struct lunar_month *month = months, *end = months + count; month < end; month++)
		if (day_in_month(anniversary, month, end, &day) && day >= first)
			return day;
	return first;
}

bool anniversary_falls(const struct anniversary *anniversary, int64_t first, int64_t last, const struct lunar_month *months, size_t count)
{
	int64_t day;

	if (anniversary->lunar) {
		for (const struct lunar_month *month = months, *end = months + count; month < end; month++)
			if (day_in_month(anniversary, month, end, &day) && day >= first && day <= last)
				return true;
		return false;
	}
	for (int year = calendar_from_number(first).year, end = calendar_from_number(last).year; year <= end; year++) {
		day = solar(anniversary, year);
		if (day >= first && day <= last)
			return true;
	}
	return false;
}
