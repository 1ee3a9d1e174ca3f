/* Lists of records that operands name, each once. */
#include "cli/session.h"

#include "base/hash.h"
#include <string.h>

struct target *targets_next(struct session *session, struct targets *targets)
{
	targets->items = array_grow(&session->arena, targets->items, targets->count, sizeof *targets->items);
	return &targets->items[targets->count++];
}

void targets_add(struct session *session, struct targets *targets, const struct record_type *record, int64_t id)
{
	*targets_next(session, targets) = (struct target){ .record = record, .id = id };
}

static bool is_same(const struct targets *targets, const struct target *a, const struct target *b)
{
	return a->record == b->record && a->id == b->id && (!targets->each_named || a->named == b->named);
}

static uint64_t key_of(const struct targets *targets, const struct target *target)
{
	int64_t parts[] = { target->record->number, target->id, targets->each_named ? target->named : 0 };

	return hash_bytes(0, (const char *)parts, sizeof parts);
}

/* Lists of other tools ascend, and name nothing twice. */
static bool follows(const struct target *target, const struct target *before)
{
	return target->record == before->record && target->id > before->id;
}

/* The place of an equal one among the first count items, from 1; 0: there is none. */
static int64_t place_of(const struct distinct *distinct, const struct targets *targets, const struct target *target)
{
	uint64_t key = key_of(targets, target);
	uint32_t at = 0;

	for (int64_t place; (place = map_next(&distinct->places, key, &at));)
		if (is_same(targets, &targets->items[place - 1], target))
			return place;
	return 0;
}

static void note_place(struct distinct *distinct, const struct targets *targets, size_t index)
{
	map_add(&distinct->places, key_of(targets, &targets->items[index]), (int64_t)index + 1);
}

/* Which item each operand names need not be written down before one names an earlier one. */
static void note_operand(struct session *session, struct distinct *distinct, size_t index, bool again)
{
	struct named *named = distinct->named;

	if (again && !named) {
		named = distinct->named = arena_alloc(&session->arena, sizeof *named);
		*named = (struct named){ 0 };
		for (size_t i = 0; i < distinct->done; i++) {
			named->items = array_grow(&session->arena, named->items, named->count, sizeof *named->items);
			named->items[named->count++] = (uint32_t)i;
		}
	}
	if (named) {
		named->items = array_grow(&session->arena, named->items, named->count, sizeof *named->items);
		named->items[named->count++] = (uint32_t)index;
	}
}

void distinct_take(struct session *session, struct distinct *distinct, struct targets *targets)
{
	size_t count = targets->count;

	for (size_t i = targets->count = distinct->done; i < count; i++) {
		const struct target target = targets->items[i];
		int64_t place = 0;
		if (!distinct->sparse && targets->count && !follows(&target, &targets->items[targets->count - 1])) {
			distinct->sparse = true;
			for (size_t k = 0; k < targets->count; k++)
				note_place(distinct, targets, k);
		}
		if (distinct->sparse)
			place = place_of(distinct, targets, &target);
		note_operand(session, distinct, place ? (size_t)place - 1 : targets->count, place != 0);
		if (place)
			continue;
		targets->items[targets->count++] = target;
		distinct->done = targets->count;
		if (distinct->sparse)
			note_place(distinct, targets, targets->count - 1);
	}
}

void distinct_end(struct session *session, struct distinct *distinct, const struct targets *targets)
{
	map_free(&distinct->places);
	if (!distinct->named)
		return;
	distinct->named->targets = *targets;
	session->named = distinct->named;
}

void targets_distinct(struct session *session, struct targets *targets)
{
	struct distinct distinct = { 0 };

	distinct_take(session, &distinct, targets);
	distinct_end(session, &distinct, targets);
}
