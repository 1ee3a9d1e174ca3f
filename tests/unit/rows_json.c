/* Rows as JSON: what is written is read again, and what is none is refused. */
#include "io/rows_json.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

/* As text, so that one comparison sees everything. */
static enum status tell(void *context, const char *table, int64_t id, const struct rows_json_cell *cells, size_t count)
{
	struct text *out = context;

	text_printf(out, "%s %lld", table, (long long)id);
	for (size_t i = 0; i < count; i++) {
		if (cells[i].value.type == VALUE_INTEGER)
			text_printf(out, " %s=%lld", cells[i].field, (long long)cells[i].value.integer);
		else
			text_printf(out, " %s='%s'", cells[i].field, cells[i].value.text);
	}
	text_byte(out, '\n');
	return STATUS_OK;
}

static void what_is_written_is_read(void **state)
{
	struct text json = { 0 }, read = { 0 };
	struct rows_json rows = { .out = &json };
	struct error error = { 0 };
	const struct value values[] = { value_text("\"泵\"\\\n\t\x01"), value_integer(INT64_MIN), value_integer(INT64_MAX), { 0 } };

	(void)state;
	rows_json_table(&rows, "order");
	for (int64_t id = 1; id <= 2; id++) {
		rows_json_row(&rows, id);
		for (size_t i = 0; i < sizeof values / sizeof *values; i++)
			rows_json_value(&rows, (const char *const[]){ "text", "least", "most", "none" }[i], &values[i]);
		rows_json_row_end(&rows);
	}
	rows_json_table(&rows, "empty");
	rows_json_table(&rows, "line");
	rows_json_row(&rows, 7);
	rows_json_row_end(&rows);
	rows_json_end(&rows);
	assert_int_equal(rows_json_read(json.data, tell, &read, &error), STATUS_OK);
	assert_string_equal(read.data, "order 1 text='\"泵\"\\\n\t\x01' least=-9223372036854775808 most=9223372036854775807\n"
	                               "order 2 text='\"泵\"\\\n\t\x01' least=-9223372036854775808 most=9223372036854775807\nline 7\n");
	text_free(&json);
	text_free(&read);
}

static void nothing_is_written_too(void **state)
{
	struct text json = { 0 };
	struct rows_json rows = { .out = &json };

	(void)state;
	rows_json_end(&rows);
	assert_string_equal(json.data, "{}");
	text_free(&json);
}

static void what_is_none_is_refused(void **state)
{
	static const char *const wrong[] = { "", "{", "[]", "7", "{\"order\":{}}", "{\"order\":[{}]}", "{\"order\":[7]}", "{\"order\":[{\"id\":\"1\"}]}", "{\"order\":[{\"id\":1,\"x\":1.5}]}",
		                             "{\"order\":[{\"id\":1,\"x\":null}]}", "{\"order\":[{\"id\":1,\"x\":[]}]}", "{\"order\":[{\"id\":1,\"id\":2}]}", "{\"order\":[{\"id\":1}]} x",
		                             "{\"order\":[{\"id\":99999999999999999999}]}", "{\"\xff\":[]}" };
	struct text read = { 0 };

	(void)state;
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		struct error error = { 0 };
		assert_int_equal(rows_json_read(wrong[i], tell, &read, &error), STATUS_DATA);
		assert_true(*error.message);
	}
	assert_null(read.data);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_written_is_read),
		cmocka_unit_test(nothing_is_written_too),
		cmocka_unit_test(what_is_none_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
