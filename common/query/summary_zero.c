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

static void find_codes(struct summary *summary, size_t level, struct codes *codes)
{
	struct summary_key *key = &summary->keys[level];
	const struct field *field = key->end.field;
	const struct pick *picks = key->end.role ? summary->joins[key->end.join].step.fields[0]->roles : field ? field->picks : NULL;

	codes->count = 0;
	for (; picks && picks->key; picks++)
		if (!pick_is_empty(picks))
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
