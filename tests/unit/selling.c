#include "record/section.h"
#include "selling/sections.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static struct schema *schema;
static struct error error;

static int setup(void **state)
{
	(void)state;
	schema = schema_new();
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	schema_free(schema);
	return 0;
}

static void set(const char *name, const char *value)
{
	if (schema_setting(schema, name, value, &error))
		fail_msg("%s", error.message);
}

static void no_setting(const char *name, const char *value, const char *says)
{
	struct schema *other = schema_new();

	if (schema_setting(other, name, value, &error) == STATUS_OK)
		fail_msg("%s is taken: %s", name, value);
	if (!strstr(error.message, says))
		fail_msg("'%s' does not say: %s", error.message, says);
	schema_free(other);
}

static int64_t rate(const char *name, const char *day)
{
	struct tax_rate out;

	if (!schema_tax(schema, name, day, &out))
		return -1;
	assert_string_equal(out.name, name);
	return out.rate;
}

static void unknown(const char *name, const char *day, const char *message)
{
	assert_int_equal(schema_tax_unknown(schema, name, day, &error), STATUS_DATA);
	assert_string_equal(error.message, message);
}

static const char *tax_name(size_t i)
{
	const void *entry = schema_entry_at(schema, &section_taxes, i);

	return entry ? section_entry_name(entry) : NULL;
}

static void built_in_values(void **state)
{
	struct tax_rate out;
	char name[] = "vat13";

	(void)state;
	assert_true(schema_tax(schema, name, "2026-11-22", &out));
	name[0] = 'x';
	assert_string_equal(out.name, "vat13");
	assert_string_equal(out.en, "VAT 13%");
	assert_string_equal(out.zh, "增值税13%");
	assert_int_equal(out.rate, 130000);
	assert_int_equal(rate("vat9", NULL), 90000);
	assert_int_equal(rate("exempt", "1000-01-01"), 0);
	assert_int_equal(rate("vat", "2026-11-22"), -1);
	assert_int_equal(rate("", NULL), -1);
	assert_string_equal(tax_name(5), "exempt");
	assert_null(tax_name(6));
	assert_string_equal(schema_numbering(schema, "credit-note"), "CN-{year}-{number:4}");
	assert_null(schema_numbering(schema, "bill"));
	assert_false(schema_half_even(schema));
	assert_false(schema_negative_stock_warns(schema));
	assert_string_equal(schema_company(schema, "name"), "");
	assert_string_equal(schema_company(schema, "colour"), "");
}

static void sections_are_sound(void **state)
{
	(void)state;
	for (size_t i = 0; section_at(i); i++)
		if (section_lint(section_at(i), &error))
			fail_msg("%s", error.message);
	for (const struct form_field *field = section_numbering.form.fields; field->kind; field++)
		assert_int_equal(field->check(field->initial, &error), STATUS_OK);
}

static void set_values(void **state)
{
	(void)state;
	set("tax.vat13", "en\tVAT\nzh\t增值税\nrate\t170000\t\t2018-04-30\nrate\t160000\t2018-05-01\t2019-03-31\nrate\t130000\t2019-05-01\t\n");
	set("tax.vat3", "removed\tyes\n");
	set("tax.mwst", "en\tMwSt\nzh\t税\nrate\t190000\t\t\n");
	set("numbering.quote", "{number}");
	set("rounding", "half-even");
	set("negative-stock", "warn");
	set("company.name", "泵");
	assert_int_equal(rate("vat13", "1994-01-01"), 170000);
	assert_int_equal(rate("vat13", "2018-04-30"), 170000);
	assert_int_equal(rate("vat13", "2018-05-01"), 160000);
	assert_int_equal(rate("vat13", "2019-03-31"), 160000);
	assert_int_equal(rate("vat13", "2019-04-30"), -1);
	assert_int_equal(rate("vat13", "2019-05-01"), 130000);
	assert_int_equal(rate("vat13", NULL), 130000);
	assert_int_equal(rate("vat3", NULL), -1);
	assert_int_equal(rate("mwst", "2026-01-01"), 190000);
	assert_string_equal(tax_name(5), "mwst");
	assert_null(tax_name(6));
	unknown("mwts", "2026-01-01", "unknown tax 'mwts'; did you mean 'mwst'?");
	unknown("colour", "2026-01-01", "unknown tax 'colour'; there are vat13, vat9, vat6, vat0, exempt, mwst");
	unknown("vat13", "2019-04-30", "the tax vat13 has no rate on 2019-04-30; crm-schema(5) explains how to add one");
	assert_string_equal(schema_numbering(schema, "quote"), "{number}");
	assert_true(schema_half_even(schema));
	assert_true(schema_negative_stock_warns(schema));
	assert_string_equal(schema_company(schema, "name"), "泵");
}

static void damaged_settings_are_named(void **state)
{
	(void)state;
	no_setting("tax.x", "", "setting tax.x: the tax lacks its labels");
	no_setting("tax.x", "en\tx\nzh\tx\n", "a tax has 1 to 100 rates");
	no_setting("tax.x", "en\tx\nzh\tx\nrate\n", "a rate of the tax is not valid");
	no_setting("tax.x", "en\tx\nzh\tx\nrate\t1\t2026-01-01T\t\n", "a rate of the tax is not valid");
	no_setting("tax.x", "en\tx\nzh\tx\nrate\t1\t2026-1-1\t\n", "has neither a first nor a last day");
	no_setting("tax.x", "en\tx\nzh\tx\nrate\t1\t\t2026-02-30\n", "has neither a first nor a last day");
	no_setting("tax.x", "en\tx\nzh\tx\nrate\t1000001\t\t\n", "from 0 to 100 percent");
	no_setting("tax.x", "en\tx\nzh\tx\nrate\t1\t2026-01-01\t\nrate\t1\t2025-01-01\t2025-02-01\n", "overlap");
	no_setting("tax.x", "en\tx\nzh\tx\nrate\t1\t1000-01-01\t\nrate\t1\t1000-01-01\t\n", "overlap");
	no_setting("numbering.quote", "Q", "setting numbering.quote: 'Q' has no {number}");
}

static void taxes_are_read_as_written(void **state)
{
	static const struct tax_period periods[] = { { 1, "", "2019-12-31" }, { TAX_RATE_LIMIT, "2020-01-01", "2020-01-01" }, { 0, "2020-01-02", "" } };
	const struct tax tax = { .en = "tab\tline\nback\\slash", .zh = "税", .periods = periods, .count = 3 };
	struct arena arena = { 0 };
	const void *read;
	struct text text = { 0 }, again = { 0 };

	(void)state;
	section_write(&text, &section_taxes, &tax);
	assert_int_equal(section_read(&arena, &section_taxes, "x", text.data, &read, &error), STATUS_OK);
	section_write(&again, &section_taxes, read);
	assert_string_equal(text.data, again.data);
	assert_string_equal(((const struct tax *)read)->en, tax.en);
	assert_string_equal(section_entry_name(read), "x");
	text_clear(&text);
	section_write(&text, &section_taxes, NULL);
	assert_int_equal(section_read(&arena, &section_taxes, "x", text.data, &read, &error), STATUS_OK);
	assert_null(read);
	text_free(&text);
	text_free(&again);
	arena_free(&arena);
}

static void number(const char *pattern, int64_t counted, const char *wanted, const char *series)
{
	struct text text = { 0 };

	if (numbering_check(pattern, &error))
		fail_msg("%s", error.message);
	numbering_write(&text, pattern, "2026-03-05", counted);
	assert_string_equal(text.data, wanted);
	text_clear(&text);
	numbering_series(&text, pattern, "quote", "2026-03-05");
	assert_string_equal(text.data, series);
	text_free(&text);
}

static void numbers(void **state)
{
	(void)state;
	number("Q-{year}-{number:4}", 1, "Q-2026-0001", "quote-2026");
	number("Q-{year}-{number:4}", 12345, "Q-2026-12345", "quote-2026");
	number("{yy}{month}{number:12}", 7, "2603000000000007", "quote-2026-03");
	number("{month}/{year}/{number}", 7, "03/2026/7", "quote-2026-03");
	number("{number}", INT64_MAX, "9223372036854775807", "quote");
	number("报价 {number:01}号", 9, "报价 9号", "quote");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(built_in_values, setup, teardown),
		cmocka_unit_test_setup_teardown(sections_are_sound, setup, teardown),
		cmocka_unit_test_setup_teardown(set_values, setup, teardown),
		cmocka_unit_test_setup_teardown(damaged_settings_are_named, setup, teardown),
		cmocka_unit_test_setup_teardown(taxes_are_read_as_written, setup, teardown),
		cmocka_unit_test_setup_teardown(numbers, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
