/* What records come to: counted in the groups of the last level while they are read, then added up in what is above these. A measure whose records may come several times
 * keeps which of them each group has, so that a group above has each once too. */
#include "query/summary_parts.h"

#include <stdlib.h>
#include <string.h>

static void keep_extreme(struct tally *tally, int64_t number, bool greatest)
{
	if (!tally->count || (greatest ? number > (int64_t)tally->low : number < (int64_t)tally->low))
		tally->low = (uint64_t)number;
	tally->count = 1;
}

static int64_t id_of(const struct tally *tally)
{
	return (int64_t)((uint64_t)(uint32_t)tally[1].high << 32 | tally[1].count);
}

/* Instants and days before ids: which of two records is first. The second tally of such a measure has these. */
static void keep_first(struct tally *tally, int64_t number, int64_t when, int64_t id, bool last)
{
	int64_t then = (int64_t)tally[1].low;
	int64_t known = id_of(tally);
	bool later = when != then ? when > then : id > known;

	if (tally->count && later != last)
		return;
	*tally = (struct tally){ .low = (uint64_t)number, .count = 1 };
	tally[1] = (struct tally){ .low = (uint64_t)when, .high = (int32_t)(uint32_t)((uint64_t)id >> 32), .count = (uint32_t)id };
}

static bool has_pairs(const struct summary_measure *measure)
{
	switch (measure->function) {
	case MEASURE_DISTINCT:
	case MEASURE_MEDIAN: return true;
	case MEASURE_COUNT:
	case MEASURE_FILLED:
	case MEASURE_SUM:
	case MEASURE_AVERAGE: return measure->repeats;
	default: return false;
	}
}

/* Whether this is the first time; what is counted without an eye to that is. */
static bool is_new(struct summary_measure *measure, uint32_t group, int64_t id, int64_t number)
{
	if (!has_pairs(measure))
		return true;
	if (measure->function == MEASURE_DISTINCT)
		return group_pairs_add(&measure->pairs, group, number, number);
	if (measure->repeats)
		return group_pairs_add(&measure->pairs, group, id, number);
	group_pairs_append(&measure->pairs, group, id, number);
	return true;
}

static void count(struct summary_measure *measure, struct tally *tally, uint32_t group, const struct summary_counted *counted)
{
	int64_t number = counted->number;

	switch (measure->function) {
	case MEASURE_LEAST:
	case MEASURE_GREATEST: keep_extreme(tally, number, measure->function == MEASURE_GREATEST); return;
	case MEASURE_FIRST:
	case MEASURE_LAST: keep_first(tally, number, counted->when, counted->id, measure->function == MEASURE_LAST); return;
	default: break;
	}
	if (!is_new(measure, group, counted->id, number))
		return;
	if (measure->function == MEASURE_SUM || measure->function == MEASURE_AVERAGE) {
		tally_add(tally, number);
		tally->count -= measure->counts;
	} else {
		tally->count += measure->function == MEASURE_COUNT ? (uint32_t)number : 1;
	}
}

void summary_count(struct summary *summary, struct summary_measure *measure, uint32_t group, const struct summary_counted *counted)
{
	count(measure, groups_tally(&summary->groups, group, measure->slot), group, counted);
}

void summary_count_note(struct summary_measure *measure, struct tally *tallies, const struct summary_counted *counted)
{
	count(measure, &tallies[measure->slot], GROUP_NONE, counted);
}

bool summary_can_note(const struct summary *summary)
{
	for (size_t i = 0; i < summary->measure_count; i++)
		if (has_pairs(&summary->measures[i]))
			return false;
	return summary->key_count && !summary->pivoted && !summary->extras && summary->pass_count == 1;
}

/* What is above a group: the group of the level above; of a column under a pivot the same column there and, at the last level, the group without columns. */
static size_t above(struct summary *summary, uint32_t at, uint32_t out[2])
{
	const struct group group = summary->groups.items[at];
	size_t count = 0;

	if (!group.across) {
		out[0] = group.above;
		return group.level > 0;
	}
	if (group.level == summary->key_count)
		out[count++] = group.above;
	if (group.level > 0)
		out[count++] = groups_find(&summary->groups, summary->groups.items[group.above].above | GROUP_ACROSS, group.code, true);
	return count;
}

static void merge_tally(const struct summary_measure *measure, const struct tally *source, struct tally *target)
{
	uint64_t low = target->low + source->low;

	if (has_pairs(measure) || measure->shares || (!source->count && !measure->counts))
		return;
	switch (measure->function) {
	case MEASURE_LEAST:
	case MEASURE_GREATEST: keep_extreme(target, (int64_t)source->low, measure->function == MEASURE_GREATEST); return;
	case MEASURE_FIRST:
	case MEASURE_LAST:
		keep_first(target, (int64_t)source->low, (int64_t)source[1].low, id_of(source), measure->function == MEASURE_LAST);
		return;
	default: break;
	}
	target->high += source->high + (low < target->low);
	target->low = low;
	target->count += source->count;
}

void summary_merge_tallies(const struct summary *summary, const struct tally *from, struct tally *into)
{
	for (size_t i = 0; i < summary->measure_count; i++)
		merge_tally(&summary->measures[i], &from[summary->measures[i].slot], &into[summary->measures[i].slot]);
}

static void merge_tallies(struct summary *summary, uint32_t from, uint32_t into)
{
	summary_merge_tallies(summary, groups_tally(&summary->groups, from, 0), groups_tally(&summary->groups, into, 0));
}

/* Pairs that are added behind the others are taken up in their turn, to the groups of all records. */
static void raise_pairs(struct summary *summary, struct summary_measure *measure)
{
	uint32_t targets[2];

	for (size_t i = 0; i < measure->pairs.count; i++) {
		const struct group_pair pair = measure->pairs.items[i];
		size_t count = above(summary, pair.group, targets);
		for (size_t k = 0; k < count; k++)
			summary_count(summary, measure, targets[k], &(struct summary_counted){ .id = pair.id, .number = pair.number });
	}
}

static void raise_level(struct summary *summary, size_t level, bool across)
{
	uint32_t targets[2];

	for (uint32_t i = 0; i < summary->groups.count; i++) {
		const struct group *group = &summary->groups.items[i];
		if (group->level != level || group->across != across || (summary->removed && summary->removed[i]))
			continue;
		size_t count = above(summary, i, targets);
		for (size_t k = 0; k < count; k++)
			merge_tallies(summary, i, targets[k]);
	}
}

void summary_add_up(struct summary *summary)
{
	for (size_t i = 0; i < summary->measure_count; i++)
		summary->measures[i].read = summary->measures[i].pairs.count;
	for (size_t level = summary->key_count + 1; level-- > 0;) {
		raise_level(summary, level, true);
		raise_level(summary, level, false);
	}
	for (size_t i = 0; i < summary->measure_count; i++)
		if (has_pairs(&summary->measures[i]))
			raise_pairs(summary, &summary->measures[i]);
}

/* Whether records are counted in the group itself. */
static bool is_last(const struct summary *summary, const struct group *group)
{
	return group->level == summary->key_count && group->across == summary->pivoted;
}

void summary_take_down(struct summary *summary)
{
	for (uint32_t i = 0; i < summary->groups.count; i++)
		if (!is_last(summary, &summary->groups.items[i]))
			memset(groups_tally(&summary->groups, i, 0), 0, summary->groups.each * sizeof *summary->groups.tallies);
	for (size_t i = 0; i < summary->measure_count; i++)
		group_pairs_keep(&summary->measures[i].pairs, summary->measures[i].read, summary->removed);
}

static int compare_pairs(const void *a, const void *b)
{
	const struct group_pair *left = a, *right = b;

	if (left->group != right->group)
		return left->group < right->group ? -1 : 1;
	return left->number < right->number ? -1 : left->number > right->number;
}

/* The value in the middle, or half way between the two that are; of whole numbers × 10^6, as averages are. */
static void find_median(struct summary *summary, const struct summary_measure *measure, const struct group_pair *pairs, size_t count)
{
	struct tally *tally = groups_tally(&summary->groups, pairs->group, measure->slot);
	wide twice = (wide)pairs[(count - 1) / 2].number + pairs[count / 2].number;
	int64_t number;

	if (measure->end.field && measure->end.field->kind == KIND_INT)
		twice *= FORMULA_SCALE;
	tally->count = int64_from_wide(wide_round(twice, 2, ROUNDING_HALF_UP), &number);
	tally->low = (uint64_t)(tally->count ? number : 0);
}

static void find_medians(struct summary *summary, const struct summary_measure *measure)
{
	size_t count = measure->pairs.count;
	struct group_pair *items = memory_alloc(count * sizeof *items);

	memcpy(items, measure->pairs.items, count * sizeof *items);
	qsort(items, count, sizeof *items, compare_pairs);
	for (size_t first = 0, next; first < count; first = next) {
		for (next = first; next < count && items[next].group == items[first].group; next++)
			;
		find_median(summary, measure, items + first, next - first);
	}
	free(items);
}

void summary_find_medians(struct summary *summary)
{
	for (size_t i = 0; i < summary->measure_count; i++)
		if (summary->measures[i].function == MEASURE_MEDIAN && summary->measures[i].pairs.count)
			find_medians(summary, &summary->measures[i]);
}

void summary_merge(struct summary *summary, const uint32_t *into, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (into[i] != GROUP_NONE)
			merge_tallies(summary, (uint32_t)i, into[i]);
	for (size_t i = 0; i < summary->measure_count; i++) {
		struct summary_measure *measure = &summary->measures[i];
		for (size_t k = 0, pairs = has_pairs(measure) ? measure->pairs.count : 0; k < pairs; k++) {
			const struct group_pair pair = measure->pairs.items[k];
			if (pair.group < count && into[pair.group] != GROUP_NONE)
				summary_count(summary, measure, into[pair.group], &(struct summary_counted){ .id = pair.id, .number = pair.number });
		}
	}
}
