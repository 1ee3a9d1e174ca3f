#include "store/journal.h"

#include "base/money.h"
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

	for (int number = 1; change->creations && number < RECORD_TYPE_LIMIT; number++) {
		if (!change->created_first[number])
			continue;
		enum status status = append(store, record_by_number(number), change->created_first[number], change->created_last[number], OPERATION_CREATE, NULL);
		change->created_first[number] = 0;
		if (status)
			return status;
	}
	change->creations = false;
	return STATUS_OK;
}

enum status journal_created(struct store *store, const struct record_type *record, int64_t id)
{
	struct change *change = &store->change;
	int number = record->number;

	if (change->created_first[number] && change->created_last[number] + 1 == id) {
		change->created_last[number] = id;
		return STATUS_OK;
	}
	/* Undoing a removal goes backwards. */
	if (change->created_first[number] == id + 1) {
		change->created_first[number] = id;
		return STATUS_OK;
	}
	if (change->created_first[number]) {
		enum status status = append(store, record, change->created_first[number], change->created_last[number], OPERATION_CREATE, NULL);
		if (status)
			return status;
	}
	change->created_first[number] = change->created_last[number] = id;
	change->creations = true;
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

enum status journal_updated(struct store *store, const struct record *old, const bool *changed)
{
	struct text before = { 0 };
	enum status status = change_flush(store);

	write_before(&before, old, changed);
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

enum status journal_version(struct store *store, const struct record_type *record, int64_t id, int64_t *change)
{
	enum status status = db_one(store->db, change, "select max(change) from entry where type = %d and record = %jd", record->number, id);

	if (!status && !*change)
		status = db_one(store->db, change, "select max(change) from entry where last is not null and type = %d and record <= %jd and last >= %jd",
		                record->number, id, id);
	return status;
}

/* The values after an entry: the next entries that tell them, or the row as it is. */
static enum status values_after(struct store *store, const struct entry *entry, int64_t id, struct arena *arena, struct record **out)
{
	const struct type *type = store_type(store, entry->record);
	struct statement *statement;
	struct record *after;
	enum status status = row_load(store, type, id, arena, &after);

	if (status)
		return status;
	if (!after)
		after = record_new(arena, type);
	after->id = id;
	status = db_ask(store->db, &statement, "select %-s from entry e where e.type = %d and e.record = %jd and e.id > %jd order by e.id desc",
	                journal_columns, entry->record->number, id, entry->id);
	struct entry later;
	while (journal_next(statement, &later, &status)) {
		if (later.operation == OPERATION_REMOVE || later.operation == OPERATION_CREATE)
			memset(after->values, 0, type->count * sizeof *after->values);
		if (later.operation != OPERATION_CREATE)
			journal_read(later.before, after, NULL, arena);
	}
	db_done(statement);
	*out = after;
	return status;
}

struct telling {
	enum status (*tell)(void *context, const struct told *told);
	void *context;
};

static enum status tell_fields(struct telling *telling, struct told *told, const struct record *before, const struct record *after, const bool *seen)
{
	struct text old = { 0 }, new = { 0 };
	enum status status = STATUS_OK;
	bool any = false;

	for (size_t i = 0; !status && i < after->type->count; i++) {
		const struct field *field = after->type->fields[i];
		bool differs = seen ? seen[i] : before->values[i].type != VALUE_NULL || after->values[i].type != VALUE_NULL;
		if (!differs || strcmp(field->name, "updated_at") == 0 || (field->derived && !field_stored(field)))
			continue;
		text_clear(&old);
		text_clear(&new);
		field_format(field, &before->values[i], record_digits(before), &old);
		field_format(field, &after->values[i], record_digits(after), &new);
		told->field = field;
		told->before = text_string(&old);
		told->after = text_string(&new);
		any = true;
		status = telling->tell(telling->context, told);
	}
	if (!status && !any && told->operation != OPERATION_UPDATE) {
		told->field = NULL;
		told->before = told->after = "";
		status = telling->tell(telling->context, told);
	}
	text_free(&old);
	text_free(&new);
	return status;
}

static enum status tell_entry(struct store *store, struct statement *head, const struct entry *entry, int64_t id, struct telling *telling)
{
	struct arena arena = { 0 };
	const struct type *type = store_type(store, entry->record);
	struct record *after, *before = record_new(&arena, type);
	bool *seen = arena_alloc(&arena, type->count * sizeof *seen);
	enum status status = STATUS_OK;

	before->id = id;
	if (entry->operation == OPERATION_REMOVE)
		after = record_new(&arena, type);
	else
		status = values_after(store, entry, id, &arena, &after);
	if (!status) {
		if (entry->operation == OPERATION_UPDATE)
			memcpy(before->values, after->values, type->count * sizeof *before->values);
		if (entry->operation != OPERATION_CREATE)
			journal_read(entry->before, before, seen, &arena);
		struct told told = { .change = entry->change, .at = db_text(head, 7), .who = db_text(head, 8), .command = db_text(head, 9),
			             .record = entry->record, .id = id, .operation = entry->operation };
		if (entry->record->parent) {
			const struct record *known = entry->operation == OPERATION_REMOVE ? before : after;
			told.parent = record_integer(known, "parent");
			told.number = record_integer(known, "number");
		}
		status = tell_fields(telling, &told, before, after, entry->operation == OPERATION_UPDATE ? seen : NULL);
	}
	arena_free(&arena);
	return status;
}

enum status journal_tell(struct store *store, int64_t change, const struct record_type *record, int64_t id,
                         enum status (*tell)(void *context, const struct told *told), void *context)
{
	struct telling telling = { tell, context };
	struct statement *statement;
	struct entry entry;
	static const char columns[] = "c.at, case when c.via is null then u.login else coalesce(u.login, '') || ' via ' || c.via end, c.command"
	                              " from entry e left join change c on c.id = e.change left join \"user\" u on u.id = c.who";
	enum status status =
		change ? db_ask(store->db, &statement, "select %-s, %-s where e.change = %jd and e.id >= (select first_entry from change where id = %jd) order by e.id",
	                        journal_columns, columns, change, change) :
			 db_ask(store->db, &statement, "select %-s, %-s where e.id in (select id from entry where type = %d and record = %jd union"
	                        " select id from entry where last is not null and type = %d and record <= %jd and last >= %jd) order by e.id",
	                        journal_columns, columns, record->number, id, record->number, id, id);

	while (journal_next(statement, &entry, &status)) {
		if (!entry.record)
			continue;
		for (int64_t at = change ? entry.first : id; !status && at <= (change ? entry.last : id); at++)
			status = tell_entry(store, statement, &entry, at, &telling);
	}
	db_done(statement);
	return status;
}
