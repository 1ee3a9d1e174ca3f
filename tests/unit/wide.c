#include "base/wide.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static void rounds(void **state)
{
	static const struct {
		int dividend, divisor, up, even;
	} cases[] = {
		{ 0, 2, 0, 0 }, { 1, 2, 1, 0 }, { 3, 2, 2, 2 }, { 5, 2, 3, 2 }, { 7, 2, 4, 4 }, { -1, 2, -1, 0 }, { -3, 2, -2, -2 }, { -5, 2, -3, -2 },
		{ 1, 3, 0, 0 }, { 2, 3, 1, 1 }, { -1, 3, 0, 0 }, { -2, 3, -1, -1 }, { 4, 3, 1, 1 }, { 5, 3, 2, 2 }, { 6, 3, 2, 2 },
		{ 5, 10, 1, 0 }, { 15, 10, 2, 2 }, { 25, 10, 3, 2 }, { 24, 10, 2, 2 }, { 26, 10, 3, 3 }, { -25, 10, -3, -2 }, { -26, 10, -3, -3 },
		{ 7, 1, 7, 7 }, { -7, 1, -7, -7 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		assert_true(wide_round(cases[i].dividend, cases[i].divisor, ROUNDING_HALF_UP) == cases[i].up);
		assert_true(wide_round(cases[i].dividend, cases[i].divisor, ROUNDING_HALF_EVEN) == cases[i].even);
	}
}

static void narrows(void **state)
{
	int64_t out = 77;

	(void)state;
	assert_true(int64_from_wide(INT64_MAX, &out));
	assert_int_equal(out, INT64_MAX);
	assert_true(int64_from_wide(-INT64_MAX, &out));
	assert_int_equal(out, -INT64_MAX);
	assert_false(int64_from_wide((wide)INT64_MAX + 1, &out));
	assert_false(int64_from_wide(INT64_MIN, &out));
	assert_int_equal(out, -INT64_MAX);
}

static void ratios(void **state)
{
	int64_t out = 77;

	(void)state;
	assert_true(wide_ratio(INT64_MAX, INT64_MAX, INT64_MAX, ROUNDING_HALF_UP, &out));
	assert_int_equal(out, INT64_MAX);
	assert_true(wide_ratio(INT64_MIN, INT64_MIN + 1, INT64_MAX, ROUNDING_HALF_UP, &out) == false);
	assert_int_equal(out, INT64_MAX);
	assert_true(wide_ratio(INT64_MIN, 1, 2, ROUNDING_HALF_EVEN, &out));
	assert_int_equal(out, -4611686018427387904);
	assert_true(wide_ratio(INT64_MAX, 1, 2, ROUNDING_HALF_UP, &out));
	assert_int_equal(out, 4611686018427387904);
	assert_true(wide_ratio(INT64_MAX, 1, 2, ROUNDING_HALF_EVEN, &out));
	assert_int_equal(out, 4611686018427387904);
	assert_true(wide_ratio(INT64_MAX - 2, 1, 2, ROUNDING_HALF_EVEN, &out));
	assert_int_equal(out, 4611686018427387902);
	assert_false(wide_ratio(INT64_MAX, 3, 2, ROUNDING_HALF_UP, &out));
	assert_true(wide_ratio(INT64_MAX, 0, 1, ROUNDING_HALF_UP, &out));
	assert_int_equal(out, 0);
	assert_false(wide_ratio(INT64_MIN, INT64_MIN, 1, ROUNDING_HALF_UP, &out));
}

static void assert_product(int64_t quantity, int64_t price, int64_t percent, int digits, int64_t up, int64_t even)
{
	struct error error = { 0 };
	int64_t minor = 77;

	assert_int_equal(wide_product_less(quantity, price, percent, digits, ROUNDING_HALF_UP, &minor, &error), STATUS_OK);
	assert_int_equal(minor, up);
	assert_int_equal(wide_product_less(quantity, price, percent, digits, ROUNDING_HALF_EVEN, &minor, &error), STATUS_OK);
	assert_int_equal(minor, even);
	if (percent)
		return;
	assert_int_equal(wide_product(quantity, price, digits, ROUNDING_HALF_UP, &minor, NULL), STATUS_OK);
	assert_int_equal(minor, up);
}

static void products(void **state)
{
	(void)state;
	assert_product(2000000, 12500000, 0, 2, 2500, 2500);
	assert_product(1000000, 35000, 0, 2, 4, 4);
	assert_product(3000000, 35000, 0, 2, 11, 10);
	assert_product(1000000, 5000, 0, 2, 1, 0);
	assert_product(-1000000, 5000, 0, 2, -1, 0);
	assert_product(1000000, -15000, 0, 2, -2, -2);
	assert_product(1500000, 1000000, 0, 0, 2, 2);
	assert_product(2500000, 1000000, 0, 0, 3, 2);
	assert_product(1234500, 1000000, 0, 3, 1235, 1234);
	assert_product(1, 1, 0, 6, 0, 0);
	assert_product(1, 500000, 0, 6, 1, 0);
	assert_product(1000000, INT64_MAX, 0, 6, INT64_MAX, INT64_MAX);
	assert_product(INT64_MAX, -1000000, 0, 6, -INT64_MAX, -INT64_MAX);
	/* 0.0149 less 10 % is 0.01341: from 0.01 already rounded it would be 0.009. 10.005 less half is 5.0025, not half of 10.01. */
	assert_product(1000000, 14900, 100000, 2, 1, 1);
	assert_product(1000000, 10005000, 500000, 2, 500, 500);
	assert_product(1000000, 1010000, 500000, 2, 51, 50);
	assert_product(1000000, INT64_MAX, 1000000, 6, 0, 0);
	assert_product(1000000, INT64_MAX, 1, 6, INT64_MAX - 9223372036855, INT64_MAX - 9223372036855);
	assert_product(INT64_MAX, 1000000, 500000, 0, 4611686018427, 4611686018427);
}

static void assert_too_large(int64_t quantity, int64_t price, int64_t percent, int digits, const char *sentence)
{
	struct error error = { 0 };
	int64_t minor = 77;

	assert_int_equal(wide_product_less(quantity, price, percent, digits, ROUNDING_HALF_UP, &minor, &error), STATUS_DATA);
	assert_string_equal(error.message, sentence);
	assert_int_equal(minor, 77);
}

static void refuses(void **state)
{
	int64_t minor = 77;

	(void)state;
	assert_too_large(1000001, INT64_MAX, 0, 6, "1.000001 × 9223372036854.775807 is too large for an amount; check quantity and price");
	assert_too_large(1000000, INT64_MIN, 0, 6, "1 × -9223372036854.775808 is too large for an amount; check quantity and price");
	assert_too_large(INT64_MIN, INT64_MIN, 1000000, 0,
		"-9223372036854.775808 × -9223372036854.775808 is too large for an amount; check quantity and price");
	assert_int_equal(wide_product(1, 1, 7, ROUNDING_HALF_UP, &minor, NULL), STATUS_INTERNAL);
	assert_int_equal(wide_product(1, 1, -1, ROUNDING_HALF_UP, &minor, NULL), STATUS_INTERNAL);
	assert_int_equal(wide_product_less(1, 1, 1000001, 2, ROUNDING_HALF_UP, &minor, NULL), STATUS_INTERNAL);
	assert_int_equal(minor, 77);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(rounds),
		cmocka_unit_test(narrows),
		cmocka_unit_test(ratios),
		cmocka_unit_test(products),
		cmocka_unit_test(refuses),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
