/* What is made of measures: shares, other periods, computed columns; and, once the rows are in order, running totals and ranks. */
#include "query/summary_parts.h"

#include <stdlib.h>
#include <string.h>

enum { HUNDREDTHS = 10000, HUNDREDTH = 10000 }; /* of a percent in a whole; × 10^6 */

size_t summary_pivot_codes(const struct summary *summary, uint32_t **out)
{
	const struct values *values = &summary->keys[summary->key_count].values;
	size_t count = 0, room = 0;

	*out = NULL;
	for (size_t i = 0; summary->pivoted && i < summary->groups.count; i++) {
		const struct group *group = &summary->groups.items[i];
		size_t at = count;
		if (!group->across || group->level || group->code == CODE_OTHERS || !summary_in_period(summary, (uint32_t)i))
			continue;
		while (at > 0 && values_order(values, group->code, (*out)[at - 1]) < 0)
			at--;
		if (at > 0 && (*out)[at - 1] == group->code)
			continue;
		*out = array_reserve(*out, &room, count + 1, sizeof **out);
		memmove(*out + at + 1, *out + at, (count - at) * sizeof **out);
		(*out)[at] = group->code;
		count++;
	}
	return count;
}

static int64_t *extra_at(const struct summary *summary, uint32_t group, const struct summary_asked *asked)
{
	return &summary->extra[group * summary->extras + asked->extra];
}

/* part ÷ whole in percent, rounded to a hundredth. */
static int64_t percent(wide part, wide whole)
{
	int64_t number;

	if (whole == 0)
		return SUMMARY_NOTHING;
	if (whole < 0) {
		part = -part;
		whole = -whole;
	}
	return int64_from_wide(wide_round(part * HUNDREDTHS, whole, ROUNDING_HALF_UP) * HUNDREDTH, &number) ? number : SUMMARY_NOTHING;
}

static int64_t over(const struct summary *summary, uint32_t group, const struct summary_asked *asked)
{
	int64_t number, other;

	if (asked->late)
		return SUMMARY_NOTHING;
	bool there = summary_cell(summary, group, asked->index, &number);
	switch (asked->over) {
	case OVER_SHARE: return there && summary_cell(summary, groups_root(&summary->groups, group), asked->index, &other) ? percent(number, other) : SUMMARY_NOTHING;
	case OVER_PREVIOUS:
	case OVER_YEAR:
	case OVER_CUMULATED: return summary_compared(summary, group, asked, &other) ? other : SUMMARY_NOTHING;
	case OVER_CHANGE:
	case OVER_GROWTH:
		if (!there || !summary_compared(summary, group, asked, &other))
			return SUMMARY_NOTHING;
		return percent((wide)number - other, other < 0 ? -(wide)other : (wide)other);
	default: return SUMMARY_NOTHING;
	}
}

struct place {
	const struct summary *summary;
	uint32_t group;
};

static bool value_of(const void *context, size_t asked, wide *out)
{
	const struct place *place = context;

	return summary_decimal(place->summary, place->group, asked, out);
}

static int64_t computed(const struct summary *summary, uint32_t group, const struct summary_asked *asked)
{
	const struct place place = { .summary = summary, .group = group };
	int64_t number;
	wide value;

	return formula_value(asked->formula, value_of, &place, &value) && int64_from_wide(value, &number) ? number : SUMMARY_NOTHING;
}

void summary_extras(struct summary *summary)
{
	size_t known = summary->extra_groups, count = summary->groups.count;

	if (!summary->extras)
		return;
	summary->extra = memory_resize(summary->extra, count * summary->extras * sizeof *summary->extra);
	summary->extra_groups = count;
	for (uint32_t group = (uint32_t)known; group < count; group++) {
		for (size_t i = 0; i < summary->asked_count; i++) {
			const struct summary_asked *asked = &summary->asked[i];
			if (asked->shows == SHOWS_OVER)
				*extra_at(summary, group, asked) = over(summary, group, asked);
			else if (asked->shows == SHOWS_COMPUTED)
				*extra_at(summary, group, asked) = computed(summary, group, asked);
		}
	}
}

struct ranked {
	uint32_t above, group;
	size_t place;      /* in the order of the rows */
	int64_t number;
};

/* Among the groups of one above, the largest first. */
static int compare_ranked(const void *a, const void *b)
{
	const struct ranked *left = a, *right = b;

	if (left->above != right->above)
		return left->above < right->above ? -1 : 1;
	if (left->number != right->number)
		return left->number > right->number ? -1 : 1;
	return left->place < right->place ? -1 : left->place > right->place;
}

static int compare_places(const void *a, const void *b)
{
	const struct ranked *left = a, *right = b;

	if (left->above != right->above)
		return left->above < right->above ? -1 : 1;
	return left->place < right->place ? -1 : left->place > right->place;
}

/* The least first. */
static int compare_fifths(const void *a, const void *b)
{
	const struct ranked *left = a, *right = b;

	return left->above != right->above || left->number == right->number ? compare_places(a, b) : left->number < right->number ? -1 : 1;
}

/* Fifths as SQL has them: of 7 rows the first two have one more. */
static int64_t fifth(size_t place, size_t count)
{
	size_t size = count / 5, larger = count % 5;

	return (int64_t)(place < larger * (size + 1) ? place / (size + 1) : larger + (place - larger * (size + 1)) / size) + 1;
}

/* Ranks from the largest, which those of one value share; fifths from the least. */
static void rank(const struct summary *summary, const struct summary_asked *asked, const struct ranked *items, size_t count)
{
	int64_t shared = 0;

	for (size_t i = 0; i < count; i++) {
		if (i == 0 || items[i].number != items[i - 1].number)
			shared = (int64_t)i + 1;
		*extra_at(summary, items[i].group, asked) = asked->over == OVER_RANK ? shared : fifth(i, count);
	}
}

static void run_up(const struct summary *summary, const struct summary_asked *asked, const struct ranked *items, size_t count)
{
	wide sum = 0, total = 0;

	for (size_t i = 0; i < count; i++)
		total += items[i].number;
	for (size_t i = 0; i < count; i++) {
		int64_t *extra = extra_at(summary, items[i].group, asked);
		sum += items[i].number;
		if (asked->over == OVER_CUMSHARE)
			*extra = percent(sum, total);
		else if (!int64_from_wide(sum, extra))
			*extra = SUMMARY_NOTHING;
	}
}

static bool is_rank(enum summary_over over)
{
	return over == OVER_RANK || over == OVER_NTILE5;
}

static void late_over(const struct summary *summary, const struct summary_asked *asked, struct ranked *items, size_t count)
{
	bool ranks = is_rank(asked->over);

	if (count)
		qsort(items, count, sizeof *items, asked->over == OVER_RANK ? compare_ranked : ranks ? compare_fifths : compare_places);
	for (size_t first = 0, next; first < count; first = next) {
		for (next = first; next < count && items[next].above == items[first].above; next++)
			;
		(ranks ? rank : run_up)(summary, asked, items + first, next - first);
	}
}

static void late_column(const struct summary *summary, const struct summary_asked *asked, const uint32_t *groups, size_t count, uint32_t across)
{
	struct ranked *items = memory_alloc((count + 1) * sizeof *items);
	size_t there = 0;

	for (size_t i = 0; i < count; i++) {
		struct ranked item = { .group = groups[i], .above = summary->groups.items[groups[i]].above, .place = i };
		if (across != GROUP_NONE)
			item.group = groups_known(&summary->groups, groups[i] | GROUP_ACROSS, across);
		if (item.group != GROUP_NONE && summary_cell(summary, item.group, asked->index, &item.number))
			items[there++] = item;
	}
	late_over(summary, asked, items, there);
	free(items);
}

void summary_late_extras(struct summary *summary, const uint32_t *groups, size_t count, bool ranked)
{
	uint32_t *codes;
	size_t code_count = summary_pivot_codes(summary, &codes);
	bool any = false;

	for (size_t i = 0; i < summary->asked_count; i++) {
		if (!summary->asked[i].late || (ranked && is_rank(summary->asked[i].over)))
			continue;
		late_column(summary, &summary->asked[i], groups, count, GROUP_NONE);
		for (size_t k = 0; k < code_count; k++)
			late_column(summary, &summary->asked[i], groups, count, codes[k]);
		any = true;
	}
	for (uint32_t group = 0; any && group < summary->groups.count; group++)
		for (size_t i = 0; i < summary->asked_count; i++)
			if (summary->asked[i].shows == SHOWS_COMPUTED)
				*extra_at(summary, group, &summary->asked[i]) = computed(summary, group, &summary->asked[i]);
	free(codes);
}
