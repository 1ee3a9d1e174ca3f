/* Regular expressions of people: what is none, and what would eat the machine, is refused before the C library sees it. */
#include "base/pattern.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
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

static void expect(const char *expression, const char *text, bool expected)
{
	struct error error = { 0 };
	struct pattern *pattern;
	bool hit;

	assert_int_equal(pattern_new(expression, &pattern, &error), STATUS_OK);
	if (pattern_match(pattern, text, strlen(text), &hit, &error))
		fail_msg("%s: %s", expression, error.message);
	if (hit != expected)
		fail_msg("/%s/ on %zu bytes: %s", expression, strlen(text), hit ? "matches" : "does not match");
	pattern_free(pattern);
}

/* Short texts and long ones are matched in different ways, to the same end. */
static void test_matches(void **state)
{
	static const struct {
		const char *pattern, *text;
		bool hit;
	} cases[] = {
		{ "pump", "a pump", true }, { "^pump", "a pump", false }, { "pump$", "a pump", true }, { "^a|x$", "a pump", true }, { "x|^a pump$", "a pump", true },
		{ "", "a pump", true }, { "p.m", "a pump", true }, { "a\npump", "a\npump", true }, { "a.pump", "a\npump", true }, { "p{2}", "a pump", false },
		{ "a)p", "xa)p", true }, { "(a)p)", "xap)", true }, { "a)p", "xap", false }, { "^$", "a", false },
	};
	char before[2000], text[4100];

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		expect(cases[i].pattern, cases[i].text, cases[i].hit);
		if (strchr(cases[i].pattern, '^') || strchr(cases[i].pattern, ')'))
			continue;
		memset(before, '-', sizeof before - 1);
		before[sizeof before - 1] = '\0';
		snprintf(text, sizeof text, "%s%s", before, cases[i].text);
		expect(cases[i].pattern, text, cases[i].hit);
		if (!strchr(cases[i].pattern, '$'))
			snprintf(text, sizeof text, "%s%s%s", before, cases[i].text, before);
		expect(cases[i].pattern, text, cases[i].hit);
	}
	snprintf(text, sizeof text, "x%s", before);
	expect("^x", text, true);
	expect("^x-*$", text, true);
	expect("^-", text, false);
}

/* Each of these takes minutes to years when the C library tries every beginning. */
static void test_long_texts(void **state)
{
	static const char *const fast[] = { "a.*x", "a.*a.*a.*x", "(a|b)*a(a|b){5}x", "(a+a+)+x", "(a|aa)+x", "((a*)*)*x", "[[:alpha:]]+@[[:alnum:].]+x" };
	static const char *const refused[] = { "(a|b)*a(a|b){100}x", ".*a.{300}x", "a)x", "[ab]{30}x" };
	enum { LENGTH = 1000000 };
	char *text = test_malloc(LENGTH + 1);
	struct error error = { 0 };
	struct pattern *pattern;
	bool hit;

	(void)state;
	for (size_t i = 0; i < LENGTH; i++)
		text[i] = "ab"[i * i % 7 % 2];
	text[LENGTH] = '\0';
	for (size_t i = 0; i < sizeof fast / sizeof *fast; i++)
		expect(fast[i], text, false);
	for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
		assert_int_equal(pattern_new(refused[i], &pattern, &error), STATUS_OK);
		assert_int_equal(pattern_match(pattern, text, LENGTH, &hit, &error), STATUS_DATA);
		assert_non_null(strstr(error.message, "takes too long on a text of 1000000 bytes"));
		pattern_free(pattern);
	}
	test_free(text);
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
		cmocka_unit_test(test_matches), cmocka_unit_test(test_long_texts), cmocka_unit_test(test_limits),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
