#include "reporting/figures.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

enum { PERCENT = 10000, ONE = 1000000 };

static void percentages_are_rounded_once(void **state)
{
	int64_t out = 7;

	(void)state;
	assert_true(figure_attained(INT64_C(300000) * ONE, INT64_C(210000) * ONE, false, &out));
	assert_int_equal(out, 70 * PERCENT);
	assert_true(figure_attained(3, 1, false, &out));
	assert_int_equal(out, 333333);
	assert_true(figure_attained(4 * ONE, 5 * ONE, true, &out));
	assert_int_equal(out, 80 * PERCENT);
	assert_false(figure_attained(0, 5, false, &out));
	assert_false(figure_attained(5, 0, true, &out));
	assert_true(figure_attained(INT64_MAX, INT64_MAX, false, &out));
	assert_int_equal(out, 100 * PERCENT);
	assert_false(figure_attained(1, INT64_MAX, false, &out));
}

static void pace_is_what_there_is_against_what_there_should_be_by_now(void **state)
{
	int64_t out = 7;

	(void)state;
	assert_true(figure_pace(INT64_C(300000) * ONE, INT64_C(210000) * ONE, 42, 61, &out));
	assert_int_equal((out + 500) / 1000, 1017);
	assert_true(figure_pace(10, 5, 30, 30, &out));
	assert_int_equal(out, 50 * PERCENT);
	assert_false(figure_pace(10, 5, 0, 30, &out));
	assert_false(figure_pace(0, 5, 1, 30, &out));
	assert_false(figure_pace(1, INT64_MAX, 1, INT64_MAX, &out));
}

static void equals_share_a_rank(void **state)
{
	static const int64_t values[] = { 70, 80, 90, 80 }, wanted[] = { 4, 2, 1, 2 };
	int64_t ranks[4];

	(void)state;
	figure_ranks(values, 4, ranks);
	assert_memory_equal(ranks, wanted, sizeof wanted);
}

static void what_is_beyond_120_percent_does_not_count(void **state)
{
	static const int64_t weights[] = { 40 * PERCENT, 30 * PERCENT, 20 * PERCENT, 10 * PERCENT };
	static const int64_t attained[] = { 110 * PERCENT, 80 * PERCENT, 100 * PERCENT, 150 * PERCENT };
	int64_t out;

	(void)state;
	assert_true(figure_score(weights, attained, 4, &out));
	assert_int_equal(out, 100 * PERCENT);
}

static void persons_are_minutes_by_what_one_has_for_selling(void **state)
{
	static const struct workload_class classes[] = { { 20, 24, 120 }, { 60, 12, 90 }, { 200, 4, 60 } };
	int64_t out;

	(void)state;
	assert_true(figure_headcount(classes, 3, 250, 8 * ONE, 50 * PERCENT, &out));
	assert_int_equal(out, 2840000);
	assert_false(figure_headcount(classes, 3, 250, 0, 50 * PERCENT, &out));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(percentages_are_rounded_once),
		cmocka_unit_test(pace_is_what_there_is_against_what_there_should_be_by_now),
		cmocka_unit_test(equals_share_a_rank),
		cmocka_unit_test(what_is_beyond_120_percent_does_not_count),
		cmocka_unit_test(persons_are_minutes_by_what_one_has_for_selling),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
