/* Whole sentences: the format for a number of things, and a list with how many more there are. */
#include "base/sentence.h"

#include <limits.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void test_plural(void **state)
{
	static const long long many[] = { 0, 2, 11, 21, 101, -1, LLONG_MAX, LLONG_MIN };
	struct text text = { 0 };

	(void)state;
	text_printf(&text, sentence_plural(1, "%d record has %s", "%d records have %s"), 1, "it");
	assert_string_equal(text.data, "1 record has it");
	text_clear(&text);
	text_printf(&text, sentence_plural(2, "%d record has %s", "%d records have %s"), 2, "it");
	assert_string_equal(text.data, "2 records have it");
	text_free(&text);
	for (size_t i = 0; i < sizeof many / sizeof *many; i++)
		assert_string_equal(sentence_plural(many[i], "one", "many"), "many");
}

static void test_article(void **state)
{
	(void)state;
	assert_string_equal(sentence_a("order"), "an");
	assert_string_equal(sentence_a("user"), "a");
	assert_string_equal(sentence_a("customer"), "a");
	assert_string_equal(sentence_a(NULL), "a");
}

static void test_more(void **state)
{
	struct text list = { 0 };

	(void)state;
	sentence_more(&list, 0);
	assert_string_equal(text_string(&list), "");
	text_add(&list, "c1 100%s, c2");
	sentence_more(&list, 0);
	assert_string_equal(list.data, "c1 100%s, c2");
	sentence_more(&list, 1);
	assert_string_equal(list.data, "c1 100%s, c2 and 1 more");
	text_clear(&list);
	text_add(&list, "c3");
	sentence_more(&list, 12);
	assert_string_equal(list.data, "c3 and 12 more");
	text_free(&list);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_plural),
		cmocka_unit_test(test_article),
		cmocka_unit_test(test_more),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
