/* Tables and the label and value layout to the byte: widths, cuts, colours, and what must not reach a terminal. */
#include "out_golden.h"

static void test_table(void **state)
{
	(void)state;
	EXPECT(plain_rows, 3,
		"Ref  Name      Prob.     金额  Active  Tags\n"
		"c1   Acme          5    -1.50  yes     vip,old\n"
		"c12  苏州𠮷😀    100  1234.00  no\n"
		"c3\n",
		.format = OUT_TABLE);
	EXPECT(plain_rows, 0, "", .format = OUT_TABLE);
	EXPECT(plain_rows, 1,
		ESC "[1;4mRef" ESC "[0m  " ESC "[1;4mName" ESC "[0m  " ESC "[1;4mProb." ESC "[0m   " ESC "[1;4m金额" ESC "[0m  "
		ESC "[1;4mActive" ESC "[0m  " ESC "[1;4mTags" ESC "[0m\n"
		ESC "[2mc1" ESC "[0m   Acme      5  -1.50  yes     vip,old\n",
		.format = OUT_TABLE, .terminal = true, .colour = true);
}

static void test_table_hostile(void **state)
{
	static const char *const rows[][COLUMNS] = {
		{ "c1", "a\nb\r\nc\td", NULL, NULL, NULL, NULL },
		{ "c2", ESC "]0;x" RTL, "1", NULL, NULL, "t" },
	};

	(void)state;
	EXPECT(rows, 2,
		"Ref  Name            Prob.  金额  Active  Tags\n"
		"c1   a⏎b⏎c^Id\n"
		"c2   ^[]0;x<U+200F>      1                t\n",
		.format = OUT_TABLE);
}

static void test_table_cut(void **state)
{
	static const char *const rows[][COLUMNS] = {
		{ "c1", "苏州工业园区某某有限公司", "5", "1234567.00", "yes", "one,two,three,four" },
	};

	(void)state;
	EXPECT(rows, 1,
		"Ref  Name             Prob.        金额  Active  Tags\n"
		"c1   苏州工业园区某…      5  1234567.00  yes     one,two,three…\n",
		.format = OUT_TABLE, .terminal = true, .width = 63);
	EXPECT(rows, 1,
		"Ref  Name            Prob.        金额  Active …\n"
		"c1   苏州工业园区…       5  1234567.00  yes    …\n",
		.format = OUT_TABLE, .terminal = true, .width = 48);
	EXPECT(rows, 1, "Ref …\nc1  …\n", .format = OUT_TABLE, .terminal = true, .width = 1);
	EXPECT(rows, 1,
		"Ref  Name                      Prob.        金额  Active  Tags\n"
		"c1   苏州工业园区某某有限公司      5  1234567.00  yes     one,two,three,four\n",
		.format = OUT_TABLE, .width = 20);
}

/* The least useful columns go first, empty ones before them, and what is whole is never cut. */
static void test_table_fits(void **state)
{
	static const struct out_fit fits[COLUMNS] = { [2].rank = 1, [4].rank = 2, [5].whole = true };
	static const char *const rows[][COLUMNS] = {
		{ "c1", "苏州工业园区某某有限公司", "5", "1234567.00", "yes", "13900001101-12345" },
	};
	static const char *const empty[][COLUMNS] = {
		{ "c1", "苏州工业园区某某有限公司", NULL, "1234567.00", "yes", "13900001101-12345" },
	};

	(void)state;
	EXPECT(rows, 1,
		"Ref  Name                 Prob.        金额  Tags              …\n"
		"c1   苏州工业园区某某有…      5  1234567.00  13900001101-12345 …\n",
		.format = OUT_TABLE, .terminal = true, .width = 64, .fits = fits);
	EXPECT(rows, 1,
		"Ref  Name                    金额  Tags              …\n"
		"c1   苏州工业园区某…   1234567.00  13900001101-12345 …\n",
		.format = OUT_TABLE, .terminal = true, .width = 54, .fits = fits);
	EXPECT(empty, 1,
		"Ref  Name                      金额  Active  Tags              …\n"
		"c1   苏州工业园区某某…   1234567.00  yes     13900001101-12345 …\n",
		.format = OUT_TABLE, .terminal = true, .width = 64, .fits = fits);
}

/* A blank line stands between groups of a form, none where one is empty. */
static void test_fields_grouped(void **state)
{
	static const struct out_fit fits[COLUMNS] = { [2].group = 1, [3].group = 2, [4].group = 2, [5].group = 2 };
	static const char *const rows[][COLUMNS] = { { "c1", "first", NULL, "-1.50", NULL, "a,b" } };

	(void)state;
	EXPECT(rows, 1, "Ref     c1\nName    first\n\n金额    -1.50\nTags    a,b\n", .format = OUT_TABLE, .records = true, .fits = fits);
}

static void test_table_streams(void **state)
{
	static const struct out_column two[] = {
		{ .name = "ref", .label = "Ref", .type = OUT_STRING },
		{ .name = "name", .label = "Name", .type = OUT_STRING },
		{ .name = "n", .label = "N", .type = OUT_NUMBER },
	};
	enum { ROWS = 1002 };
	static const char *values[ROWS * 3];
	size_t length;

	(void)state;
	for (size_t i = 0; i < ROWS; i++) {
		values[3 * i] = "c1";
		values[3 * i + 1] = i < 1000 ? "short" : "a longer name";
		values[3 * i + 2] = "7";
	}
	char *data = written(&(struct out_options){ .format = OUT_TABLE }, two, 3, values, ROWS, &length);
	assert_int_equal(strncmp(data, "Ref  Name   N\nc1   short  7\n", 28), 0);
	assert_string_equal(strstr(data, "a longer"), "a longer name  7\nc1   a longer name  7\n");
	free(data);
	data = written(&(struct out_options){ .format = OUT_TABLE, .terminal = true, .width = 80 }, two, 3, values, ROWS,
		&length);
	assert_string_equal(strstr(data, "a lo"), "a lo…  7\nc1   a lo…  7\n");
	free(data);
}

static void test_table_fields(void **state)
{
	static const char *const rows[][COLUMNS] = {
		{ "c1", "first\n\nthird" ESC "\r\n", NULL, "-1.50", NULL, "a,b" },
		{ "c2" },
	};

	(void)state;
	EXPECT(rows, 2,
		"Ref     c1\nName    first\n\n        third^[\n金额    -1.50\nTags    a,b\n\nRef     c2\n",
		.format = OUT_TABLE, .records = true);
	EXPECT(rows + 1, 1, ESC "[1mRef" ESC "[0m     " ESC "[2mc2" ESC "[0m\n",
		.format = OUT_TABLE, .records = true, .colour = true);
	EXPECT(rows, 0, "", .format = OUT_TABLE, .records = true);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_table),
		cmocka_unit_test(test_table_hostile),
		cmocka_unit_test(test_table_cut),
		cmocka_unit_test(test_table_fits),
		cmocka_unit_test(test_fields_grouped),
		cmocka_unit_test(test_table_streams),
		cmocka_unit_test(test_table_fields),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
