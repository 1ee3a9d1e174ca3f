#include "base/lunar_scan.h"

#include "base/lunar.h"
#include <string.h>

bool lunar_scan_mark(struct date_scan *scan)
{
	return date_scan_literal(scan, "lunar:") || date_scan_literal(scan, "农历") || date_scan_literal(scan, "農曆") || date_scan_literal(scan, "阴历");
}

static int one_of(struct date_scan *scan, const char *const *words)
{
	for (int i = 0; words[i]; i++)
		if (date_scan_literal(scan, words[i]))
			return i + 1;
	return 0;
}

static int numeral(struct date_scan *scan)
{
	static const char *const words[] = { "一", "二", "三", "四", "五", "六", "七", "八", "九", "十", NULL };

	return one_of(scan, words);
}

static bool leap_mark(struct date_scan *scan)
{
	return date_scan_literal(scan, "闰") || date_scan_literal(scan, "閏");
}

/* 十一月 before 十月, 十二月 before 二月 at its place. */
static int month_name(struct date_scan *scan)
{
	static const char *const names[] = { "十一月", "十二月", "冬月", "腊月", "臘月", "正月", "一月", "二月", "三月", "四月", "五月", "六月", "七月", "八月", "九月", "十月", NULL };
	static const int months[] = { 0, 11, 12, 11, 12, 12, 1, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 };

	return months[one_of(scan, names)];
}

/* 初三, 十五, 二十, 廿一, 二十一, 三十. */
static int day_name(struct date_scan *scan)
{
	if (date_scan_literal(scan, "初"))
		return numeral(scan);
	if (date_scan_literal(scan, "三十"))
		return 30;
	if (date_scan_literal(scan, "廿") || date_scan_literal(scan, "二十"))
		return 20 + numeral(scan);
	return date_scan_literal(scan, "十") ? 10 + numeral(scan) : 0;
}

bool lunar_scan_names(struct date_scan *scan, struct lunar_date *out)
{
	const char *start = scan->at;
	int year;

	*out = (struct lunar_date){ .year = -1 };
	if (date_scan_number(scan, 4, 4, &year) && date_scan_literal(scan, "年"))
		out->year = year;
	else
		scan->at = start;
	out->leap = leap_mark(scan);
	out->month = month_name(scan);
	out->day = out->month ? day_name(scan) : 0;
	if (out->month && out->day)
		return true;
	scan->at = start;
	return false;
}

static bool separator(struct date_scan *scan)
{
	return date_scan_literal(scan, "-") || date_scan_literal(scan, "/") || date_scan_literal(scan, ".");
}

/* 04-03, 04L-03. */
static bool month_day(struct date_scan *scan, struct lunar_date *out)
{
	if (!date_scan_number(scan, 1, 2, &out->month))
		return false;
	out->leap = date_scan_literal(scan, "l");
	return separator(scan) && date_scan_number(scan, 1, 2, &out->day);
}

/* 闰4月3日. */
static bool marked_day(struct date_scan *scan, struct lunar_date *out)
{
	out->leap = leap_mark(scan);
	if (!date_scan_number(scan, 1, 2, &out->month) || !date_scan_literal(scan, "月") || !date_scan_number(scan, 1, 2, &out->day))
		return false;
	return date_scan_literal(scan, "日") || date_scan_literal(scan, "号");
}

bool lunar_scan(struct date_scan *scan, struct lunar_date *out)
{
	const char *start = scan->at;

	date_scan_blank(scan);
	if (lunar_scan_names(scan, out))
		return true;
	if (date_scan_literal(scan, "--"))
		return month_day(scan, out);
	const char *after = scan->at;
	if (marked_day(scan, out))
		return true;
	scan->at = after;
	if (!date_scan_number(scan, 4, 4, &out->year)) {
		scan->at = start;
		return false;
	}
	if (date_scan_literal(scan, "年"))
		return marked_day(scan, out);
	return separator(scan) && month_day(scan, out);
}

enum status lunar_scan_day(struct date_scan *scan, const struct lunar_date *date, int64_t today, int64_t *out)
{
	struct arena arena = { 0 };
	struct lunar_month *months;
	size_t count;
	int year = date->year < 0 ? calendar_from_number(today).year : date->year;

	if (date->month < 1 || date->month > 12)
		return error_set(scan->error, STATUS_DATA, "%s: a year has no month %d", scan->text, date->month);
	if (date->day < 1 || date->day > 30)
		return error_set(scan->error, STATUS_DATA, "%s: month %d has no day %d", scan->text, date->month, date->day);
	enum status status = lunar_months(year, date->year < 0 ? year + 2 : year, &arena, &months, &count, scan->error);
	bool found = false;
	for (size_t i = 0; !status && !found && i < count; i++) {
		bool followed = i + 1 < count && months[i + 1].leap;
		if (months[i].month != date->month || (months[i].leap ? !date->leap : date->leap && followed) || (date->year >= 0 && months[i].year != date->year))
			continue;
		*out = months[i].first + (date->day < months[i].days ? date->day : months[i].days) - 1;
		found = date->year >= 0 || *out >= today;
	}
	arena_free(&arena);
	return status || found ? status : date_scan_fail(scan, "there is no such day");
}
