#include "service/working_time.h"

#include "base/date.h"
#include "service/china_days.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static struct conventions conventions = { .zone = "Asia/Shanghai", .country = "86" };
static struct error error;

static const char office[] = "09:00-12:00, 13:00-18:00";
static const struct work_calendar standard = { .name = "standard", .week = { office, office, office, office, office } };
static const struct work_calendar always = {
	.name = "always", .holidays = "none",
	.week = { "00:00-24:00", "00:00-24:00", "00:00-24:00", "00:00-24:00", "00:00-24:00", "00:00-24:00", "00:00-24:00" },
};

static int setup(void **state)
{
	(void)state;
	return date_zone(conventions.zone, &error);
}

static int64_t in_zone(const char *zone, const char *text)
{
	char stored[TIMESTAMP_SIZE];

	date_zone(zone, NULL);
	if (timestamp_parse(&conventions, text, stored, &error))
		fail_msg("%s", error.message);
	date_zone(conventions.zone, NULL);
	return timestamp_seconds(stored);
}

static int64_t at(const char *text)
{
	return in_zone(conventions.zone, text);
}

static const char *shown(int64_t instant)
{
	static struct text out;
	char stored[TIMESTAMP_SIZE];

	text_clear(&out);
	timestamp_from_seconds(instant, stored);
	timestamp_local(&out, stored);
	return out.data;
}

static struct working_time working_of(const struct work_calendar *calendar)
{
	struct working_time working;

	working_time_init(&working, calendar, &conventions);
	return working;
}

/* Opened Friday 17:30, four hours: half an hour on Friday, three to Monday noon, half an hour from 13:00 on. Where the Saturday is worked, it is due then;
 * what waits for the customer on Monday from 9 to 11 is due two hours later. */
static void four_hours_over_a_weekend(void **state)
{
	static const struct calendar_exception saturday[] = { { "2026-03-07", "2026-03-07", office, NULL } };
	struct work_calendar with_saturday = standard;
	struct working_time working = working_of(&standard);

	(void)state;
	assert_string_equal(shown(working_time_after(&working, at("2026-03-06 17:30"), 4 * 3600)), "2026-03-09 13:30");
	int64_t left = 4 * 3600 - working_time_between(&working, at("2026-03-06 17:30"), at("2026-03-09 09:00"));
	assert_int_equal(left, 7 * 1800);
	assert_string_equal(shown(working_time_after(&working, at("2026-03-09 11:00"), left)), "2026-03-09 15:30");
	with_saturday.days = saturday;
	with_saturday.day_count = 1;
	working = working_of(&with_saturday);
	assert_string_equal(shown(working_time_after(&working, at("2026-03-06 17:30"), 4 * 3600)), "2026-03-07 13:30");
}

static void arranged_days_of_china(void **state)
{
	struct working_time working = working_of(&standard);
	int64_t day = date_number("2026-02-14");
	struct china_day china;

	(void)state;
	/* A Saturday that is worked, nine days off, and the next one. */
	assert_true(working_time_day(&working, day));
	assert_string_equal(working_time_label(&working, day, "zh"), "春节");
	for (int i = 1; i <= 9; i++)
		assert_false(working_time_day(&working, day + i));
	assert_true(working_time_day(&working, day + 10));
	assert_null(working_time_label(&working, day + 10, "en"));
	assert_true(working_time_day(&working, date_number("2026-02-28")));
	assert_string_equal(shown(working_time_after(&working, at("2026-02-14 17:00"), 2 * 3600)), "2026-02-24 10:00");
	assert_int_equal(working.unknown_year, 0);
	/* What the notices for 2024, 2025 and 2026 say of other days. */
	static const struct {
		const char *day;
		bool works;
	} days[] = {
		{ "2024-02-09", true },  { "2024-02-10", false }, { "2024-02-17", false }, { "2024-02-18", true },  { "2024-04-07", true },  { "2024-05-11", true },
		{ "2024-06-10", false }, { "2024-09-14", true },  { "2024-09-17", false }, { "2024-09-29", true },  { "2024-10-12", true },  { "2025-01-26", true },
		{ "2025-01-28", false }, { "2025-02-04", false }, { "2025-02-08", true },  { "2025-04-27", true },  { "2025-05-05", false }, { "2025-06-02", false },
		{ "2025-09-28", true },  { "2025-10-06", false }, { "2025-10-08", false }, { "2025-10-11", true },  { "2026-01-02", false }, { "2026-01-04", true },
		{ "2026-04-06", false }, { "2026-05-09", true },  { "2026-06-19", false }, { "2026-09-20", true },  { "2026-09-25", false }, { "2026-10-07", false },
		{ "2026-10-10", true },
	};
	for (size_t i = 0; i < sizeof days / sizeof *days; i++)
		if (working_time_day(&working, date_number(days[i].day)) != days[i].works)
			fail_msg("%s: %d", days[i].day, !days[i].works);
	assert_true(china_days_known(2004) && china_days_known(2026));
	assert_false(china_days_known(2003) || china_days_known(2027));
	assert_false(china_day(date_number("2003-12-31"), &china));
	/* A year that nobody has entered has its weeks; it is named. */
	assert_true(working_time_day(&working, date_number("2031-01-01")));
	assert_int_equal(working.unknown_year, 2031);
	/* Elsewhere these days are like any other. */
	conventions.country[0] = '4';
	working = working_of(&standard);
	conventions.country[0] = '8';
	assert_true(working_time_day(&working, date_number("2026-02-17")));
	assert_true(working_time_day(&working, date_number("2031-01-01")));
	assert_int_equal(working.unknown_year, 0);
}

static void working_days(void **state)
{
	struct working_time working = working_of(&standard);
	struct work_calendar none = { .name = "none" };
	char day[DATE_SIZE];

	(void)state;
	/* Closed on a Thursday, three days later. */
	date_from_number(working_time_days_after(&working, date_number("2026-03-05"), 3), day);
	assert_string_equal(day, "2026-03-10");
	date_from_number(working_time_days_after(&working, date_number("2026-02-13"), 2), day);
	assert_string_equal(day, "2026-02-24");
	assert_int_equal(working_time_days_after(&working, 7, 0), 7);
	working = working_of(&none);
	assert_int_equal(working_time_days_after(&working, 0, 1), -1);
	assert_int_equal(working_time_after(&working, 0, 1), -1);
	assert_int_equal(working_time_after(&working, 5, 0), 5);
	assert_int_equal(working_time_between(&working, 0, INT64_MAX), 0);
}

static void edges(void **state)
{
	struct working_time working = working_of(&standard);

	(void)state;
	assert_false(working_time_at(&working, at("2026-03-05 08:59:59")));
	assert_true(working_time_at(&working, at("2026-03-05 09:00")));
	assert_true(working_time_at(&working, at("2026-03-05 11:59:59")));
	assert_false(working_time_at(&working, at("2026-03-05 12:00")));
	assert_false(working_time_at(&working, at("2026-03-07 10:00")));
	assert_int_equal(working_time_between(&working, at("2026-03-05 00:00"), at("2026-03-06 00:00")), 8 * 3600);
	assert_int_equal(working_time_between(&working, at("2026-03-05 10:00"), at("2026-03-05 10:00")), 0);
	assert_int_equal(working_time_between(&working, at("2026-03-05 11:00"), at("2026-03-05 10:00")), 0);
	/* What ends with the hours is due then, and not the next morning. */
	assert_string_equal(shown(working_time_after(&working, at("2026-03-05 09:00"), 3 * 3600)), "2026-03-05 12:00");
	assert_string_equal(shown(working_time_after(&working, at("2026-03-05 09:00"), 8 * 3600)), "2026-03-05 18:00");
	assert_string_equal(shown(working_time_after(&working, at("2026-03-05 20:00"), 1)), "2026-03-06 09:00");
	/* Between and after agree, from whatever second. */
	for (int64_t from = at("2026-02-12 00:00"); from < at("2026-03-03 00:00"); from += 4999)
		for (int64_t seconds = 1; seconds < 200000; seconds += 17011) {
			int64_t end = working_time_after(&working, from, seconds);
			assert_int_equal(working_time_between(&working, from, end), seconds);
			assert_int_equal(working_time_between(&working, from, end - 1), seconds - 1);
		}
	working = working_of(&always);
	assert_string_equal(shown(working_time_after(&working, at("2026-02-17 20:00"), 12 * 3600)), "2026-02-18 08:00");
	assert_true(working_time_at(&working, 0));
}

/* The clock of another zone, on the nights that have 23 and 25 hours. The process is in its own zone afterwards. */
static void zones_and_daylight_saving(void **state)
{
	struct work_calendar nights = always, berlin = standard;

	(void)state;
	nights.zone = berlin.zone = "Europe/Berlin";
	berlin.holidays = "none";
	struct working_time working = working_of(&nights);
	assert_int_equal(working_time_between(&working, in_zone("Europe/Berlin", "2026-03-29 00:00"), in_zone("Europe/Berlin", "2026-03-30 00:00")), 23 * 3600);
	assert_int_equal(working_time_between(&working, in_zone("Europe/Berlin", "2026-10-25 00:00"), in_zone("Europe/Berlin", "2026-10-26 00:00")), 25 * 3600);
	nights.week[6] = "01:00-02:30, 03:00-05:00";
	working = working_of(&nights);
	/* 02:30 is not there, so that the first part ends at 03:30 by the rule for such times; it meets the second one. */
	assert_int_equal(working_time_between(&working, in_zone("Europe/Berlin", "2026-03-29 00:00"), in_zone("Europe/Berlin", "2026-03-29 12:00")), 3 * 3600);
	working = working_of(&berlin);
	assert_string_equal(shown(working_time_after(&working, in_zone("Europe/Berlin", "2026-03-27 17:00"), 2 * 3600)), "2026-03-30 16:00");
	assert_string_equal(shown(working_time_after(&working, in_zone("Europe/Berlin", "2026-03-20 17:00"), 2 * 3600)), "2026-03-23 17:00");
	int64_t day = date_number("2026-03-29");
	assert_int_equal(working_time_midnight(&working, day), in_zone("Europe/Berlin", "2026-03-29 00:00"));
	assert_int_equal(working_time_local(&working, in_zone("Europe/Berlin", "2026-03-29 23:59")), day);
	assert_string_equal(shown(at("2026-03-05 10:00")), "2026-03-05 10:00");
}

static void hours_as_text(void **state)
{
	static const char *const wrong[] = { "9-12", "09:00", "09:00-", "09:00-09:00", "12:00-09:00", "09:00-12:00 13:00-18:00", "09:00-12:00, 11:00-18:00",
		                             "09:60-10:00", "24:01-24:02", "09:00-25:00", "09:00-12:00,x", "office", "-", ",",
		                             "00:00-01:00,01:00-02:00,02:00-03:00,03:00-04:00,04:00-05:00,05:00-06:00,06:00-07:00,07:00-08:00,08:00-09:00" };
	struct working_hours hours;

	(void)state;
	assert_int_equal(calendar_hours_read(" 09:00-12:00 ,13:00-24:00", &hours, &error), STATUS_OK);
	assert_int_equal(hours.count, 2);
	assert_int_equal(hours.spans[1].last, 86400);
	assert_int_equal(calendar_hours_read("", &hours, &error), STATUS_OK);
	assert_int_equal(hours.count, 0);
	assert_int_equal(calendar_hours_read(NULL, &hours, &error), STATUS_OK);
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
		if (calendar_hours_read(wrong[i], &hours, &error) != STATUS_DATA)
			fail_msg("%s is taken", wrong[i]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(four_hours_over_a_weekend), cmocka_unit_test(arranged_days_of_china), cmocka_unit_test(working_days), cmocka_unit_test(edges),
		cmocka_unit_test(zones_and_daylight_saving), cmocka_unit_test(hours_as_text),
	};

	return cmocka_run_group_tests(tests, setup, NULL);
}
