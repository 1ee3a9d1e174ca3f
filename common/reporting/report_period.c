/* Periods in the words of reports, besides those that the reader of days knows. */
#include "reporting/report_parts.h"

#include "base/calendar.h"
#include <stdlib.h>
#include <string.h>

/* A unit around today, moved by so many of it; up_to: from there to the end of the one around today. */
struct word {
	const char *en, *zh;
	enum calendar_unit unit;
	int move;
};

static const struct word words[] = {
	{ "today", "今天", CALENDAR_DAY, 0 },          { "yesterday", "昨天", CALENDAR_DAY, -1 },     { "tomorrow", "明天", CALENDAR_DAY, 1 },
	{ "this-week", "本周", CALENDAR_WEEK, 0 },     { "last-week", "上周", CALENDAR_WEEK, -1 },    { "next-week", "下周", CALENDAR_WEEK, 1 },
	{ "this-month", "本月", CALENDAR_MONTH, 0 },   { "last-month", "上月", CALENDAR_MONTH, -1 },  { "next-month", "下月", CALENDAR_MONTH, 1 },
	{ "this-month", "这个月", CALENDAR_MONTH, 0 }, { "last-month", "上个月", CALENDAR_MONTH, -1 }, { "next-month", "下个月", CALENDAR_MONTH, 1 },
	{ "this-quarter", "本季度", CALENDAR_QUARTER, 0 }, { "last-quarter", "上季度", CALENDAR_QUARTER, -1 }, { "next-quarter", "下季度", CALENDAR_QUARTER, 1 },
	{ "this-year", "今年", CALENDAR_YEAR, 0 },     { "last-year", "去年", CALENDAR_YEAR, -1 },    { "next-year", "明年", CALENDAR_YEAR, 1 },
	{ "this-year", "本年", CALENDAR_YEAR, 0 },     { 0 },
};

static void put(int64_t first, int64_t last, struct period *out)
{
	date_from_number(first, out->first);
	date_from_number(last, out->last);
}

static int64_t today(const struct conventions *conventions)
{
	char day[DATE_SIZE];

	date_today(conventions, day);
	return date_number(day);
}

/* 12mo, 12m, 4q, 2y, 8w, 30d: the last so many whole ones, that of today being the last. A month is m here: there are no minutes. */
static bool last_ones(const struct conventions *conventions, const char *text, struct period *out)
{
	static const struct {
		const char *name;
		enum calendar_unit unit;
	} units[] = { { "d", CALENDAR_DAY }, { "w", CALENDAR_WEEK }, { "m", CALENDAR_MONTH }, { "mo", CALENDAR_MONTH }, { "q", CALENDAR_QUARTER }, { "y", CALENDAR_YEAR } };
	char *unit;
	long count = strtol(text, &unit, 10);

	if (unit == text || *text < '1' || *text > '9' || count > 1000)
		return false;
	for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
		if (strcmp(unit, units[i].name) != 0)
			continue;
		struct calendar_span last = calendar_around(today(conventions), units[i].unit);
		int64_t first = calendar_add(last.first, (struct calendar_offset){ 1 - count, units[i].unit });
		put(first, last.last, out);
		return true;
	}
	return false;
}

static bool by_word(const struct conventions *conventions, const char *text, struct period *out)
{
	for (const struct word *word = words; word->en; word++) {
		if (strcmp(text, word->en) != 0 && strcmp(text, word->zh) != 0)
			continue;
		int64_t day = calendar_add(calendar_around(today(conventions), word->unit).first, (struct calendar_offset){ word->move, word->unit });
		struct calendar_span span = calendar_around(day, word->unit);
		put(span.first, span.last, out);
		return true;
	}
	return false;
}

static enum status one(const struct conventions *conventions, const char *text, struct period *out, struct error *error)
{
	if (by_word(conventions, text, out) || last_ones(conventions, text, out))
		return STATUS_OK;
	if (date_period(conventions, text, out, error) == STATUS_OK)
		return STATUS_OK;
	return error_suffix(error, "; a period is 2026, 2026-Q3, 2026-03, this-month, last-quarter, 12m, 2026-01..2026-03");
}

enum status report_period(const struct conventions *conventions, const char *text, struct period *out, struct error *error)
{
	const char *dots = strstr(text, "..");
	struct arena arena = { 0 };
	struct period first = { "1000-01-01", "" }, last = { "", "9999-12-31" };
	enum status status = STATUS_OK;

	if (!dots)
		return one(conventions, text, out, error);
	if (dots != text)
		status = one(conventions, arena_copy(&arena, text, (size_t)(dots - text)), &first, error);
	if (!status && dots[2])
		status = one(conventions, dots + 2, &last, error);
	arena_free(&arena);
	if (status)
		return status;
	memcpy(out->first, first.first, sizeof out->first);
	memcpy(out->last, last.last, sizeof out->last);
	return strcmp(out->first, out->last) <= 0 ? STATUS_OK : error_set(error, STATUS_USAGE, "'%s' ends before it begins", text);
}
