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

static void check_instants(const struct conventions *conventions, const struct reading *rows, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct error error = { 0 };
		char out[TIMESTAMP_SIZE];
		if (timestamp_parse(conventions, rows[i].text, out, &error))
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
		enum status status = timestamp_period(conventions, rows[i].text, &out, &error);
		if (status)
			fail_msg("'%s': %s", rows[i].text, error.message);
		if (strcmp(out.first, rows[i].first) || strcmp(out.last, rows[i].last))
			fail_msg("'%s' gave %s to %s, not %s to %s", rows[i].text, out.first, out.last, rows[i].first,
				rows[i].last);
	}
}

static void reads_instants(void **state)
{
	static const struct reading rows[] = {
		{ "2026-03-05T14:00:05Z", "2026-03-05T14:00:05Z" }, { "2026-03-05t14:00:05z", "2026-03-05T14:00:05Z" },
		{ "2026-03-05T14:00Z", "2026-03-05T14:00:00Z" }, { "2026-03-05T14:00:05.000Z", "2026-03-05T14:00:05Z" },
		{ "2026-03-05T14:00:05+08:00", "2026-03-05T06:00:05Z" },
		{ "2026-03-05T02:00:05+0800", "2026-03-04T18:00:05Z" },
		{ "2026-03-05 14:00 -03:30", "2026-03-05T17:30:00Z" }, { "2026-03-05 14:00 Z", "2026-03-05T14:00:00Z" },
		{ "2026-03-05 14:00", "2026-03-05T06:00:00Z" }, { "2026-03-05 14:00:05", "2026-03-05T06:00:05Z" },
		{ "2026-03-05T14:00", "2026-03-05T06:00:00Z" }, { "2026/3/5 9:05", "2026-03-05T01:05:00Z" },
		{ "2026年3月5日 14:30", "2026-03-05T06:30:00Z" }, { "2026年3月5日14:30", "2026-03-05T06:30:00Z" },
		{ "２０２６年３月５日　１４：３０", "2026-03-05T06:30:00Z" }, { " 2026-03-05   7:00 ", "2026-03-04T23:00:00Z" },
		{ "14:30", "2026-03-05T06:30:00Z" }, { "0:00", "2026-03-04T16:00:00Z" },
		{ "23:59:59", "2026-03-05T15:59:59Z" },
		{ "tomorrow 9:00", "2026-03-06T01:00:00Z" }, { "Mon 9:00", "2026-03-09T01:00:00Z" },
		{ "明天9:00", "2026-03-06T01:00:00Z" }, { "周五14:00", "2026-03-06T06:00:00Z" }, { "下周一 下午2:00", "2026-03-09T06:00:00Z" },
		{ "eom-1d 18:00", "2026-03-30T10:00:00Z" }, { "+2d 9:00", "2026-03-07T01:00:00Z" },
		{ "now", "2026-03-05T06:30:00Z" }, { "NOW", "2026-03-05T06:30:00Z" }, { "+2h", "2026-03-05T08:30:00Z" },
		{ "-90min", "2026-03-05T05:00:00Z" }, { "+1h+30min", "2026-03-05T08:00:00Z" },
		{ "now-1h", "2026-03-05T05:30:00Z" },
		{ "now+1d", "2026-03-06T06:30:00Z" }, { "now+1mo", "2026-04-05T06:30:00Z" },
		{ "+48h", "2026-03-07T06:30:00Z" },
		{ "tomorrow 9:00-15min", "2026-03-06T00:45:00Z" }, { "9:00+2h", "2026-03-05T03:00:00Z" },
		{ "2026-03-31 9:00-1mo", "2026-02-28T01:00:00Z" }, { "9:00+1d", "2026-03-06T01:00:00Z" },
		{ "today", "2026-03-04T16:00:00Z" }, { "2026-03-05", "2026-03-04T16:00:00Z" },
		{ "+2d", "2026-03-06T16:00:00Z" },
		{ "eom", "2026-03-30T16:00:00Z" }, { "月底", "2026-03-30T16:00:00Z" },
		{ "1000-01-01T00:00:00Z", "1000-01-01T00:00:00Z" }, { "9999-12-31T23:59:59Z", "9999-12-31T23:59:59Z" },
	};
	(void)state;
	use_zone("Asia/Shanghai");
	check_instants(&shanghai, rows, COUNT(rows));
}

static void refuses_instants(void **state)
{
	static const struct reading rows[] = {
		{ "", "a date is missing; write YYYY-MM-DD, today, +7d or eom" },
		{ "2026-06", "2026-06 is a month; write a day or a time" },
		{ "2026-Q3", "2026-Q3 is a quarter; write a day or a time" },
		{ "2026-02-30T14:00:05Z", "2026-02-30T14:00:05Z: February 2026 has no day 30" },
		{ "2026-03-05T24:00:00Z", "2026-03-05T24:00:00Z: a day has no hour 24; hours range from 0 to 23" },
		{ "14:60", "14:60: minutes and seconds range from 0 to 59" },
		{ "2026-06-30T23:59:60Z", "2026-06-30T23:59:60Z: minutes and seconds range from 0 to 59" },
		{ "14:3", "14:3: a time of day is written 14:30 or 14:30:05" },
		{ "2026-03-05 14", "2026-03-05 14: a time of day is written 14:30 or 14:30:05" },
		{ "2026-03-05T", "2026-03-05T: 'T' is not understood here" },
		{ "2026-03-05T14:00:05.Z", "2026-03-05T14:00:05.Z: a fraction of a second has one to nine digits" },
		{ "2026-03-05 13:30 PM", "2026-03-05 13:30 PM: with AM or PM, hours range from 1 to 12" },
		{ "2026-03-05T14:00:05+15:00",
			"2026-03-05T14:00:05+15:00: no zone is more than 14 hours away from UTC" },
		{ "2026-03-05T14:00:05+08:0", "2026-03-05T14:00:05+08:0: a zone is written Z or +08:00" },
		{ "2026-03-05T14:00:05Zx", "2026-03-05T14:00:05Zx: 'Zx' is not understood here" },
		{ "2026-03-05T14:00:05Z5", "2026-03-05T14:00:05Z5: '5' is not understood here" },
		{ "14:30 pm", "14:30 pm: with AM or PM, hours range from 1 to 12" },
		{ "25:00", "25:00: a day has no hour 25; hours range from 0 to 23" },
		{ "5m", "5m: is m minutes or months? write min or mo" },
		{ "+5m", "+5m: is m minutes or months? write min or mo" },
		{ "now+5m", "now+5m: is m minutes or months? write min or mo" },
		{ "today+2h", "today+2h: a day can be moved by d, w, mo, q or y, not by hours or minutes" },
		{ "now+9000y", "now+9000y: years range from 1000 to 9999" },
		{ "9999-12-31T23:59:59-08:00", "9999-12-31T23:59:59-08:00: years range from 1000 to 9999" },
		{ "1000-01-01", "1000-01-01: years range from 1000 to 9999" },
		{ "nowish", "nowish is not a date; write YYYY-MM-DD, today, +7d or eom" },
		{ "2026-06 14:00", "2026-06 14:00: '14:00' is not understood here" },
	};
	char out[TIMESTAMP_SIZE];

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct error error = { 0 };
		assert_int_equal(timestamp_parse(&shanghai, rows[i].text, out, &error), STATUS_DATA);
		assert_string_equal(error.message, rows[i].expected);
	}
}

static void reads_periods_of_instants(void **state)
{
	static const struct spanning rows[] = {
		{ "today", "2026-03-04T16:00:00Z", "2026-03-05T15:59:59Z" },
		{ "2026-03-05", "2026-03-04T16:00:00Z", "2026-03-05T15:59:59Z" },
		{ "2026-06", "2026-05-31T16:00:00Z", "2026-06-30T15:59:59Z" },
		{ "2026-Q3", "2026-06-30T16:00:00Z", "2026-09-30T15:59:59Z" },
		{ "2026", "2025-12-31T16:00:00Z", "2026-12-31T15:59:59Z" },
		{ "14:30", "2026-03-05T06:30:00Z", "2026-03-05T06:30:59Z" },
		{ "2026-03-05 14:30", "2026-03-05T06:30:00Z", "2026-03-05T06:30:59Z" },
		{ "2026-03-05T14:30Z", "2026-03-05T14:30:00Z", "2026-03-05T14:30:59Z" },
		{ "2026-03-05T14:30:07Z", "2026-03-05T14:30:07Z", "2026-03-05T14:30:07Z" },
		{ "14:30:07", "2026-03-05T06:30:07Z", "2026-03-05T06:30:07Z" },
		{ "-2h", "2026-03-05T04:30:00Z", "2026-03-05T04:30:00Z" },
		{ "now", "2026-03-05T06:30:00Z", "2026-03-05T06:30:00Z" },
		{ "-30d", "2026-02-02T16:00:00Z", "2026-02-03T15:59:59Z" },
		{ "1970", "1969-12-31T16:00:00Z", "1970-12-31T15:59:59Z" },
		{ "9999", "9998-12-31T16:00:00Z", "9999-12-31T15:59:59Z" },
	};
	(void)state;
	use_zone("Asia/Shanghai");
	check_periods(&shanghai, rows, COUNT(rows));
}

static void follows_daylight_saving(void **state)
{
	static const struct conventions berlin = { .now = 1772692200, .zone = "Europe/Berlin" };
	static const struct spanning periods[] = {
		{ "2026-03-28", "2026-03-27T23:00:00Z", "2026-03-28T22:59:59Z" },
		{ "2026-03-29", "2026-03-28T23:00:00Z", "2026-03-29T21:59:59Z" }, /* 23 hours */
		{ "2026-10-25", "2026-10-24T22:00:00Z", "2026-10-25T22:59:59Z" }, /* 25 hours */
		{ "2026-Q3", "2026-06-30T22:00:00Z", "2026-09-30T21:59:59Z" },
		{ "2026", "2025-12-31T23:00:00Z", "2026-12-31T22:59:59Z" },
		{ "2026-Q1", "2025-12-31T23:00:00Z", "2026-03-31T21:59:59Z" },
	};
	static const struct reading instants[] = {
		{ "2026-03-29 01:59", "2026-03-29T00:59:00Z" }, { "2026-03-29 03:00", "2026-03-29T01:00:00Z" },
		{ "2026-03-29 02:30", "2026-03-29T01:30:00Z" }, /* skipped: 03:30 summer time */
		{ "2026-10-25 02:30", "2026-10-25T00:30:00Z" }, /* twice: the first */
		{ "2026-10-25 01:59", "2026-10-24T23:59:00Z" }, { "2026-10-25 03:00", "2026-10-25T02:00:00Z" },
		{ "2026-07-01 12:00", "2026-07-01T10:00:00Z" }, { "2026-03-05 12:00", "2026-03-05T11:00:00Z" },
		{ "now+1mo", "2026-04-05T05:30:00Z" }, /* 07:30 on the wall in both */
		{ "2026-03-28 12:00+1d", "2026-03-29T10:00:00Z" }, { "2026-03-28 12:00+24h", "2026-03-29T11:00:00Z" },
	};
	static const struct reading local[] = {
		{ "2026-03-29T00:59:59Z", "2026-03-29 01:59" }, { "2026-03-29T01:00:00Z", "2026-03-29 03:00" },
		{ "2026-10-25T00:30:00Z", "2026-10-25 02:30" }, { "2026-10-25T01:30:00Z", "2026-10-25 02:30" },
		{ "2025-12-31T23:00:00Z", "2026-01-01 00:00" }, { "9999-12-31T23:59:59Z", "10000-01-01 00:59" },
	};
	(void)state;
	use_zone("Europe/Berlin");
	check_periods(&berlin, periods, COUNT(periods));
	check_instants(&berlin, instants, COUNT(instants));
	for (size_t i = 0; i < COUNT(local); i++) {
		struct text out = { 0 };
		timestamp_local(&out, local[i].text);
		assert_string_equal(text_string(&out), local[i].expected);
		text_free(&out);
	}
}

/* Where the clocks change at midnight, a day begins at 01:00 or has 00:00 twice. */
static void finds_the_first_second(void **state)
{
	static const struct spanning cairo[] = {
		{ "2024-04-25", "2024-04-24T22:00:00Z", "2024-04-25T21:59:59Z" },
		{ "2024-04-26", "2024-04-25T22:00:00Z", "2024-04-26T20:59:59Z" },
		{ "2024-10-31", "2024-10-30T21:00:00Z", "2024-10-31T21:59:59Z" },
		{ "2024-11-01", "2024-10-31T22:00:00Z", "2024-11-01T21:59:59Z" },
	};
	static const struct spanning havana[] = {
		{ "2024-11-02", "2024-11-02T04:00:00Z", "2024-11-03T03:59:59Z" },
		{ "2024-11-03", "2024-11-03T04:00:00Z", "2024-11-04T04:59:59Z" },
	};
	(void)state;
	use_zone("Africa/Cairo");
	check_periods(&shanghai, cairo, COUNT(cairo));
	use_zone("America/Havana");
	check_periods(&shanghai, havana, COUNT(havana));
}

static void knows_today(void **state)
{
	struct conventions conventions = shanghai;
	char day[DATE_SIZE], instant[TIMESTAMP_SIZE];
	struct text out = { 0 };

	(void)state;
	use_zone("Asia/Shanghai");
	timestamp_now(&conventions, instant);
	assert_string_equal(instant, "2026-03-05T06:30:00Z");
	conventions.now = timestamp_seconds("2026-03-05T15:59:59Z");
	date_today(&conventions, day);
	assert_string_equal(day, "2026-03-05");
	conventions.now++;
	date_today(&conventions, day);
	assert_string_equal(day, "2026-03-06");
	timestamp_day("2026-03-05T16:00:00Z", day);
	assert_string_equal(day, "2026-03-06");
	timestamp_local(&out, "2026-03-05T06:00:59Z");
	assert_string_equal(text_string(&out), "2026-03-05 14:00");
	text_clear(&out);
	timestamp_local(&out, "no instant");
	assert_string_equal(text_string(&out), "no instant");
	text_free(&out);
	timestamp_day("2026-03-05", day);
	assert_string_equal(day, "");
	use_zone("UTC");
	timestamp_day("2026-03-05T16:00:00Z", day);
	assert_string_equal(day, "2026-03-05");
	use_zone("Asia/Shanghai");
	conventions.now = INT64_MAX;
	date_today(&conventions, day);
	assert_string_equal(day, "9999-12-31");
	conventions.now = INT64_MIN;
	date_today(&conventions, day);
	assert_string_equal(day, "1000-01-01");
}

static void refuses_unknown_zones(void **state)
{
	static const char *const rows[] = { "", "Asia/Shangai", "Mars/Phobos", "/etc/localtime",
		"/usr/share/zoneinfo/UTC", "Asia",
		"../zoneinfo/UTC", "Asia/../Asia/Shanghai", ":Asia/Shanghai", "CST-8", "utc ", "zone.tab",
			"right/UTC", "Asia/Shanghai\n",
		"Asia/Asia/Asia/Asia/Asia/Asia/Asia/Asia/Asia/Asia/Asia/Asia/Asia/Asia/Asia/Asia" };
	struct error error = { 0 };
	char day[DATE_SIZE];

	(void)state;
	use_zone("Asia/Shanghai");
	for (size_t i = 0; i < COUNT(rows); i++)
		if (date_zone(rows[i], &error) != STATUS_CONFIG)
			fail_msg("'%s' was taken for a zone", rows[i]);
	assert_int_equal(date_zone("Mars/Phobos", &error), STATUS_CONFIG);
	assert_string_equal(error.message,
		"Mars/Phobos: no such time zone; write a name of the tz database such as Asia/Shanghai");
	timestamp_day("2026-03-05T16:00:00Z", day); /* the zone before stays in force */
	assert_string_equal(day, "2026-03-06");
	use_zone("America/Argentina/Buenos_Aires");
	use_zone("Etc/GMT+5");
}

static void counts_seconds(void **state)
{
	static const struct {
		const char *instant;
		int64_t seconds;
	} rows[] = { { "1970-01-01T00:00:00Z", 0 }, { "1969-12-31T23:59:59Z", -1 },
		{ "2026-03-05T06:30:00Z", 1772692200 },
		{ "1000-01-01T00:00:00Z", -30610224000 }, { "9999-12-31T23:59:59Z", 253402300799 } };
	static const char *const bad[] = { "", "2026-03-05", "2026-03-05T06:30:00", "2026-03-05T24:00:00Z",
		"2026-03-05T06:30:00Zx",
		"2026-03-05 06:30:00Z" };
	char out[TIMESTAMP_SIZE];

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		assert_int_equal(timestamp_seconds(rows[i].instant), rows[i].seconds);
		timestamp_from_seconds(rows[i].seconds, out);
		assert_string_equal(out, rows[i].instant);
	}
	for (size_t i = 0; i < COUNT(bad); i++)
		assert_int_equal(timestamp_seconds(bad[i]), 0);
	timestamp_from_seconds(INT64_MAX, out);
	assert_string_equal(out, "9999-12-31T23:59:59Z");
	timestamp_from_seconds(INT64_MIN, out);
	assert_string_equal(out, "1000-01-01T00:00:00Z");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_instants),
		cmocka_unit_test(refuses_instants),
		cmocka_unit_test(reads_periods_of_instants),
		cmocka_unit_test(follows_daylight_saving),
		cmocka_unit_test(finds_the_first_second),
		cmocka_unit_test(knows_today),
		cmocka_unit_test(refuses_unknown_zones),
		cmocka_unit_test(counts_seconds),
	};

	return cmocka_run_group_tests_name("timestamp", tests, NULL, NULL);
}
