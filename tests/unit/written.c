#include "base/written.h"

#include "base/date.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <cmocka.h>

/* What a text is in each reading; NULL: it has none. */
static const struct number {
	const char *text, *point, *comma;
} numbers[] = {
	{ "1234", "1234", "1234" },
	{ "-5", "-5", "-5" },
	{ "12,500", "12500", "12.500" },
	{ "12.500", "12.500", "12500" },
	{ "1,234.50", "1234.50", NULL },
	{ "1.234,50", NULL, "1234.50" },
	{ "1,5", NULL, "1.5" },
	{ "1.5", "1.5", NULL },
	{ "1,234,567", "1234567", NULL },
	{ "1.234.567", NULL, "1234567" },
	{ "0,125", NULL, "0.125" },
	{ "0.125", "0.125", NULL },
	{ ",5", NULL, ".5" },
	{ ".5", ".5", NULL },
	{ "Rs.500", "Rs.500", "Rs.500" },
	{ "1'234.50", "1234.50", NULL },
	{ "1’234,50", NULL, "1234.50" },
	{ "1 234,50", NULL, "1234.50" },
	{ "1\xC2\xA0""234,50 €", NULL, "1234.50 €" },
	{ "1\xE2\x80\xAF""234\xE2\x80\xAF""567,50\xE2\x80\xAF€", NULL, "1234567.50 €" },
	{ "1 234", "1234", "1234" },
	{ "(1,234.50)", "-1234.50", NULL },
	{ "$(1,234.50)", "-$1234.50", NULL },
	{ "($30.00)", "-$30.00", NULL },
	{ "（500）", "-500", "-500" },
	{ "(-5)", NULL, NULL },
	{ "１，２３４．５０", "1234.50", NULL },
	{ "1.2万元", "1.2万元", NULL },
	{ "EUR 4.711,98", NULL, "EUR 4711.98" },
	{ "-2 345.56", "-2345.56", NULL },
	{ "13,5 %", NULL, "13.5 %" },
	{ "1,23,456", NULL, NULL },
	{ "1 23", NULL, NULL },
	{ "1.234 567", NULL, NULL },
	{ "1 234.567,50", NULL, NULL },
	{ "01,234", NULL, "01.234" },
	{ "10.999.99", NULL, NULL },
	{ "1..5", NULL, NULL },
	{ "5-6", NULL, NULL },
	{ "1E5", NULL, NULL },
	{ "viel", NULL, NULL },
	{ "", NULL, NULL },
};

static void compare(const char *text, bool found, const struct text *out, const char *expected)
{
	if (found != (expected != NULL))
		fail_msg("%s: %s", text, found ? text_string(out) : "not read");
	assert_string_equal(text_string(out), expected ? expected : "");
}

static void reads_numbers(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
		struct text point = { 0 }, comma = { 0 };
		bool found = written_number(numbers[i].text, WRITTEN_POINT, &point);
		compare(numbers[i].text, found, &point, numbers[i].point);
		found = written_number(numbers[i].text, WRITTEN_COMMA, &comma);
		compare(numbers[i].text, found, &comma, numbers[i].comma);
		text_free(&point);
		text_free(&comma);
	}
}

static const struct day {
	const char *text, *readings[3];
	bool past;
} days[] = {
	{ "03/04/2026", { "2026-04-03", "2026-03-04", NULL }, false },
	{ "25/12/2026", { "2026-12-25", NULL, NULL }, false },
	{ "12/25/2026", { NULL, "2026-12-25", NULL }, false },
	{ "5.3.26", { "2026-03-05", "2026-05-03", NULL }, false },
	{ "05-03-26", { "2026-03-05", "2026-05-03", "2005-03-26" }, false },
	{ "31/12/99", { "1999-12-31", NULL, NULL }, false },
	{ "99-12-31", { NULL, NULL, "1999-12-31" }, false },
	{ "01.02.46", { "2046-02-01", "2046-01-02", NULL }, false },
	{ "01.02.47", { "1947-02-01", "1947-01-02", NULL }, false },
	{ "01.02.45", { "1945-02-01", "1945-01-02", NULL }, true },
	{ "05.03.26", { "2026-03-05", "1926-05-03", "2005-03-26" }, true },
	{ "06.03.26", { "1926-03-06", "1926-06-03", "2006-03-26" }, true },
	{ "29.02.2025", { NULL, NULL, NULL }, false },
	{ "5. 3. 2026", { "2026-03-05", "2026-05-03", NULL }, false },
	{ "7/4/1996 2:22 PM", { "1996-04-07 2:22 PM", "1996-07-04 2:22 PM", NULL }, false },
	{ "5/15/1985, 12:00:00 AM", { NULL, "1985-05-15 12:00:00 AM", NULL }, false },
	{ "２５／１２／２０２６", { "2026-12-25", NULL, NULL }, false },
	{ "2026/3/5", { NULL, NULL, NULL }, false },
	{ "5/3.2026", { NULL, NULL, NULL }, false },
	{ "5/3/6", { NULL, NULL, NULL }, false },
	{ "5/3/20260", { NULL, NULL, NULL }, false },
	{ "5/3", { NULL, NULL, NULL }, false },
	{ "5/3/2026x", { NULL, NULL, NULL }, false },
	{ "today", { NULL, NULL, NULL }, false },
	{ "", { NULL, NULL, NULL }, false },
};

static void reads_days(void **state)
{
	const int64_t now = 1772672400; /* 2026-03-05 09:00 in Shanghai */

	(void)state;
	assert_int_equal(date_zone("Asia/Shanghai", NULL), STATUS_OK);
	for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
		for (unsigned order = WRITTEN_DMY; order <= WRITTEN_YMD; order++) {
			struct text out = { 0 };
			const char *expected = days[i].readings[order];
			bool found = written_day(days[i].text, (enum written_order)order, now, days[i].past, &out);
			compare(days[i].text, found, &out, expected);
			text_free(&out);
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(reads_numbers), cmocka_unit_test(reads_days) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
