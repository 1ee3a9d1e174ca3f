#include "selling/shares.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* The parts between marks sum to the whole, whatever the amount and the marks. */
static void sums(int64_t amount, const int64_t *marks, size_t count, int64_t whole, enum rounding rounding)
{
	int64_t from = 0, sum = 0, part;

	for (size_t i = 0; i < count; i++) {
		assert_true(share_between(amount, from, marks[i], whole, rounding, &part));
		assert_true(amount < 0 ? part <= 0 : part >= 0);
		sum += part;
		from = marks[i];
	}
	assert_int_equal(from, whole);
	assert_int_equal(sum, amount);
}

static void thirds_of_a_cent_are_not_lost(void **state)
{
	static const int64_t thirds[] = { 333333, 666666, 1000000 };
	int64_t part;

	(void)state;
	for (int64_t amount = -1000; amount <= 1000; amount++) {
		sums(amount, thirds, 3, 1000000, ROUNDING_HALF_UP);
		sums(amount, thirds, 3, 1000000, ROUNDING_HALF_EVEN);
	}
	/* 30 %, 60 %, 10 % of 2128.51, as a calculator has it: 638.55, 1915.66 less that, the rest. */
	assert_true(share_between(212851, 0, 300000, 1000000, ROUNDING_HALF_UP, &part));
	assert_int_equal(part, 63855);
	assert_true(share_between(212851, 300000, 900000, 1000000, ROUNDING_HALF_UP, &part));
	assert_int_equal(part, 127711);
	assert_true(share_between(212851, 900000, 1000000, 1000000, ROUNDING_HALF_UP, &part));
	assert_int_equal(part, 21285);
}

static void ugly_numbers_sum_up(void **state)
{
	uint64_t seed = 20260305;

	(void)state;
	for (int round = 0; round < 100000; round++) {
		int64_t marks[7], whole = 0, amount;
		for (int i = 0; i < 7; i++) {
			seed = seed * 6364136223846793005u + 1442695040888963407u;
			whole += (int64_t)(seed >> 40) + (i == 6);
			marks[i] = whole;
		}
		seed = seed * 6364136223846793005u + 1442695040888963407u;
		amount = (int64_t)(seed >> (round % 60 + 2)) * (round & 1 ? 1 : -1);
		sums(amount, marks, 7, whole, round & 2 ? ROUNDING_HALF_UP : ROUNDING_HALF_EVEN);
	}
}

/* 49 % off 100 lines of a cent: 49 of them have it off. */
static void remainders_go_one_by_one(void **state)
{
	int64_t weights[100], parts[100], sum;
	struct arena arena = { 0 };

	(void)state;
	for (int sign = -1; sign <= 1; sign += 2) {
		for (int i = 0; i < 100; i++)
			weights[i] = sign;
		assert_true(share_spread(weights, 100, (struct share_ratio){ 49, 100 }, ROUNDING_HALF_UP, &arena, parts, &sum));
		assert_int_equal(sum, 49 * sign);
		for (int i = 0; i < 100; i++)
			assert_int_equal(parts[i], i < 49 ? sign : 0);
	}
	/* 3.5, 2.25, -1.5 and 0.75 of an amount that comes to 5: the remainder of 0.75 gets the one that is lacking. */
	const int64_t mixed[] = { 14, 9, -6, 3 };
	assert_true(share_spread(mixed, 4, (struct share_ratio){ 1, 4 }, ROUNDING_HALF_UP, &arena, parts, &sum));
	assert_int_equal(sum, 5);
	const int64_t expected[] = { 3, 2, -1, 1 };
	assert_memory_equal(parts, expected, sizeof expected);
	assert_false(share_spread((const int64_t[]){ INT64_MAX, INT64_MAX }, 2, (struct share_ratio){ 1, 4 }, ROUNDING_HALF_UP, &arena, parts, &sum));
	arena_free(&arena);
}

/* One unit in three parts is taken by the second. When the others are taken back, one that ends early does not owe it. */
static void what_was_taken_is_not_owed(void **state)
{
	int64_t part;

	(void)state;
	assert_true(share_next(1, 2, 3, 0, ROUNDING_HALF_UP, &part));
	assert_int_equal(part, 1);
	assert_true(share_next(1, 4, 9, 1, ROUNDING_HALF_UP, &part));
	assert_int_equal(part, 0);
	assert_true(share_next(-1, 4, 9, -1, ROUNDING_HALF_UP, &part));
	assert_int_equal(part, 0);
	assert_true(share_next(10, 3, 3, 4, ROUNDING_HALF_UP, &part));
	assert_int_equal(part, 6);
}

static void limits_are_told(void **state)
{
	int64_t part = 7;

	(void)state;
	assert_true(share_between(INT64_MAX, 0, 1, 1, ROUNDING_HALF_UP, &part));
	assert_int_equal(part, INT64_MAX);
	assert_false(share_between(INT64_MIN, 0, 1, 1, ROUNDING_HALF_UP, &part));
	assert_true(share_between(0, 0, 5, 10, ROUNDING_HALF_UP, &part));
	assert_int_equal(part, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(thirds_of_a_cent_are_not_lost),
		cmocka_unit_test(ugly_numbers_sum_up),
		cmocka_unit_test(remainders_go_one_by_one),
		cmocka_unit_test(what_was_taken_is_not_owed),
		cmocka_unit_test(limits_are_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
