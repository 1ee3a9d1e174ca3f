#include "base/anniversary.h"
#include "base/date.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

/* 2026-03-05T06:30:00Z, a Thursday, 14:30 in Shanghai. */
static const struct conventions shanghai = { .now = 1772692200, .zone = "Asia/Shanghai" };

struct reading {
	const char *text;
	const char *expected;
};

struct spanning {
	const char *text;
	const char *first;
	const char *last;
};

#define COUNT(array) (sizeof(array) / sizeof *(array))

static void use_zone(const char *zone)
{
	struct error error = { 0 };

	assert_int_equal(date_zone(zone, &error), STATUS_OK);
}

static void check_days(const struct conventions *conventions, const struct reading *rows, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct error error = { 0 };
		char out[DATE_SIZE];
		if (date_parse(conventions, rows[i].text, out, &error))
			fail_msg("'%s': %s", rows[i].text, error.message);
		if (strcmp(out, rows[i].expected))
			fail_msg("'%s' gave %s, not %s", rows[i].text, out, rows[i].expected);
	}
}

static void check_periods(const struct conventions *conventions, const struct spanning *rows, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct error error = { 0 };
		struct period out;
		enum status status = date_period(conventions, rows[i].text, &out, &error);
		if (status)
			fail_msg("'%s': %s", rows[i].text, error.message);
		if (strcmp(out.first, rows[i].first) || strcmp(out.last, rows[i].last))
			fail_msg("'%s' gave %s to %s, not %s to %s", rows[i].text, out.first, out.last, rows[i].first,
				rows[i].last);
	}
}

static void reads_days(void **state)
{
	static const struct reading rows[] = {
		{ "2026-03-05", "2026-03-05" }, { "2026-3-5", "2026-03-05" }, { "2026/3/5", "2026-03-05" },
		{ "2026/03/05", "2026-03-05" }, { "2026.3.5", "2026-03-05" }, { "2026年3月5日", "2026-03-05" },
		{ "2026年03月05日", "2026-03-05" }, { "2026年3月5号", "2026-03-05" },
		{ "２０２６年３月５日", "2026-03-05" }, { "２０２６－０３－０５", "2026-03-05" }, { "２０２６／３／５", "2026-03-05" },
		{ "  2026-03-05\t\n", "2026-03-05" }, { "\xE3\x80\x80" "2026/3/5\xE3\x80\x80", "2026-03-05" },
		{ "\xC2\xA0" "2026/3/5\xC2\xA0", "2026-03-05" },
		{ "1000-01-01", "1000-01-01" }, { "9999-12-31", "9999-12-31" },
		{ "2024-02-29", "2024-02-29" }, { "2000-02-29", "2000-02-29" }, { "1600/2/29", "1600-02-29" },
		{ "today", "2026-03-05" }, { "Today", "2026-03-05" }, { "TOMORROW", "2026-03-06" },
		{ "yesterday", "2026-03-04" },
		{ "后天", "2026-03-07" }, { "大后天", "2026-03-08" }, { "前天", "2026-03-03" }, { "大前天", "2026-03-02" },
		{ "月初", "2026-03-01" }, { "季初", "2026-01-01" }, { "季末", "2026-03-31" }, { "年初", "2026-01-01" }, { "年底", "2026-12-31" }, { "月末", "2026-03-31" },
		{ "周四", "2026-03-05" }, { "周五", "2026-03-06" }, { "星期三", "2026-03-11" }, { "礼拜天", "2026-03-08" }, { "本周一", "2026-03-02" }, { "这周日", "2026-03-08" },
		{ "下周一", "2026-03-09" }, { "下下周五", "2026-03-20" }, { "上周五", "2026-02-27" }, { "下个星期二", "2026-03-10" }, { "周五+1w", "2026-03-13" },
		{ "农历四月初三", "2026-05-19" }, { "农历正月初一", "2027-02-06" }, { "农历2026年正月初一", "2026-02-17" }, { "lunar:2025-06L-01", "2025-07-25" },
		{ "lunar:2026-06L-01", "2026-07-14" }, { "农历腊月三十", "2027-02-05" }, { "农历4月3日", "2026-05-19" },
		{ "今天", "2026-03-05" }, { "明天", "2026-03-06" }, { "昨天", "2026-03-04" }, { "月底", "2026-03-31" },
		{ "som", "2026-03-01" }, { "eom", "2026-03-31" }, { "sow", "2026-03-02" }, { "eow", "2026-03-08" },
		{ "soq", "2026-01-01" }, { "eoq", "2026-03-31" }, { "soy", "2026-01-01" }, { "EOY", "2026-12-31" },
		{ "thu", "2026-03-05" }, { "fri", "2026-03-06" }, { "sat", "2026-03-07" }, { "sun", "2026-03-08" },
		{ "mon", "2026-03-09" }, { "tue", "2026-03-10" }, { "Wed", "2026-03-11" },
		{ "-30d", "2026-02-03" }, { "+2d", "2026-03-07" }, { "+0d", "2026-03-05" }, { "+1w", "2026-03-12" },
		{ "+1mo", "2026-04-05" }, { "-1q", "2025-12-05" }, { "-1y", "2025-03-05" }, { "+1MO", "2026-04-05" },
		{ "＋２ｄ", "2026-03-07" },
		{ "today+7d", "2026-03-12" }, { "eom-3d", "2026-03-28" }, { "今天+7d", "2026-03-12" },
		{ "mon+1w", "2026-03-16" }, { "eom-1mo", "2026-02-28" }, { "eom-1mo+1d", "2026-03-01" },
		{ "2026-03-31-1mo", "2026-02-28" }, { "2024-03-31-1mo", "2024-02-29" },
		{ "2026/3/31 -1mo", "2026-02-28" },
		{ "2024-02-29+1y", "2025-02-28" }, { "2024-02-29+4y", "2028-02-29" }, { "2026-01-31+1q", "2026-04-30" },
		{ "2026-01-15-1mo", "2025-12-15" }, { "2026-12-15+1mo", "2027-01-15" },
		{ "2026-03-05-12mo", "2025-03-05" },
		{ "2026-03-05-3d", "2026-03-02" },
	};
	(void)state;
	use_zone("Asia/Shanghai");
	check_days(&shanghai, rows, COUNT(rows));
}

static void completes_the_year(void **state)
{
	struct conventions conventions = shanghai;
	static const struct reading rows[] = { { "3月5日", "2025-03-05" }, { "12月31号", "2025-12-31" } };
	(void)state;
	conventions.year = 2025;
	check_days(&conventions, rows, COUNT(rows));
}

static void refuses_days(void **state)
{
	static const struct reading rows[] = {
		{ "", "a date is missing; write YYYY-MM-DD, today, +7d or eom" },
		{ " \t\xE3\x80\x80", "a date is missing; write YYYY-MM-DD, today, +7d or eom" },
		{ "2024-02-30", "2024-02-30: February 2024 has no day 30" },
		{ "2023/2/29", "2023/2/29: February 2023 has no day 29" },
		{ "1900-02-29", "1900-02-29: February 1900 has no day 29" },
		{ "2026年4月31日", "2026年4月31日: April 2026 has no day 31" },
		{ "2026-03-00", "2026-03-00: March 2026 has no day 0" },
		{ "2026-13-01", "2026-13-01: a year has no month 13" },
		{ "2026-00-01", "2026-00-01: a year has no month 0" },
		{ "0999-12-31", "0999-12-31: years range from 1000 to 9999" },
		{ "9999-12-31+1d", "9999-12-31+1d: years range from 1000 to 9999" },
		{ "1000-01-01-1d", "1000-01-01-1d: years range from 1000 to 9999" },
		{ "+9999999y", "+9999999y: years range from 1000 to 9999" },
		{ "-9999999y", "-9999999y: years range from 1000 to 9999" },
		{ "+99999999d", "+99999999d: the number is too large" },
		{ "2026-06", "2026-06 is a month; write a day" },
		{ "2026年6月", "2026年6月 is a month; write a day" },
		{ "2026", "2026 is a year; write a day" },
		{ "2026年", "2026年 is a year; write a day" },
		{ "2026-Q3", "2026-Q3 is a quarter; write a day" },
		{ "2026-Q5", "2026-Q5: a year has the quarters Q1 to Q4" },
		{ "5m", "5m: is m minutes or months? write min or mo" },
		{ "+5m", "+5m: is m minutes or months? write min or mo" },
		{ "today+5M", "today+5M: is m minutes or months? write min or mo" },
		{ "5d", "5d: before or after? write +5d or -5d" },
		{ "+5x", "+5x: unknown unit; write min, h, d, w, mo, q or y" },
		{ "+5", "+5: unknown unit; write min, h, d, w, mo, q or y" },
		{ "+5days", "+5days: unknown unit; write min, h, d, w, mo, q or y" },
		{ "+d", "+d: a number is missing after +" },
		{ "today-", "today-: a number is missing after -" },
		{ "+2h", "+2h: a day can be moved by d, w, mo, q or y, not by hours or minutes" },
		{ "2026-06+1d", "2026-06+1d: only a day can be moved, not a longer period" },
		{ "2026-03-05 14:00", "2026-03-05 14:00: a day is expected; leave out the time" },
		{ "2026-03-05T14:00:05Z", "2026-03-05T14:00:05Z: a day is expected; leave out the time" },
		{ "2026-03-05 00:00:01", "2026-03-05 00:00:01: a day is expected; leave out the time" },
		{ "2026-03-05 12:00 PM", "2026-03-05 12:00 PM: a day is expected; leave out the time" },
		{ "now", "now: now is a point in time; write today" },
		{ "3月5日", "3月5日 has no year; write YYYY年3月5日" },
		{ "3/5/2026", "3/5/2026: write the year first and with four digits, YYYY-MM-DD" },
		{ "05.03.2026", "05.03.2026: write the year first and with four digits, YYYY-MM-DD" },
		{ "26-03-05", "26-03-05: write the year first and with four digits, YYYY-MM-DD" },
		{ "46086", "46086 is not a date; write YYYY-MM-DD, today, +7d or eom" },
		{ "20260305", "20260305 is not a date; write YYYY-MM-DD, today, +7d or eom" },
		{ "soon", "soon is not a date; write YYYY-MM-DD, today, +7d or eom" },
		{ "todayish", "todayish is not a date; write YYYY-MM-DD, today, +7d or eom" },
		{ "monday", "monday is not a date; write YYYY-MM-DD, today, +7d or eom" },
		{ "6月", "6月 is not a date; write YYYY-MM-DD, today, +7d or eom" },
		{ "2026-03-05x", "2026-03-05x: 'x' is not understood here" },
		{ "2026-3/5", "2026-3/5: '/5' is not understood here" },
		{ "2026/3", "2026/3: '/3' is not understood here" },
		{ "2026-03-051", "2026-03-051: unknown unit; write min, h, d, w, mo, q or y" },
		{ "2026-01-01..2026-02-01", "2026-01-01..2026-02-01: '..2026-02-01' is not understood here" },
		{ "2026年3月5", "2026年3月5: '5' is not understood here" },
		{ "today today", "today today: 'today' is not understood here" },
		{ "-", "-: a number is missing after -" },
		{ "\xFF\xFE", "\xFF\xFE is not a date; write YYYY-MM-DD, today, +7d or eom" },
	};
	char endless[500];
	char out[DATE_SIZE];
	struct error error;

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		memset(&error, 0, sizeof error);
		assert_int_equal(date_parse(&shanghai, rows[i].text, out, &error), STATUS_DATA);
		assert_string_equal(error.message, rows[i].expected);
		assert_int_equal(date_parse(&shanghai, rows[i].text, out, NULL), STATUS_DATA);
	}
	memset(endless, '9', sizeof endless);
	endless[sizeof endless - 1] = '\0';
	assert_int_equal(date_parse(&shanghai, endless, out, &error), STATUS_DATA);
	assert_string_equal(error.message, "a text of 499 bytes is not a date");
}

static void reads_periods_of_days(void **state)
{
	static const struct spanning rows[] = {
		{ "2026-03-05", "2026-03-05", "2026-03-05" }, { "today", "2026-03-05", "2026-03-05" },
		{ "-30d", "2026-02-03", "2026-02-03" }, { "2026", "2026-01-01", "2026-12-31" },
		{ "２０２６年", "2026-01-01", "2026-12-31" }, { "2026-02", "2026-02-01", "2026-02-28" },
		{ "2024-2", "2024-02-01", "2024-02-29" }, { "2026年12月", "2026-12-01", "2026-12-31" },
		{ "2026-Q1", "2026-01-01", "2026-03-31" }, { "2026-q2", "2026-04-01", "2026-06-30" },
		{ "2026-Q3", "2026-07-01", "2026-09-30" }, { "2026-Q4", "2026-10-01", "2026-12-31" },
		{ "9999", "9999-01-01", "9999-12-31" }, { "1000-01", "1000-01-01", "1000-01-31" },
	};
	struct period out;
	struct error error;
	(void)state;
	check_periods(&shanghai, rows, COUNT(rows));
	assert_int_equal(date_period(&shanghai, "2026-13", &out, &error), STATUS_DATA);
	assert_string_equal(error.message, "2026-13: a year has no month 13");
	assert_int_equal(date_period(&shanghai, "2026-Q33", &out, &error), STATUS_DATA);
	assert_int_equal(date_period(&shanghai, "2026-06 14:00", &out, &error), STATUS_DATA);
	assert_int_equal(date_period(&shanghai, "0000", &out, &error), STATUS_DATA);
}

static void reads_anniversaries(void **state)
{
	static const struct reading rows[] = {
		{ "1980-05-17", "1980-05-17" }, { "--05-17", "--05-17" }, { "--02-29", "--02-29" },
		{ "1980/5/17", "1980-05-17" },
		{ "1980.5.17", "1980-05-17" }, { "1980年5月17日", "1980-05-17" }, { " 1980-05-17 ", "1980-05-17" },
		{ "lunar:1980-04-03", "lunar:1980-04-03" }, { "Lunar:1980/4/3", "lunar:1980-04-03" },
		{ "lunar:1980-02-30", "lunar:1980-02-30" }, { "lunar：１９８０年４月３日", "lunar:1980-04-03" },
		{ "lunar:--04-03", "lunar:--04-03" }, { "农历四月初三", "lunar:--04-03" }, { "农历1987年闰六月初九", "lunar:1987-06L-09" },
		{ "lunar:1987-06L-09", "lunar:1987-06L-09" }, { "农历2020年闰4月15日", "lunar:2020-04L-15" }, { "农历腊月廿三", "lunar:--12-23" },
		{ "阴历冬月三十", "lunar:--11-30" }, { "农历十一月二十一", "lunar:--11-21" }, { "农历十月十五", "lunar:--10-15" },
		{ "5月17日", "--05-17" }, { "－－０５－１７", "--05-17" }, { "2000-02-29", "2000-02-29" },
	};
	static const struct reading bad[] = {
		{ "1981-02-29", "1981-02-29: February 1981 has no day 29" },
		{ "--02-30", "--02-30: month 2 has no day 30" },
		{ "--13-01", "--13-01: a year has no month 13" },
		{ "lunar:1980-04-31", "lunar:1980-04-31: month 4 has no day 31" },
		{ "lunar:1980-13-01", "lunar:1980-13-01: a year has no month 13" },
		{ "lunar:0980-01-01", "lunar:0980-01-01: years range from 1000 to 9999" },
		{ "lunar:--4", "lunar:--4: an anniversary is written YYYY-MM-DD, --MM-DD or lunar:YYYY-MM-DD" },
		{ "农历四月", "农历四月: an anniversary is written YYYY-MM-DD, --MM-DD or lunar:YYYY-MM-DD" },
		{ "1980-05", "1980-05: an anniversary is written YYYY-MM-DD, --MM-DD or lunar:YYYY-MM-DD" },
		{ "--5-17", "--5-17: an anniversary is written YYYY-MM-DD, --MM-DD or lunar:YYYY-MM-DD" },
		{ "today", "today: an anniversary is written YYYY-MM-DD, --MM-DD or lunar:YYYY-MM-DD" },
		{ "1980-05-17x", "1980-05-17x: an anniversary is written YYYY-MM-DD, --MM-DD or lunar:YYYY-MM-DD" },
		{ "", "a date is missing; write YYYY-MM-DD, today, +7d or eom" },
	};
	struct text out = { 0 };
	struct error error = { 0 };

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		text_clear(&out);
		text_add(&out, "x");
		assert_int_equal(anniversary_parse(&shanghai, rows[i].text, &out, &error), STATUS_OK);
		assert_string_equal(text_string(&out) + 1, rows[i].expected);
	}
	text_clear(&out);
	for (size_t i = 0; i < COUNT(bad); i++) {
		assert_int_equal(anniversary_parse(&shanghai, bad[i].text, &out, &error), STATUS_DATA);
		assert_string_equal(error.message, bad[i].expected);
		assert_int_equal(out.length, 0);
	}
	text_free(&out);
}

static void reads_serials(void **state)
{
	static const struct reading rows[] = { { "46086", "2026-03-05" }, { " ４６０８６ ", "2026-03-05" },
		{ "20000", "1954-10-03" },
		{ "80000", "2119-01-11" }, { "25569", "1970-01-01" }, { "46086.0", "2026-03-05" },
		{ "46086.5", "2026-03-05 12:00:00" }, { "46086,604166666664", "2026-03-05 14:30:00" },
		{ "46086.9999999", "2026-03-06" }, { "45301.3541666667", "2024-01-10 08:30:00" } };
	static const char *const bad[] = { "", "19999", "80001", "4608", "460860", "46086.", "46086.5.1", "-46086", "46086d",
		"today" };
	char out[TIMESTAMP_SIZE];
	struct error error = { 0 };

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		assert_int_equal(date_from_serial(rows[i].text, out, &error), STATUS_OK);
		assert_string_equal(out, rows[i].expected);
	}
	for (size_t i = 0; i < COUNT(bad); i++)
		assert_int_equal(date_from_serial(bad[i], out, &error), STATUS_DATA);
	assert_string_equal(error.message, "today: not a day number of a spreadsheet; they range from 20000 to 80000");
}

static void counts_days(void **state)
{
	static const struct {
		const char *day;
		int64_t number;
	} rows[] = { { "1970-01-01", 0 }, { "1969-12-31", -1 }, { "2000-03-01", 11017 }, { "2026-03-05", 20517 },
		{ "1000-01-01", -354285 }, { "9999-12-31", 2932896 } };
	char out[DATE_SIZE], before[DATE_SIZE] = "";

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		assert_int_equal(date_number(rows[i].day), rows[i].number);
		date_from_number(rows[i].number, out);
		assert_string_equal(out, rows[i].day);
	}
	for (int64_t number = -354285; number <= 2932896; number++) {
		date_from_number(number, out);
		if (date_number(out) != number || strcmp(before, out) >= 0)
			fail_msg("%s does not follow %s", out, before);
		memcpy(before, out, sizeof before);
	}
	date_from_number(INT64_MAX, out);
	assert_string_equal(out, "9999-12-31");
	date_from_number(INT64_MIN, out);
	assert_string_equal(out, "1000-01-01");
	assert_int_equal(date_number("2026-02-29"), 0);
	assert_int_equal(date_number("2026-0"), 0);
	assert_int_equal(date_number(""), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_days),
		cmocka_unit_test(completes_the_year),
		cmocka_unit_test(refuses_days),
		cmocka_unit_test(reads_periods_of_days),
		cmocka_unit_test(reads_anniversaries),
		cmocka_unit_test(reads_serials),
		cmocka_unit_test(counts_days),
	};

	return cmocka_run_group_tests_name("date", tests, NULL, NULL);
}
