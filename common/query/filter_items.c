/* Operators that are none, and the values behind an operator of a filter. */
#include "query/filter.h"

#include <string.h>

size_t filter_wide_operator(const char *word, const char **operator, const char **value)
{
	static const char *const wide[][2] = { { "！＝", "!=" }, { "！=", "!=" }, { "＝", "=" }, { "～", "~" }, { "：", ":" }, { ":", ":" } };

	for (size_t at = 0; word[at] && !strchr(" \t\n\"/", word[at]); at++) {
		for (size_t i = 0; at && i < sizeof wide / sizeof *wide; i++) {
			*operator = wide[i][1];
			*value = word + at + strlen(wide[i][0]);
			if (strncmp(word + at, wide[i][0], strlen(wide[i][0])) == 0)
				return at;
		}
	}
	return 0;
}

enum status filter_items(struct arena *arena, const char *text, struct item **out, struct error *error)
{
	struct item **tail = out;
	const char *p = text;

	do {
		struct item *item = arena_alloc(arena, sizeof *item);
		struct text value = { 0 };
		*tail = item;
		tail = &item->next;
		item->type = ITEM_VALUE;
		if (*p == '"') {
			item->type = ITEM_EXACT;
			for (p++; *p && *p != '"'; p++) {
				if (*p == '\\' && (p[1] == '"' || p[1] == '\\'))
					p++;
				text_byte(&value, *p);
			}
			if (*p++ != '"' || (*p && *p != ',')) {
				text_free(&value);
				return error_set(error, STATUS_USAGE, "%s: a quoted value ends with \" before a comma or the end", text);
			}
		} else if (*p == '/') {
			const char *end = p + 1;
			for (; *end && !(*end == '/' && (!end[1] || (end[1] == ',' && end[2] != ' '))); end++)
				if (*end == '\\' && end[1])
					end++;
			if (*end) {
				item->type = ITEM_PATTERN;
				text_append(&value, p + 1, (size_t)(end - p - 1));
				p = end + 1;
			}
		}
		if (item->type == ITEM_VALUE) {
			for (; *p && !(*p == ',' && p[1] != ' '); p++) {
				if (*p == '\\' && p[1] == ',')
					p++;
				text_byte(&value, *p);
			}
		}
		item->text = arena_copy(arena, text_string(&value), value.length);
		if (!value.length && item->type != ITEM_PATTERN)
			item->type = ITEM_EMPTY;
		text_free(&value);
	} while (*p++ == ',');
	return STATUS_OK;
}

void filter_exact(struct text *term, const char *value)
{
	text_byte(term, '"');
	for (; *value; value++) {
		if (*value == '"' || *value == '\\')
			text_byte(term, '\\');
		text_byte(term, *value);
	}
	text_byte(term, '"');
}
