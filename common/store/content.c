#include "store/content.h"

#include "store/journal.h"
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct known {
	struct arena *arena;
	const char **sums;
	size_t count;
};

static void add(struct known *known, const char *sum)
{
	if (!sum || !sha256_is_text(sum))
		return;
	known->sums = array_grow(known->arena, known->sums, known->count, sizeof *known->sums);
	known->sums[known->count++] = arena_string(known->arena, sum);
}

static enum status of_records(struct store *store, const struct type *type, const struct field *field, struct known *known)
{
	struct statement *statement;
	enum status status = db_ask(store->db, &statement, "select \"%s\" from \"%s\"", field_column(field), type->record->name);

	while (db_next(statement, &status))
		add(known, db_text(statement, 0));
	db_done(statement);
	return status;
}

static enum status of_journal(struct store *store, const struct type *type, size_t index, struct known *known)
{
	struct arena scratch = { 0 };
	struct statement *statement;
	struct entry entry;
	enum status status = db_ask(store->db, &statement, "select %-s from entry e where e.type = %d", journal_columns, type->record->number);

	while (journal_next(statement, &entry, &status)) {
		if (!entry.before)
			continue;
		arena_reset(&scratch);
		struct record *before = record_new(&scratch, type);
		journal_read(entry.before, before, NULL, &scratch);
		add(known, before->values[index].type == VALUE_TEXT ? before->values[index].text : NULL);
	}
	db_done(statement);
	arena_free(&scratch);
	return status;
}

static int by_text(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

enum status content_known(struct store *store, bool history, struct arena *arena, const char ***sums, size_t *count)
{
	struct known known = { .arena = arena };
	enum status status = STATUS_OK;
	size_t kept = 0;

	for (struct record_walk walk = record_walk(); !status && walk.record; record_step(&walk)) {
		const struct type *type = store_type(store, walk.record);
		for (size_t i = 0; !status && i < type->count; i++) {
			if (!type->fields[i]->content)
				continue;
			status = of_records(store, type, type->fields[i], &known);
			if (!status && history)
				status = of_journal(store, type, i, &known);
		}
	}
	if (known.count)
		qsort(known.sums, known.count, sizeof *known.sums, by_text);
	for (size_t i = 0; i < known.count; i++)
		if (!kept || strcmp(known.sums[kept - 1], known.sums[i]) != 0)
			known.sums[kept++] = known.sums[i];
	*sums = known.sums;
	*count = kept;
	return status;
}

bool content_is_known(const char *const *sums, size_t count, const char *sum)
{
	return count && bsearch(&sum, sums, count, sizeof *sums, by_text);
}

enum status content_back_up(struct store *store, const char *to, int64_t *missing)
{
	struct arena arena = { 0 };
	const char **sums;
	size_t count;
	enum status status = content_known(store, true, &arena, &sums, &count);

	*missing = 0;
	for (size_t i = 0; !status && i < count; i++) {
		struct text path = { 0 };
		content_path(&path, store->path, sums[i]);
		status = content_copy(path.data, sums[i], to, store->path, store->error);
		text_free(&path);
		if (status == STATUS_DATA) {
			++*missing;
			status = STATUS_OK;
		}
	}
	arena_free(&arena);
	return status;
}

struct sweeping {
	const char **sums;
	size_t count;
	int64_t removed;
};

static enum status sweep(void *context, const char *path, const char *sum)
{
	struct sweeping *sweeping = context;

	if (!content_is_known(sweeping->sums, sweeping->count, sum) && unlink(path) == 0)
		sweeping->removed++;
	return STATUS_OK;
}

enum status content_sweep(struct store *store, int64_t *removed)
{
	struct sweeping sweeping = { 0 };
	struct arena arena = { 0 };
	enum status status = db_begin(store->db);

	if (!status)
		status = content_known(store, true, &arena, &sweeping.sums, &sweeping.count);
	if (!status)
		status = content_each(store->path, sweep, &sweeping);
	db_rollback(store->db);
	arena_free(&arena);
	*removed = sweeping.removed;
	return status;
}
