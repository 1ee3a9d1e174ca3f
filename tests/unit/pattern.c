/* Regular expressions of people: what is none, and what would eat the machine, is refused before the C library sees it. */
#include "base/pattern.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void test_taken(void **state)
{
	static const char *const patterns[] = {
		"", "abc", "^[A-Z]+$", "[0-9]{3}-[0-9]{4}", "[]a]", "[^]a]", "[[:alpha:]]{2,5}", "[[.-.]]", "a|b|(c|d)*", "\\(\\[\\{", "(a{2}){3}", "上海|北京", "a{255}",
		"[(]{3}", "[{9}]", "\\\\1",
	};
	struct error error = { 0 };

	(void)state;
	for (size_t i = 0; i < sizeof patterns / sizeof *patterns; i++)
		if (pattern_check(patterns[i], &error))
			fail_msg("%s: %s", patterns[i], error.message);
}

static void test_refused(void **state)
{
	static const struct {
		const char *pattern, *message;
	} cases[] = {
		{ "[", "not an extended regular expression" },
		{ "(", "not an extended regular expression" },
		{ "a{2", "not an extended regular expression" },
		{ "*", "not an extended regular expression" },
		{ "[[:alpha:]", "not an extended regular expression" },
		{ "\\", "not an extended regular expression" },
		{ "(a*)*\\1", "back-reference" },
		{ "((((a{1,255}){1,255}){1,255}){1,255})", "repeats too much" },
		{ "(((a{99}){99}){99}){99}", "repeats too much" },
		{ "((((((((((((((((((((a+)+)+)+)+)+)+)+)+)+)+)+)+)+)+)+)+)+)+)+", "repeats too much" },
		{ "a{99999999999999999999}", "repeats too much" },
		{ "a{9}{9}{9}{9}{9}{9}", "repeats too much" },
		{ "(((()++++++++++)))", "repeats too much" },
		{ "((()*)*){700}", "repeats too much" },
		{ ")++++++++", "repeats too much" },
	};
	struct error error = { 0 };

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		assert_int_equal(pattern_check(cases[i].pattern, &error), STATUS_DATA);
		if (!strstr(error.message, cases[i].message))
			fail_msg("%s: %s", cases[i].pattern, error.message);
	}
}

static void test_limits(void **state)
{
	char pattern[PATTERN_LENGTH_LIMIT + 2];
	struct error error = { 0 };

	(void)state;
	memset(pattern, 'a', sizeof pattern);
	pattern[PATTERN_LENGTH_LIMIT] = '\0';
	assert_int_equal(pattern_check(pattern, &error), STATUS_OK);
	pattern[PATTERN_LENGTH_LIMIT] = 'a';
	pattern[PATTERN_LENGTH_LIMIT + 1] = '\0';
	assert_int_equal(pattern_check(pattern, &error), STATUS_DATA);
	memset(pattern, '(', PATTERN_DEPTH_LIMIT + 1);
	pattern[PATTERN_DEPTH_LIMIT + 1] = '\0';
	assert_int_equal(pattern_check(pattern, &error), STATUS_DATA);
	assert_non_null(strstr(error.message, "nested"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_taken),
		cmocka_unit_test(test_refused),
		cmocka_unit_test(test_limits),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
