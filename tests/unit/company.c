#include "base/company.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void key_is(const char *name, const char *key)
{
	struct text out = { 0 };

	text_add(&out, "|");
	company_key(&out, name, strlen(name));
	if (strcmp(text_string(&out) + 1, key) != 0)
		fail_msg("%s gives %s, not %s", name, text_string(&out) + 1, key);
	text_free(&out);
}

static void legal_forms_go(void **state)
{
	(void)state;
	key_is("上海泵业有限公司", "上海泵业");
	key_is("上海泵业有限责任公司", "上海泵业");
	key_is("上海泵业股份有限公司", "上海泵业");
	key_is("上海泵业股份", "上海泵业");
	key_is("泵业（上海）有限公司", "泵业上海");
	key_is("泵业(上海) 有限公司", "泵业上海");
	key_is("Acme Ltd", "acme");
	key_is("ACME Co., Ltd.", "acme");
	key_is("ＡＣＭＥ　Ｃｏ．，Ｌｔｄ．", "acme");
	key_is("Acme Co.Ltd", "acme");
	key_is("Acme, Inc.", "acme");
	key_is("Müller GmbH & Co. KG", "muller");
	key_is("Siemens AG", "siemens");
	key_is("Total S.A.", "total");
	key_is("Total SA", "total");
	key_is("Bertelsmann G.m.b.H.", "bertelsmann");
	key_is("Initech LLC", "initech");
	key_is("Initech Corp", "initech");
}

static void the_rest_stays(void **state)
{
	(void)state;
	key_is("上海泵业有限公司苏州分公司", "上海泵业苏州分公司");
	key_is("Costco", "costco");
	key_is("Zinc", "zinc");
	key_is("AG Insurance", "aginsurance");
	key_is("3M", "3m");
	key_is("佐々木商店", "佐々木商店");
	key_is("J.P. Morgan", "jpmorgan");
}

static void never_empty(void **state)
{
	(void)state;
	key_is("有限公司", "有限公司");
	key_is("AG", "ag");
	key_is("Co. Ltd", "co");
	key_is("***", "***");
	key_is("", "");
	key_is("  ", "");
}

/* More words than are kept apart: no byte is lost, and nothing overflows. */
static void many_words(void **state)
{
	struct text name = { 0 }, key = { 0 };

	(void)state;
	for (int i = 0; i < 500; i++)
		text_add(&name, "a ");
	company_key(&key, name.data, name.length);
	assert_int_equal(key.length, 500);
	text_free(&name);
	text_free(&key);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(legal_forms_go),
		cmocka_unit_test(the_rest_stays),
		cmocka_unit_test(never_empty),
		cmocka_unit_test(many_words),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
