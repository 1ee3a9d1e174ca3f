/* Arrays that grow, in an arena and without. */
#include "base/arena.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

enum { MANY = 5000 };

static void grows(struct arena *arena)
{
	size_t *items = NULL;
	size_t moves = 0;

	for (size_t count = 0; count < MANY; count++) {
		uintptr_t before = (uintptr_t)items;
		items = array_grow(arena, items, count, sizeof *items);
		moves += (uintptr_t)items != before;
		if (arena)
			assert_int_equal(items[count], 0);
		items[count] = count;
	}
	assert_true(moves <= 11);
	for (size_t i = 0; i < MANY; i++)
		assert_int_equal(items[i], i);
	if (!arena)
		free(items);
}

static void arrays(void **state)
{
	struct arena arena = { 0 };

	(void)state;
	grows(&arena);
	grows(NULL);
	arena_free(&arena);
}

/* What was taken away leaves room. */
static void fewer_and_more(void **state)
{
	struct arena arena = { 0 };
	int *items = NULL;

	(void)state;
	for (size_t count = 0; count < 9; count++)
		(items = array_grow(&arena, items, count, sizeof *items))[count] = (int)count;
	for (size_t count = 7; count < 40; count++)
		(items = array_grow(&arena, items, count, sizeof *items))[count] = (int)count;
	for (int i = 0; i < 40; i++)
		assert_int_equal(items[i], i);
	arena_free(&arena);
}

static void reserves(void **state)
{
	size_t room = 0;
	char *bytes = array_reserve(NULL, &room, 100, 1), *same;

	(void)state;
	assert_int_equal(room, 100);
	memset(bytes, 'x', room);
	same = array_reserve(bytes, &room, 100, 1);
	assert_ptr_equal(same, bytes);
	bytes = array_reserve(bytes, &room, 101, 1);
	assert_int_equal(room, 200);
	bytes = array_reserve(bytes, &room, 1000, 1);
	assert_int_equal(room, 1000);
	assert_memory_equal(bytes, "xxxx", 4);
	free(bytes);
}

/* A size that overflows ends the process as any other that there is no memory for. */
static void overflow(void **state)
{
	int result;

	(void)state;
	for (int in_arena = 0; in_arena < 2; in_arena++) {
		pid_t child = fork();
		assert_true(child >= 0);
		if (child == 0) {
			struct arena arena = { 0 };
			close(STDERR_FILENO);
			_exit(array_grow(in_arena ? &arena : NULL, NULL, 0, SIZE_MAX / 4) ? 0 : 1);
		}
		assert_int_equal(waitpid(child, &result, 0), child);
		assert_true(WIFEXITED(result));
		assert_int_equal(WEXITSTATUS(result), 71);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(arrays), cmocka_unit_test(fewer_and_more), cmocka_unit_test(reserves), cmocka_unit_test(overflow) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
