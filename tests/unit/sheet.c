/* The readers of tables: every format, and what they must refuse. */
#include "sheet_dump.h"

struct example {
	const char *file;
	const char *data;
	const char *rows;
};

static void check_examples(const struct example *examples, size_t count, const char *encoding)
{
	char rows[4096];

	for (size_t i = 0; i < count; i++) {
		write_file(examples[i].file, examples[i].data, strlen(examples[i].data));
		dump(rows, sizeof rows, examples[i].file, SHEET_AUTO, encoding);
		if (strcmp(rows, examples[i].rows) != 0)
			print_error("example %zu: %s\n", i, examples[i].data);
		assert_string_equal(rows, examples[i].rows);
	}
}

static void csv_is_read(void **state)
{
	static const struct example examples[] = {
		{ "a.csv", "", "" },
		{ "a.csv", "\n\r\n  \n", "" },
		{ "a.csv", "name\n", "" },
		{ "a.csv", "name,city\nWang,Suzhou\n", "2|1 name=Wang|6 city=Suzhou\n" },
		{ "a.csv", "name,city\nWang,Suzhou", "2|1 name=Wang|6 city=Suzhou\n" },
		{ "a.csv", "\xEF\xBB\xBFname,city\n王芳,苏州\n", "2|1 name=王芳|4 city=苏州\n" },
		{ "a.csv", "\r\n\nname,city\r\nA,B\nC,D\rE,F\r\n\r\nG,H\r",
			"4|1 name=A|3 city=B\n5|1 name=C|3 city=D\n6|1 name=E|3 city=F\n8|1 name=G|3 city=H\n" },
		{ "a.csv", "n,c\n\"a\nb\",\"c\r\nd\"\ne,f\n", "2|1 n=a\nb|4 c=c\r\nd\n5|1 n=e|3 c=f\n" },
		{ "a.csv", "n,c\n\"say \"\"hi\"\"\",\"\"\n\"\"\"\",x\n", "2|1 n=say \"hi\"|14 c=∅\n3|1 n=\"|6 c=x\n" },
		{ "a.csv", "n,c\n3\" pipe, \"x\"\n", "2|1 n=3\" pipe|9 c= \"x\"\n" },
		{ "a.csv", "n,c,d\na\n,,\n\na,b,c,,,\n", "2|1 n=a\n5|1 n=a|3 c=b|5 d=c\n" },
		{ "a.csv", "n;c, d;e\n1,5;2;3\n", "2|1 n=1,5|5 c, d=2|7 e=3\n" },
		{ "a.csv", "n\tc\n\"a\tb\"\tx\\n\n", "2|1 n=a\tb|7 c=x\\n\n" },
		{ "a.csv", "\"n,1\",\"c;;;\"\na,\"\"\n", "2|1 n,1=a|3 c;;;=∅\n" },
		{ "a.csv", "n,c\n'=1,''-2\n", "2|1 n='=1|5 c=''-2\n" },
		{ "a.csv", "ref,c\n'=1,''-2\n'x,'\n", "2|1 ref==1|5 c='-2\n3|1 ref='x|4 c='\n" },
		{ "a.csv", "#ref,c\na,\"'@x\"\n", "2|1 ref=a|3 c=@x\n" },
		{ "a.tsv", "#ref\tname\nc1\ta\\tb\\n\\\\n\\q\nc2\t\"x\n",
			"2|1 ref=c1|4 name=a\tb\n\\n\\q\n3|1 ref=c2|4 name=\"x\n" },
		{ "a.tsv", "#ref\tname\nc1\t'=1\n#2\tx\n", "2|1 ref=c1|4 name='=1\n3|1 ref=#2|4 name=x\n" },
		{ "a.txt", "a\tb\n1\\n\t2\n", "2|1 a=1\n|5 b=2\n" },
		{ "a.txt", "a,b\n1,2\n", "2|1 a=1|3 b=2\n" },
		{ "a.txt", "\n [ {\"a\":1} ]", "2|0 a=1\n" },
		/* The word scans: delimiters and quotes at every place of an eight-byte word. */
		{ "a.csv", "a,b\n0123456,89\n01234567,9\n012345678,\"0,1\"\n,0123456789012345\n",
			"2|1 a=0123456|9 b=89\n3|1 a=01234567|10 b=9\n4|1 a=012345678|11 b=0,1\n5|1 a=∅|2 "
			"b=0123456789012345\n" },
		{ "a.csv", "n|c\n1|\"a|b\"\n", "2|1 n=1|3 c=a|b\n" },
		{ "a.csv", "n,c\n\"1\" ,\"2\"\t\n\"3\"\xE3\x80\x80,\"4\"\xC2\xA0\n", "2|1 n=1|6 c=2\n3|1 n=3|6 c=4\n" },
		{ "a.csv", "n,c\n\"1\" x,2\n", "a.csv:2:5: text after the closing quote of a cell; write \"\" for a quote inside it" },
		{ "a.csv", "n\tc\n\"1\" \t2\n", "2|1 n=1|6 c=2\n" },
		{ "a.csv", "n,c\n , \n\"\",\"\n\"\n\xE3\x80\x80,\t\n1,2\n", "6|1 n=1|3 c=2\n" },
		{ "a.tsv", "n\tc\n\t\n1\t2\n", "3|1 n=1|3 c=2\n" },
		{ "a.csv", ",,\nn,c\n1,2\n", "3|1 n=1|3 c=2\n" },
		{ "a.csv", "sep=;\nn;c,d\n1;2\n", "3|1 n=1|3 c,d=2\n" },
		{ "a.csv", "\xEF\xBB\xBF\"sep=|\"\r\nn|c,d\r\n1|2\r\n", "3|1 n=1|3 c,d=2\n" },
		{ "a.csv", "SEP=~\nn~c\n1~2\n", "3|1 n=1|3 c=2\n" },
		{ "a.csv", "sep=\t\nn\tc,d,e\n1\t2\n", "3|1 n=1|3 c,d,e=2\n" },
		{ "a.txt", "sep=\t\nn\tc\n\"1\"\t2\n", "3|1 n=1|5 c=2\n" },
		{ "a.csv", "sep=;;;\nn;c\n1;2\n", "3|1 n=1|3 c=2\n" },
		{ "a.csv", "sep=a\nb\n", "2|1 sep=a=b\n" },
		{ "a.csv", "sep=,x\nb,c\n", "2|1 sep==b|3 x=c\n" },
		{ "a.csv", "a,b\n中文中文中文中文中文,é\n\"中\n文\",z\n",
			"2|1 a=中文中文中文中文中文|12 b=é\n3|1 a=中\n文|4 b=z\n" },
	};

	(void)state;
	check_examples(examples, sizeof examples / sizeof *examples, NULL);
}

static void json_is_read(void **state)
{
	static const struct example examples[] = {
		{ "a.ndjson", "", "" },
		{ "a.json", " [ ] \n", "" },
		{ "a.ndjson",
			"{\"a\":\"x\",\"b\":12345678901234567890.10}\n\n{\"b\":-0.50E+3, \"c\":null,\"a\":\"\"}\n",
			"1|0 a=x|0 b=12345678901234567890.10\n3|0 b=-0.50E+3|0 c=∅|0 a=∅\n" },
		{ "a.json", "[{\"a\":true},\n {\"a\":false}\n, {\n\"a\" : 1.10\n}]\n",
			"1|0 a=yes\n2|0 a=no\n3|0 a=1.10\n" },
		{ "a.json", "{\n \"a\": 1,\n \"b\": [1, \"x,y\", true, 2.50]\n}\n", "1|0 a=1|0 b=1,x\\,y,yes,2.50\n" },
		{ "a.jsonl", "{\"tags\":[],\"m\":[\"p\"],\"k{\":\"}\\\"]\\u738b\"}", "1|0 tags=∅|0 m=p|0 k{=}\"]王\n" },
		{ "a.jsonl", "{\"a\":\"1\",\"b\":[\"[\",1,\"-5\"],\"c\":\"a:1,2\"}", "1|0 a=1|0 b=[,1,-5|0 c=a:1,2\n" },
		/* A list of objects makes a row each. */
		{ "a.json", "[{\"l\":[{\"q\":1,\"t\":[\"x\",\"y\"]},\n{\"q\":2.50,\"n\":null}],\"a\":\"k\",\"m\":[\"p\"]},{\"a\":\"j\"}]\n",
			"1|0 a=k|0 m=p|0 l.q=1|0 l.t=x,y\n1|0 l.q=2.50|0 l.n=∅\n2|0 a=j\n" },
		{ "a.ndjson", "{\"a\":1,\"l\":[{}]}\n{\"l\":[{\"q\":1}]}\n", "1|0 a=1\n2|0 l.q=1\n" },
	};

	(void)state;
	check_examples(examples, sizeof examples / sizeof *examples, NULL);
}

static void bad_text_is_refused(void **state)
{
	static const struct example examples[] = {
		{ "a.csv", "n,c\na,b\nx,\"y\nz,1\n",
			"2|1 n=a|3 c=b\na.csv:3:3: the quote that opens here is never closed; write \"\" for a quote "
			"inside a cell" },
		{ "a.csv", "n,\"c\na,b\n",
			"a.csv:1:3: the quote that opens here is never closed; write \"\" for a quote inside a cell" },
		{ "a.csv", "n,c\n王,\"y\"z\n",
			"a.csv:2:6: text after the closing quote of a cell; write \"\" for a quote inside it" },
		{ "a.csv", "n,c\n王,y,,z\n",
			"a.csv:2:6: the row has more cells than the 2 that the header names; quote a cell that "
			"contains ','" },
		{ "a.tsv", "n\tc\na\tb\tc\n",
			"a.tsv:2:5: the row has more cells than the 2 that the header names; quote a cell that "
			"contains 'TAB'" },
		{ "a.csv", "n,c\nx\"\xC0\xAF,y\n",
			"a.csv:2:3: the byte 0xC0 is not valid UTF-8; save the file as UTF-8 or name its encoding" },
		{ "a.csv", "n,c\na,b\r\n王,y\xED\xA0\x80\n",
			"2|1 n=a|3 c=b\na.csv:3:4: the byte 0xED is not valid UTF-8; save the file as UTF-8 or name "
			"its encoding" },
		{ "a.csv", "n,c\n王王,y\xE7\x8E",
			"a.csv:2:5: the byte 0xE7 is not valid UTF-8; save the file as UTF-8 or name its encoding" },
		{ "a.ndjson", "{\"a\":1}\n{\"b\":01}\n", "1|0 a=1\na.ndjson:2:7: broken JSON: '}' expected near '1'" },
		{ "a.ndjson", "{\"a\":1,\"a\":2}", "a.ndjson:1:10: broken JSON: duplicate object key near '\"a\"'" },
		{ "a.ndjson", "{\"a\":1\n{\"b\":2}\n", "a.ndjson:1:1: the object that begins here is never closed" },
		{ "a.ndjson", "{\"a\":\"x\n\"}\n",
			"a.ndjson:1:8: a string is not closed on its line; write \\n for a newline inside it" },
		{ "a.ndjson", "{\"a\":{\"b\":1}}\n",
			"a.ndjson:1:1: 'a' is an object; give a text, a number, yes or no, or a list" },
		{ "a.ndjson", "{\"a\":[{\"b\":1},2]}\n{\"a\":3}\n", "a.ndjson:1:1: item 2 of 'a' is not an object, unlike the first one" },
		{ "a.ndjson", "{\"a\":[{\"b\":1},{\"b\":{}}]}\n", "a.ndjson:1:1: 'a.b' is an object; give a text, a number, yes or no, or a list" },
		{ "a.ndjson", "{\"a\":[{\"b\":1}],\"c\":[{\"b\":1}]}\n", "a.ndjson:1:1: 'a' and 'c' are both lists of objects; a record has one" },
		{ "a.ndjson", "{\"a\":[[1]]}\n", "a.ndjson:1:1: the list 'a' has an item that is neither text nor a number" },
		{ "a.ndjson", "{\"a\":\"\\u0000\"}\n", "a.ndjson:1:13: a text cannot contain \\u0000" },
		{ "a.ndjson", "{1:2}\n", "a.ndjson:1:2: broken JSON: string or '}' expected near '1'" },
		{ "a.ndjson", "{\"a\":1} x\n", "1|0 a=1\na.ndjson:1:9: expected an object {…}" },
		{ "a.json", "[{\"a\":1},]", "1|0 a=1\na.json:1:10: a comma before the end of the array; delete it" },
		{ "a.json", "[{\"a\":1} {}]",
			"1|0 a=1\na.json:1:10: a comma is missing between the elements of the array" },
		{ "a.json", "[{\"a\":1}", "1|0 a=1\na.json:1:9: the array is not closed; is the file complete?" },
		{ "a.json", "[{\"a\":1}] {}", "1|0 a=1\na.json:1:11: text after the end of the array" },
		{ "a.json", "[1]", "a.json:1:2: expected an object {…}" },
		{ "a.json", "[,{}]", "a.json:1:2: expected an object {…}" },
	};

	(void)state;
	check_examples(examples, sizeof examples / sizeof *examples, "UTF-8");
}

static void limits_hold(void **state)
{
	char rows[512];
	size_t length;
	char *data;

	(void)state;
	data = repeated("x", SHEET_CELL_LIMIT + 10, &length);
	memcpy(data, "n,c\n1,", 6);
	write_file("large.csv", data, length);
	dump(rows, sizeof rows, "large.csv", SHEET_AUTO, NULL);
	assert_string_equal(rows, "large.csv:2:3: the cell is longer than 16 MiB");
	free(data);
	data = repeated("\"\"\n", SHEET_CELL_LIMIT, &length);
	memcpy(data, "n,c\n1,\"x", 8);
	write_file("large.csv", data, length);
	dump(rows, sizeof rows, "large.csv", SHEET_AUTO, NULL);
	assert_string_equal(rows, "large.csv:2:3: the cell is longer than 16 MiB; is its closing quote missing?");
	free(data);
	unlink("large.csv");
	data = repeated("x,", SHEET_COLUMN_LIMIT, &length);
	write_file("wide.csv", data, length);
	dump(rows, sizeof rows, "wide.csv", SHEET_AUTO, NULL);
	assert_string_equal(rows, "wide.csv:1:4001: the header has more than 2000 columns");
	write_file("wide.csv", data, length - 1);
	dump(rows, sizeof rows, "wide.csv", SHEET_AUTO, NULL);
	assert_string_equal(rows, "");
	free(data);
	data = repeated("[", 1000000, &length);
	memcpy(data, "{\"a\":", 5);
	write_file("deep.ndjson", data, length);
	dump(rows, sizeof rows, "deep.ndjson", SHEET_AUTO, NULL);
	assert_string_equal(rows, "deep.ndjson:1:37: nested more than 32 levels deep");
	free(data);
}

/* An error of one row leaves the row for a file of rejects and the reader behind it. */
static void reading_goes_on_behind_a_bad_row(void **state)
{
	struct sheet *sheet;
	struct error error = { 0 };
	const struct sheet_row *row;

	(void)state;
	write_file("r.csv", "n,c\n1,2,3\n4,5\n", 14);
	assert_int_equal(sheet_open(&sheet, "r.csv", SHEET_AUTO, NULL, &(struct conventions){ .country = "86" }, &error), STATUS_OK);
	assert_string_equal(sheet_header_line(sheet), "n,c");
	assert_string_equal(sheet_name(sheet), "r.csv");
	assert_int_equal(sheet_kind(sheet), SHEET_CSV);
	assert_false(sheet_is_ours(sheet));
	sheet_header(sheet, &row);
	assert_int_equal(row->count, 2);
	assert_string_equal(row->cells[1].text, "c");
	assert_int_equal(sheet_next(sheet, &row, &error), STATUS_DATA);
	assert_non_null(row);
	assert_int_equal(row->count, 0);
	assert_int_equal(row->raw_length, 5);
	assert_string_equal(row->raw, "1,2,3");
	assert_int_equal(sheet_next(sheet, &row, &error), STATUS_OK);
	assert_string_equal(row->cells[0].text, "4");
	sheet_close(sheet);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(csv_is_read),
		cmocka_unit_test(json_is_read),
		cmocka_unit_test(bad_text_is_refused),
		cmocka_unit_test(limits_hold),
		cmocka_unit_test(reading_goes_on_behind_a_bad_row),
	};
	static const char *const left[] = { "a.csv", "a.tsv", "a.txt", "a.json", "a.jsonl", "a.ndjson", "wide.csv",
		"deep.ndjson", "r.csv" };
	char directory[] = "/tmp/sheet-test-XXXXXX";

	if (!mkdtemp(directory) || chdir(directory) != 0)
		return 1;
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	for (size_t i = 0; i < sizeof left / sizeof *left; i++)
		unlink(left[i]);
	return chdir("/") == 0 && rmdir(directory) == 0 ? failed : failed + 1;
}
