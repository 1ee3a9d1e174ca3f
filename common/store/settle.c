#include "store/settle.h"

#include "store/rules.h"
#include <stdlib.h>
#include <string.h>

/* Settling may call for settling, but not in a circle. The message for one names a few of its records. */
enum { ROUNDS = 8, NAMED = 5 };

struct unsettled {
	const struct record_type *record;
	int64_t id;
};

void settle_defer(struct store *store, const struct record_type *record, int64_t id)
{
	struct change *change = &store->change;
	struct unsettled *last = change->unsettled_count ? &change->unsettled[change->unsettled_count - 1] : NULL;

	if (last && last->record == record && last->id == id)
		return;
	change->unsettled = array_grow(&change->memory, change->unsettled, change->unsettled_count, sizeof *change->unsettled);
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

/* Sorts them, each once, and returns how many are left. */
static size_t sort(struct unsettled *items, size_t count)
{
	size_t distinct = 0;

	qsort(items, count, sizeof *items, compare);
	for (size_t i = 0; i < count; i++)
		if (i == 0 || compare(&items[distinct - 1], &items[i]) != 0)
			items[distinct++] = items[i];
	return distinct;
}

static enum status refuse_circle(struct store *store, const struct unsettled *items, size_t count)
{
	struct text names = { 0 };
	enum status status = STATUS_OK;

	for (size_t i = 0; !status && i < count && i < NAMED; i++) {
		text_add(&names, i ? ", " : "");
		status = store_reference(store, items[i].record, items[i].id, &names);
	}
	if (!status && count > NAMED)
		text_printf(&names, " and %zu more", count - NAMED);
	if (!status)
		status = error_set(store->error, STATUS_INTERNAL, "%s: still not settled after %d rounds, their rules call for each other in a circle; nothing was written",
		                   text_string(&names), ROUNDS);
	text_free(&names);
	return status;
}

enum status settle_run(struct store *store)
{
	struct change *change = &store->change;
	enum status status = STATUS_OK;

	for (int round = 0; !status && change->unsettled_count; round++) {
		struct unsettled *items = change->unsettled;
		size_t count = sort(items, change->unsettled_count);
		change->unsettled = NULL;
		change->unsettled_count = 0;
		if (round == ROUNDS)
			return refuse_circle(store, items, count);
		for (size_t i = 0; !status && i < count; i++)
			status = settle(store, &items[i]);
	}
	return status;
}
