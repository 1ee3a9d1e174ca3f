/* The table from keys to numbers. */
#include "base/map.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

enum { MANY = 200000 };

static void empty(void **state)
{
	struct map map = { 0 };
	uint32_t at = 0;

	(void)state;
	assert_int_equal(map_get(&map, 0), 0);
	assert_int_equal(map_next(&map, 7, &at), 0);
	map_free(&map);
}

static void one_value(void **state)
{
	struct map map = { 0 };

	(void)state;
	for (uint64_t key = 0; key < MANY; key++)
		*map_at(&map, key << 32) = (int64_t)key + 1;
	for (uint64_t key = 0; key < MANY; key++)
		*map_at(&map, key << 32) += 1;
	assert_int_equal(map.count, MANY);
	for (uint64_t key = 0; key < MANY; key++) {
		assert_int_equal(map_get(&map, key << 32), key + 2);
		assert_int_equal(map_get(&map, (key << 32) + 1), 0);
		assert_true(map.entries[key].key == key << 32);
	}
	assert_int_equal(map.count, MANY);
	map_free(&map);
	assert_int_equal(map_get(&map, 0), 0);
}

static void several_values(void **state)
{
	struct map map = { 0 };
	uint32_t at = 0;

	(void)state;
	for (int64_t value = 1; value <= MANY; value++) {
		map_add(&map, 7, value);
		map_add(&map, (uint64_t)value << 20, -value);
	}
	for (int64_t value = 1; value <= MANY; value++)
		assert_int_equal(map_next(&map, 7, &at), value);
	assert_int_equal(map_next(&map, 7, &at), 0);
	assert_int_equal(map_next(&map, 7, &at), 0);
	at = 0;
	assert_int_equal(map_next(&map, 8, &at), 0);
	assert_int_equal(map_get(&map, 7), 1);
	assert_int_equal(map_get(&map, 5 << 20), -5);
	map_free(&map);
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(empty), cmocka_unit_test(one_value), cmocka_unit_test(several_values) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
