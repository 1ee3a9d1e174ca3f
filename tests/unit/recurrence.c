#include "base/recurrence.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
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

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_short_month_has_its_last_day),
		cmocka_unit_test(other_rules_are_as_they_are),
		cmocka_unit_test(what_is_no_rule_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
