/* Records as they were: tables of the past in the temporary schema hide today's, and the journal is walked back into them. Every query, path and
 * derived field then works on the past without knowing it. */
#include "store/undo.h"

#include "base/date.h"
#include <string.h>

/* with: "", or a condition that no row fulfils. */
static enum status lay(struct store *store, const char *table, const char *with)
{
	struct text sql = { 0 };

	/* A view of that name gives way; a rename takes time by the number of all tables. */
	text_printf(&sql, "create temp table \"%s%s\" as select * from \"%s\"%s;", store->stand_ins ? "asof_" : "", table, table, with);
	if (store->stand_ins)
		text_printf(&sql, "drop view if exists %s.\"%s\"; alter table \"asof_%s\" rename to \"%s\";", dialect_temp, table, table, table);
	enum status status = db_run(store->db, sql.data);
	text_free(&sql);
	return status;
}

enum status asof_table(struct store *store, const char *table)
{
	return lay(store, table, "");
}

enum status asof_empty(struct store *store, const char *table)
{
	return lay(store, table, " where false");
}

static enum status copy_table(struct store *store, const char *table, const char *key, const char *other)
{
	struct text sql = { 0 };
	enum status status = asof_table(store, table);

	/* An index is in the schema of its table. */
	text_printf(&sql, "create index \"asof_%s\" on \"%s\" (\"%s\");", table, table, key);
	if (other)
		text_printf(&sql, "create index \"asof_to_%s\" on \"%s\" (\"%s\");", table, table, other);
	if (!status)
		status = db_run(store->db, sql.data);
	text_free(&sql);
	return status;
}

/* What refers is found by that, as in the table itself: sums over lines and payments look it up for every document. */
static enum status index_references(struct store *store, const struct type *type)
{
	struct text sql = { 0 };

	for (size_t i = 0; i < type->count; i++) {
		const struct field *field = type->fields[i];
		const char *table = type->record->name, *column = field_column(field);
		if (field_stored(field) && (field->kind == KIND_ANYREF || (field->kind == KIND_REF && field->target != &record_user)))
			text_printf(&sql, "create index \"asof_by_%s_%s\" on \"%s\" (\"%s\") where \"%s\" is not null;\n", table, column, table, column, column);
	}
	enum status status = sql.length ? db_run(store->db, sql.data) : STATUS_OK;
	text_free(&sql);
	return status;
}

static enum status copy_type(struct store *store, const struct record_type *record)
{
	const struct type *type = store_type(store, record);
	enum status status = copy_table(store, record->name, "id", NULL);

	if (!status)
		status = index_references(store, type);
	for (size_t i = 0; !status && i < type->count; i++) {
		if (type->fields[i]->kind != KIND_REFS)
			continue;
		struct text table = { 0 };
		row_link_table(&table, record, type->fields[i]);
		status = copy_table(store, table.data, record->name, type->fields[i]->target->name);
		text_free(&table);
	}
	return status;
}

static enum status walk_back(struct store *store, const struct entry *entry, struct arena *arena)
{
	const struct type *type = store_type(store, entry->record);
	struct record *record = record_new(arena, type);
	bool *seen = arena_alloc(arena, type->count * sizeof *seen);
	enum status status = STATUS_OK;

	switch (entry->operation) {
	case OPERATION_CREATE:
		for (int64_t id = entry->first; !status && id <= entry->last; id++)
			status = row_delete(store, dialect_temp, type, id);
		return status;
	case OPERATION_UPDATE:
		record->id = entry->first;
		journal_read(entry->before, record, seen, arena);
		return row_update(store, dialect_temp, record, seen);
	case OPERATION_REMOVE:
		record->id = entry->first;
		journal_read(entry->before, record, NULL, arena);
		return row_insert(store, dialect_temp, record);
	}
	return status;
}

static enum status check_known(struct store *store, const char *instant)
{
	struct statement *statement;
	struct text day = { 0 };
	enum status status = db_ask(store->db, &statement, "select id, at from change order by id limit 1");

	if (db_next(statement, &status) && db_integer(statement, 0) > 1 && strcmp(instant, db_text(statement, 1)) < 0) {
		timestamp_local(&day, db_text(statement, 1));
		status = error_set(store->error, STATUS_REFUSED, "what was before %s is not known any more: the journal was compacted", day.data);
	}
	db_done(statement);
	text_free(&day);
	return status;
}

/* The last journal entry that was made by then. Clocks may have run backwards: what belongs to a time is everything up to the last change that says it was made
 * by then, in the order of the changes, so that no change is taken back under one that stays. */
static enum status last_entry(struct store *store, const char *instant, int64_t *last)
{
	return db_one(store->db, last, "select last_entry from change where at <= %s order by id desc limit 1", instant);
}

enum status asof_open(struct store *store, const char *instant)
{
	bool copied[RECORD_TYPE_LIMIT] = { false };
	struct statement *statement, *later = NULL;
	struct arena arena = { 0 };
	struct entry entry;
	int64_t last;

	store->past = true;
	enum status status = check_known(store, instant);
	if (status)
		return status;
	status = last_entry(store, instant, &last);
	if (!status)
		status = db_ask(store->db, &statement, "select distinct type from entry where id > %jd", last);
	if (status)
		return status;
	while (db_next(statement, &status)) {
		const struct record_type *record = record_by_number((int)db_integer(statement, 0));
		if (record && record != &record_setting)
			copied[record->number] = true;
	}
	db_done(statement);
	for (struct record_walk walk = record_walk(); !status && walk.record; record_step(&walk))
		if (copied[walk.record->number])
			status = copy_type(store, walk.record);
	if (!status)
		status = db_ask(store->db, &later, "select %-s from entry e where e.id > %jd order by e.id desc", journal_columns, last);
	while (journal_next(later, &entry, &status)) {
		arena_reset(&arena);
		if (entry.record && copied[entry.record->number])
			status = walk_back(store, &entry, &arena);
	}
	db_done(later);
	arena_free(&arena);
	if (!status && timestamp_seconds(instant) < store->conventions.now)
		store->conventions.now = timestamp_seconds(instant);
	return status;
}
