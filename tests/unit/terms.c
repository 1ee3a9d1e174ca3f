#include "base/terms.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void is(const char *text, const char *stored)
{
	struct terms terms;
	struct text out = { 0 };
	struct error error = { 0 };

	if (terms_parse(text, &terms, &error))
		fail_msg("%s: %s", text, error.message);
	terms_format(&out, &terms);
	assert_string_equal(text_string(&out), stored);
	text_clear(&out);
	assert_int_equal(terms_parse(stored, &terms, &error), STATUS_OK);
	terms_format(&out, &terms);
	assert_string_equal(text_string(&out), stored);
	text_free(&out);
}

static void fails(const char *text, const char *says)
{
	struct terms terms;
	struct error error = { 0 };

	assert_int_equal(terms_parse(text, &terms, &error), STATUS_DATA);
	if (!strstr(error.message, says))
		fail_msg("%s: %s does not say: %s", text, error.message, says);
}

static void forms(void **state)
{
	(void)state;
	is("net 30", "net 30");
	is("NET30", "net 30");
	is("net 0", "net 0");
	is("eom", "eom");
	is("eom+30", "eom+30");
	is("eom + 30", "eom+30");
	is("30% order, 60% delivery, 10% delivery+12mo", "30% order, 60% delivery, 10% delivery+12mo");
	is("３０％ order，７０％ delivery", "30% order, 70% delivery");
	is("33.3333% signing,66.6667% acceptance + 2w", "33.3333% signing, 66.6667% acceptance+2w");
	is("50% 2026-12-31, 50% net 10", "50% 2026-12-31, 50% net 10");
	is("100% delivery", "100% delivery");
}

/* As people write them. */
static void ways(void **state)
{
	static const char *const same[][2] = {
		{ "30 days", "net 30" }, { "30 Days", "net 30" }, { "net 30 days", "net 30" }, { "30 days net", "net 30" }, { "30d", "net 30" },
		{ "n/30", "net 30" }, { "30天", "net 30" }, { "３０天", "net 30" }, { "账期60天", "net 60" }, { "票到30天", "100% invoice+30d" },
		{ "30 days after invoice", "net 30" }, { "due on receipt", "net 0" }, { "2 months", "100% invoice+2mo" },
		{ "net 30 eom", "eom+30" }, { "Net 30 EOM", "eom+30" }, { "30 days eom", "eom+30" }, { "eom 15", "eom+15" }, { "30 days end of month", "eom+30" },
		{ "月结", "eom" }, { "月结30天", "eom+30" }, { "月结 60 天", "eom+60" }, { "月结30", "eom+30" }, { "月结30天付款", "eom+30" },
		{ "货到付款", "100% delivery" }, { "货到30天", "100% delivery+30d" }, { "货到30天付款", "100% delivery+30d" }, { "货到后15天内付款", "100% delivery+15d" },
		{ "delivery+30d", "100% delivery+30d" }, { "30 days after delivery", "100% delivery+30d" }, { "on delivery", "100% delivery" }, { "COD", "100% delivery" },
		{ "款到发货", "100% order" }, { "prepaid", "100% order" }, { "验收后30天", "100% acceptance+30d" },
		{ "预付30%，货到60%，验收后12个月10%", "30% order, 60% delivery, 10% acceptance+12mo" }, { "30%预付、70%发货后2周", "30% order, 70% delivery+2w" },
		{ "30% deposit; 70% on delivery", "30% order, 70% delivery" }, { "30% order, 70% 45 days", "30% order, 70% net 45" },
		{ "2/10 net 30", "2/10 net 30" }, { "2/10, n/30", "2/10 net 30" }, { "2%/10 days net 30 days", "2/10 net 30" }, { "1.5/10 net 30", "1.5/10 net 30" },
		{ "3/5 2/10 net 30", "3/5 2/10 net 30" }, { "3/5, 2/10, n/30", "3/5 2/10 net 30" }, { "2/10 30 days", "2/10 net 30" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof same / sizeof *same; i++)
		is(same[i][0], same[i][1]);
}

static void values(void **state)
{
	struct terms terms;

	(void)state;
	assert_int_equal(terms_parse("30% order, 60% delivery, 10% delivery+12mo", &terms, NULL), STATUS_OK);
	assert_int_equal(terms.count, 3);
	assert_int_equal(terms.parts[2].percent, 100000);
	assert_int_equal(terms.parts[2].when, TERM_DELIVERY);
	assert_int_equal(terms.parts[2].after, 12);
	assert_int_equal(terms.parts[2].unit, TERM_MONTHS);
	assert_int_equal(terms_parse("net 45", &terms, NULL), STATUS_OK);
	assert_int_equal(terms.parts[0].percent, TERMS_WHOLE);
	assert_int_equal(terms.parts[0].after, 45);
}

static void refusals(void **state)
{
	(void)state;
	fails("30% order, 60% delivery", "90%, not 100%");
	fails("60% order, 60% delivery", "120%, not 100%");
	fails("soon", "not a payment term");
	fails("net", "not a payment term");
	fails("net thirty", "not a payment term");
	fails("net 99999", "not a payment term");
	fails("net 30, net 60", "not a payment term");
	fails("100% order, net 30", "not a payment term");
	fails("30 order, 70 delivery", "percentage");
	fails("0% order, 100% delivery", "percentage");
	fails("100% order+3m", "not a payment term");
	fails("100% 2026-02-30", "not a payment term");
	fails("100% order,", "not a payment term");
	fails("eom+2mo", "not a payment term");
	fails("100.5% order", "percentage");
	fails("30", "percentage");
	fails("30 bananas", "percentage");
	fails("net 30 bananas", "not a payment term");
	fails("货到30", "percentage");
	fails("2/10 eom", "written before a net term");
	fails("2/10 net 5", "that is not earlier");
	fails("2/10 3/5 net 30", "the highest one first");
	fails("2/10 50% order, 50% delivery", "written before a net term");
	fails("0/10 net 30", "written before a net term");
	fails("100/10 net 30", "written before a net term");
	fails("2/10", "not a payment term");
	fails("4/1 3/2 2/3 1/4 0.5/5 net 30", "");
	fails("15 mfi", "percentage");
}

static void hostile(void **state)
{
	struct text text = { 0 };

	(void)state;
	for (int i = 0; i < 50; i++)
		text_printf(&text, "%s2%% order", i ? "," : "");
	fails(text.data, "more than 24 parts");
	text_free(&text);
	fails("1.2.3% order", "");
	fails("%", "");
	fails(",", "");
	fails("1234-", "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(forms),
		cmocka_unit_test(ways),
		cmocka_unit_test(values),
		cmocka_unit_test(refusals),
		cmocka_unit_test(hostile),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
