/* Names of companies, brought to the form that near-equal ones share. */
#include "io/import.h"

#include "base/utf8.h"
#include <string.h>

static bool ends_with(const struct text *text, const char *ending)
{
	size_t length = strlen(ending);

	return text->length > length && memcmp(text->data + text->length - length, ending, length) == 0;
}

/* 股份有限公司 goes in two steps. What is left is never empty. */
static void drop_chinese_forms(struct text *name)
{
	static const char *const forms[] = { "有限责任公司", "有限公司", "股份" };
	bool again = true;

	while (again) {
		again = false;
		for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
			if (ends_with(name, forms[i])) {
				name->length -= strlen(forms[i]);
				name->data[name->length] = '\0';
				again = true;
			}
		}
	}
}

static bool is_latin_form(const char *word, size_t length)
{
	static const char *const forms[] = { "ltd", "limited", "co", "company", "inc", "incorporated", "llc", "gmbh", "ag", "corp", "corporation", "kg", "&" };

	for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
		if (strlen(forms[i]) == length && memcmp(forms[i], word, length) == 0)
			return true;
	return false;
}

static bool is_gap(const char *p)
{
	return strchr(" \t\r\n.,'\"", *p) != NULL;
}

/* The bytes of a character that is left out: a blank or a point, of any width. */
static size_t gap_length(const char *p)
{
	static const char middle_dot[] = "·", no_break[] = "\xC2\xA0";

	if (*p && is_gap(p))
		return 1;
	if (strncmp(p, middle_dot, strlen(middle_dot)) == 0 || strncmp(p, no_break, strlen(no_break)) == 0)
		return 2;
	return 0;
}

void import_close_name(struct text *out, const char *name)
{
	struct text half = { 0 }, folded = { 0 }, joined = { 0 };
	size_t kept = 0; /* length up to the last word that is no legal form */

	utf8_halfwidth(&half, name, strlen(name));
	utf8_casefold(&folded, text_string(&half), half.length);
	for (const char *p = text_string(&folded); *p;) {
		size_t gap = gap_length(p);
		if (gap) {
			p += gap;
			continue;
		}
		const char *word = p;
		while (*p && !gap_length(p))
			p++;
		text_append(&joined, word, (size_t)(p - word));
		if (!kept || !is_latin_form(word, (size_t)(p - word)))
			kept = joined.length;
	}
	if (joined.length) {
		joined.length = kept;
		joined.data[kept] = '\0';
		drop_chinese_forms(&joined);
	}
	text_append(out, text_string(&joined), joined.length);
	text_free(&half);
	text_free(&folded);
	text_free(&joined);
}
