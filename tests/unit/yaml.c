/* The reader of YAML: trees, positions, and what it must refuse. */
#include "io/yaml.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static enum status parse(struct arena *arena, const char *text, struct yaml_node **documents, struct error *error)
{
	return yaml_parse(arena, "t.yaml", text, strlen(text), documents, error);
}

static void trees_are_read(void **state)
{
	struct arena arena = { 0 };
	struct error error = { 0 };
	struct yaml_node *documents;

	(void)state;
	assert_int_equal(parse(&arena,
				 "# note\nname: 王芳\nactive: yes\nempty:\ntilde: ~\nquoted: '~'\nnotes: |\n  a\n  b\n"
				 "tags: [x, \"y, z\"]\nlines:\n  - number: 1\n    price: 1.50\n  - number: 2\n",
				 &documents, &error),
		STATUS_OK);
	assert_int_equal(documents->type, YAML_SEQUENCE);
	assert_int_equal(documents->count, 1);
	struct yaml_node *record = documents->child;
	assert_int_equal(record->type, YAML_MAPPING);
	assert_int_equal(record->count, 8);
	assert_string_equal(yaml_string(record, "name"), "王芳");
	assert_string_equal(yaml_string(record, "active"), "yes");
	assert_string_equal(yaml_string(record, "notes"), "a\nb\n");
	assert_string_equal(yaml_string(record, "empty"), "");
	assert_true(yaml_get(record, "empty")->null);
	assert_true(yaml_get(record, "tilde")->null);
	assert_string_equal(yaml_string(record, "tilde"), "");
	assert_false(yaml_get(record, "quoted")->null);
	assert_string_equal(yaml_string(record, "quoted"), "~");
	struct yaml_node *name = yaml_get(record, "name");
	assert_int_equal(name->line, 2);
	assert_int_equal(name->column, 7);
	assert_int_equal(name->key_line, 2);
	assert_int_equal(name->key_column, 1);
	struct yaml_node *tags = yaml_get(record, "tags");
	assert_int_equal(tags->type, YAML_SEQUENCE);
	assert_int_equal(tags->count, 2);
	assert_string_equal(tags->child->next->text, "y, z");
	assert_null(tags->child->key);
	struct yaml_node *lines = yaml_get(record, "lines");
	assert_string_equal(yaml_string(lines->child, "price"), "1.50");
	assert_string_equal(yaml_string(lines->child->next, "number"), "2");
	assert_null(yaml_get(record, "missing"));
	assert_null(yaml_get(tags, "x"));
	assert_null(yaml_get(NULL, "x"));
	assert_null(yaml_string(record, "tags"));
	arena_free(&arena);
}

static void documents_are_counted(void **state)
{
	static const struct {
		const char *text;
		size_t count;
	} examples[] = {
		{ "", 0 },
		{ "# nothing\n", 0 },
		{ "a: 1\n", 1 },
		{ "---\na: 1\n---\nb: 2\n...\n", 2 },
		{ "---\n---\n", 2 },
		{ "\xEF\xBB\xBF"
		  "a: 1\n",
			1 },
		{ "text", 1 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
		struct arena arena = { 0 };
		struct error error = { 0 };
		struct yaml_node *documents;
		assert_int_equal(parse(&arena, examples[i].text, &documents, &error), STATUS_OK);
		assert_int_equal(documents->count, examples[i].count);
		if (examples[i].count > 0 && examples[i].text[0] == '\xEF')
			assert_string_equal(yaml_string(documents->child, "a"), "1");
		arena_free(&arena);
	}
}

static void bad_text_is_refused(void **state)
{
	static const struct {
		const char *text, *message;
	} examples[] = {
		{ "a: 1\nb: 2\na: 3\n", "t.yaml:3:1: the key 'a' is given twice, first in line 1; delete one" },
		{ "x:\n  - {b: 1, c: 2, b: 3}\n",
			"t.yaml:2:18: the key 'b' is given twice, first in line 2; delete one" },
		{ "a: &x 1\n", "t.yaml:1:4: anchors (&) are not supported; put the text in quotes or write it out" },
		{ "a: &x [1]\n", "t.yaml:1:4: anchors (&) are not supported; write the value out" },
		{ "a: &x {b: 1}\n", "t.yaml:1:4: anchors (&) are not supported; write the value out" },
		{ "a: *x\n", "t.yaml:1:4: aliases (*) are not supported; put the text in quotes or write it out" },
		{ "a: !!int 1\n", "t.yaml:1:4: tags (!) are not supported; put the text in quotes" },
		{ "a: ! 1\n", "t.yaml:1:4: tags (!) are not supported; put the text in quotes" },
		{ "a: !x [1]\n", "t.yaml:1:4: tags (!) are not supported" },
		{ "? [a]\n: 1\n", "t.yaml:1:3: a list or mapping cannot be a key; put the text in quotes" },
		{ "{{a: 1}: 2}\n", "t.yaml:1:2: a list or mapping cannot be a key; put the text in quotes" },
		{ "\"\": 1\n", "t.yaml:1:1: an empty key; write a name before the colon" },
		{ "a: \"x\\0y\"\n", "t.yaml:1:4: an escape that is not a character, such as \\0" },
		{ "王: \"\xC0\xAF\"\n", "t.yaml:1:5: a byte that is not valid UTF-8, or NUL; save the file as UTF-8" },
		{ "a: 1\n王: \x01\n",
			"t.yaml:2:4: the character U+0001 must be written as an escape in double quotes" },
		{ "a: \"x\n", "t.yaml:2:1: found unexpected end of stream, while scanning a quoted scalar" },
		{ "a: [1, 2\nb: 3\n", "t.yaml:2:2: did not find expected ',' or ']', while parsing a flow sequence" },
		{ "a: 1\n b: 2\n", "t.yaml:2:3: mapping values are not allowed in this context" },
		{ "a:\n\tb: 2\n",
			"t.yaml:2:1: found character that cannot start any token, while scanning for the next token" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
		struct arena arena = { 0 };
		struct error error = { 0 };
		struct yaml_node *documents;
		assert_int_equal(parse(&arena, examples[i].text, &documents, &error), STATUS_DATA);
		assert_null(documents);
		assert_string_equal(error.message, examples[i].message);
		arena_free(&arena);
	}
}

static void depth_is_limited(void **state)
{
	static const char *const units[] = { "[", "{a: ", "- ", "? ", "[{a: " };

	(void)state;
	for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
		struct arena arena = { 0 };
		struct error error = { 0 };
		struct yaml_node *documents;
		size_t size = strlen(units[i]), length = size * 1000000;
		char *text = malloc(length + 1);
		assert_non_null(text);
		for (size_t k = 0; k < length; k += size)
			memcpy(text + k, units[i], size);
		text[length] = '\0';
		assert_int_equal(yaml_parse(&arena, "deep.yaml", text, length, &documents, &error), STATUS_DATA);
		assert_int_equal(strncmp(error.message, "deep.yaml:1:", 12), 0);
		free(text);
		arena_free(&arena);
	}
	struct arena arena = { 0 };
	struct error error = { 0 };
	struct yaml_node *documents;
	/* The sequence of documents is not counted: 32 levels are accepted, 33 are not. */
	assert_int_equal(
		parse(&arena, "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]", &documents, &error),
		STATUS_OK);
	assert_int_equal(
		parse(&arena, "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]", &documents, &error),
		STATUS_DATA);
	assert_string_equal(error.message, "t.yaml:1:33: nested more than 32 levels deep");
	arena_free(&arena);
}

static void sizes_are_limited(void **state)
{
	struct arena arena = { 0 };
	struct error error = { 0 };
	struct yaml_node *documents;
	char *text = malloc(YAML_SIZE_LIMIT + 1);

	(void)state;
	assert_non_null(text);
	memset(text, ' ', YAML_SIZE_LIMIT + 1);
	assert_int_equal(yaml_parse(&arena, "s.yaml", text, YAML_SIZE_LIMIT + 1, &documents, &error), STATUS_DATA);
	assert_string_equal(error.message, "s.yaml: longer than 64 MiB");
	size_t length = 1;
	text[0] = '[';
	for (size_t i = 0; i < 1000001; i++, length += 2)
		memcpy(text + length, "a,", 2);
	assert_int_equal(yaml_parse(&arena, "s.yaml", text, length, &documents, &error), STATUS_DATA);
	assert_string_equal(error.message, "s.yaml:1:2000000: more than 1,000,000 values in one file");
	/* Many keys of one mapping are compared by sorting. */
	length = 0;
	for (int i = 0; i < 100000; i++)
		length += (size_t)sprintf(text + length, "k%d: x\n", i);
	assert_int_equal(yaml_parse(&arena, "s.yaml", text, length, &documents, &error), STATUS_OK);
	assert_int_equal(documents->child->count, 100000);
	free(text);
	arena_free(&arena);
}

static void nul_is_refused(void **state)
{
	struct arena arena = { 0 };
	struct error error = { 0 };
	struct yaml_node *documents;

	(void)state;
	assert_int_equal(yaml_parse(&arena, "n.yaml", "a: 1\nb: \0", 9, &documents, &error), STATUS_DATA);
	assert_string_equal(
		error.message, "n.yaml:2:4: a byte that is not valid UTF-8, or NUL; save the file as UTF-8");
	arena_free(&arena);
}

static void files_are_read(void **state)
{
	char path[] = "/tmp/yaml-test-XXXXXX";
	struct arena arena = { 0 };
	struct error error = { 0 };
	struct yaml_node *documents;
	int fd = mkstemp(path);

	(void)state;
	assert_true(fd >= 0);
	assert_int_equal(write(fd,
				 "\xEF\xBB\xBF"
				 "a: b\n",
				 8),
		8);
	assert_int_equal(yaml_parse_file(&arena, path, &documents, &error), STATUS_OK);
	assert_string_equal(yaml_string(documents->child, "a"), "b");
	assert_int_equal(write(fd, "c: \xB0\xA1\n", 6), 6);
	assert_int_equal(yaml_parse_file(&arena, path, &documents, &error), STATUS_DATA);
	assert_non_null(strstr(error.message, ":2:4: the byte 0xB0 is not valid UTF-8"));
	close(fd);
	unlink(path);
	assert_int_equal(yaml_parse_file(&arena, "/nonexistent/crm.yaml", &documents, &error), STATUS_DATA);
	assert_string_equal(error.message, "cannot open /nonexistent/crm.yaml: No such file or directory");
	assert_null(documents);
	arena_free(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(trees_are_read),
		cmocka_unit_test(documents_are_counted),
		cmocka_unit_test(bad_text_is_refused),
		cmocka_unit_test(depth_is_limited),
		cmocka_unit_test(sizes_are_limited),
		cmocka_unit_test(nul_is_refused),
		cmocka_unit_test(files_are_read),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
