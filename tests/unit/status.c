/* The one message of a handle: its status, its code, its place, and what is cut when there is too much. */
#include "base/status.h"

#include "base/utf8.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

enum { ROOM = sizeof ((struct error *)NULL)->message };

/* A text of this many bytes, all of them the same character. */
static const char *repeated(const char *character, size_t bytes)
{
	static char text[8 * ROOM];
	size_t length = 0, step = strlen(character);

	assert_true(bytes < sizeof text);
	for (; length + step <= bytes; length += step)
		memcpy(text + length, character, step);
	text[length] = '\0';
	return text;
}

static void assert_ends(const char *text, const char *end)
{
	assert_true(strlen(text) >= strlen(end));
	assert_string_equal(text + strlen(text) - strlen(end), end);
}

static void test_set(void **state)
{
	struct error error = { 0 };

	(void)state;
	assert_int_equal(error_set(&error, STATUS_DATA, "%d of %s", 3, "email: status: name"), STATUS_DATA);
	assert_int_equal(error.status, STATUS_DATA);
	assert_int_equal(error.code, ERROR_PLAIN);
	assert_int_equal(error.place, 0);
	assert_string_equal(error.message, "3 of email: status: name");
	/* Its arguments may be the old message. */
	error_set(&error, STATUS_REFUSED, "again: %s", error.message);
	assert_string_equal(error.message, "again: 3 of email: status: name");
	assert_int_equal(error_set(NULL, STATUS_IO, "nobody asks"), STATUS_IO);
	assert_int_equal(error_at(NULL, STATUS_IO, "file", 1, 1, "nobody asks"), STATUS_IO);
}

static void test_code(void **state)
{
	struct error error = { 0 };

	(void)state;
	assert_int_equal(error_mark(&error, error_set(&error, STATUS_REFUSED, "there is no c9"), ERROR_NOT_FOUND), STATUS_REFUSED);
	assert_int_equal(error.code, ERROR_NOT_FOUND);
	assert_int_equal(error_mark(NULL, error_set(NULL, STATUS_REFUSED, "there is no c9"), ERROR_NOT_FOUND), STATUS_REFUSED);
	/* A prefix and a place say more of the same error; another message is another error. */
	error_prefix(&error, "customer: ");
	error_place(&error, "leads.csv", 2, 1);
	assert_int_equal(error.code, ERROR_NOT_FOUND);
	error_set(&error, STATUS_DATA, "there is no c9");
	assert_int_equal(error.code, ERROR_PLAIN);
}

static void test_place(void **state)
{
	static const struct {
		const char *file;
		size_t line, column;
		const char *message;
	} cases[] = {
		{ "leads.csv", 14, 7, "leads.csv:14:7: email: none" },
		{ "leads.csv", 14, 0, "leads.csv:14: email: none" },
		{ "leads.csv", 0, 0, "leads.csv: email: none" },
		{ "leads.csv", 0, 7, "leads.csv: email: none" },
		/* What the sentence begins with may be the name of the file. */
		{ "email", 14, 7, "email:14:7: email: none" },
		{ "", 14, 7, ":14:7: email: none" },
		{ "12:3", 14, 7, "12:3:14:7: email: none" },
		{ "a b: c", 14, 7, "a b: c:14:7: email: none" },
		{ "100%s%n.csv", 14, 7, "100%s%n.csv:14:7: email: none" },
		{ "客户.csv", SIZE_MAX, SIZE_MAX, "客户.csv:18446744073709551615:18446744073709551615: email: none" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct error error = { 0 };
		error_set(&error, STATUS_DATA, "email: none");
		assert_int_equal(error_place(&error, cases[i].file, cases[i].line, cases[i].column), STATUS_DATA);
		assert_string_equal(error.message, cases[i].message);
		assert_string_equal(error_sentence(&error), "email: none");
		struct error at = { 0 };
		assert_int_equal(error_at(&at, STATUS_CONFIG, cases[i].file, cases[i].line, cases[i].column, "%s: none", "email"), STATUS_CONFIG);
		assert_string_equal(at.message, cases[i].message);
		assert_string_equal(error_sentence(&at), "email: none");
	}
}

/* The first place is the most exact one, whatever the files are called. */
static void test_place_once(void **state)
{
	struct error error = { 0 };

	(void)state;
	error_at(&error, STATUS_DATA, "email", 3, 4, "name: none");
	error_place(&error, "email", 3, 0);
	error_place(&error, "list", 1, 1);
	assert_string_equal(error.message, "email:3:4: name: none");
	/* A prefix belongs to the sentence. */
	assert_int_equal(error_prefix(&error, "%s: ", "email"), STATUS_DATA);
	assert_string_equal(error.message, "email:3:4: email: name: none");
	assert_int_equal(error_suffix(&error, "; the text is in %s", "x"), STATUS_DATA);
	assert_string_equal(error.message, "email:3:4: email: name: none; the text is in x");
	assert_int_equal(error_unplace(&error), STATUS_DATA);
	assert_string_equal(error.message, "email: name: none; the text is in x");
	assert_string_equal(error_unplace(&error) ? error.message : "", "email: name: none; the text is in x");
	error_place(&error, "list", 1, 1);
	assert_string_equal(error.message, "list:1:1: email: name: none; the text is in x");
	/* A new message has no place yet. */
	error_set(&error, STATUS_DATA, "email:3:4: none");
	error_place(&error, "email", 3, 4);
	assert_string_equal(error.message, "email:3:4: email:3:4: none");
}

/* What a sentence is about is said by its format, not by what is put into it. */
static void test_subject(void **state)
{
	struct error error = { 0 };

	(void)state;
	error_at(&error, STATUS_DATA, "name", 3, 4, "folder: there is none");
	assert_string_equal(error_about(&error, "folder"), "there is none");
	assert_null(error_about(&error, "name"));
	assert_null(error_about(&error, "fold"));
	error_prefix(&error, "%s: ", "a: b");
	assert_string_equal(error_about(&error, "a: b"), "folder: there is none");
	assert_string_equal(error_about(&error, "folder"), "there is none");
	assert_null(error_about(&error, "b"));
	error_prefix(&error, "compute: %s: ", "mean");
	assert_string_equal(error_about(&error, "compute"), "mean: a: b: folder: there is none");
	assert_null(error_about(&error, "folder"));
	for (int i = 0; i < 9; i++)
		error_prefix(&error, "x: ");
	assert_non_null(error_about(&error, "x"));
	error_set(&error, STATUS_DATA, "{{%s}}: %s", "x", "name: none");
	assert_string_equal(error_about(&error, "{{x}}"), "name: none");
	static const char *const formats[] = { "%s", "%s there", ": %s", "cannot read: %s" };
	for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
		error_set(&error, STATUS_DATA, formats[i], "folder: none");
#pragma GCC diagnostic pop
		assert_null(error_about(&error, "folder"));
		assert_null(error_about(&error, ""));
		assert_null(error_about(&error, "cannot read"));
	}
	error_set(&error, STATUS_DATA, "folder: none");
	error_prefix(&error, "line %d: ", 3);
	assert_null(error_about(&error, "folder"));
}

static void test_silence(void **state)
{
	struct error error = { 0 };

	(void)state;
	error_at(&error, STATUS_DATA, "list", 1, 1, "none");
	error_mark(&error, STATUS_DATA, ERROR_LIMIT);
	assert_int_equal(error_silence(&error, STATUS_REFUSED), STATUS_REFUSED);
	assert_int_equal(error.status, STATUS_REFUSED);
	assert_int_equal(error.code, ERROR_PLAIN);
	assert_string_equal(error.message, "");
	assert_string_equal(error_sentence(&error), "");
}

/* Every length about the limit, in characters of one to four bytes: the message is full, but for the bytes of a character that has no room. */
static void test_cut_sentence(void **state)
{
	static const char *const characters[] = { "x", "é", "海", "😀" };

	(void)state;
	for (size_t c = 0; c < sizeof characters / sizeof *characters; c++)
		for (size_t bytes = ROOM - 12; bytes < ROOM + 12; bytes++) {
			struct error error = { 0 };
			const char *text = repeated(characters[c], bytes);
			error_set(&error, STATUS_DATA, "%s", text);
			size_t length = strlen(error.message), most = strlen(text) < ROOM ? strlen(text) : ROOM - 1;
			assert_true(utf8_valid(error.message, length, NULL));
			assert_in_range(length, most - most % strlen(characters[c]), most);
			error_place(&error, "leads.csv", 14, 7);
			assert_int_equal(strncmp(error.message, "leads.csv:14:7: ", 16), 0);
			assert_true(utf8_valid(error.message, strlen(error.message), NULL));
			error_suffix(&error, "; %s", "the text is in /tmp/海");
			assert_int_equal(strncmp(error.message, "leads.csv:14:7: ", 16), 0);
			assert_ends(error.message, "; the text is in /tmp/海");
			assert_true(utf8_valid(error.message, strlen(error.message), NULL));
		}
}

/* Of the name its end is shown, so that line and column stay and the sentence has room. */
static void test_cut_name(void **state)
{
	static const char *const characters[] = { "x", "é", "海", "😀" };

	(void)state;
	for (size_t c = 0; c < sizeof characters / sizeof *characters; c++)
		for (size_t bytes = 700; bytes < 5000; bytes += bytes < 800 ? 1 : 511) {
			struct error error = { 0 }, at = { 0 };
			const char *name = repeated(characters[c], bytes);
			error_set(&error, STATUS_DATA, "email: none");
			error_place(&error, name, 14, 7);
			error_at(&at, STATUS_DATA, name, 14, 7, "email: %s", "none");
			assert_string_equal(at.message, error.message);
			assert_ends(error.message, ":14:7: email: none");
			assert_true(utf8_valid(error.message, strlen(error.message), NULL));
			assert_string_equal(error_sentence(&error), "email: none");
			assert_int_equal(strncmp(error.message, "…", strlen("…")) == 0, strlen(name) > 767);
			error_prefix(&error, "%s: ", "customer");
			assert_ends(error.message, ":14:7: customer: email: none");
		}
}

/* A suggestion is near: by a letter in a short word, by a third in a long one. */
static void test_nearest(void **state)
{
	static const struct {
		const char *name;
		int number;
	} rows[] = { { "name", 1 }, { "email", 2 }, { "customer", 3 }, { NULL, 0 } };
	static const struct {
		const char *word, *nearest;
	} cases[] = { { "emial", "email" }, { "custmer", "customer" }, { "nam", "name" }, { "name", "name" }, { "x", NULL }, { "", NULL }, { "phone", NULL } };

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const char *nearest = error_nearest_row(cases[i].word, rows, sizeof *rows);
		if (cases[i].nearest)
			assert_string_equal(nearest, cases[i].nearest);
		else
			assert_null(nearest);
	}
	assert_null(error_nearest_row("name", &rows[3], sizeof *rows));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_set),        cmocka_unit_test(test_code),         cmocka_unit_test(test_place),    cmocka_unit_test(test_place_once),
		cmocka_unit_test(test_subject),
		cmocka_unit_test(test_silence),    cmocka_unit_test(test_cut_sentence), cmocka_unit_test(test_cut_name),
		cmocka_unit_test(test_nearest),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
