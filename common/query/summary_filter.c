/* The words of a filter that lists the records of a row. */
#include "query/summary_parts.h"

#include <string.h>

static void add_word(struct text *words, const char *word)
{
	if (words->length)
		text_byte(words, ' ');
	text_word(words, word);
}

/* An expression that matches the text and no other, for fields whose = compares by a key; `around` is on both sides of it. */
static void add_pattern(struct text *term, const char *text, const char *before, const char *behind)
{
	text_printf(term, "/%s", before);
	for (; *text; text++) {
		if (strchr("\\^$.[]|()*+?{}/", *text))
			text_byte(term, '\\');
		text_byte(term, *text);
	}
	text_printf(term, "%s/", behind);
}

static void add_text(const struct summary_key *key, const char *text, struct text *term)
{
	enum kind_id kind = key->end.field && !key->end.role ? key->end.field->kind : KIND_PICK;

	if (kind == KIND_TAGS)
		add_pattern(term, text, ",", ",");
	else if (kind == KIND_EMAIL || kind == KIND_PHONE || kind == KIND_ANNIVERSARY || (kind == KIND_TEXT && strcmp(key->end.field->name, "login") == 0))
		add_pattern(term, text, "^", "$");
	else if (kind == KIND_PICK)
		text_add(term, text);
	else
		filter_exact(term, text);
}

static void add_span(const struct summary *summary, const struct summary_key *key, uint32_t code, struct text *term)
{
	int64_t first, last;
	char day[DATE_SIZE];

	unit_days(key->unit, values_integer(&key->values, code), summary->fiscal, &first, &last);
	date_from_number(first, day);
	text_add(term, day);
	if (first == last)
		return;
	date_from_number(last, day);
	text_printf(term, "..%s", day);
}

/* What stands behind the = of a term for a value of a key. */
static void add_value(struct summary *summary, const struct summary_key *key, uint32_t code, struct text *term)
{
	const struct listed *listed = values_listed(&key->values, code);

	if (listed && listed->text)
		add_text(key, listed->text, term);
	else if (code && key->unit > UNIT_LAST_SPAN)
		unit_format(key->unit, values_integer(&key->values, code), summary->fiscal, NULL, term);
	else if (code && key->unit)
		add_span(summary, key, code, term);
	else if (code)
		summary_write_code(summary, key, code, term);
}

static void add_term(struct summary *summary, const struct summary_key *key, uint32_t code, struct text *words)
{
	struct text term = { 0 };

	text_add(&term, key->end.path);
	if (key->unit > UNIT_LAST_SPAN)
		text_printf(&term, ":%s", unit_name((size_t)key->unit - 1));
	text_byte(&term, '=');
	add_value(summary, key, code, &term);
	add_word(words, term.data);
	text_free(&term);
}

static bool is_many(const struct summary *summary, const struct summary_key *key)
{
	return summary->joins[key->end.join].many || (key->end.field && key->end.field->kind == KIND_TAGS);
}

/* The groups beyond `top`: those that are shown are excluded; where a record may be in several groups, those that are not shown are named. */
static void add_others(struct summary *summary, const struct summary_key *key, uint32_t above, struct text *words)
{
	bool many = is_many(summary, key), any = false;

	for (uint32_t i = 0; i < summary->groups.count; i++) {
		const struct group *group = &summary->groups.items[i];
		if (group->across || group->level != summary->key_count || group->above != above || group->code == CODE_OTHERS || summary->shown[i] == many)
			continue;
		if (any)
			add_word(words, many ? "or" : "and");
		else
			add_word(words, "[");
		any = true;
		if (!many)
			add_word(words, "not");
		add_term(summary, key, group->code, words);
	}
	if (any)
		add_word(words, "]");
}

/* A row of one currency has the records whose first amount is in it. */
static void add_currency(struct summary *summary, uint32_t root, struct text *words)
{
	const char *currency = summary_currency(summary, root), *path = summary->own.path ? summary->own.path : "";
	const char *dot = strrchr(path, '.');
	struct text term = { 0 };

	if (!summary->money || summary->spec.currency || !summary->own.record)
		return;
	text_printf(&term, "%.*scurrency=%s%s", dot ? (int)(dot - path) + 1 : 0, path, currency, strcmp(currency, summary->store->conventions.currency) == 0 ? "," : "");
	add_word(words, term.data);
	text_free(&term);
}

static void add_period(const struct summary *summary, struct text *words)
{
	char first[DATE_SIZE], last[DATE_SIZE];
	struct text term = { 0 };

	if (!summary->spec.period)
		return;
	date_from_number(summary->first, first);
	date_from_number(summary->last, last);
	text_printf(&term, "%s=%s..%s", summary->date.path, first, last);
	add_word(words, term.data);
	text_free(&term);
}

void summary_filter(struct summary *summary, const struct summary_row *row, struct text *words)
{
	uint32_t at = summary->line.group, codes[SUMMARY_GROUPS], aboves[SUMMARY_GROUPS];
	bool human = summary->human;

	(void)row;
	summary->human = false; /* a filter takes references and keys, not what people read */
	for (; summary->groups.items[at].level > 0; at = summary->groups.items[at].above) {
		codes[summary->groups.items[at].level - 1] = summary->groups.items[at].code;
		aboves[summary->groups.items[at].level - 1] = summary->groups.items[at].above;
	}
	for (size_t i = 0; i < summary->line.level; i++) {
		if (codes[i] == CODE_OTHERS)
			add_others(summary, &summary->keys[i], aboves[i], words);
		else
			add_term(summary, &summary->keys[i], codes[i], words);
	}
	add_currency(summary, at, words);
	add_period(summary, words);
	summary->human = human;
}
