#include "base/tax_number.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void passes(const char *number, bool person, const char *stored)
{
	struct text tidy = { 0 };
	struct error error = { 0 };

	if (tax_number_check(number, person, &tidy, &error))
		fail_msg("%s", error.message);
	assert_string_equal(text_string(&tidy), stored);
	text_free(&tidy);
}

static void fails(const char *number, bool person, const char *says)
{
	struct text tidy = { 0 };
	struct error error = { 0 };

	assert_int_equal(tax_number_check(number, person, &tidy, &error), STATUS_DATA);
	if (!strstr(error.message, says))
		fail_msg("%s does not say: %s", error.message, says);
	text_free(&tidy);
}

/* 91350100M000100Y43 is the example of GB 32100-2015; the others are of well-known firms. */
static void credit_codes(void **state)
{
	(void)state;
	passes("91350100M000100Y43", false, "91350100M000100Y43");
	passes("91350100m000100y43", false, "91350100M000100Y43");
	passes("9135 0100 M000 100Y 43", false, "91350100M000100Y43");
	passes("９１３５０１００Ｍ０００１００Ｙ４３", false, "91350100M000100Y43");
	passes("914403001922038216", false, "914403001922038216");
	passes("91440300708461136T", false, "91440300708461136T");
	fails("91350100M000100Y44", false, "should be 3, not 4");
	fails("91350100M000100Z43", false, "has no Z");
	fails("91350100M000100I43", false, "has no I");
	fails("91350101M000100Y43", false, "check digit should be");
}

static void old_and_foreign_numbers(void **state)
{
	(void)state;
	passes("310115123456789", false, "310115123456789");
	passes("31011512345678901", false, "31011512345678901");
	passes("31011519800101123401", false, "31011519800101123401");
	passes("de 123456789", false, "DE123456789");
	passes("12/345/67890", false, "12/345/67890");
}

/* 11010519491231002X is the example of GB 11643-1999. */
static void identity_numbers(void **state)
{
	(void)state;
	passes("11010519491231002X", true, "11010519491231002X");
	passes("11010519491231002x", true, "11010519491231002X");
	fails("110105194912310021", true, "check digit should be");
	fails("11010519491231002X", false, "check digit should be");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(credit_codes),
		cmocka_unit_test(old_and_foreign_numbers),
		cmocka_unit_test(identity_numbers),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
