/* What stands under the readers: encodings, bad bytes, files that cannot be opened, and lines. */
#include "sheet_dump.h"

#include <sys/stat.h>

static void nul_is_refused(void **state)
{
	char rows[512];

	(void)state;
	write_file("nul.csv", "n,c\nab,c\0d\n", 11);
	dump(rows, sizeof rows, "nul.csv", SHEET_AUTO, NULL);
	assert_non_null(strstr(rows, "nul.csv:2:5: a text cannot contain a NUL byte"));
	dump(rows, sizeof rows, "nul.csv", SHEET_AUTO, "GBK");
	assert_non_null(strstr(rows, "nul.csv:2:5: a text cannot contain a NUL byte"));
	write_file("nul.ndjson", "{\"a\":\"\0\"}", 9);
	dump(rows, sizeof rows, "nul.ndjson", SHEET_AUTO, NULL);
	assert_non_null(strstr(rows, "nul.ndjson:1:7: a text cannot contain a NUL byte"));
}

static void encodings_are_decoded(void **state)
{
	static const char *const encodings[] = { "GBK", "GB18030", "UTF-16", "UTF-16BE", "UTF-16LE", "UTF-8" };
	const char *text = "姓名,城市,n\n王芳,\"苏,州\",1\n";
	const char *marked = "\xEF\xBB\xBF姓名,城市,n\n王芳,\"苏,州\",1\n";
	const char *expected = "2|1 姓名=王芳|4 城市=苏,州|10 n=1\n";
	char data[512], rows[512];

	(void)state;
	for (size_t i = 0; i < sizeof encodings / sizeof *encodings; i++) {
		/* "UTF-16" writes a mark of its own; the two others get one, so that the guess finds it. */
		const char *from = strchr(encodings[i], '6') && encodings[i][6] ? marked : text;
		write_file("e.csv", data, encode(encodings[i], from, data, sizeof data));
		dump(rows, sizeof rows, "e.csv", SHEET_AUTO, NULL);
		assert_string_equal(rows, expected);
		dump(rows, sizeof rows, "e.csv", SHEET_CSV, encodings[i]);
		assert_string_equal(rows, expected);
	}
	dump(rows, sizeof rows, "e.csv", SHEET_AUTO, "klingon");
	assert_string_equal(rows, "e.csv: the encoding 'klingon' is unknown; try UTF-8, GB18030 or UTF-16LE");
	dump(rows, sizeof rows, "e.csv", SHEET_AUTO, "GBK//IGNORE");
	assert_non_null(strstr(rows, "is unknown"));
}

static void undecodable_bytes_are_named(void **state)
{
	char data[512], rows[1024];

	(void)state;
	size_t length = encode("GB18030", "姓名,城市\n王芳,苏州\n李雷,北京X\n", data, sizeof data);
	data[length - 2] = '\xFF';
	write_file("bad.csv", data, length);
	dump(rows, sizeof rows, "bad.csv", SHEET_AUTO, NULL);
	assert_string_equal(rows,
		"2|1 姓名=王芳|4 城市=苏州\nbad.csv:3:6: the byte 0xFF is not valid GB18030; save the file as UTF-8 or "
		"name its encoding");
	length = encode("GB18030", "姓名,城市\n王芳,苏州", data, sizeof data);
	write_file("cut.csv", data, length - 1);
	dump(rows, sizeof rows, "cut.csv", SHEET_CSV, "GB18030");
	assert_string_equal(rows, "cut.csv:2:5: the file ends in the middle of a character of GB18030");
	/* UTF-8 with one broken byte is not taken for GB18030. */
	write_file("one.csv", "姓名,城\n王芳,苏\n李\xFF雷,京\n", strlen("姓名,城\n王芳,苏\n李\xFF雷,京\n"));
	dump(rows, sizeof rows, "one.csv", SHEET_AUTO, NULL);
	assert_string_equal(rows,
		"2|1 姓名=王芳|4 城=苏\none.csv:3:2: the byte 0xFF is not valid UTF-8; save the file as UTF-8 or name "
		"its encoding");
}

/* Rows and characters that lie across the edges of every buffer. */
static void long_files_keep_their_rows(void **state)
{
	static const char *const encodings[] = { "UTF-8", "GB18030", "UTF-16" };
	enum { ROWS = 30000 };
	char *text = malloc(ROWS * 64), *data = malloc(ROWS * 64);
	size_t length = 0;

	(void)state;
	length += (size_t)sprintf(text, "编号,名称,备注\r\n");
	for (int i = 0; i < ROWS; i++)
		length +=
			(size_t)sprintf(text + length, "%d,客户%d号,%s\r\n", i, i, i % 3 ? "x" : "\"a\r\n\"\"é\"\"\"");
	for (size_t k = 0; k < 3; k++) {
		struct sheet *sheet;
		struct error error = { 0 };
		const struct sheet_row *row;
		size_t line = 2;
		write_file("long.csv", data, encode(encodings[k], text, data, ROWS * 64));
		assert_int_equal(sheet_open(&sheet, "long.csv", SHEET_AUTO, NULL, &(struct conventions){ .country = "86" }, &error), STATUS_OK);
		for (int i = 0; i < ROWS; i++) {
			char expected[64];
			assert_int_equal(sheet_next(sheet, &row, &error), STATUS_OK);
			assert_non_null(row);
			assert_int_equal(row->count, 3);
			assert_int_equal(row->line, line);
			snprintf(expected, sizeof expected, "客户%d号", i);
			assert_string_equal(row->cells[1].text, expected);
			assert_string_equal(row->cells[2].text, i % 3 ? "x" : "a\r\n\"é\"");
			snprintf(expected, sizeof expected, "%d,客户%d号,%s", i, i, i % 3 ? "x" : "\"a\r\n\"\"é\"\"\"");
			assert_int_equal(row->raw_length, strlen(expected));
			assert_memory_equal(row->raw, expected, row->raw_length);
			line += i % 3 ? 1 : 2;
		}
		assert_int_equal(sheet_next(sheet, &row, &error), STATUS_OK);
		assert_null(row);
		sheet_close(sheet);
	}
	free(text);
	free(data);
}

static void files_that_cannot_be_opened(void **state)
{
	struct sheet *sheet;
	struct lines *lines;
	struct error error = { 0 };

	(void)state;
	assert_int_equal(sheet_open(&sheet, "leads.csv", SHEET_AUTO, NULL, &(struct conventions){ .country = "86" }, &error), STATUS_DATA);
	assert_string_equal(error.message, "cannot open leads.csv: No such file or directory");
	assert_int_equal(lines_open(&lines, "leads.txt", &error), STATUS_DATA);
	assert_string_equal(error.message, "cannot open leads.txt: No such file or directory");
	assert_int_equal(sheet_open(&sheet, ".", SHEET_AUTO, NULL, &(struct conventions){ .country = "86" }, &error), STATUS_DATA);
	assert_string_equal(error.message, "cannot read .: Is a directory");
	if (geteuid() == 0) /* root may read everything */
		return;
	write_file("secret.csv", "a\n", 2);
	assert_int_equal(chmod("secret.csv", 0), 0);
	assert_int_equal(sheet_open(&sheet, "secret.csv", SHEET_AUTO, NULL, &(struct conventions){ .country = "86" }, &error), STATUS_PERMISSION);
	assert_string_equal(error.message, "cannot open secret.csv: Permission denied");
}

static void lines_are_read(void **state)
{
	static const char *const expected[] = { "c1", "", "c2 王", "x\ry", "end" };
	struct lines *lines;
	struct error error = { 0 };
	char *line;
	size_t length, number, size;

	(void)state;
	write_file("l.txt",
		"\xEF\xBB\xBF"
		"c1\n\r\nc2 王\r\nx\ry\nend",
		strlen("\xEF\xBB\xBF"
		       "c1\n\r\nc2 王\r\nx\ry\nend"));
	assert_int_equal(lines_open(&lines, "l.txt", &error), STATUS_OK);
	for (size_t i = 0; i < 5; i++) {
		assert_int_equal(lines_next(lines, &line, &length, &number, &error), STATUS_OK);
		assert_string_equal(line, expected[i]);
		assert_int_equal(length, strlen(expected[i]));
		assert_int_equal(number, i + 1);
	}
	assert_int_equal(lines_next(lines, &line, &length, &number, &error), STATUS_OK);
	assert_null(line);
	lines_close(lines);

	char *data = repeated("long ", 200000, &size);
	write_file("l.txt", data, size);
	assert_int_equal(lines_open(&lines, "l.txt", &error), STATUS_OK);
	assert_int_equal(lines_next(lines, &line, &length, &number, &error), STATUS_OK);
	assert_int_equal(length, size);
	assert_string_equal(line, data);
	lines_close(lines);
	free(data);

	write_file("l.txt", "a\nb\r\xB0z\n", 7);
	assert_int_equal(lines_open(&lines, "l.txt", &error), STATUS_OK);
	assert_int_equal(lines_next(lines, &line, &length, &number, &error), STATUS_OK);
	assert_int_equal(lines_next(lines, &line, &length, &number, &error), STATUS_DATA);
	assert_null(line);
	assert_string_equal(error.message,
		"l.txt:2:3: the byte 0xB0 is not valid UTF-8; save the file as UTF-8 or name its encoding");
	lines_close(lines);
}

/* A line that arrives in pieces is whole, and is not waited for longer than its newline. */
static void standard_input_is_read(void **state)
{
	struct lines *lines;
	struct error error = { 0 };
	char *line;
	size_t length, number;
	int ends[2];

	(void)state;
	assert_int_equal(pipe(ends), 0);
	assert_int_equal(dup2(ends[0], STDIN_FILENO), STDIN_FILENO);
	assert_int_equal(write(ends[1], "5\nc", 3), 3);
	assert_int_equal(lines_open(&lines, "-", &error), STATUS_OK);
	assert_int_equal(lines_next(lines, &line, &length, &number, &error), STATUS_OK);
	assert_string_equal(line, "5");
	assert_int_equal(write(ends[1], "12\n\xE7", 4), 4);
	assert_int_equal(lines_next(lines, &line, &length, &number, &error), STATUS_OK);
	assert_string_equal(line, "c12");
	close(ends[1]);
	assert_int_equal(lines_next(lines, &line, &length, &number, &error), STATUS_DATA);
	assert_string_equal(error.message,
		"standard input:3:1: the byte 0xE7 is not valid UTF-8; save the file as UTF-8 or name its encoding");
	lines_close(lines);
	close(ends[0]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nul_is_refused),
		cmocka_unit_test(encodings_are_decoded),
		cmocka_unit_test(undecodable_bytes_are_named),
		cmocka_unit_test(long_files_keep_their_rows),
		cmocka_unit_test(files_that_cannot_be_opened),
		cmocka_unit_test(lines_are_read),
		cmocka_unit_test(standard_input_is_read),
	};
	static const char *const left[] = { "nul.csv", "nul.ndjson", "e.csv", "bad.csv", "cut.csv", "one.csv",
		"long.csv", "secret.csv", "l.txt" };
	char directory[] = "/tmp/decode-test-XXXXXX";

	if (!mkdtemp(directory) || chdir(directory) != 0)
		return 1;
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	for (size_t i = 0; i < sizeof left / sizeof *left; i++)
		unlink(left[i]);
	return chdir("/") == 0 && rmdir(directory) == 0 ? failed : failed + 1;
}
