/* What a bank's text names, and lines of statements in the hands of the rules. */
#include "selling/bank_parts.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void numbers_are_found(void **state)
{
	static const struct {
		const char *text, *number;
	} found[] = {
		{ "INV-2026-0001", "INV-2026-0001" },
		{ "货款INV-2026-0001", "INV-2026-0001" },
		{ "inv-2026-0001 thanks", "INV-2026-0001" },
		{ "pays INV20260001", "INV-2026-0001" },
		{ "INV 2026/0001, INV 2026/0002", "INV-2026-0002" },
		{ "(INV-2026-0001)", "INV-2026-0001" },
		{ "发票2026-001尾款", "发票2026-001" },
		{ "No. 123456", "123456" },
		{ "B-77", "B-77" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof found / sizeof *found; i++)
		if (!bank_mentions(found[i].text, found[i].number))
			fail_msg("'%s' does not name %s", found[i].text, found[i].number);
}

static void others_are_not(void **state)
{
	static const struct {
		const char *text, *number;
	} absent[] = {
		{ "INV-2026-00012", "INV-2026-0001" },
		{ "XINV-2026-0001", "INV-2026-0001" },
		{ "INV-2026-000", "INV-2026-0001" },
		{ "", "INV-2026-0001" },
		{ "INV-2026-0001", "" },
		{ "INV-2026-0001", "-" },
		{ "12345", "12345" },     /* an amount as well as a number */
		{ "payment", "payment" }, /* a word */
		{ "1234567", "123456" },
		{ "---", "---" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof absent / sizeof *absent; i++)
		if (bank_mentions(absent[i].text, absent[i].number))
			fail_msg("'%s' names %s", absent[i].text, absent[i].number);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(numbers_are_found),
		cmocka_unit_test(others_are_not),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
