#include "base/recurrence_words.h"

#include "base/calendar.h"
#include "base/date.h"
#include "base/utf8.h"
#include <stdio.h>
#include <string.h>

static const char *const counters[] = { "个", "個", NULL };

enum { NUMBER_LIMIT = 1000, LAST = -1 };
enum frequency { NEVER = 0, DAILY, WEEKLY, MONTHLY, YEARLY };

struct scan {
	const char *at;      /* what is not read yet, half-width, with small letters */
	enum frequency frequency;
	int interval, count; /* 1 and 0: not said */
	unsigned weekdays;   /* a bit each, from Monday */
	int place;           /* of the weekday in its month: 2 for the second, LAST; 0: all of them */
	int month, day;      /* 0: not said; day LAST: the last one */
	char until[DATE_SIZE];
};

static void blanks(struct scan *scan)
{
	while (*scan->at == ' ' || *scan->at == '\t')
		scan->at++;
}

static bool small_letter(char byte)
{
	return byte >= 'a' && byte <= 'z';
}

/* Reads a word behind blanks: one of ASCII letters ends where they end. */
static bool word(struct scan *scan, const char *wanted)
{
	const char *start = scan->at;
	size_t length = strlen(wanted);

	blanks(scan);
	if (strncmp(scan->at, wanted, length) == 0 && !(small_letter(wanted[length - 1]) && small_letter(scan->at[length]))) {
		scan->at += length;
		return true;
	}
	scan->at = start;
	return false;
}

/* The place, from 1, of the word in the list that is next; 0 for none. */
static int one_of(struct scan *scan, const char *const *words)
{
	for (int i = 0; words[i]; i++)
		if (word(scan, words[i]))
			return i + 1;
	return 0;
}

/* 12, 两, 十; 0 for none. */
static int number(struct scan *scan)
{
	static const char *const numerals[] = { "一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "两", NULL };
	int value = 0, length = 0;

	blanks(scan);
	for (; *scan->at >= '0' && *scan->at <= '9' && value < NUMBER_LIMIT; length++)
		value = value * 10 + (*scan->at++ - '0');
	if (length)
		return value;
	int numeral = one_of(scan, numerals);
	return numeral == 11 ? 2 : numeral;
}

static int weekday(struct scan *scan)
{
	static const char *const names[][7] = {
		{ "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday" },
		{ "mondays", "tuesdays", "wednesdays", "thursdays", "fridays", "saturdays", "sundays" },
	};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		for (int day = 0; day < 7; day++)
			if (word(scan, names[i][day]))
				return day;
	for (int day = 0; day < CALENDAR_WEEK_DAYS; day++)
		if (word(scan, calendar_weekdays[day]))
			return day;
	return -1;
}

static bool week(struct scan *scan)
{
	static const char *const names[] = { "周", "週", "星期", "礼拜", NULL };

	return one_of(scan, names) > 0;
}

/* 一 of 周一; not the one of 每周一次. */
static int chinese_weekday(struct scan *scan)
{
	static const char *const names[] = { "一", "二", "三", "四", "五", "六", "日", "天", NULL };
	const char *start = scan->at;
	int day = one_of(scan, names);

	if (day && !word(scan, "次"))
		return day == 8 ? 6 : day - 1;
	scan->at = start;
	return -1;
}

/* mon,thu and sat: one at least. */
static bool weekdays(struct scan *scan)
{
	unsigned before = scan->weekdays;

	for (int day; (day = weekday(scan)) >= 0;) {
		scan->weekdays |= 1u << day;
		if (!word(scan, ","))
			word(scan, "and");
	}
	return scan->weekdays != before;
}

/* 一、三 behind 周, and 周一周三. */
static void chinese_weekdays(struct scan *scan)
{
	for (int day; (day = chinese_weekday(scan)) >= 0;) {
		scan->weekdays |= 1u << day;
		if (!word(scan, "、") && !word(scan, ","))
			word(scan, "和");
		week(scan);
	}
}

enum { WORKING_DAYS = 0x1f };

static void unit(struct scan *scan, int place)
{
	static const enum frequency frequencies[] = { NEVER, DAILY, WEEKLY, MONTHLY, MONTHLY, YEARLY, WEEKLY };

	scan->frequency = frequencies[place];
	if (place == 4)
		scan->interval *= 3;
	if (place == 6)
		scan->weekdays = WORKING_DAYS;
}

static bool english_head(struct scan *scan)
{
	static const char *const adverbs[] = { "daily", "weekly", "monthly", "quarterly", "yearly", "weekdays", "annually", NULL };
	static const char *const one[] = { "day", "week", "month", "quarter", "year", "weekday", NULL };
	static const char *const many[] = { "days", "weeks", "months", "quarters", "years", "weekdays", NULL };
	int place = one_of(scan, adverbs);

	if (place) {
		unit(scan, place == 7 ? 5 : place);
		return true;
	}
	if (!word(scan, "every") && !word(scan, "each"))
		return false;
	int every = word(scan, "other") ? 2 : number(scan);
	scan->interval = every ? every : 1;
	if ((place = one_of(scan, one)) || (place = one_of(scan, many)))
		unit(scan, place);
	else if (!every && weekdays(scan))
		scan->frequency = WEEKLY;
	return true;
}

/* 每两周, 每隔一周, 隔周. */
static bool chinese_head(struct scan *scan)
{
	static const char *const units[] = { "天", "周", "月", "季", "年", "工作日", "日", "星期", "礼拜", "週", NULL };
	const char *start = scan->at;
	bool every = word(scan, "每"), skipping = word(scan, "隔");

	if (!every && !skipping)
		return false;
	int step = number(scan);
	one_of(scan, counters);
	int place = one_of(scan, units);
	if (!place) {
		scan->at = start;
		return every;
	}
	scan->interval = (step ? step : 1) + skipping;
	unit(scan, place == 7 ? 1 : place > 7 ? 2 : place);
	if (scan->frequency == MONTHLY && place == 4)
		word(scan, "度");
	return true;
}

/* The 2nd tue, the last day, 15. */
static bool in_month(struct scan *scan)
{
	static const char *const endings[] = { "st", "nd", "rd", "th", NULL };
	int day, place;

	word(scan, "the");
	place = word(scan, "last") ? LAST : number(scan);
	if (place > 0)
		one_of(scan, endings);
	if ((day = weekday(scan)) >= 0) {
		scan->weekdays = 1u << day;
		scan->place = place;
		return place && place <= 5;
	}
	if (place == LAST && !word(scan, "day"))
		return false;
	scan->day = place;
	return place && place <= 31;
}

static bool chinese_in_month(struct scan *scan)
{
	bool last = word(scan, "最后") || word(scan, "最後");

	if (word(scan, "月底") || word(scan, "底")) {
		scan->day = LAST;
		return true;
	}
	if (last && (word(scan, "一天") || word(scan, "一日"))) {
		scan->day = LAST;
		return true;
	}
	if (last || word(scan, "第")) {
		int place = number(scan), day;
		one_of(scan, counters);
		if (!week(scan) || (day = chinese_weekday(scan)) < 0)
			return false;
		scan->weekdays = 1u << day;
		scan->place = last ? LAST : place;
		return place && place <= 5;
	}
	scan->day = number(scan);
	return scan->day && scan->day <= 31 && (word(scan, "日") || word(scan, "号") || word(scan, "號"));
}

/* What stands behind the head, but for its end. False when it is not understood. */
static bool places(struct scan *scan)
{
	word(scan, "的");
	word(scan, "一次");
	if (word(scan, "on"))
		return scan->frequency == WEEKLY ? weekdays(scan) : scan->frequency == MONTHLY && in_month(scan);
	if (scan->frequency == WEEKLY && scan->weekdays == 0) {
		week(scan);
		chinese_weekdays(scan);
	} else if (scan->frequency == MONTHLY) {
		struct scan look = *scan;
		if (chinese_in_month(&look))
			*scan = look;
	} else if (scan->frequency == YEARLY) {
		int month = number(scan);
		if (month && !(month <= 12 && word(scan, "月") && (scan->month = month) && chinese_in_month(scan) && scan->day > 0))
			return false;
	}
	return true;
}

static enum status read_until(struct scan *scan, const struct conventions *conventions, struct error *error)
{
	blanks(scan);
	enum status status = date_parse(conventions, scan->at, scan->until, error);
	scan->at += strlen(scan->at);
	return status;
}

static enum status ending(struct scan *scan, const struct conventions *conventions, const char *text, struct error *error)
{
	static const char *const until[] = { "until", "直到", "到", "至", NULL };

	word(scan, ",");
	if (one_of(scan, until))
		return read_until(scan, conventions, error);
	const char *start = scan->at;
	word(scan, "共");
	scan->count = number(scan);
	if (!scan->count || (!word(scan, "times") && !word(scan, "次")))
		scan->at = start;
	blanks(scan);
	if (!*scan->at)
		return STATUS_OK;
	return error_set(error, STATUS_DATA, "%s: '%s' is not understood; write weekly, every 2 weeks on mon,thu, monthly on 15, monthly on the last fri, until DAY or 10 times",
	                 text, scan->at);
}

static void write_rule(const struct scan *scan, struct text *rule)
{
	static const char *const frequencies[] = { "", "DAILY", "WEEKLY", "MONTHLY", "YEARLY" };
	static const char *const days[] = { "MO", "TU", "WE", "TH", "FR", "SA", "SU" };
	const char *before = ";BYDAY=";

	text_printf(rule, "FREQ=%s", frequencies[scan->frequency]);
	if (scan->interval > 1)
		text_printf(rule, ";INTERVAL=%d", scan->interval);
	if (scan->month)
		text_printf(rule, ";BYMONTH=%d", scan->month);
	if (scan->day)
		text_printf(rule, ";BYMONTHDAY=%d", scan->day);
	for (int i = 0; i < 7; i++) {
		if (!(scan->weekdays >> i & 1))
			continue;
		text_add(rule, before);
		if (scan->place)
			text_printf(rule, "%d", scan->place);
		text_add(rule, days[i]);
		before = ",";
	}
	if (scan->count)
		text_printf(rule, ";COUNT=%d", scan->count);
	if (*scan->until)
		text_printf(rule, ";UNTIL=%.4s%.2s%.2s", scan->until, scan->until + 5, scan->until + 8);
}

static void small_letters(char *text)
{
	for (; *text; text++)
		if (*text >= 'A' && *text <= 'Z')
			*text = (char)(*text - 'A' + 'a');
}

enum status recurrence_words(const struct conventions *conventions, const char *text, struct text *rule, bool *found, struct error *error)
{
	struct text half = { 0 };
	enum status status = STATUS_OK;

	utf8_halfwidth(&half, text, strlen(text));
	small_letters(half.data);
	struct scan scan = { .at = half.data, .interval = 1 };
	*found = english_head(&scan) || chinese_head(&scan);
	if (*found && (!scan.frequency || scan.interval >= NUMBER_LIMIT || !places(&scan)))
		status = error_set(error, STATUS_DATA, "%s is not understood; write weekly, every 2 weeks on mon,thu, monthly on 15, monthly on the last fri", text);
	if (*found && !status)
		status = ending(&scan, conventions, text, error);
	if (*found && !status)
		write_rule(&scan, rule);
	text_free(&half);
	return status;
}
