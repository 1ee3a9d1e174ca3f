#include "base/date_scan.h"

#include "base/lunar_scan.h"
#include <stdio.h>
#include <string.h>

static enum status scan_written(struct date_scan *scan, struct calendar_span *out)
{
	struct calendar_day day;
	enum calendar_unit unit = CALENDAR_DAY;

	if (!date_scan_fields(scan, &day))
		return date_scan_unknown(scan);
	if (day.year < 0) {
		if (!scan->conventions->year)
			return error_set(scan->error, STATUS_DATA, "%s has no year; write YYYY年%s", scan->text,
				scan->text);
		day.year = scan->conventions->year;
	}
	if (day.month < 0) {
		unit = CALENDAR_YEAR;
		day.month = 1;
		if (date_scan_literal(scan, "-q")) {
			int quarter;
			if (!date_scan_number(scan, 1, 1, &quarter) || quarter < 1 || quarter > 4)
				return date_scan_fail(scan, "a year has the quarters Q1 to Q4");
			unit = CALENDAR_QUARTER;
			day.month = quarter * 3 - 2;
		}
	} else if (day.day < 0) {
		unit = CALENDAR_MONTH;
	}
	if (unit > CALENDAR_DAY)
		day.day = 1;
	enum status status = date_scan_check(scan, day);
	if (status)
		return status;
	*out = calendar_around(calendar_number(day), unit);
	return STATUS_OK;
}

/* 周五 is that day or the next such day, as fri; 本周五, 下周五 and 上周五 are of this week and of those around it. */
static bool scan_weekday(struct date_scan *scan, int64_t *day)
{
	static const char *const weeks[] = { "周", "星期", "礼拜", "週", "禮拜" }, *const days[] = { "一", "二", "三", "四", "五", "六", "日", "天" };
	static const struct {
		const char *word;
		int weeks;
	} whiches[] = { { "本", 0 }, { "这", 0 }, { "下下", 2 }, { "下", 1 }, { "上上", -2 }, { "上", -1 } };
	const char *start = scan->at;
	size_t which = 0, week = 0, weekday = 0;

	while (which < sizeof whiches / sizeof *whiches && !date_scan_literal(scan, whiches[which].word))
		which++;
	if (which < sizeof whiches / sizeof *whiches)
		date_scan_literal(scan, "个");
	while (week < sizeof weeks / sizeof *weeks && !date_scan_literal(scan, weeks[week]))
		week++;
	while (week < sizeof weeks / sizeof *weeks && weekday < sizeof days / sizeof *days && !date_scan_literal(scan, days[weekday]))
		weekday++;
	if (week == sizeof weeks / sizeof *weeks || weekday == sizeof days / sizeof *days) {
		scan->at = start;
		return false;
	}
	int number = weekday == 7 ? 6 : (int)weekday;
	if (which < sizeof whiches / sizeof *whiches)
		*day = calendar_around(*day, CALENDAR_WEEK).first + 7 * whiches[which].weeks + number;
	else
		*day = calendar_weekday(*day, number);
	return true;
}

/* Reads a word that names a day; *day is today and becomes that day. */
static bool scan_named(struct date_scan *scan, int64_t *day)
{
	enum meaning { DAYS, FIRST_OF, LAST_OF };
	static const struct {
		const char *word;
		enum meaning meaning;
		int number; /* days from today, or calendar_unit */
	} words[] = {
		{ "today", DAYS, 0 }, { "tomorrow", DAYS, 1 }, { "yesterday", DAYS, -1 },
		{ "今天", DAYS, 0 }, { "明天", DAYS, 1 }, { "昨天", DAYS, -1 },
		{ "后天", DAYS, 2 }, { "大后天", DAYS, 3 }, { "前天", DAYS, -2 }, { "大前天", DAYS, -3 },
		{ "後天", DAYS, 2 }, { "大後天", DAYS, 3 },
		{ "月初", FIRST_OF, CALENDAR_MONTH }, { "月底", LAST_OF, CALENDAR_MONTH }, { "月末", LAST_OF, CALENDAR_MONTH },
		{ "季初", FIRST_OF, CALENDAR_QUARTER }, { "季末", LAST_OF, CALENDAR_QUARTER }, { "季底", LAST_OF, CALENDAR_QUARTER },
		{ "年初", FIRST_OF, CALENDAR_YEAR }, { "年底", LAST_OF, CALENDAR_YEAR }, { "年末", LAST_OF, CALENDAR_YEAR },
		{ "sow", FIRST_OF, CALENDAR_WEEK }, { "eow", LAST_OF, CALENDAR_WEEK },
		{ "som", FIRST_OF, CALENDAR_MONTH }, { "eom", LAST_OF, CALENDAR_MONTH },
		{ "soq", FIRST_OF, CALENDAR_QUARTER }, { "eoq", LAST_OF, CALENDAR_QUARTER },
		{ "soy", FIRST_OF, CALENDAR_YEAR }, { "eoy", LAST_OF, CALENDAR_YEAR },
	};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		if (!date_scan_word(scan, words[i].word))
			continue;
		int number = words[i].number;
		switch (words[i].meaning) {
		case DAYS: *day += number; break;
		case FIRST_OF: *day = calendar_around(*day, (enum calendar_unit)number).first; break;
		case LAST_OF: *day = calendar_around(*day, (enum calendar_unit)number).last; break;
		}
		return true;
	}
	for (int i = 0; i < CALENDAR_WEEK_DAYS; i++)
		if (date_scan_word(scan, calendar_weekdays[i])) {
			*day = calendar_weekday(*day, i);
			return true;
		}
	return scan_weekday(scan, day);
}

static enum status scan_lunar(struct date_scan *scan, int64_t today, int64_t *day)
{
	struct lunar_date date;

	if (!lunar_scan(scan, &date))
		return date_scan_fail(scan, "a day of the Chinese calendar is written 农历四月初三 or lunar:2026-04-03");
	return lunar_scan_day(scan, &date, today, day);
}

enum status date_span(struct date_scan *scan, struct calendar_span *out)
{
	int second;
	int64_t day = calendar_local(scan->conventions->now, &second);

	if (date_scan_sign(scan) || scan_named(scan, &day)) {
		*out = calendar_around(day, CALENDAR_DAY);
	} else if (lunar_scan_mark(scan)) {
		enum status status = scan_lunar(scan, day, &day);
		if (status)
			return status;
		*out = calendar_around(day, CALENDAR_DAY);
	} else {
		enum status status = scan_written(scan, out);
		if (status)
			return status;
	}
	while (date_scan_sign(scan)) {
		struct calendar_offset offset;
		enum status status = date_scan_offset(scan, &offset);
		if (status)
			return status;
		if (offset.unit < CALENDAR_DAY)
			return date_scan_fail(scan, "a day can be moved by d, w, mo, q or y, not by hours or minutes");
		if (out->unit > CALENDAR_DAY)
			return date_scan_fail(scan, "only a day can be moved, not a longer period");
		*out = calendar_around(calendar_add(out->first, offset), CALENDAR_DAY);
		if (!calendar_in_years(out->first))
			return date_scan_range(scan);
	}
	return calendar_in_years(out->first) ? STATUS_OK : date_scan_range(scan);
}

static enum status read_span(struct date_scan *scan, const struct conventions *conventions, const char *text,
	struct calendar_span *out, struct error *error)
{
	enum status status = date_scan_begin(scan, conventions, text, error);

	if (status)
		return status;
	if (date_scan_word(scan, "now"))
		return date_scan_fail(scan, "now is a point in time; write today");
	status = date_span(scan, out);
	if (status)
		return status;
	if (out->unit == CALENDAR_DAY && !date_scan_midnight(scan) && date_scan_clock(scan))
		return date_scan_fail(scan, "a day is expected; leave out the time");
	return date_scan_end(scan);
}

enum status date_parse(const struct conventions *conventions, const char *text, char out[DATE_SIZE],
	struct error *error)
{
	struct date_scan scan;
	struct calendar_span span;
	int64_t number;

	if (calendar_stored_day(text, &number)) {
		memmove(out, text, DATE_SIZE);
		return STATUS_OK;
	}
	enum status status = read_span(&scan, conventions, text, &span, error);
	if (status)
		return status;
	if (span.unit > CALENDAR_DAY)
		return date_scan_long(&scan, span.unit, "write a day");
	date_from_number(span.first, out);
	return STATUS_OK;
}

enum status date_period(const struct conventions *conventions, const char *text, struct period *out,
	struct error *error)
{
	struct date_scan scan;
	struct calendar_span span;
	enum status status = read_span(&scan, conventions, text, &span, error);

	if (status)
		return status;
	date_from_number(span.first, out->first);
	date_from_number(span.last, out->last);
	return STATUS_OK;
}

/* Half a second more, in days: what is behind the point is rounded to the second in whole numbers. */
static enum status scan_fraction(struct date_scan *scan, int64_t *second)
{
	int64_t numerator = 0, denominator = 1;

	*second = 0;
	if (!date_scan_literal(scan, ".") && !date_scan_literal(scan, ","))
		return STATUS_OK;
	if (*scan->at < '0' || *scan->at > '9')
		return date_scan_fail(scan, "digits must follow the decimal point");
	for (; *scan->at >= '0' && *scan->at <= '9'; scan->at++) {
		if (denominator == 1000000000000)
			continue;
		numerator = numerator * 10 + (*scan->at - '0');
		denominator *= 10;
	}
	*second = (numerator * CALENDAR_DAY_SECONDS + denominator / 2) / denominator;
	return STATUS_OK;
}

/* Spreadsheets count from 1899-12-30, so that 25569 is 1970-01-01. */
enum status date_from_serial(const char *text, char out[TIMESTAMP_SIZE], struct error *error)
{
	struct date_scan scan;
	int serial;
	int64_t second;
	enum status status = date_scan_begin(&scan, NULL, text, error);

	if (status)
		return status;
	bool found = date_scan_number(&scan, 5, 5, &serial);
	status = found ? scan_fraction(&scan, &second) : STATUS_OK;
	if (status)
		return status;
	if (!found || *scan.at || serial < 20000 || serial > 80000)
		return date_scan_fail(&scan, "not a day number of a spreadsheet; they range from 20000 to 80000");
	date_from_number(serial - 25569 + second / CALENDAR_DAY_SECONDS, out);
	unsigned of_day = (unsigned)(second % CALENDAR_DAY_SECONDS);
	if (of_day)
		snprintf(out + DATE_SIZE - 1, TIMESTAMP_SIZE - DATE_SIZE + 1, " %02u:%02u:%02u", of_day / 3600 % 24, of_day / 60 % 60, of_day % 60);
	return STATUS_OK;
}
