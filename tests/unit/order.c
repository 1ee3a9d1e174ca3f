/* The sort by numbers, against qsort. */
#include "base/order.h"
#include "base/arena.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static uint64_t next(uint64_t *seed)
{
	*seed = *seed * 6364136223846793005U + 1442695040888963407U;
	return *seed ^ *seed >> 29;
}

/* All bits, few values, one value, a month before a customer, in order, in the contrary order, one that is far from the others. */
enum { PATTERNS = 7 };

static uint64_t number_of(int pattern, size_t i, size_t count, uint64_t *seed)
{
	switch (pattern) {
	case 0: return next(seed);
	case 1: return next(seed) % 5;
	case 2: return 42;
	case 3: return next(seed) % 36 << 32 | next(seed) % 1000000;
	case 4: return i;
	case 5: return count - i;
	default: return i == count / 2 ? UINT64_MAX : next(seed) % 3;
	}
}

/* Each item is its number, and in every further word the number and which word that is. */
static void sort(int pattern, size_t count, size_t words)
{
	uint64_t seed = count * PATTERNS + (uint64_t)pattern + 1;
	uint64_t *items = memory_alloc(count * words * sizeof *items), *expected = memory_alloc(count * sizeof *expected);

	for (size_t i = 0; i < count; i++) {
		expected[i] = number_of(pattern, i, count, &seed);
		for (size_t word = 0; word < words; word++)
			items[i * words + word] = expected[i] + word;
	}
	qsort(expected, count, sizeof *expected, order_hashes);
	order_by_number(items, count, words * sizeof *items);
	for (size_t i = 0; i < count; i++)
		for (size_t word = 0; word < words; word++)
			assert_true(items[i * words + word] == expected[i] + word);
	free(items);
	free(expected);
}

static void few_and_many(void **state)
{
	static const size_t counts[] = { 1, 2, 3, 15, 16, 17, 18, 31, 32, 33, 64, 65, 255, 256, 257, 511, 512, 513, 5000, 100000 };

	(void)state;
	for (size_t i = 0; i < sizeof counts / sizeof *counts; i++)
		for (int pattern = 0; pattern < PATTERNS; pattern++)
			for (size_t words = 1; words <= 5; words += 2)
				sort(pattern, counts[i], words);
}

static void none(void **state)
{
	(void)state;
	order_by_number(NULL, 0, sizeof(uint64_t));
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(none), cmocka_unit_test(few_and_many) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
