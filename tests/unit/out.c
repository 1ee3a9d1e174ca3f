/* TSV, ids and CSV to the byte, and what happens when the reader or the disk gives up. */
#include "out_golden.h"

#include <fcntl.h>
#include <signal.h>

static void test_tsv(void **state)
{
	(void)state;
	EXPECT(plain_rows, 3,
		"c1\tAcme\t5\t-1.50\tyes\tvip,old\nc12\t苏州𠮷😀\t100\t1234.00\tno\t\nc3\t\t\t\t\t\n",
		.format = OUT_TSV);
	EXPECT(hostile_rows, 2,
		"#ref\tname\tprobability\tamount\tactive\ttags\n"
		"c1\ta\\tb\\nc\\rd\\\\e\t007\t10\tmaybe\ta\\\\,b,\"c\"\n"
		"c2\t=1+1,\"x\"" RTL ESC "[31m\t-0.5e3\t\t\t,x\n",
		.format = OUT_TSV, .header = true);
	EXPECT(plain_rows, 2,
		"c1\tAcme\t5\t-1.50\tyes\tvip,old\0c12\t苏州𠮷😀\t100\t1234.00\tno\t\0",
		.format = OUT_TSV, .nul = true);
	EXPECT(plain_rows, 0, "", .format = OUT_TSV);
	EXPECT(plain_rows, 0, "#ref\tname\tprobability\tamount\tactive\ttags\n", .format = OUT_TSV, .header = true);
}

static void test_tsv_on_terminal(void **state)
{
	(void)state;
	EXPECT(hostile_rows + 1, 1, "c2\t=1+1,\"x\"<U+200F>^[[31m\t-0.5e3\t\t\t,x\n", .format = OUT_TSV, .terminal = true);
}

static void test_tsv_fields(void **state)
{
	(void)state;
	EXPECT(plain_rows + 1, 2,
		"ref\tc12\nname\t苏州𠮷😀\nprobability\t100\namount\t1234.00\nactive\tno\ntags\t\n\n"
		"ref\tc3\nname\t\nprobability\t\namount\t\nactive\t\ntags\t\n",
		.format = OUT_TSV, .records = true);
	EXPECT(hostile_rows, 1,
		"ref\tc1\nname\ta\\tb\\nc\\rd\\\\e\nprobability\t007\namount\t10\nactive\tmaybe\ntags\ta\\\\,b,\"c\"\0",
		.format = OUT_TSV, .records = true, .nul = true);
	EXPECT(plain_rows, 0, "", .format = OUT_TSV, .records = true);
}

static void test_ids(void **state)
{
	(void)state;
	EXPECT(plain_rows, 3, "c1\nc12\nc3\n", .format = OUT_IDS);
	EXPECT(plain_rows, 2, "c1\0c12\0", .format = OUT_IDS, .nul = true);
}

static void test_csv(void **state)
{
	(void)state;
	EXPECT(plain_rows, 3,
		"ref,name,probability,amount,active,tags\n"
		"c1,Acme,5,'-1.50,yes,\"vip,old\"\nc12,苏州𠮷😀,100,1234.00,no,\nc3,,,,,\n",
		.format = OUT_CSV);
	EXPECT(hostile_rows, 2,
		"\xEF\xBB\xBFref,name,probability,amount,active,tags\r\n"
		"c1,\"a\tb\nc\rd\\e\",007,10,maybe,\"a\\,b,\"\"c\"\"\"\r\n"
		"c2,\"'=1+1,\"\"x\"\"" RTL ESC "[31m\",'-0.5e3,,,\",x\"\r\n",
		.format = OUT_CSV, .bom = true);
	EXPECT(hostile_rows, 1,
		"ref,name,probability,amount,active,tags\nc1,\"a^Ib\nc^Md\\e\",007,10,maybe,\"a\\,b,\"\"c\"\"\"\n",
		.format = OUT_CSV, .terminal = true);
	EXPECT(plain_rows, 0, "ref,name,probability,amount,active,tags\n", .format = OUT_CSV);
}

static void test_csv_cells(void **state)
{
	static const char *const pairs[][2] = {
		{ "", "" }, { "a b", "a b" }, { " a", "\" a\"" }, { "a\t", "\"a\t\"" }, { "'a", "'a" }, { "'", "'" },
		{ "@x", "'@x" }, { "'=x", "''=x" }, { "''+x", "'''+x" }, { "-", "'-" }, { "a-b", "a-b" }, { "\"", "\"\"\"\"" },
		{ "a\"b\"c", "\"a\"\"b\"\"c\"" }, { "-a,b", "\"'-a,b\"" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
		struct text text = { 0 };
		out_csv_cell(&text, pairs[i][0], strlen(pairs[i][0]));
		assert_string_equal(text_string(&text), pairs[i][1]);
		text_free(&text);
	}
}

static void test_csv_single_column(void **state)
{
	static const char *const values[] = { NULL, "c1" };
	size_t length;

	(void)state;
	char *data = written(&(struct out_options){ .format = OUT_CSV }, columns, 1, values, 2, &length);
	assert_string_equal(data, "ref\n\"\"\nc1\n");
	free(data);
}

/* A cell much larger than the buffer, with escapes at every distance from the piece edges. */
static void test_large_cells(void **state)
{
	enum { SIZE = 1000 * 1000 };
	char *value = malloc(SIZE + 1);
	const char *values[2] = { "c1", value };
	size_t length, at = 3;

	(void)state;
	assert_non_null(value);
	for (size_t i = 0; i < SIZE; i++)
		value[i] = i % 7 == 3 ? '\t' : i % 11 == 5 ? '\\' : i % 13 == 1 ? '\001' : 'x';
	value[SIZE] = '\0';
	char *data = written(&(struct out_options){ .format = OUT_TSV }, columns, 2, values, 1, &length);
	assert_memory_equal(data, "c1\t", 3);
	for (size_t i = 0; i < SIZE; i++) {
		if (value[i] == '\t' || value[i] == '\\')
			assert_int_equal(data[at++], '\\');
		assert_int_equal(data[at++], value[i] == '\t' ? 't' : value[i]);
	}
	assert_string_equal(data + at, "\n");
	free(data);
	data = written(&(struct out_options){ .format = OUT_CSV }, columns, 2, values, 1, &length);
	assert_int_equal(length, strlen("ref,name\nc1,\n") + SIZE);
	free(data);
	free(value);
}

static void fill(struct out *out, size_t rows)
{
	static const struct out_cell cells[COLUMNS] = { { "c1", 2 }, { "a name", 6 }, { "5", 1 } };

	for (size_t i = 0; i < rows && !out_broken(out); i++)
		out_row(out, cells);
}

static void test_full_disk(void **state)
{
	int fd = open("/dev/full", O_WRONLY);

	(void)state;
	if (fd < 0)
		skip();
	for (enum out_format format = OUT_TABLE; format <= OUT_IDS; format++) {
		for (size_t rows = 1; rows <= 100000; rows *= 100000) {
			struct error error = { 0 };
			struct out *out = out_open(&(struct out_options){ .format = format, .fd = fd }, columns, COLUMNS);
			fill(out, rows);
			assert_false(out_broken(out));
			assert_int_equal(out_close(out, &error), STATUS_IO);
			assert_int_equal(error.status, STATUS_IO);
			assert_string_equal(error.message, "cannot write the output: No space left on device");
		}
	}
	close(fd);
}

static void test_full_standard_output(void **state)
{
	int fd = open("/dev/full", O_WRONLY), saved = dup(STDOUT_FILENO);
	struct error error = { 0 };

	(void)state;
	if (fd < 0)
		skip();
	fflush(stdout);
	assert_int_equal(dup2(fd, STDOUT_FILENO), STDOUT_FILENO);
	struct out *out = out_open(&(struct out_options){ .format = OUT_TSV, .fd = STDOUT_FILENO }, columns, COLUMNS);
	fill(out, 1);
	enum status status = out_close(out, &error);
	dup2(saved, STDOUT_FILENO);
	close(saved);
	close(fd);
	assert_int_equal(status, STATUS_IO);
	assert_string_equal(error.message, "cannot write standard output: No space left on device");
}

static void test_broken_pipe(void **state)
{
	int ends[2];
	struct error error = { 0 };

	(void)state;
	signal(SIGPIPE, SIG_IGN);
	assert_int_equal(pipe(ends), 0);
	close(ends[0]);
	struct out *out = out_open(&(struct out_options){ .format = OUT_TSV, .fd = ends[1] }, columns, COLUMNS);
	fill(out, 1);
	assert_false(out_broken(out));
	fill(out, SIZE_MAX);
	assert_true(out_broken(out));
	assert_int_equal(out_close(out, &error), STATUS_OK);
	assert_int_equal(error.status, STATUS_OK);
	close(ends[1]);
}

/* A pipe takes 64 KiB; a non-blocking one makes short writes and EAGAIN, and a child reads it slowly. */
static void test_short_writes(void **state)
{
	int ends[2], verdict[2];

	(void)state;
	assert_int_equal(pipe(ends), 0);
	assert_int_equal(pipe(verdict), 0);
	fflush(stdout);
	pid_t child = fork();
	assert_true(child >= 0);
	if (child == 0) {
		char piece[3001];
		size_t total = 0;
		ssize_t got;
		close(ends[1]);
		while ((got = read(ends[0], piece, sizeof piece)) > 0)
			total += (size_t)got;
		_exit(write(verdict[1], &total, sizeof total) == (ssize_t)sizeof total ? 0 : 1);
	}
	close(ends[0]);
	assert_int_equal(fcntl(ends[1], F_SETFL, O_NONBLOCK), 0);
	struct out *out = out_open(&(struct out_options){ .format = OUT_TSV, .fd = ends[1] }, columns, COLUMNS);
	fill(out, 50000);
	assert_int_equal(out_close(out, NULL), STATUS_OK);
	close(ends[1]);
	size_t total = 0;
	assert_int_equal(read(verdict[0], &total, sizeof total), sizeof total);
	assert_int_equal(total, 50000 * strlen("c1\ta name\t5\t\t\t\n"));
	close(verdict[0]);
	close(verdict[1]);
}

static void test_terminal_width(void **state)
{
	int fd = open("/dev/null", O_WRONLY);

	(void)state;
	setenv("COLUMNS", "33", 1);
	assert_int_equal(out_terminal_width(fd), 0);
	assert_int_equal(out_terminal_width(-1), 0);
	close(fd);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_tsv),
		cmocka_unit_test(test_tsv_on_terminal),
		cmocka_unit_test(test_tsv_fields),
		cmocka_unit_test(test_ids),
		cmocka_unit_test(test_csv),
		cmocka_unit_test(test_csv_cells),
		cmocka_unit_test(test_csv_single_column),
		cmocka_unit_test(test_large_cells),
		cmocka_unit_test(test_full_disk),
		cmocka_unit_test(test_full_standard_output),
		cmocka_unit_test(test_broken_pipe),
		cmocka_unit_test(test_short_writes),
		cmocka_unit_test(test_terminal_width),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
