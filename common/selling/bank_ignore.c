/* Lines of statements that a firm never wants as payments, such as the fees of the bank: the section ignored_lines of the schema. */
#include "selling/bank_parts.h"

#include "base/utf8.h"
#include "record/section.h"
#include "selling/sections.h"
#include <string.h>

/* Whether one of the words, which commas of either width divide, is in a folded text. */
static bool has_word(const char *folded_text, const char *words)
{
	struct text half = { 0 }, word = { 0 };
	bool found = false;

	utf8_halfwidth(&half, words, strlen(words));
	for (const char *p = text_string(&half); *p && !found; p += *p == ',') {
		p += strspn(p, " ");
		size_t length = strcspn(p, ","), used = length;
		while (used && p[used - 1] == ' ')
			used--;
		text_clear(&word);
		utf8_fold(&word, p, used);
		found = word.length && strstr(folded_text, word.data);
		p += length;
	}
	text_free(&half);
	text_free(&word);
	return found;
}

const char *bank_ignored(struct import_line *line, bool out)
{
	const struct schema *schema = line->store->schema;
	const char *texts[] = { line->slots[BANK_TEXT], line->slots[BANK_HINT], import_line_text(line, "reference"), import_line_text(line, "payer_name") };
	const struct ignored_line *rule = schema_entry_at(schema, &section_ignored_lines, 0);
	const char *name = NULL;
	struct text folded = { 0 };

	for (size_t i = 0; rule && i < sizeof texts / sizeof *texts; i++) {
		if (texts[i])
			utf8_fold(&folded, texts[i], strlen(texts[i]));
		text_byte(&folded, '\n');
	}
	for (size_t i = 0; !name && (rule = schema_entry_at(schema, &section_ignored_lines, i)); i++)
		if (strcmp(rule->money, out ? "in" : "out") != 0 && has_word(folded.data, rule->text))
			name = rule->name;
	text_free(&folded);
	return name;
}
