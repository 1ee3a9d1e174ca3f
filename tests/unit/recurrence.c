#include "base/recurrence.h"

#include "base/recurrence_words.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void falls(const char *rule, const char *start, const char *after, const char *until, const char *wanted)
{
	struct arena arena = { 0 };
	struct error error = { 0 };
	struct text got = { 0 };
	char (*days)[DATE_SIZE];
	size_t count;

	if (recurrence_days(rule, start, after, until, 100, &arena, &days, &count, &error))
		fail_msg("%s: %s", rule, error.message);
	for (size_t i = 0; i < count; i++)
		text_printf(&got, "%s%s", i ? " " : "", days[i]);
	assert_string_equal(text_string(&got), wanted);
	text_free(&got);
	arena_free(&arena);
}

static void fails(const char *rule, const char *until, const char *says)
{
	struct arena arena = { 0 };
	struct error error = { 0 };
	char (*days)[DATE_SIZE];
	size_t count;

	assert_int_equal(recurrence_days(rule, "2026-01-31", "", until, 100, &arena, &days, &count, &error), STATUS_DATA);
	assert_non_null(strstr(error.message, says));
	arena_free(&arena);
}

static void a_short_month_has_its_last_day(void **state)
{
	(void)state;
	falls("FREQ=MONTHLY", "2026-01-31", "", "2026-05-31", "2026-01-31 2026-02-28 2026-03-31 2026-04-30 2026-05-31");
	falls("FREQ=MONTHLY", "2024-01-31", "2024-01-31", "2024-04-29", "2024-02-29 2024-03-31");
	falls("FREQ=MONTHLY", "2026-01-29", "", "2026-03-29", "2026-01-29 2026-02-28 2026-03-29");
	falls("FREQ=MONTHLY", "2026-01-28", "", "2026-03-29", "2026-01-28 2026-02-28 2026-03-28");
	falls("FREQ=MONTHLY;INTERVAL=3", "2025-11-30", "", "2026-08-29", "2025-11-30 2026-02-28 2026-05-30");
	falls("FREQ=MONTHLY;BYMONTHDAY=31", "2026-01-05", "", "2026-04-30", "2026-01-31 2026-02-28 2026-03-31 2026-04-30");
	falls("FREQ=YEARLY", "2024-02-29", "", "2028-03-01", "2024-02-29 2025-02-28 2026-02-28 2027-02-28 2028-02-29");
	falls("FREQ=YEARLY", "2026-01-31", "", "2028-01-31", "2026-01-31 2027-01-31 2028-01-31");
}

static void other_rules_are_as_they_are(void **state)
{
	(void)state;
	falls("FREQ=WEEKLY;INTERVAL=2", "2026-01-31", "2026-02-14", "2026-03-14", "2026-02-28 2026-03-14");
	falls("FREQ=MONTHLY;BYMONTHDAY=1", "2026-01-31", "", "2026-03-31", "2026-02-01 2026-03-01");
	falls("FREQ=MONTHLY;BYMONTHDAY=-1", "2026-01-31", "", "2026-02-28", "2026-01-31 2026-02-28");
	falls("FREQ=MONTHLY;BYDAY=2MO", "2026-01-12", "", "2026-03-31", "2026-01-12 2026-02-09 2026-03-09");
	falls("FREQ=MONTHLY;COUNT=2", "2026-01-31", "", "2027-01-01", "2026-01-31 2026-02-28");
	falls("FREQ=DAILY;UNTIL=20260202", "2026-01-31", "", "2026-03-01", "2026-01-31 2026-02-01 2026-02-02");
	falls("FREQ=DAILY", "2026-01-31", "2026-02-05", "2026-02-05", "");
	falls("FREQ=DAILY", "2026-01-31", "", "2026-01-30", "");
}

static void what_is_no_rule_is_refused(void **state)
{
	(void)state;
	fails("FREQ=SOMETIMES", "2026-03-01", "not a recurrence rule");
	fails("FREQ=MONTHLY;INTERVAL=0", "2026-03-01", "not a recurrence rule");
	fails("", "2026-03-01", "not a recurrence rule");
	fails("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "2099-03-01", "falls on days");
	fails("FREQ=DAILY", "2026-12-31", "more than 100 days");
}

static char *strsep_blank(char **rest)
{
	char *word = *rest, *end = word + strcspn(word, " ");

	*rest = *end ? end + 1 : end;
	*end = '\0';
	return word;
}

static FILE *open_golden(void)
{
	static const char *const paths[] = { "tests/golden/recurrence.txt", "../tests/golden/recurrence.txt", "../../tests/golden/recurrence.txt" };
	FILE *file = NULL;

	for (size_t i = 0; !file && i < sizeof paths / sizeof *paths; i++)
		file = fopen(paths[i], "r");
	assert_non_null(file);
	return file;
}

/* 2026-03-05T09:00:00 in the zone. */
static int64_t instant(const char *local, const char *zone)
{
	struct conventions conventions = { .now = 1772672400 };
	struct error error = { 0 };
	char text[TIMESTAMP_SIZE];

	assert_int_equal(date_zone(zone, &error), STATUS_OK);
	assert_int_equal(timestamp_parse(&conventions, local, text, &error), STATUS_OK);
	assert_int_equal(date_zone("UTC", &error), STATUS_OK);
	return timestamp_seconds(text);
}

static void same_times(const char *rule, int64_t start, const char *zone, const char *wanted)
{
	struct arena arena = { 0 };
	struct error error = { 0 };
	struct text got = { 0 };
	size_t count = 0, limit = 12;
	int64_t *times;
	struct recurrence_span span = { start, INT64_MAX, 100000 };

	span.last = start + (int64_t)86400 * 366 * 45;
	for (const char *p = wanted; *p; p++)
		limit -= *p == 'Z';
	if (limit)
		span.limit = 12 - limit; /* the rule ends: no more may follow */
	else
		span.last = timestamp_seconds(arena_printf(&arena, "%.20s", wanted + strlen(wanted) - 20));
	if (recurrence_times(rule, start, zone, &span, &arena, &times, &count, &error))
		fail_msg("%s: %s", rule, error.message);
	for (size_t i = 0; i < count; i++) {
		char text[TIMESTAMP_SIZE];
		timestamp_from_seconds(times[i], text);
		text_printf(&got, "%s%s", i ? " " : "", text);
	}
	if (strcmp(text_string(&got), wanted) != 0)
		fail_msg("%s in %s:\n%s\n%s", rule, zone, wanted, text_string(&got));
	text_free(&got);
	arena_free(&arena);
}

/* A span far from the start has what the whole has there. */
static void same_far_away(const char *rule, int64_t start, const char *zone)
{
	struct arena arena = { 0 };
	struct error error = { 0 };
	int64_t *all, *far;
	size_t count, far_count;
	struct recurrence_span whole = { start, start + (int64_t)86400 * 2000, 100000 }, span = { start + (int64_t)86400 * 900, whole.last, 100000 };

	assert_int_equal(recurrence_times(rule, start, zone, &whole, &arena, &all, &count, &error), STATUS_OK);
	assert_int_equal(recurrence_times(rule, start, zone, &span, &arena, &far, &far_count, &error), STATUS_OK);
	while (count && all[0] < span.first)
		all++, count--;
	assert_int_equal(count, far_count);
	if (count)
		assert_memory_equal(all, far, count * sizeof *all);
	arena_free(&arena);
}

static void as_another_program_reads_rules(void **state)
{
	FILE *file = open_golden();
	char line[2048];
	int rules = 0;

	(void)state;
	for (; fgets(line, sizeof line, file); rules++) {
		char *rest = line, *rule = strsep_blank(&rest), *start = strsep_blank(&rest), *zone = strsep_blank(&rest);
		strsep_blank(&rest);
		rest[strcspn(rest, "\n")] = '\0';
		same_times(rule, instant(start, zone), zone, rest);
		same_far_away(rule, instant(start, zone), zone);
	}
	fclose(file);
	assert_true(rules >= 40);
}

static void words(const char *text, const char *wanted)
{
	struct conventions conventions = { .now = 1772672400, .zone = "UTC", .year = 2026 };
	struct error error = { 0 };
	struct text rule = { 0 };
	bool found;
	enum status status = recurrence_words(&conventions, text, &rule, &found, &error);

	if (status || !found || strcmp(text_string(&rule), wanted) != 0)
		fail_msg("%s: %s %s", text, text_string(&rule), status ? error.message : "");
	text_free(&rule);
}

static void no_words(const char *text, bool begins)
{
	struct conventions conventions = { .now = 1772672400, .zone = "UTC" };
	struct error error = { 0 };
	struct text rule = { 0 };
	bool found;
	enum status status = recurrence_words(&conventions, text, &rule, &found, &error);

	if (found != begins || status != (begins ? STATUS_DATA : STATUS_OK) || rule.length)
		fail_msg("%s: %s", text, text_string(&rule));
	text_free(&rule);
}

static void people_say_how_something_repeats(void **state)
{
	(void)state;
	words("weekly", "FREQ=WEEKLY");
	words("Daily", "FREQ=DAILY");
	words("quarterly", "FREQ=MONTHLY;INTERVAL=3");
	words("annually", "FREQ=YEARLY");
	words("weekdays", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR");
	words("every day", "FREQ=DAILY");
	words("every 2 weeks on mon,thu", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH");
	words("every other week on Friday", "FREQ=WEEKLY;INTERVAL=2;BYDAY=FR");
	words("every mon, wed and fri", "FREQ=WEEKLY;BYDAY=MO,WE,FR");
	words("every weekday", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR");
	words("monthly on 15", "FREQ=MONTHLY;BYMONTHDAY=15");
	words("every month on the 2nd tue", "FREQ=MONTHLY;BYDAY=2TU");
	words("every 3 months on the last day", "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=-1");
	words("monthly on the last fri", "FREQ=MONTHLY;BYDAY=-1FR");
	words("weekly 10 times", "FREQ=WEEKLY;COUNT=10");
	words("weekly until 2026-12-31", "FREQ=WEEKLY;UNTIL=20261231");
	words("每天", "FREQ=DAILY");
	words("每日", "FREQ=DAILY");
	words("每周", "FREQ=WEEKLY");
	words("每周一次", "FREQ=WEEKLY");
	words("每个月", "FREQ=MONTHLY");
	words("每月", "FREQ=MONTHLY");
	words("每季度", "FREQ=MONTHLY;INTERVAL=3");
	words("每年", "FREQ=YEARLY");
	words("每两周周一周四", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH");
	words("每两周的周一和周四", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH");
	words("每隔一周", "FREQ=WEEKLY;INTERVAL=2");
	words("隔周", "FREQ=WEEKLY;INTERVAL=2");
	words("每３天", "FREQ=DAILY;INTERVAL=3");
	words("每周一、三、五", "FREQ=WEEKLY;BYDAY=MO,WE,FR");
	words("每星期日", "FREQ=WEEKLY;BYDAY=SU");
	words("每个工作日", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR");
	words("每月15日", "FREQ=MONTHLY;BYMONTHDAY=15");
	words("每月最后一天", "FREQ=MONTHLY;BYMONTHDAY=-1");
	words("每月底", "FREQ=MONTHLY;BYMONTHDAY=-1");
	words("每月第二个周二", "FREQ=MONTHLY;BYDAY=2TU");
	words("每月最后一个周五", "FREQ=MONTHLY;BYDAY=-1FR");
	words("每年3月5日", "FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=5");
	words("每周共10次", "FREQ=WEEKLY;COUNT=10");
	words("每周一到2026年12月31日", "FREQ=WEEKLY;BYDAY=MO;UNTIL=20261231");
	no_words("FREQ=WEEKLY", false);
	no_words("sometimes", false);
	no_words("weeklyish", false);
	no_words("", false);
	no_words("every", true);
	no_words("every blue moon", true);
	no_words("every 0x weeks", true);
	no_words("every 99999 weeks", true);
	no_words("weekly on", true);
	no_words("weekly on 15", true);
	no_words("monthly on 32", true);
	no_words("monthly on the 6th mon", true);
	no_words("weekly until", true);
	no_words("weekly until never", true);
	no_words("weekly 10", true);
	no_words("每", true);
	no_words("每年13月1日", true);
	no_words("每周八", true);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_short_month_has_its_last_day),
		cmocka_unit_test(other_rules_are_as_they_are),
		cmocka_unit_test(as_another_program_reads_rules),
		cmocka_unit_test(people_say_how_something_repeats),
		cmocka_unit_test(what_is_no_rule_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
