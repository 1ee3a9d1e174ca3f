/* What makes one database hold what another one holds, as commands in an order that works: values that must be unique make
 * way, new records, merges, changed records, what had to wait, states in which nothing is left to do, removals. */
#include "exchange/diff_parts.h"

#include "io/spool.h"
#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum { ROUNDS = 6 }; /* of what had to wait; a round in which nothing works any more is the last one anyhow */

/* A comment of one line. */
static void end(struct diff *diff)
{
	text_byte(&diff->line, '\n');
	diff->write(diff->context, diff->line.data, diff->line.length);
	text_clear(&diff->line);
}

/* A field of a record of the first side is emptied. */
static enum status clear(struct diff *diff, struct diff_type *type, size_t index, int64_t id)
{
	struct arena arena = { 0 };
	struct record *record;
	bool done;
	enum status status = row_load(diff->from, type->from, id, &arena, &record);

	if (!status && record) {
		diff_begin(diff, type->from->record, "set", id, &diff->line);
		diff_word(&diff->line, type->from->fields[index]->name, "", 0);
		record->values[index] = (struct value){ 0 };
		status = diff_try(diff, &(struct diff_write){ .what = DIFF_SET, .type = type->from, .id = id, .record = record }, 1, &arena, &done);
	}
	arena_free(&arena);
	return status;
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

static enum status report_schema(struct diff *diff)
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
		if (!status && moves)
			status = clear(diff, type, index, id);
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

/* The record that a removed one was merged into, 0 when it was not. */
static enum status merged_into(struct diff *diff, const struct diff_type *type, int64_t id, int64_t *kept)
{
	enum status status = store_surviving(diff->to, type->to->record, id, kept);

	if (*kept == id)
		*kept = 0;
	return status;
}

static enum status merge_away(struct diff *diff, struct diff_type *type)
{
	struct arena arena = { 0 };
	enum status status = STATUS_OK;
	bool done;

	for (size_t i = 0; !status && i < type->removed.count; i++) {
		int64_t kept;
		status = merged_into(diff, type, type->removed.ids[i], &kept);
		if (status || !kept)
			continue;
		arena_reset(&arena);
		diff_begin(diff, type->from->record, "merge", kept, &diff->line);
		text_byte(&diff->line, ' ');
		diff_reference(diff, type->from->record, type->removed.ids[i], &diff->line);
		status = diff_try(diff, &(struct diff_write){ .what = DIFF_MERGE, .type = type->from, .id = kept, .other = type->removed.ids[i] }, 1, &arena, &done);
	}
	arena_free(&arena);
	return status;
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
		for (size_t f = 0; !status && f < type->from->count; f++)
			if (holds(diff, type, type->from->fields[f], from, &from->values[f]))
				status = clear(diff, type, f, from->id);
	}
	arena_free(&arena);
	return status;
}

static enum status remove_records(struct diff *diff, struct diff_type *type)
{
	struct arena arena = { 0 };
	enum status status = STATUS_OK;

	for (size_t i = type->removed.count; !status && i-- > 0;) {
		int64_t kept;
		bool done;
		status = merged_into(diff, type, type->removed.ids[i], &kept);
		if (status || kept)
			continue;
		arena_reset(&arena);
		diff_begin(diff, type->from->record, "rm", type->removed.ids[i], &diff->line);
		status = diff_try(diff, &(struct diff_write){ .what = DIFF_REMOVE, .type = type->from, .id = type->removed.ids[i] }, 1, &arena, &done);
	}
	arena_free(&arena);
	return status;
}

static enum status bring_all(struct diff *diff, struct diff_type *type, const struct ids *ids, enum diff_phase phase)
{
	enum status status = STATUS_OK;

	for (size_t i = 0; !status && i < ids->count; i++)
		status = diff_bring(diff, type, ids->ids[i], phase);
	return status;
}

static enum status make_records(struct diff *diff, struct diff_type *type)
{
	return bring_all(diff, type, &type->added, DIFF_MAKE);
}

static enum status change_records(struct diff *diff, struct diff_type *type)
{
	struct ids open = type->open;

	type->open = (struct ids){ 0 };
	enum status status = bring_all(diff, type, &open, DIFF_CHANGE);
	free(open.ids);
	ids_tidy(&type->open);
	return status;
}

/* Those that were there come first, as they do in their order. */
static enum status change_all_records(struct diff *diff, struct diff_type *type)
{
	for (size_t i = 0; i < type->changed.count; i++)
		ids_add(&type->open, type->changed.ids[i]);
	ids_tidy(&type->open);
	return change_records(diff, type);
}

static enum status finish_records(struct diff *diff, struct diff_type *type)
{
	enum status status = bring_all(diff, type, &type->added, DIFF_FINISH);

	return status ? status : bring_all(diff, type, &type->changed, DIFF_FINISH);
}

static enum status each_type(struct diff *diff, bool backwards, enum status (*each)(struct diff *diff, struct diff_type *type))
{
	enum status status = STATUS_OK;
	size_t count = record_count();

	for (size_t i = 0; !status && i < count; i++) {
		struct diff_type *type = &diff->types[record_at(backwards ? count - 1 - i : i)->number];
		if (type->from && !type->from->record->internal)
			status = each(diff, type);
	}
	return status;
}

static bool differs(const struct diff *diff)
{
	for (size_t i = 0; i < RECORD_TYPE_LIMIT; i++)
		if (diff->types[i].added.count || diff->types[i].removed.count || diff->types[i].changed.count)
			return true;
	return false;
}

static enum status try_commands(struct diff *diff)
{
	enum status status = each_type(diff, false, make_ways);
	int64_t before;

	if (!status)
		status = each_type(diff, false, make_records);
	if (!status)
		status = each_type(diff, false, merge_away);
	if (!status)
		status = each_type(diff, false, change_all_records);
	for (int round = 0; !status && round < ROUNDS; round++) {
		before = diff->tried;
		status = each_type(diff, false, change_records);
		if (diff->tried == before)
			break;
	}
	if (!status)
		status = each_type(diff, true, finish_records);
	if (!status)
		status = each_type(diff, true, let_go);
	return status ? status : each_type(diff, true, remove_records);
}

/* The commands follow the comments. */
static enum status copy_commands(struct diff *diff)
{
	char piece[65536];
	size_t length;

	enum status status = spool_rewind(diff->commands, diff->to->error);
	while (!status && (length = fread(piece, 1, sizeof piece, diff->commands)) > 0)
		diff->write(diff->context, piece, length);
	return status;
}

/* On a copy of the first side, which stays in place of it. */
static enum status attempt(struct diff *diff, struct exchange_side *copy)
{
	for (size_t i = 0; i < RECORD_TYPE_LIMIT; i++)
		diff->types[i].made = 0, diff->types[i].open.count = 0;
	diff->again = false;
	enum status status = diff_trial_begin(diff, copy);
	if (!status)
		status = spool_stream(&diff->commands, diff->to->error);
	return status ? status : try_commands(diff);
}

/* Commands that turn out to be in another order than the numbers of their records are written anew, with variables; each time for one type more at least. */
static enum status write_commands(struct diff *diff)
{
	struct exchange_side copy = { 0 };
	struct store *from = diff->from;
	enum status status = report_schema(diff);

	if (!status)
		status = diff_survey(diff);
	if (status || !differs(diff))
		return status;
	for (diff->again = true; !status && diff->again;) {
		diff_trial_end(diff, from, &copy);
		status = attempt(diff, &copy);
	}
	if (!status)
		status = diff_rest(diff);
	if (!status)
		status = copy_commands(diff);
	diff_trial_end(diff, from, &copy);
	return status;
}

enum status exchange_diff(struct store *from, struct store *to, const struct diff_rule *rules,
                          void (*write)(void *context, const char *data, size_t length), void *context)
{
	struct diff diff = { .from = from, .to = to, .rules = rules, .write = write, .context = context };
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
		free(diff.types[i].changed.ids);
		free(diff.types[i].open.ids);
	}
	text_free(&diff.line);
	return status;
}
