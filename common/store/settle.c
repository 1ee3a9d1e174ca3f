#include "store/settle.h"

#include "store/rules.h"
#include <stdlib.h>
#include <string.h>

/* Settling may call for settling, but not in a circle. */
enum { ROUNDS = 8 };

struct unsettled {
	const struct record_type *record;
	int64_t id;
};

void settle_later(struct store *store, const struct record_type *record, int64_t id)
{
	struct change *change = &store->change;
	struct unsettled *last = change->unsettled_count ? &change->unsettled[change->unsettled_count - 1] : NULL;

	if (last && last->record == record && last->id == id)
		return;
	if (change->unsettled_count == change->unsettled_room) {
		size_t room = change->unsettled_room ? change->unsettled_room * 2 : 16;
		change->unsettled = arena_grow(&change->memory, change->unsettled, change->unsettled_room * sizeof *change->unsettled,
		                               room * sizeof *change->unsettled);
		change->unsettled_room = room;
	}
	change->unsettled[change->unsettled_count++] = (struct unsettled){ record, id };
}

static int compare(const void *a, const void *b)
{
	const struct unsettled *left = a, *right = b;

	if (left->record != right->record)
		return left->record->number < right->record->number ? -1 : 1;
	return left->id < right->id ? -1 : left->id > right->id;
}

static enum status settle(struct store *store, const struct unsettled *item)
{
	struct arena arena = { 0 };
	struct record *record;
	enum status status = STATUS_OK;

	if (!rules_settle_something(store, item->record))
		return STATUS_OK;
	status = row_load(store, store_type(store, item->record), item->id, &arena, &record);
	if (!status && record)
		status = rules_settle(store, record, &arena);
	arena_free(&arena);
	return status;
}

enum status settle_run(struct store *store)
{
	struct change *change = &store->change;
	enum status status = STATUS_OK;

	for (int round = 0; !status && change->unsettled_count && round < ROUNDS; round++) {
		struct unsettled *items = change->unsettled;
		size_t count = change->unsettled_count;
		change->unsettled = NULL;
		change->unsettled_count = change->unsettled_room = 0;
		qsort(items, count, sizeof *items, compare);
		for (size_t i = 0; !status && i < count; i++)
			if (i == 0 || compare(&items[i - 1], &items[i]) != 0)
				status = settle(store, &items[i]);
	}
	return status;
}
