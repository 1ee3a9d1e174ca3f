/* What the tests of totals share: a document with its lines, and whether its explanation is well-formed. */
#ifndef CRM_TESTS_TOTALS_CASE_H
#define CRM_TESTS_TOTALS_CASE_H

#include "selling/totals.h"

#include "base/money.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

enum { LINES = 1000 };

struct test_case {
	struct totals_document document;
	struct totals_tax taxes[TOTALS_TAXES];
	struct totals_line lines[LINES];
	size_t count;
};

/* Cuts text at the mark and returns what is behind it, NULL without a mark. */
static char *cut(char *text, char mark)
{
	char *place = strchr(text, mark);

	if (!place)
		return NULL;
	*place = '\0';
	return place + 1;
}

/* The last step of an explanation ends with the total. */
static void check_explanation(const struct test_case *read, const struct totals *totals)
{
	struct text text = { 0 }, total = { 0 };

	totals_explain(&read->document, read->lines, read->count, totals, &text);
	text_byte(&total, '\t');
	money_format(&total, totals->total, read->document.digits);
	text_byte(&total, '\n');
	assert_true(text.length > total.length);
	assert_string_equal(text.data + text.length - total.length, total.data);
	for (char *line = text.data, *next; line && *line; line = next) {
		size_t tabs = 0;
		next = cut(line, '\n');
		for (; *line; line++)
			tabs += *line == '\t';
		assert_int_equal(tabs, 3);
	}
	text_free(&text);
	text_free(&total);
}

#endif
