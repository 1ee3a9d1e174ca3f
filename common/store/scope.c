#include "store/scope.h"

#include "base/order.h"
#include "store/store.h"
#include <stdlib.h>

struct scope_part {
	struct scope_run *runs;
	size_t count;
	bool sorted;
};

static const struct scope_run all_records = { INT64_MIN, INT64_MAX };

void scope_open(struct scope *scope, struct store *store)
{
	*scope = (struct scope){ .store = store };
	scope->parts = arena_alloc(&scope->arena, record_count() * sizeof *scope->parts);
}

void scope_free(struct scope *scope)
{
	arena_free(&scope->arena);
}

static struct scope_part *part_of(struct scope *scope, const struct record_type *record)
{
	return &scope->parts[schema_index(scope->store->schema, record)];
}

void scope_add(struct scope *scope, const struct record_type *record, int64_t first, int64_t last)
{
	struct scope_part *part = part_of(scope, record);
	struct scope_run *end = part->count ? &part->runs[part->count - 1] : NULL;

	/* Most come in order. */
	if (end && first >= end->first && (end->last == INT64_MAX || first <= end->last + 1)) {
		end->last = last > end->last ? last : end->last;
		return;
	}
	part->runs = array_grow(&scope->arena, part->runs, part->count, sizeof *part->runs);
	part->runs[part->count++] = (struct scope_run){ first, last };
	part->sorted = false;
}

void scope_add_all(struct scope *scope, const struct record_type *record)
{
	scope_add(scope, record, all_records.first, all_records.last);
}

static void sort(struct scope_part *part)
{
	size_t apart = 0;

	if (part->sorted || !part->count)
		return;
	qsort(part->runs, part->count, sizeof *part->runs, order_integers);
	for (size_t i = 1; i < part->count; i++) {
		struct scope_run *end = &part->runs[apart];
		const struct scope_run *run = &part->runs[i];
		if (end->last == INT64_MAX || run->first <= end->last + 1)
			end->last = run->last > end->last ? run->last : end->last;
		else
			part->runs[++apart] = *run;
	}
	part->count = apart + 1;
	part->sorted = true;
}

size_t scope_runs(struct scope *scope, const struct record_type *record, const struct scope_run **runs)
{
	if (!scope) {
		*runs = &all_records;
		return 1;
	}
	struct scope_part *part = part_of(scope, record);
	sort(part);
	*runs = part->runs;
	return part->count;
}

static int compare(const void *key, const void *item)
{
	int64_t id = *(const int64_t *)key;
	const struct scope_run *run = item;

	return id < run->first ? -1 : id > run->last;
}

bool scope_has(struct scope *scope, const struct record_type *record, int64_t id)
{
	const struct scope_run *runs;
	size_t count = scope_runs(scope, record, &runs);

	return count && bsearch(&id, runs, count, sizeof *runs, compare);
}

bool scope_has_all(struct scope *scope, const struct record_type *record)
{
	const struct scope_run *runs;
	size_t count = scope_runs(scope, record, &runs);

	return count && runs[0].first == INT64_MIN;
}
