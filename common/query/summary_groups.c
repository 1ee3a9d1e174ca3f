#include "query/summary_groups.h"

#include "base/hash.h"
#include <stdlib.h>
#include <string.h>

/* Millions of groups are in no cache: memory is asked for some places ahead. */
enum { DIRECT_LIMIT = 0x7ffffffe, FIRST_SLOTS = 64, AHEAD = 16 };

static uint32_t list_value(struct values *values, uint64_t hash, const char *text, size_t length, int64_t number)
{
	values->items = array_reserve(values->items, &values->room, values->count + 1, sizeof *values->items);
	values->items[values->count] = (struct listed){ .text = text ? arena_copy(&values->texts, text, length) : NULL, .length = length, .number = number };
	map_add(&values->map, hash, (int64_t)++values->count);
	return CODE_LISTED | (uint32_t)(values->count - 1);
}

uint32_t values_number(struct values *values, int64_t number)
{
	uint32_t at = 0;

	if (number >= 0 && number < DIRECT_LIMIT)
		return (uint32_t)number + 1;
	for (int64_t place; (place = map_next(&values->map, (uint64_t)number, &at));)
		if (!values->items[place - 1].text && values->items[place - 1].number == number)
			return CODE_LISTED | (uint32_t)(place - 1);
	return list_value(values, (uint64_t)number, NULL, 0, number);
}

uint32_t values_text(struct values *values, const char *text, size_t length)
{
	uint32_t at = 0;

	if (!values->seed)
		values->seed = hash_seed(values);
	uint64_t hash = hash_bytes(values->seed, text, length);
	for (int64_t place; (place = map_next(&values->map, hash, &at));) {
		const struct listed *item = &values->items[place - 1];
		if (item->text && item->length == length && memcmp(item->text, text, length) == 0)
			return CODE_LISTED | (uint32_t)(place - 1);
	}
	return list_value(values, hash, text, length, 0);
}

const struct listed *values_listed(const struct values *values, uint32_t code)
{
	return code & CODE_LISTED ? &values->items[code & ~CODE_LISTED] : NULL;
}

int64_t values_integer(const struct values *values, uint32_t code)
{
	const struct listed *listed = values_listed(values, code);

	return listed ? listed->number : (int64_t)code - 1;
}

static int compare_listed(const void *a, const void *b)
{
	const struct listed *left = *(const struct listed *const *)a, *right = *(const struct listed *const *)b;

	return strcmp(left->text ? left->text : "", right->text ? right->text : "");
}

void values_rank(struct values *values)
{
	struct listed **order = values->count ? memory_alloc(values->count * sizeof *order) : NULL;

	for (size_t i = 0; i < values->count; i++)
		order[i] = &values->items[i];
	if (values->count)
		qsort(order, values->count, sizeof *order, compare_listed);
	for (size_t i = 0; i < values->count; i++)
		order[i]->rank = (uint32_t)i;
	free(order);
}

int values_order(const struct values *values, uint32_t a, uint32_t b)
{
	const struct listed *left = values_listed(values, a), *right = values_listed(values, b);

	if (a == b)
		return 0;
	if (!a || !b)
		return a ? -1 : 1;
	if (left && right && left->text && right->text)
		return left->rank < right->rank ? -1 : left->rank > right->rank;
	int64_t first = values_integer(values, a), second = values_integer(values, b);
	return first < second ? -1 : first > second;
}

void values_free(struct values *values)
{
	map_free(&values->map);
	free(values->items);
	arena_free(&values->texts);
	*values = (struct values){ 0 };
}

/* A table of places is a power of two, at most two thirds full. */
static bool is_full(size_t count, size_t slots)
{
	return (count + 1) * 3 > slots * 2;
}

static uint32_t *slots_anew(uint32_t *slots, size_t *slot_count)
{
	*slot_count = *slot_count ? *slot_count * 2 : FIRST_SLOTS;
	free(slots);
	slots = memory_alloc(*slot_count * sizeof *slots);
	memset(slots, 0, *slot_count * sizeof *slots);
	return slots;
}

static uint32_t above_of(const struct group *group)
{
	return group->across ? group->above | GROUP_ACROSS : group->above;
}

static size_t first_slot(const struct groups *groups, uint32_t above, uint32_t code)
{
	return hash_mix((uint64_t)above << 32 | code) & (groups->slot_count - 1);
}

/* The slot in which the group is, or where it belongs. */
static uint32_t *group_slot(const struct groups *groups, uint32_t above, uint32_t code)
{
	size_t mask = groups->slot_count - 1, at = first_slot(groups, above, code);

	for (;; at = (at + 1) & mask) {
		uint32_t place = groups->slots[at];
		if (!place || (groups->items[place - 1].code == code && above_of(&groups->items[place - 1]) == above))
			return &groups->slots[at];
	}
}

static void grow_groups(struct groups *groups)
{
	do
		groups->slots = slots_anew(groups->slots, &groups->slot_count);
	while (is_full(groups->count, groups->slot_count));
	groups->placed = groups->count;
	for (size_t i = 0; i < groups->count; i++) {
		if (i + AHEAD < groups->count)
			__builtin_prefetch(&groups->slots[first_slot(groups, above_of(&groups->items[i + AHEAD]), groups->items[i + AHEAD].code)], 1);
		*group_slot(groups, above_of(&groups->items[i]), groups->items[i].code) = (uint32_t)i + 1;
	}
}

uint32_t groups_append(struct groups *groups, uint32_t above, uint32_t code)
{
	bool root = above == GROUP_NONE, across = !root && (above & GROUP_ACROSS);
	size_t at = groups->count++;

	groups->items = array_reserve(groups->items, &groups->room, groups->count, sizeof *groups->items);
	if (across)
		above &= ~GROUP_ACROSS;
	groups->items[at] = (struct group){ .above = above, .code = code, .across = across };
	if (!root)
		groups->items[at].level = (uint8_t)(groups->items[above].level + !across);
	if (groups->each) {
		groups->tallies = array_reserve(groups->tallies, &groups->tally_room, groups->count * groups->each, sizeof *groups->tallies);
		memset(groups_tally(groups, (uint32_t)at, 0), 0, groups->each * sizeof *groups->tallies);
	}
	return (uint32_t)at;
}

uint32_t groups_find(struct groups *groups, uint32_t above, uint32_t code, bool add)
{
	if (groups->placed < groups->count || is_full(groups->count, groups->slot_count))
		grow_groups(groups);
	uint32_t *slot = group_slot(groups, above, code);
	if (*slot || !add)
		return *slot ? *slot - 1 : GROUP_NONE;
	*slot = (uint32_t)++groups->placed;
	return groups_append(groups, above, code);
}

uint32_t groups_known(const struct groups *groups, uint32_t above, uint32_t code)
{
	uint32_t place = groups->slot_count ? *group_slot(groups, above, code) : 0;

	return place ? place - 1 : GROUP_NONE;
}

uint32_t groups_root(const struct groups *groups, uint32_t group)
{
	while (groups->items[group].level > 0 || groups->items[group].across)
		group = groups->items[group].above;
	return group;
}

void groups_free(struct groups *groups)
{
	free(groups->items);
	free(groups->slots);
	free(groups->tallies);
	*groups = (struct groups){ 0 };
}

static uint32_t *pair_slot(const struct group_pairs *pairs, uint32_t group, int64_t id)
{
	size_t mask = pairs->slot_count - 1, at = hash_mix((uint64_t)id * 31 + group) & mask;

	for (;; at = (at + 1) & mask) {
		uint32_t place = pairs->slots[at];
		if (!place || (pairs->items[place - 1].group == group && pairs->items[place - 1].id == id))
			return &pairs->slots[at];
	}
}

bool group_pairs_add(struct group_pairs *pairs, uint32_t group, int64_t id, int64_t number)
{
	if (is_full(pairs->count, pairs->slot_count)) {
		pairs->slots = slots_anew(pairs->slots, &pairs->slot_count);
		for (size_t i = 0; i < pairs->count; i++)
			*pair_slot(pairs, pairs->items[i].group, pairs->items[i].id) = (uint32_t)i + 1;
	}
	uint32_t *slot = pair_slot(pairs, group, id);
	if (*slot)
		return false;
	*slot = (uint32_t)pairs->count + 1;
	group_pairs_append(pairs, group, id, number);
	return true;
}

void group_pairs_append(struct group_pairs *pairs, uint32_t group, int64_t id, int64_t number)
{
	pairs->items = array_reserve(pairs->items, &pairs->room, pairs->count + 1, sizeof *pairs->items);
	pairs->items[pairs->count++] = (struct group_pair){ .id = id, .number = number, .group = group };
}

void group_pairs_keep(struct group_pairs *pairs, size_t count, const bool *removed)
{
	size_t kept = 0;

	for (size_t i = 0; i < count; i++)
		if (!removed[pairs->items[i].group])
			pairs->items[kept++] = pairs->items[i];
	pairs->count = kept;
	if (pairs->slot_count)
		memset(pairs->slots, 0, pairs->slot_count * sizeof *pairs->slots);
	for (size_t i = 0; pairs->slot_count && i < kept; i++)
		*pair_slot(pairs, pairs->items[i].group, pairs->items[i].id) = (uint32_t)i + 1;
}

void group_pairs_free(struct group_pairs *pairs)
{
	free(pairs->items);
	free(pairs->slots);
	*pairs = (struct group_pairs){ 0 };
}
