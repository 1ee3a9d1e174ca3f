#include "people/handover.h"

#include "base/order.h"
#include "store/private.h"
#include "store/rules.h"
#include "store/save.h"
#include <stdlib.h>
#include <string.h>

static enum status move_one(struct store *store, const struct handover *handover, const struct type *type, int64_t id,
                            struct arena *arena, int64_t *moved)
{
	struct record *old;
	bool stay = true;
	enum status status = row_load(store, type, id, arena, &old);

	/* What is private to somebody else stays with him. */
	if (!status && old && !private_hides(store, old))
		status = rules_finished(store, old, handover->open_only, &stay);
	if (status || stay)
		return status;
	struct record *record = record_copy(arena, old);
	*record_value(record, "owner") = value_integer(handover->to);
	++*moved;
	return save_set(store, old, record, arena);
}

static enum status check_user(struct store *store, int64_t id, bool active)
{
	int64_t found;
	enum status status = db_one(store->db, &found, "select 1 + coalesce(active, 1) from \"user\" where id = %jd", id);

	if (!status && !found)
		return error_set(store->error, STATUS_REFUSED, "there is no user u%lld", (long long)id);
	if (!status && active && found == 1)
		return error_set(store->error, STATUS_REFUSED, "u%lld is not active; run crm-user set u%lld active=yes first", (long long)id,
		                 (long long)id);
	return status;
}

static enum status run(struct store *store, const struct handover *handover, const int64_t *only, int64_t *moved)
{
	struct arena arena = { 0 }, row = { 0 };
	enum status status = STATUS_OK;

	for (struct record_walk walk = record_walk(); !status && walk.record; record_step(&walk)) {
		const struct type *type = store_type(store, walk.record);
		int64_t *ids;
		size_t count;
		if (!rules_finish_something(store, walk.record))
			continue;
		arena_reset(&arena);
		status = db_integers(store->db, &arena, &ids, &count, "select id from \"%s\" where owner = %jd order by id", walk.record->name, handover->from);
		for (size_t i = 0; !status && i < count; i++) {
			int64_t packed = anyref_pack(walk.record, ids[i]);
			if (only && !bsearch(&packed, only, handover->only_count, sizeof *only, order_integers))
				continue;
			arena_reset(&row);
			status = move_one(store, handover, type, ids[i], &row, &moved[walk.index]);
		}
	}
	arena_free(&arena);
	arena_free(&row);
	return status;
}

enum status handover_run(struct store *store, const struct handover *handover, int64_t *moved)
{
	int64_t *only = NULL;

	memset(moved, 0, record_count() * sizeof *moved);
	if (handover->from == handover->to)
		return error_set(store->error, STATUS_REFUSED, "u%lld already has the work", (long long)handover->to);
	enum status status = check_user(store, handover->from, false);
	if (!status)
		status = check_user(store, handover->to, true);
	if (status)
		return status;
	if (handover->only) {
		only = memory_alloc((handover->only_count + 1) * sizeof *only);
		memcpy(only, handover->only, handover->only_count * sizeof *only);
		qsort(only, handover->only_count, sizeof *only, order_integers);
	}
	status = run(store, handover, only, moved);
	free(only);
	return status;
}
