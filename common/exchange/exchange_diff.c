/* What makes one database hold what another one holds, as commands in an order that works: values that must be unique make
 * way, new records, merges, changed records, what had to wait, removals. */
#include "exchange/diff_parts.h"

#include "base/date.h"
#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* A command or comment of one line. */
static void end(struct diff *diff)
{
	text_byte(&diff->line, '\n');
	diff_flush(diff, &diff->line);
}

static enum status for_settings(struct store *store, struct store *other, const char *word, struct diff *diff, bool both)
{
	struct statement *statement;
	enum status status = db_ask(store->db, &statement, "select name, value from setting where name <> 'uuid' order by name");

	while (db_next(statement, &status)) {
		const char *name = db_text(statement, 0), *value = db_text(statement, 1), *there = schema_value(other->schema, name);
		if (there ? !both || strcmp(there, value ? value : "") == 0 : false)
			continue;
		text_add(&diff->line, "# schema: ");
		diff_quote(&diff->line, name, strcspn(name, "\n"));
		text_printf(&diff->line, " %s; see crm-db schema", there ? "differs" : word);
		end(diff);
	}
	db_done(statement);
	return status;
}

static enum status tell_schema(struct diff *diff)
{
	enum status status = for_settings(diff->from, diff->to, "is not set there", diff, true);

	return status ? status : for_settings(diff->to, diff->from, "is set there only", diff, false);
}

/* A value that must be unique, and that another record gets, is given up first. */
static enum status make_way(struct diff *diff, struct diff_type *type, size_t index)
{
	const struct field *field = type->from->fields[index];
	const char *there = field_column(type->to->fields[type->there[index]]);
	struct statement *statement, *owner;

	enum status status = db_ask(diff->from->db, &statement, "select id, \"%s\" from \"%s\" where \"%s\" is not null order by id", field_column(field),
	                            type->from->record->name, field_column(field));
	while (db_next(statement, &status)) {
		struct value value = db_value(statement, 1);
		int64_t id = db_integer(statement, 0);
		if ((status = db_ask(diff->to->db, &owner, "select id from \"%s\" where \"%s\" = ?", type->to->record->name, there)))
			break;
		db_bind(owner, 1, &value);
		bool moves = db_next(owner, &status) && db_integer(owner, 0) != id;
		db_done(owner);
		if (!status && moves) {
			diff_begin(diff, type, "set", id, &diff->line);
			diff_word(&diff->line, field->name, "", 0);
			end(diff);
		}
	}
	db_done(statement);
	return status;
}

static enum status make_ways(struct diff *diff, struct diff_type *type)
{
	enum status status = STATUS_OK;

	for (size_t i = 0; !status && i < type->from->count; i++) {
		const struct field *field = type->from->fields[i];
		if (field->unique && !field->required && !field->computed && !field->hidden && type->there[i] != SIZE_MAX)
			status = make_way(diff, type, i);
	}
	return status;
}

/* What `add` would fill in by itself must be said to be empty. */
static bool has_initial(const struct field *field)
{
	const struct pick *initial = field->kind == KIND_PICK ? pick_initial(field->picks) : NULL;

	return field->initial || (initial && !pick_is_empty(initial)) || strcmp(field->name, "owner") == 0 || strcmp(field->name, "currency") == 0;
}

static void set_later(struct diff *diff, struct diff_type *type, size_t index, const struct record *to)
{
	struct text line = { 0 };

	diff_begin(diff, type, "set", to->id, &line);
	diff_assign(diff, type, index, to, &line);
	text_byte(&line, '\n');
	text_append(&diff->later, line.data, line.length);
	text_free(&line);
}

static void add_record(struct diff *diff, struct diff_type *type, const struct record *to)
{
	struct text *line = &diff->line;

	if (type->renumbered) {
		reference_format(line, type->from->record, to->id);
		text_add(line, "=$(");
	}
	diff_begin(diff, type, "add", 0, line);
	for (size_t i = 0; i < type->from->count; i++) {
		const struct field *field = type->from->fields[i];
		bool empty = diff_value(type, i, to)->type == VALUE_NULL;
		if (!diff_is_set(type, i, to) || (empty && !has_initial(field)))
			continue;
		if (diff_waits(diff, type, i, to))
			set_later(diff, type, i, to);
		else
			diff_assign(diff, type, i, to, line);
	}
	text_add(line, type->renumbered ? ") # " : " # ");
	reference_format(line, type->from->record, to->id);
	end(diff);
}

static enum status add_records(struct diff *diff, struct diff_type *type)
{
	struct arena arena = { 0 };
	enum status status = STATUS_OK;

	for (size_t i = 0; !status && i < type->added.count; i++) {
		struct record *to;
		arena_reset(&arena);
		status = row_load(diff->to, type->to, type->added.ids[i], &arena, &to);
		if (!status && to)
			add_record(diff, type, to);
	}
	arena_free(&arena);
	return status;
}

/* The record that a removed one was merged into, 0 when it was not. */
static enum status merged_into(struct diff *diff, const struct diff_type *type, int64_t id, int64_t *kept)
{
	enum status status = store_surviving(diff->to, type->to->record, id, kept);

	if (*kept == id)
		*kept = 0;
	return status;
}

static enum status merge_records(struct diff *diff, struct diff_type *type)
{
	enum status status = STATUS_OK;

	for (size_t i = 0; !status && i < type->removed.count; i++) {
		int64_t kept;
		status = merged_into(diff, type, type->removed.ids[i], &kept);
		if (status || !kept)
			continue;
		diff_begin(diff, type, "merge", kept, &diff->line);
		text_byte(&diff->line, ' ');
		diff_reference(diff, type->from->record, type->removed.ids[i], &diff->line);
		end(diff);
	}
	return status;
}

/* An amount is reported again when its currency changes, since the same number is another amount then. */
static bool differs(const struct diff_type *type, size_t index, const struct record *from, const struct record *to, bool currency)
{
	const struct value *value = diff_value(type, index, to);

	if (currency && type->from->fields[index]->kind == KIND_MONEY && value->type != VALUE_NULL)
		return true;
	return !value_equal(&from->values[index], value);
}

static enum status set_record(struct diff *diff, struct diff_type *type, const struct record *from, const struct record *to)
{
	struct text *line = &diff->line, kept = { 0 };
	size_t index;

	if (!from || !to)
		return STATUS_OK;
	bool currency = type_field(type->from, "currency", &index) && differs(type, index, from, to, false);
	diff_begin(diff, type, "set", to->id, line);
	size_t nothing = line->length;
	for (size_t i = 0; i < type->from->count; i++) {
		const struct field *field = type->from->fields[i];
		if (!exchange_has(field) || field->hidden || !differs(type, i, from, to, currency))
			continue;
		if (diff_is_set(type, i, to))
			diff_assign(diff, type, i, to, line);
		else if (strcmp(field->name, "updated_at") != 0)
			text_printf(&kept, "%s%s", kept.length ? ", " : "", field->name);
	}
	if (line->length > nothing)
		end(diff);
	text_clear(line);
	if (kept.length) {
		text_add(line, "# ");
		reference_format(line, type->from->record, to->id);
		text_printf(line, ": the program itself maintains %s", kept.data);
		end(diff);
	}
	text_free(&kept);
	return STATUS_OK;
}

static bool goes_earlier(const struct diff *diff, const struct diff_type *type, int64_t id, const struct record_type *target, int64_t to)
{
	const struct diff_type *other = &diff->types[target->number];

	return ids_have(&other->removed, to) && (other->order > type->order || (other == type && to > id));
}

/* A reference from a record that goes to one that goes before it would hold that one. */
static bool holds(const struct diff *diff, const struct diff_type *type, const struct field *field, const struct record *from, const struct value *value)
{
	const struct record_type *target = field->target;
	int64_t id = value->integer;
	char role[40];

	if (value->type == VALUE_NULL || field->required || field->computed || field->hidden)
		return false;
	if (field->kind == KIND_REFS) {
		for (const char *rest = value->text; row_next_link(&rest, &id, role);)
			if (goes_earlier(diff, type, from->id, target, id))
				return true;
		return false;
	}
	if (field->kind == KIND_ANYREF)
		target = anyref_unpack(value->integer, &id);
	return (field->kind == KIND_REF || field->kind == KIND_ANYREF) && target && goes_earlier(diff, type, from->id, target, id);
}

static enum status let_go(struct diff *diff, struct diff_type *type)
{
	struct arena arena = { 0 };
	enum status status = STATUS_OK;

	for (size_t i = 0; !status && i < type->removed.count; i++) {
		struct record *from;
		int64_t kept;
		arena_reset(&arena);
		if ((status = merged_into(diff, type, type->removed.ids[i], &kept)) || kept ||
		    (status = row_load(diff->from, type->from, type->removed.ids[i], &arena, &from)) || !from)
			continue;
		for (size_t f = 0; f < type->from->count; f++) {
			if (!holds(diff, type, type->from->fields[f], from, &from->values[f]))
				continue;
			diff_begin(diff, type, "set", from->id, &diff->line);
			diff_word(&diff->line, type->from->fields[f]->name, "", 0);
			end(diff);
		}
	}
	arena_free(&arena);
	return status;
}

static enum status remove_records(struct diff *diff, struct diff_type *type)
{
	enum status status = STATUS_OK;

	for (size_t i = type->removed.count; !status && i-- > 0;) {
		int64_t kept;
		status = merged_into(diff, type, type->removed.ids[i], &kept);
		if (status || kept)
			continue;
		diff_begin(diff, type, "rm", type->removed.ids[i], &diff->line);
		end(diff);
	}
	return status;
}

static enum status set_records(struct diff *diff, struct diff_type *type)
{
	return diff_both(diff, type, set_record);
}

static enum status each_type(struct diff *diff, bool backwards, enum status (*each)(struct diff *diff, struct diff_type *type))
{
	enum status status = STATUS_OK;
	size_t count = record_count();

	for (size_t i = 0; !status && i < count; i++) {
		struct diff_type *type = &diff->types[record_at(backwards ? count - 1 - i : i)->number];
		if (type->from)
			status = each(diff, type);
	}
	return status;
}

static enum status write_commands(struct diff *diff)
{
	enum status status = tell_schema(diff);

	if (!status)
		status = diff_survey(diff);
	if (!status)
		status = each_type(diff, false, make_ways);
	if (!status)
		status = each_type(diff, false, add_records);
	if (!status)
		status = each_type(diff, false, merge_records);
	if (!status)
		status = each_type(diff, false, set_records);
	diff_flush(diff, &diff->later);
	if (!status)
		status = each_type(diff, true, let_go);
	if (!status)
		status = each_type(diff, true, remove_records);
	return status ? status : diff_lines(diff);
}

enum status exchange_diff(struct store *from, struct store *to, void (*write)(void *context, const char *data, size_t length), void *context)
{
	struct diff diff = { .from = from, .to = to, .write = write, .context = context };
	enum status status = db_begin_reading(from->db);

	if (!status)
		status = db_begin_reading(to->db);
	if (!status)
		status = write_commands(&diff);
	db_rollback(from->db);
	db_rollback(to->db);
	for (size_t i = 0; i < RECORD_TYPE_LIMIT; i++) {
		free(diff.types[i].there);
		free(diff.types[i].added.ids);
		free(diff.types[i].removed.ids);
	}
	text_free(&diff.line);
	text_free(&diff.later);
	return status;
}
