/* The growing buffer: what is printed into it is whole at every length, whatever room was left. */
#include "base/text.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

enum { LONGEST = 300 };

/* Before and after it stands something else, so that one byte too many or too few shows. */
static void printed_at_every_length(void **state)
{
	char word[LONGEST + 1], wanted[2 * LONGEST + 3];

	(void)state;
	memset(word, 'x', LONGEST);
	word[LONGEST] = '\0';
	memset(wanted, 'x', sizeof wanted);
	for (int before = 0; before <= LONGEST; before += 13) {
		for (int length = 0; length <= LONGEST; length++) {
			struct text text = { 0 };
			text_append(&text, word, (size_t)before);
			text_printf(&text, "%.*s|%d", length, word, 7);
			wanted[before + length] = '|';
			wanted[before + length + 1] = '7';
			assert_int_equal(text.length, before + length + 2);
			assert_true(text.length < text.capacity);
			assert_memory_equal(text.data, wanted, text.length);
			assert_int_equal(text.data[text.length], '\0');
			wanted[before + length] = wanted[before + length + 1] = 'x';
			text_free(&text);
		}
	}
}

static void printed_nothing(void **state)
{
	struct text text = { 0 };

	(void)state;
	text_printf(&text, "%s", "");
	assert_string_equal(text_string(&text), "");
	assert_int_equal(text.length, 0);
	text_free(&text);
}

static void quoted_for_a_shell(void **state)
{
	struct text text = { 0 };

	(void)state;
	text_quote(&text, "it's $HOME", 10);
	text_quote(&text, "", 0);
	assert_string_equal(text_string(&text), "'it'\\''s $HOME'''");
	text_free(&text);
}

static void words_of_a_shell(void **state)
{
	static const char *const words[][2] = { { "city~Zürich-1.0", "city~Zürich-1.0" }, { "", "''" }, { "~ann", "'~ann'" }, { "a=~ann", "'a=~ann'" }, { "a b", "'a b'" }, { "it's", "'it'\\''s'" } };
	struct text text = { 0 };

	(void)state;
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		text_clear(&text);
		text_word(&text, words[i][0]);
		assert_string_equal(text_string(&text), words[i][1]);
	}
	text_free(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(printed_at_every_length),
		cmocka_unit_test(printed_nothing),
		cmocka_unit_test(quoted_for_a_shell),
		cmocka_unit_test(words_of_a_shell),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
