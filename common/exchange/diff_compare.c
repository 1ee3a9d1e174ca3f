/* Both sides in the order of their ids, in step. */
#include "exchange/diff_parts.h"

#include "base/order.h"
#include <stdlib.h>
#include <string.h>

bool ids_have(const struct ids *ids, int64_t id)
{
	return ids->count && bsearch(&id, ids->ids, ids->count, sizeof *ids->ids, order_integers);
}

void ids_add(struct ids *ids, int64_t id)
{
	ids->ids = array_grow(NULL, ids->ids, ids->count, sizeof *ids->ids);
	ids->ids[ids->count++] = id;
}

struct cursor {
	struct statement *statement;
	struct record *record;
	bool row;
};

static enum status open_cursor(struct store *store, const struct type *type, bool ids_only, struct arena *arena, struct cursor *cursor)
{
	struct text sql = { 0 };

	cursor->record = record_new(arena, type);
	if (ids_only)
		text_printf(&sql, "select t.id from \"%s\" t order by t.id", type->record->name);
	else
		exchange_select(type, &sql);
	enum status status = db_prepare(store->db, sql.data, &cursor->statement);
	text_free(&sql);
	return status;
}

static enum status step(struct cursor *cursor, bool ids_only)
{
	enum status status = STATUS_OK;

	cursor->row = db_next(cursor->statement, &status);
	if (!status && cursor->row && ids_only)
		cursor->record->id = db_integer(cursor->statement, 0);
	else if (!status && cursor->row)
		exchange_row(cursor->statement, cursor->record);
	return status;
}

typedef enum status (*each_record)(struct diff *diff, struct diff_type *type, const struct record *from, const struct record *to);

/* Hands over each id once; the side that lacks it is NULL. */
static enum status walk(struct diff *diff, struct diff_type *type, bool ids_only, each_record each)
{
	struct arena arena = { 0 };
	struct cursor from = { 0 }, to = { 0 };
	enum status status = open_cursor(diff->from, type->from, ids_only, &arena, &from);

	if (!status)
		status = open_cursor(diff->to, type->to, ids_only, &arena, &to);
	if (!status)
		status = step(&from, ids_only);
	if (!status)
		status = step(&to, ids_only);
	while (!status && (from.row || to.row)) {
		bool first = from.row && (!to.row || from.record->id <= to.record->id);
		bool second = to.row && (!from.row || to.record->id <= from.record->id);
		status = each(diff, type, first ? from.record : NULL, second ? to.record : NULL);
		if (!status && first)
			status = step(&from, ids_only);
		if (!status && second)
			status = step(&to, ids_only);
	}
	db_done(from.statement);
	db_done(to.statement);
	arena_free(&arena);
	return status;
}

static enum status note_side(struct diff *diff, struct diff_type *type, const struct record *from, const struct record *to)
{
	(void)diff;
	if (!from)
		ids_add(&type->added, to->id);
	else if (!to)
		ids_add(&type->removed, from->id);
	return STATUS_OK;
}

/* Built-in fields are the same by their id, custom ones by their name. */
static size_t counterpart(const struct type *type, const struct field *field)
{
	for (size_t i = 0; i < type->count; i++) {
		const struct field *other = type->fields[i];
		bool same = field->column ? other->column && !other->hidden && strcmp(other->name, field->name) == 0 : other->id == field->id;
		if (same && other->kind == field->kind && other->target == field->target)
			return i;
	}
	return SIZE_MAX;
}

/* The references that new records would get are the next ones, if nothing was made and removed in between. */
static enum status foresee(struct diff *diff, struct diff_type *type)
{
	int64_t last;
	enum status status = db_one(diff->from->db, &last, "select value from counter where name = %s", type->from->record->name);

	for (size_t i = 0; i < type->added.count; i++)
		type->renumbered = type->renumbered || type->added.ids[i] != last + 1 + (int64_t)i;
	return status;
}

enum status diff_survey(struct diff *diff)
{
	enum status status = STATUS_OK;

	for (struct record_walk types = record_walk(); !status && types.record; record_step(&types)) {
		struct diff_type *type = &diff->types[types.record->number];
		if (types.record->internal)
			continue;
		type->from = store_type(diff->from, types.record);
		type->to = store_type(diff->to, types.record);
		type->order = types.index;
		type->there = memory_alloc((type->from->count + 1) * sizeof *type->there);
		for (size_t f = 0; f < type->from->count; f++)
			type->there[f] = counterpart(type->to, type->from->fields[f]);
		status = walk(diff, type, true, note_side);
		if (!status)
			status = foresee(diff, type);
	}
	return status;
}

enum status diff_both(struct diff *diff, struct diff_type *type, each_record each)
{
	return walk(diff, type, false, each);
}
