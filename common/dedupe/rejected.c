/* Pairs of which somebody said that they are no duplicates. */
#include "dedupe/dedupe_parts.h"

#include "base/sentence.h"
#include "store/save.h"
#include <stdlib.h>
#include <string.h>

static enum status must_exist(struct store *store, const struct record_type *record, int64_t id, struct arena *arena)
{
	struct record *found;
	enum status status = row_require(store, store_type(store, record), id, arena, &found);

	return status;
}

static enum status is_known(struct store *store, const struct record_type *record, int64_t first, int64_t second, bool *known)
{
	struct statement *statement;
	enum status status = db_ask(store->db, &statement, "select 1 from \"distinct\" where first = %jd and second = %jd and type = %d", first, second,
	                            record->number);

	*known = db_next(statement, &status);
	db_done(statement);
	return status;
}

enum status dedupe_reject(struct store *store, const struct record_type *record, int64_t a, int64_t b, struct arena *arena)
{
	int64_t first = a < b ? a : b, second = a < b ? b : a;
	bool known;

	if (record->internal || record->parent)
		return error_set(store->error, STATUS_USAGE, "%s %s has no duplicates", sentence_a(record->name), record->name);
	if (a == b)
		return error_set(store->error, STATUS_REFUSED, "%s%lld is one record: name two that are not the same", record->prefix, (long long)a);
	enum status status = must_exist(store, record, first, arena);
	if (!status)
		status = must_exist(store, record, second, arena);
	if (!status)
		status = is_known(store, record, first, second, &known);
	if (status || known)
		return status;
	struct record *pair = record_new(arena, store_type(store, &record_distinct));
	*record_value(pair, "type") = value_integer(record->number);
	*record_value(pair, "first") = value_integer(first);
	*record_value(pair, "second") = value_integer(second);
	return save_add(store, pair, arena);
}

struct rejected {
	const struct record_type *record;
	int64_t first, second;
};

struct rejections {
	struct rejected *items;
	size_t count;
};

static int by_references(const void *a, const void *b)
{
	const struct rejected *left = a, *right = b;

	if (left->record != right->record)
		return left->record->number < right->record->number ? -1 : 1;
	if (left->first != right->first)
		return left->first < right->first ? -1 : 1;
	return left->second < right->second ? -1 : left->second > right->second;
}

static enum status read_all(struct store *store, const struct record_type *only, struct rejections *all)
{
	struct statement *statement;
	enum status status = db_ask(store->db, &statement, "select type, first, second from \"distinct\" order by id");

	while (db_next(statement, &status)) {
		const struct record_type *record = record_by_number((int)db_integer(statement, 0));
		if (!record || record->internal || (only && record != only))
			continue;
		all->items = array_grow(NULL, all->items, all->count, sizeof *all->items);
		all->items[all->count++] = (struct rejected){ record, db_integer(statement, 1), db_integer(statement, 2) };
	}
	db_done(statement);
	return status;
}

/* What is not the same as a record is not the same as what that was merged into. */
static enum status follow(struct store *store, struct rejections *all)
{
	enum status status = STATUS_OK;
	size_t kept = 0;

	for (size_t i = 0; !status && i < all->count; i++) {
		struct rejected item = all->items[i];
		status = store_surviving(store, item.record, item.first, &item.first);
		if (!status)
			status = store_surviving(store, item.record, item.second, &item.second);
		if (item.first == item.second)
			continue;
		if (item.first > item.second)
			item = (struct rejected){ item.record, item.second, item.first };
		all->items[kept++] = item;
	}
	all->count = kept;
	if (kept)
		qsort(all->items, kept, sizeof *all->items, by_references);
	return status;
}

static enum status load_all(struct store *store, const struct record_type *only, struct rejections *all)
{
	enum status status = read_all(store, only, all);

	return status ? status : follow(store, all);
}

enum status rejected_rows(struct store *store, const struct record_type *record, const struct pairs *pairs, uint64_t **out, size_t *count)
{
	struct rejections all = { 0 };
	enum status status = load_all(store, record, &all);

	*count = 0;
	*out = memory_alloc((all.count + 1) * sizeof **out);
	for (size_t i = 0; !status && i < all.count; i++) {
		size_t first = pairs_row(pairs, all.items[i].first), second = pairs_row(pairs, all.items[i].second);
		if (first < pairs->rows && second < pairs->rows)
			(*out)[(*count)++] = (uint64_t)first << 32 | second;
	}
	free(all.items);
	return status;
}

enum status dedupe_rejected(struct store *store, const struct record_type *record,
                            enum status (*each)(void *context, const struct record_type *record, int64_t first, int64_t second), void *context)
{
	struct rejections all = { 0 };
	enum status status = load_all(store, record, &all);

	for (size_t i = 0; !status && i < all.count; i++) {
		const struct rejected *item = &all.items[i];
		bool first = false, second = false, repeated = i && by_references(item, item - 1) == 0;
		status = row_exists(store, item->record, item->first, &first);
		if (!status)
			status = row_exists(store, item->record, item->second, &second);
		if (!status && first && second && !repeated)
			status = each(context, item->record, item->first, item->second);
	}
	free(all.items);
	return status;
}
