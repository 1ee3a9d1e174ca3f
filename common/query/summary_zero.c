/* Groups that no record is in, where the values that there could be are known: picks, yes and no, the days of the period. */
#include "query/summary_parts.h"

#include <stdlib.h>
#include <string.h>

enum { EMPTY_GROUPS = 100000 };

struct codes {
	uint32_t *codes;
	size_t count, room;
};

static void add_code(struct codes *codes, uint32_t code)
{
	codes->codes = array_reserve(codes->codes, &codes->room, codes->count + 1, sizeof *codes->codes);
	codes->codes[codes->count++] = code;
}

/* The buckets of the period, or from the first to the last that there is. */
static void add_spans(const struct summary *summary, const struct summary_key *key, size_t level, struct codes *codes)
{
	const struct summary_end *date = &summary->date;
	int64_t first = INT64_MAX, last = INT64_MIN;

	if (summary->spec.period && date->field == key->end.field && date->join == key->end.join) {
		first = unit_bucket(key->unit, calendar_from_number(summary->first), summary->fiscal);
		last = unit_bucket(key->unit, calendar_from_number(summary->last), summary->fiscal);
	} else {
		for (size_t i = 0; i < summary->groups.count; i++) {
			const struct group *group = &summary->groups.items[i];
			bool of_key = group->across ? level == summary->key_count : group->level == level + 1;
			if (!of_key || !group->code || group->code == CODE_OTHERS)
				continue;
			first = group->code - 1 < first ? (int64_t)group->code - 1 : first;
			last = group->code - 1 > last ? (int64_t)group->code - 1 : last;
		}
	}
	for (; first <= last && codes->count < EMPTY_GROUPS; first = unit_step(key->unit, first, 1))
		add_code(codes, (uint32_t)first + 1);
}

/* Whether no record that the filter leaves can have the pick: stage=new,won has no lost ones, nor has not stage=lost. What is said in other ways is not looked at. */
static bool leaves_out(const struct expr *where, bool not, const struct summary_key *key, const struct pick *picks, const struct pick *pick)
{
	bool named = false;

	if (where->type == EXPR_AND || where->type == EXPR_OR) {
		/* One is enough where all hold; where one of them is enough, all. */
		bool one = (where->type == EXPR_AND) != not;
		for (const struct expr *child = where->child; child; child = child->next)
			if (leaves_out(child, not, key, picks, pick) == one)
				return one;
		return !one;
	}
	if (where->type == EXPR_NOT)
		return leaves_out(where->child, !not, key, picks, pick);
	if (where->type != EXPR_TERM || (where->op != OP_EQUAL && where->op != OP_DIFFERENT) || strcmp(where->path, key->name) != 0)
		return false;
	for (const struct item *item = where->items; item; item = item->next) {
		const struct pick *other = item->type == ITEM_VALUE ? pick_find(picks, item->text) : NULL;
		if (!other && item->type != ITEM_EMPTY)
			return false;
		named |= other && strcmp(other->key, pick->key) == 0;
	}
	return named == (not == (where->op == OP_EQUAL));
}

static void find_codes(struct summary *summary, size_t level, struct codes *codes)
{
	struct summary_key *key = &summary->keys[level];
	const struct field *field = key->end.field;
	const struct pick *picks = key->end.role ? summary->joins[key->end.join].step.fields[0]->roles : field ? field->picks : NULL, *all = picks;

	codes->count = 0;
	for (; picks && picks->key; picks++)
		if (!pick_is_empty(picks) && !(summary->where && leaves_out(summary->where, false, key, all, picks)))
			add_code(codes, values_text(&key->values, picks->key, strlen(picks->key)));
	if (field && field->kind == KIND_BOOL && !key->end.role) {
		add_code(codes, values_number(&key->values, 0));
		add_code(codes, values_number(&key->values, 1));
	}
	if (key->unit == UNIT_WEEKDAY || key->unit == UNIT_HOUR)
		for (int64_t i = key->unit == UNIT_WEEKDAY; i < (key->unit == UNIT_WEEKDAY ? 8 : 24); i++)
			add_code(codes, values_number(&key->values, i));
	else if (key->unit)
		add_spans(summary, key, level, codes);
}

enum status summary_add_empty(struct summary *summary)
{
	struct codes codes = { 0 };
	enum status status = STATUS_OK;

	for (size_t level = 0; !status && level < summary->key_count + summary->pivoted; level++) {
		bool across = level == summary->key_count;
		find_codes(summary, level, &codes);
		for (uint32_t i = 0, before = (uint32_t)summary->groups.count; !status && i < before; i++) {
			const struct group group = summary->groups.items[i];
			if (group.across || group.level != (across ? 0 : level) || !summary_in_period(summary, i))
				continue;
			for (size_t k = 0; k < codes.count; k++)
				groups_find(&summary->groups, across ? i | GROUP_ACROSS : i, codes.codes[k], true);
			if (summary->groups.count - before > EMPTY_GROUPS)
				status = error_set(summary_error(summary), STATUS_USAGE, "all_values: there are more than %d groups without records; group by fewer values", EMPTY_GROUPS);
		}
	}
	free(codes.codes);
	return status;
}
