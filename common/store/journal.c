#include "store/journal.h"

#include "store/child_number.h"
#include <stdlib.h>
#include <string.h>

const char journal_columns[] = "e.id, e.change, e.type, e.record, e.last, e.operation, e.before";

static enum status append(struct store *store, const struct record_type *record, int64_t first, int64_t last, enum operation operation, const char *before)
{
	static const char sql[] = "insert into entry (id, change, type, record, last, operation, before) values (?, ?, ?, ?, ?, ?, ?)";
	enum status status = store->appending ? STATUS_OK : db_prepare(store->db, sql, &store->appending);
	struct statement *statement = store->appending;

	if (status)
		return status;
	db_bind_integer(statement, 1, store->change.next_entry++);
	db_bind_integer(statement, 2, store->change.id);
	db_bind_integer(statement, 3, record->number);
	db_bind_integer(statement, 4, first);
	if (last > first)
		db_bind_integer(statement, 5, last);
	db_bind_integer(statement, 6, operation);
	db_bind_text(statement, 7, before);
	return db_finish(statement);
}

/* Creations are held back, a run of ids per type, and written before any other entry: an entry must not come before the creation of its record. */
enum status change_flush(struct store *store)
{
	struct change *change = &store->change;

	for (struct record_walk walk = record_walk(); change->creations && walk.record; record_step(&walk)) {
		struct change_type *type = &change->types[walk.index];
		if (!type->created_first)
			continue;
		enum status status = append(store, walk.record, type->created_first, type->created_last, OPERATION_CREATE, NULL);
		type->created_first = 0;
		if (status)
			return status;
	}
	change->creations = false;
	return STATUS_OK;
}

enum status journal_created(struct store *store, const struct record_type *record, int64_t id)
{
	struct change_type *type = change_type(store, record);

	store->change.created++;
	if (type->created_first && type->created_last + 1 == id) {
		type->created_last = id;
		return STATUS_OK;
	}
	/* Undoing a removal goes backwards. */
	if (type->created_first == id + 1) {
		type->created_first = id;
		return STATUS_OK;
	}
	if (type->created_first) {
		enum status status = append(store, record, type->created_first, type->created_last, OPERATION_CREATE, NULL);
		if (status)
			return status;
	}
	type->created_first = type->created_last = id;
	store->change.creations = true;
	return STATUS_OK;
}

static void write_before(struct text *before, const struct record *old, const bool *changed)
{
	for (size_t i = 0, count = old->type->count; i < count; i++) {
		const struct value *value = &old->values[i];
		if (changed ? !changed[i] : value->type == VALUE_NULL)
			continue;
		text_integer(before, old->type->fields[i]->id);
		text_byte(before, '\t');
		if (value->type == VALUE_INTEGER)
			text_integer(before, value->integer);
		else if (value->type == VALUE_TEXT)
			text_escape(before, value->text, value->length);
		text_byte(before, '\n');
	}
}

static void give_up_number(struct store *store, const struct record *old)
{
	child_number_give_up(store, old->type->record, record_integer(old, "parent"), record_integer(old, "number"));
}

enum status journal_updated(struct store *store, const struct record *old, const bool *changed)
{
	struct text before = { 0 };
	enum status status = change_flush(store);

	write_before(&before, old, changed);
	if (old->type->record->parent && (changed[type_index(old->type, "parent")] || changed[type_index(old->type, "number")]))
		give_up_number(store, old);
	if (!status)
		status = append(store, old->type->record, old->id, old->id, OPERATION_UPDATE, text_string(&before));
	text_free(&before);
	return status;
}

enum status journal_removed(struct store *store, const struct record *old)
{
	struct text before = { 0 };
	enum status status = change_flush(store);

	write_before(&before, old, NULL);
	if (old->type->record->parent)
		give_up_number(store, old);
	if (!status)
		status = append(store, old->type->record, old->id, old->id, OPERATION_REMOVE, text_string(&before));
	text_free(&before);
	return status;
}

void journal_read(const char *before, struct record *record, bool *seen, struct arena *arena)
{
	while (before && *before) {
		const char *end = strchr(before, '\n');
		const char *tab = strchr(before, '\t');
		if (!end || !tab || tab > end)
			return;
		size_t index;
		const struct field *field = type_field_id(record->type, atoi(before), &index);
		size_t length = (size_t)(end - tab - 1);
		if (field) {
			struct value *value = &record->values[index];
			*value = (struct value){ 0 };
			if (length && strcmp(kinds[field->kind].sql, "INTEGER") == 0) {
				*value = value_integer(strtoll(tab + 1, NULL, 10));
			} else if (length) {
				char *text = arena_copy(arena, tab + 1, length);
				*value = (struct value){ .type = VALUE_TEXT, .length = text_unescape(text, length), .text = text };
				if (field->kind == KIND_TAGS && *text != ',') /* one number, of what is a list of them now */
					*value = value_text(arena_printf(arena, ",%s,", text));
			}
			if (seen)
				seen[index] = true;
		}
		before = end + 1;
	}
}

bool journal_next(struct statement *statement, struct entry *entry, enum status *status)
{
	if (!db_next(statement, status))
		return false;
	*entry = (struct entry){
		.id = db_integer(statement, 0),
		.change = db_integer(statement, 1),
		.record = record_by_number((int)db_integer(statement, 2)),
		.first = db_integer(statement, 3),
		.operation = (enum operation)db_integer(statement, 5),
		.before = db_text(statement, 6),
	};
	struct value last = db_value(statement, 4);
	entry->last = last.type == VALUE_INTEGER ? last.integer : entry->first;
	return true;
}

enum status journal_touched(struct store *store, const struct record_type *record, int64_t id, int64_t change, bool *touched)
{
	int64_t count = 0;
	enum status status = db_one(store->db, &count, "select count(*) from entry where change = %jd and type = %d and record <= %jd and coalesce(last, record) >= %jd",
	                            change, record->number, id, id);

	*touched = count > 0;
	return status;
}

enum status journal_version(struct store *store, const struct record_type *record, int64_t id, int64_t *change)
{
	enum status status = db_one(store->db, change, "select max(change) from entry where type = %d and record = %jd", record->number, id);

	if (!status && !*change)
		status = db_one(store->db, change, "select max(change) from entry where last is not null and type = %d and record <= %jd and last >= %jd",
		                record->number, id, id);
	return status;
}
