/* JSON, NDJSON and YAML to the byte. */
#include "io/yaml.h"

#include "out_golden.h"

static void test_json(void **state)
{
	(void)state;
	EXPECT(plain_rows, 3,
		"[\n{\"ref\":\"c1\",\"name\":\"Acme\",\"probability\":5,\"amount\":\"-1.50\",\"active\":true,"
		"\"tags\":[\"vip\",\"old\"]},\n"
		"{\"ref\":\"c12\",\"name\":\"苏州𠮷😀\",\"probability\":100,\"amount\":\"1234.00\",\"active\":false,\"tags\":null},\n"
		"{\"ref\":\"c3\",\"name\":null,\"probability\":null,\"amount\":null,\"active\":null,\"tags\":null}\n]\n",
		.format = OUT_JSON);
	EXPECT(plain_rows, 0, "[]\n", .format = OUT_JSON);
	EXPECT(plain_rows, 0, "[]\n", .format = OUT_JSON, .records = true);
	EXPECT(hostile_rows, 2,
		"{\"ref\":\"c1\",\"name\":\"a\\tb\\nc\\rd\\\\e\",\"probability\":\"007\",\"amount\":\"10\",\"active\":\"maybe\","
		"\"tags\":[\"a,b\",\"\\\"c\\\"\"]}\n"
		"{\"ref\":\"c2\",\"name\":\"=1+1,\\\"x\\\"\\u200f\\u001b[31m\","
		"\"probability\":-0.5e3,\"amount\":null,\"active\":null,"
		"\"tags\":[\"\",\"x\"]}\n",
		.format = OUT_NDJSON);
	EXPECT(plain_rows, 0, "", .format = OUT_NDJSON);
}

static void test_json_numbers(void **state)
{
	static const char *const strings[] = { "+1", "01", "1.", ".5", "-", "1e", "1e+", "0x10", "1 ", "NaN", "1,000", "--1" };
	static const char *const numbers[] = { "0", "-0", "10", "0.50", "1E5", "1e-7", "9007199254740993", "-12.5e+3" };
	static const struct out_column column = { .name = "n", .type = OUT_NUMBER };
	char golden[64];
	size_t length;

	(void)state;
	for (size_t i = 0; i < sizeof strings / sizeof *strings; i++) {
		char *data = written(&(struct out_options){ .format = OUT_NDJSON }, &column, 1, &strings[i], 1, &length);
		snprintf(golden, sizeof golden, "{\"n\":\"%s\"}\n", strings[i]);
		assert_string_equal(data, golden);
		free(data);
	}
	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
		char *data = written(&(struct out_options){ .format = OUT_NDJSON }, &column, 1, &numbers[i], 1, &length);
		snprintf(golden, sizeof golden, "{\"n\":%s}\n", numbers[i]);
		assert_string_equal(data, golden);
		free(data);
	}
}

/* Rows within a record. */
static void test_lines(void **state)
{
	static const struct out_column columns[] = { { "ref", "Ref", OUT_STRING }, { "lines", "Lines", OUT_LINES } };
	static const struct out_column within[] = { { "number", "No", OUT_NUMBER }, { "text", "Text", OUT_STRING }, { "tax", "Tax", OUT_LIST } };
	static const struct out_cell cells[] = { { "1", 1 }, { "a \"b\"", 5 }, { "x,y", 3 }, { "2", 1 }, { "", 0 }, { "", 0 } };
	static const struct {
		enum out_format format;
		const char *golden;
	} cases[] = {
		{ OUT_NDJSON, "{\"ref\":\"q1\",\"lines\":[{\"number\":1,\"text\":\"a \\\"b\\\"\",\"tax\":[\"x\",\"y\"]},{\"number\":2,\"text\":null,\"tax\":null}]}\n"
			      "{\"ref\":\"q2\",\"lines\":[]}\n" },
		{ OUT_YAML, "- ref: q1\n  lines:\n    - number: 1\n      text: \"a \\\"b\\\"\"\n      tax:\n        - x\n        - \"y\"\n"
			    "    - number: 2\n      text: ~\n      tax: ~\n- ref: q2\n  lines: []\n" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		FILE *file = tmpfile();
		char data[512];
		struct error error = { 0 };
		assert_non_null(file);
		struct out *out = out_open(&(struct out_options){ .format = cases[i].format, .fd = fileno(file) }, columns, 2);
		out_take_lines(out, &(struct out_lines){ .columns = within, .column_count = 3, .cells = cells, .row_count = 2 });
		out_row(out, (const struct out_cell[]){ { "q1", 2 }, { "", 0 } });
		out_row(out, (const struct out_cell[]){ { "q2", 2 }, { "", 0 } });
		assert_int_equal(out_close(out, &error), STATUS_OK);
		rewind(file);
		data[fread(data, 1, sizeof data - 1, file)] = '\0';
		assert_string_equal(data, cases[i].golden);
		fclose(file);
	}
}

static void test_yaml(void **state)
{
	(void)state;
	EXPECT(plain_rows, 3,
		"- ref: c1\n  name: Acme\n  probability: 5\n  amount: \"-1.50\"\n  active: true\n  tags:\n    - vip\n    - old\n"
		"- ref: c12\n  name: 苏州𠮷😀\n  probability: 100\n  amount: \"1234.00\"\n  active: false\n  tags: ~\n"
		"- ref: c3\n  name: ~\n  probability: ~\n  amount: ~\n  active: ~\n  tags: ~\n",
		.format = OUT_YAML);
	EXPECT(hostile_rows, 2,
		"- ref: c1\n  name: \"a\\tb\\nc\\rd\\\\e\"\n  probability: \"007\"\n  amount: \"10\"\n  active: maybe\n"
		"  tags:\n    - \"a,b\"\n    - \"\\\"c\\\"\"\n"
		"- ref: c2\n  name: \"=1+1,\\\"x\\\"\\u200f\\u001b[31m\"\n  probability: -0.5e3\n  amount: ~\n  active: ~\n"
		"  tags:\n    - \"\"\n    - x\n",
		.format = OUT_YAML);
	EXPECT(plain_rows, 0, "[]\n", .format = OUT_YAML);
}

static void test_yaml_scalars(void **state)
{
	static const char *const quoted[] = {
		"", "yes", "No", "NULL", "true", "y", "1", "1.5", "1_000", "0x1F", "1e5", "12:30", "2026-03-05",
		"2026-03-05T14:00:05Z", "2026-03-05 14:00", "-1", "+86 1", ".5", "~", "- a", "? a", "a: b", "a #b", "a:", " a", "a ",
		"[a]", "{a}", "a, b", "*a", "&a", "!a", "%a", "@a", "`a", "'a", "#a", ">a", "|a", "---", "...", "<<", "=",
	};
	static const char *const plain[] = {
		"a", "c12", "Acme & Co.", "http://x/y#z", "a:b", "12 rue X", "苏州", "😀", "a'b", "/path", "(a)", "nan", "mei@x.cn",
		"yesterday", "a - b", "x|y",
	};

	(void)state;
	for (size_t i = 0; i < sizeof quoted / sizeof *quoted; i++) {
		struct text text = { 0 };
		char golden[64];
		snprintf(golden, sizeof golden, "\"%s\"", quoted[i]);
		yaml_scalar(&text, quoted[i], strlen(quoted[i]), 2);
		assert_string_equal(text_string(&text), golden);
		text_free(&text);
	}
	for (size_t i = 0; i < sizeof plain / sizeof *plain; i++) {
		struct text text = { 0 };
		yaml_scalar(&text, plain[i], strlen(plain[i]), 2);
		assert_string_equal(text_string(&text), plain[i]);
		text_free(&text);
	}
}

static void test_yaml_blocks(void **state)
{
	static const char *const pairs[][2] = {
		{ "a\nb", "|-\n    a\n    b" },
		{ "a\n\n  b: c #d\n", "|\n    a\n\n      b: c #d" },
		{ "a\n\n", "\"a\\n\\n\"" },
		{ "\na", "\"\\na\"" },
		{ "\n", "\"\\n\"" },
		{ " a\nb", "\" a\\nb\"" },
		{ "a\n \nb", "\"a\\n \\nb\"" },
		{ "a\n\tb", "\"a\\n\\tb\"" },
		{ "a\tb\nc", "|-\n    a\tb\n    c" },
		{ "a\r\nb", "\"a\\r\\nb\"" },
		{ "a\xC2\x85\nb", "\"a\\u0085\\nb\"" },
		{ "a\xEF\xBB\xBF" "b", "\"a\\ufeffb\"" },
		{ "a\xF3\xA0\x81\x81" "b", "\"a\\U000e0041b\"" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
		struct text text = { 0 };
		yaml_scalar(&text, pairs[i][0], strlen(pairs[i][0]), 4);
		assert_string_equal(text_string(&text), pairs[i][1]);
		text_free(&text);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_json),
		cmocka_unit_test(test_json_numbers),
		cmocka_unit_test(test_yaml), cmocka_unit_test(test_lines),
		cmocka_unit_test(test_yaml_scalars),
		cmocka_unit_test(test_yaml_blocks),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
