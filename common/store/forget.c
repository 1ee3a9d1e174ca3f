#include "store/forget.h"

#include "base/map.h"
#include "base/sentence.h"
#include "db/dialect.h"
#include "store/content.h"
#include "store/journal.h"
#include "store/remove.h"
#include "store/save.h"
#include "store/search.h"
#include <stdlib.h>
#include <string.h>

static const char name_of_the_forgotten[] = "forgotten";

/* What a scrubbed entry begins with: the line of a field that there is not, which readers of the journal pass over. */
static const char mark[] = "0\tforgotten\n";

struct forgotten {
	const struct record_type *record;
	int64_t id;
	enum for_books what;
	const char *named_by; /* FOR_BOOKS_NAMED */
	bool said; /* of a book: it said who somebody was */
};

struct forgetting {
	struct store *store;
	struct arena arena;
	struct arena entry; /* one entry at a time */
	struct forgotten *items;
	size_t count;
	struct map known; /* as any-references */
};

bool forget_is_mark(const char *before)
{
	return before && strncmp(before, mark, sizeof mark - 1) == 0;
}

/* What a record says of somebody: texts, numbers and days that were entered, and all that a firm adds. References, picks and amounts stay. */
static bool is_said(const struct field *field)
{
	if (!field_stored(field) || (field->computed && !field->content) || field->kind == KIND_REF || field->kind == KIND_ANYREF)
		return false;
	if (field->column)
		return true;
	switch (field->kind) {
	case KIND_TEXT: return strcmp(field->name, "currency") != 0;
	case KIND_LONGTEXT:
	case KIND_PHONE:
	case KIND_EMAIL:
	case KIND_URL:
	case KIND_TAGS:
	case KIND_DATE:
	case KIND_ANNIVERSARY: return true;
	default: return false;
	}
}

static bool is_book(enum for_books what)
{
	return what == FOR_BOOKS_BOOK || what == FOR_BOOKS_NAMED;
}

/* Whether forgetting empties a field of it. */
static bool is_forgotten(const struct forgotten *item, const struct field *field)
{
	switch (item->what) {
	case FOR_BOOKS_BOOK: return field->personal;
	case FOR_BOOKS_NAMED: return field->said_of && strcmp(field->said_of, item->named_by) == 0;
	default: return is_said(field);
	}
}

/* What belongs to a book that only names it is not of the forgotten. */
static void add(struct forgetting *forgetting, const struct record_type *record, int64_t id, enum for_books what, const char *named_by)
{
	int64_t *known = what == FOR_BOOKS_NAMED ? NULL : map_at(&forgetting->known, (uint64_t)anyref_pack(record, id));

	if (known && *known)
		return;
	if (known)
		*known = 1;
	forgetting->items = array_grow(&forgetting->arena, forgetting->items, forgetting->count, sizeof *forgetting->items);
	forgetting->items[forgetting->count++] = (struct forgotten){ record, id, what, named_by, !is_book(what) };
}

/* What was merged into it, and into that before. */
static enum status add_merged(struct forgetting *forgetting, const struct record_type *record, int64_t id)
{
	int64_t *merged = NULL;
	size_t count = 0;
	enum status status = db_integers(forgetting->store->db, &forgetting->arena, &merged, &count, "select record from alias where type = %d and kept = %jd",
	                                 record->number, id);

	for (size_t i = 0; !status && i < count; i++) {
		add(forgetting, record, merged[i], FOR_BOOKS_GOES, NULL);
		status = add_merged(forgetting, record, merged[i]);
	}
	return status;
}

/* Columns of custom fields whose creation was undone still hold what was entered. */
static enum status empty_columns(struct store *store, const struct type *type, int64_t id)
{
	struct statement *statement;
	struct text sql = { 0 };
	enum status status = dialect_columns(store->db, type->record->name, &statement);

	while (db_next(statement, &status)) {
		const char *name = db_text(statement, 0);
		if (strncmp(name, "x_", 2) == 0 && !type_field_id(type, atoi(name + 2), NULL))
			text_printf(&sql, "update \"%s\" set \"%s\" = null where id = %lld;\n", type->record->name, name, (long long)id);
	}
	db_done(statement);
	if (!status && sql.length)
		status = db_run(store->db, sql.data);
	text_free(&sql);
	return status;
}

/* Rules are not asked: issued documents keep what is printed on them, but for this. */
static enum status empty(struct forgetting *forgetting, const struct type *type, int64_t id)
{
	struct arena *arena = &forgetting->arena;
	struct forgotten *item = &forgetting->items[forgetting->count - 1];
	struct record *old;
	enum status status = row_load(forgetting->store, type, id, arena, &old);

	if (status || !old)
		return status;
	struct record *record = record_copy(arena, old);
	for (size_t i = 0; i < type->count; i++) {
		const struct field *field = type->fields[i];
		if (!is_forgotten(item, field))
			continue;
		if (!field->required)
			record->values[i] = (struct value){ 0 };
		else if (field->kind == KIND_TEXT && !field->pattern)
			record->values[i] = value_text(field->unique ? arena_printf(arena, "%s %s%lld", name_of_the_forgotten, type->record->prefix, (long long)id)
			                                             : name_of_the_forgotten);
	}
	if (record_differs(old, record, arena_alloc(arena, type->count * sizeof(bool))))
		item->said = true;
	status = save_redirected(forgetting->store, old, record, arena);
	return status || item->what == FOR_BOOKS_NAMED ? status : empty_columns(forgetting->store, type, id);
}

static enum status take(void *context, const struct type *type, int64_t id, enum for_books what, const char *named_by)
{
	struct forgetting *forgetting = context;

	add(forgetting, type->record, id, what, named_by);
	enum status status = what == FOR_BOOKS_GOES ? STATUS_OK : empty(forgetting, type, id);
	return status || is_book(what) ? status : add_merged(forgetting, type->record, id);
}

/* Whether a record that was removed belonged to one that is forgotten. */
static bool belonged(const struct forgetting *forgetting, const struct record *record)
{
	for (size_t i = 0; i < record->type->count; i++) {
		const struct field *field = record->type->fields[i];
		const struct value *value = &record->values[i];
		int64_t reference = value->type != VALUE_INTEGER ? 0 : field->kind == KIND_REF ? anyref_pack(field->target, value->integer)
		                                             : field->kind == KIND_ANYREF ? value->integer : 0;
		if (reference && (field->composition || field->required) && map_get(&forgetting->known, (uint64_t)reference))
			return true;
	}
	return false;
}

/* One pass over all removals in the journal; *found when there was one more. */
static enum status find_removed(struct forgetting *forgetting, bool *found)
{
	struct statement *statement;
	struct entry entry;
	size_t count = forgetting->count;
	enum status status = db_ask(forgetting->store->db, &statement, "select %-s from entry e where e.operation = %d", journal_columns, OPERATION_REMOVE);

	while (journal_next(statement, &entry, &status)) {
		if (!entry.record || entry.record->books || ((entry.record->internal || entry.record->no_common_fields) && !entry.record->trail))
			continue;
		arena_reset(&forgetting->entry);
		struct record *then = record_new(&forgetting->entry, store_type(forgetting->store, entry.record));
		journal_read(entry.before, then, NULL, &forgetting->entry);
		if (belonged(forgetting, then))
			add(forgetting, entry.record, entry.first, FOR_BOOKS_GOES, NULL);
	}
	db_done(statement);
	*found = forgetting->count > count;
	return status;
}

/* The lines of an entry that may stay. */
static bool scrub(const struct type *type, const char *before, const struct forgotten *item, struct text *out)
{
	bool whole = true, book = is_book(item->what);

	if (!book && !forget_is_mark(before))
		text_add(out, mark);
	for (const char *line = before, *end; (end = strchr(line, '\n')); line = end + 1) {
		const struct field *field = type_field_id(type, atoi(line), NULL);
		bool stays = field ? !is_forgotten(item, field) : book;
		if (stays || (forget_is_mark(line) && !book))
			text_append(out, line, (size_t)(end + 1 - line));
		else
			whole = false;
	}
	return whole;
}

/* "crm-customer add", of all that it said. */
static enum status cut_command(struct store *store, int64_t change)
{
	struct statement *statement;
	struct text command = { 0 };
	enum status status = db_ask(store->db, &statement, "select command from change where id = %jd", change);

	if (db_next(statement, &status)) {
		const char *text = db_text(statement, 0);
		size_t length = text ? strcspn(text, " ") : 0;
		length += text && text[length] ? 1 + strcspn(text + length + 1, " ") : 0;
		text_append(&command, text ? text : "", length);
	}
	db_done(statement);
	if (!status && command.length)
		status = db_execute(store->db, "update change set command = %s where id = %jd", command.data, change);
	text_free(&command);
	return status;
}

static enum status scrub_record(struct forgetting *forgetting, const struct forgotten *item)
{
	struct store *store = forgetting->store;
	const struct type *type = store_type(store, item->record);
	struct statement *statement;
	struct entry entry;
	struct text before = { 0 };
	enum status status = db_ask(store->db, &statement, "select %-s from entry e where e.id in (select id from entry where type = %d and record = %jd union"
	                            " select id from entry where last is not null and type = %d and record <= %jd and last >= %jd)", journal_columns,
	                            item->record->number, item->id, item->record->number, item->id, item->id);

	while (journal_next(statement, &entry, &status)) {
		bool whole = true;
		text_clear(&before);
		if (entry.operation != OPERATION_CREATE)
			whole = scrub(type, entry.before ? entry.before : "", item, &before);
		if (whole && !item->said)
			continue;
		if (entry.operation != OPERATION_CREATE)
			status = db_execute(store->db, "update entry set before = %s where id = %jd", text_string(&before), entry.id);
		if (!status && entry.change != store->change.id)
			status = cut_command(store, entry.change);
	}
	db_done(statement);
	text_free(&before);
	return status;
}

static enum status check(struct store *store, const struct record_type *record)
{
	if (record == &record_user)
		return error_set(store->error, STATUS_REFUSED, "a user is named by the journal and cannot be forgotten; crm-user set REF name=… active=no is what can be done");
	if (record->internal || record->parent || record->no_common_fields)
		return error_set(store->error, STATUS_USAGE, "%s %s cannot be forgotten; forget the record that it is part of", sentence_a(record->name), record->name);
	if (record->books)
		return error_set(store->error, STATUS_REFUSED, "%s %s is kept for the books; forget the person it is for, and it stays without the name", sentence_a(record->name), record->name);
	return STATUS_OK;
}

/* One that was removed long ago is in the journal alone. */
static enum status add_absent(struct forgetting *forgetting, const struct record_type *record, int64_t id)
{
	int64_t change;
	enum status status = journal_version(forgetting->store, record, id, &change);

	if (!status && !change)
		status = store_missing(forgetting->store, record, id);
	if (!status)
		add(forgetting, record, id, FOR_BOOKS_GOES, NULL);
	return status ? status : add_merged(forgetting, record, id);
}

enum status forget_record(struct store *store, const struct record_type *record, int64_t id)
{
	struct forgetting forgetting = { .store = store };
	const struct removal_for_books books = { take, &forgetting };
	bool there = false, more = true;
	enum status status = check(store, record);

	if (!status)
		status = row_exists(store, record, id, &there);
	if (!status)
		status = there ? remove_for_books(store, store_type(store, record), id, &books, &forgetting.arena) : add_absent(&forgetting, record, id);
	while (!status && more)
		status = find_removed(&forgetting, &more);
	for (size_t i = 0; !status && i < forgetting.count; i++)
		status = scrub_record(&forgetting, &forgetting.items[i]);
	map_free(&forgetting.known);
	arena_free(&forgetting.arena);
	arena_free(&forgetting.entry);
	return status;
}

enum status forget_finish(struct store *store)
{
	int64_t removed;
	enum status status = db_begin(store->db);

	if (!status)
		status = search_tidy(store);
	if (!status)
		status = db_commit(store->db);
	db_rollback(store->db);
	if (!status)
		status = content_sweep(store, &removed);
	return status ? status : dialect_rewrite(store->db);
}
