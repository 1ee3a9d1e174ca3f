/* Both sides in the order of their ids, in step. */
#include "exchange/diff_rule.h"

#include <stdlib.h>
#include <string.h>

struct cursor {
	struct statement *statement;
	struct record *record;
	bool row;
};

/* Children are compared by what they are of and their number there: their ids are nothing that anybody sees. Those whose numbers follow from the order in which
 * they were written are compared by what they say. */
static void child_order(struct text *sql, const struct diff_type *type, const struct record_type *record)
{
	const char *last = strstr(sql->data, " order by ");

	sql->length = (size_t)(last - sql->data);
	text_printf(sql, " order by t.\"%s\"", diff_owner(record)->name);
	for (size_t i = 0; type->unnumbered && i < type->from->count; i++)
		if (diff_counts(type, i) && type->from->fields[i]->kind != KIND_REFS)
			text_printf(sql, ", t.\"%s\"", field_column(type->from->fields[i]));
	text_add(sql, type->unnumbered ? ", t.id" : ", t.number, t.id");
}

static enum status open_cursor(struct store *store, const struct diff_type *compared, const struct type *type, struct arena *arena, struct cursor *cursor)
{
	struct text sql = { 0 };

	cursor->record = record_new(arena, type);
	exchange_select(type, &sql);
	if (type->record->internal)
		child_order(&sql, compared, type->record);
	enum status status = db_prepare(store->db, sql.data, &cursor->statement);
	text_free(&sql);
	return status;
}

static enum status step(struct cursor *cursor)
{
	enum status status = STATUS_OK;

	cursor->row = db_next(cursor->statement, &status);
	if (!status && cursor->row)
		exchange_row(cursor->statement, cursor->record);
	return status;
}

typedef enum status (*each_record)(struct diff *diff, struct diff_type *type, const struct record *from, const struct record *to);

static int compare_integers(int64_t left, int64_t right)
{
	return left < right ? -1 : left > right;
}

static int compare_keys(const struct diff_type *type, const struct record *from, const struct record *to)
{
	const struct record_type *record = type->from->record;

	if (!record->internal)
		return compare_integers(from->id, to->id);
	const char *owner = diff_owner(record)->name;
	int order = compare_integers(record_integer(from, owner), record_integer(to, owner));
	return order || type->unnumbered ? order : compare_integers(record_integer(from, "number"), record_integer(to, "number"));
}

/* Hands over each once; the side that lacks it is NULL. */
static enum status walk(struct diff *diff, struct diff_type *type, each_record each)
{
	struct arena arena = { 0 };
	struct cursor from = { 0 }, to = { 0 };
	enum status status = open_cursor(diff->from, type, type->from, &arena, &from);

	if (!status)
		status = open_cursor(diff->to, type, type->to, &arena, &to);
	if (!status)
		status = step(&from);
	if (!status)
		status = step(&to);
	while (!status && (from.row || to.row)) {
		int order = !to.row ? -1 : !from.row ? 1 : compare_keys(type, from.record, to.record);
		bool first = order <= 0, second = order >= 0;
		status = each(diff, type, first ? from.record : NULL, second ? to.record : NULL);
		if (!status && first)
			status = step(&from);
		if (!status && second)
			status = step(&to);
	}
	db_done(from.statement);
	db_done(to.statement);
	arena_free(&arena);
	return status;
}

bool diff_counts(const struct diff_type *type, size_t index)
{
	const struct field *field = type->from->fields[index];

	return exchange_has(field) && !field->hidden && !field->workings && strcmp(field->name, "updated_at") != 0 && !(type->unnumbered && strcmp(field->name, "number") == 0);
}

int64_t diff_child(struct store *from, struct store *to, const struct record_type *record, int64_t id)
{
	int64_t parent = 0, number = 0, there = 0;

	if (!db_one(to->db, &parent, "select parent from \"%s\" where id = %jd", record->name, id) &&
	    !db_one(to->db, &number, "select number from \"%s\" where id = %jd", record->name, id))
		db_one(from->db, &there, "select id from \"%s\" where parent = %jd and number = %jd", record->name, parent, number);
	return there;
}

/* What a reference leads to, and its id. */
static const struct record_type *target_of(const struct field *field, const struct value *value, int64_t *id)
{
	*id = value->integer;
	if (value->type != VALUE_INTEGER || (field->kind != KIND_REF && field->kind != KIND_ANYREF))
		return NULL;
	return field->kind == KIND_ANYREF ? anyref_unpack(value->integer, id) : field->target;
}

bool diff_differs(const struct diff *diff, const struct diff_type *type, size_t index, const struct record *from, const struct record *to, bool currency)
{
	const struct field *field = type->from->fields[index];
	const struct value *value = diff_value(type, index, to);
	int64_t left, right;
	const struct record_type *target = target_of(field, value, &right);

	if (currency && field->kind == KIND_MONEY && value->type != VALUE_NULL)
		return true;
	if (target && target->parent && target_of(field, &from->values[index], &left) == target)
		return diff_child(diff->from, diff->to, target, right) != left;
	return !value_equal(&from->values[index], value);
}

bool diff_currency_differs(const struct diff *diff, const struct diff_type *type, const struct record *from, const struct record *to)
{
	size_t index;

	return type_field(type->from, "currency", &index) && diff_differs(diff, type, index, from, to, false);
}

const struct field *diff_owner(const struct record_type *record)
{
	if (!record->internal || record->trail)
		return NULL;
	for (const struct field *field = record->fields; field->kind; field++)
		if (field->kind == KIND_REF && field->composition)
			return field;
	return NULL;
}

bool diff_same(const struct diff *diff, const struct diff_type *type, const struct record *from, const struct record *to)
{
	for (size_t i = 0; i < type->from->count; i++)
		if (diff_counts(type, i) && diff_differs(diff, type, i, from, to, false))
			return false;
	return true;
}

static enum status note_side(struct diff *diff, struct diff_type *type, const struct record *from, const struct record *to)
{
	if (!from)
		ids_add(&type->added, to->id);
	else if (!to)
		ids_add(&type->removed, from->id);
	else if (!diff_same(diff, type, from, to))
		ids_add(&type->changed, to->id);
	return STATUS_OK;
}

static enum status note_child(struct diff *diff, struct diff_type *type, const struct record *from, const struct record *to)
{
	const struct field *owner = diff_owner(type->from->record);
	struct ids *changed = &diff->types[owner->target->number].changed;

	if (from && to && diff_same(diff, type, from, to))
		return STATUS_OK;
	if (from)
		ids_add(changed, record_integer(from, owner->name));
	if (to)
		ids_add(changed, record_integer(to, owner->name));
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

/* Records that are there on both sides. */
static void tidy_changed(struct diff_type *type)
{
	size_t kept = 0;

	ids_tidy(&type->changed);
	for (size_t i = 0; i < type->changed.count; i++)
		if (!ids_have(&type->added, type->changed.ids[i]) && !ids_have(&type->removed, type->changed.ids[i]))
			type->changed.ids[kept++] = type->changed.ids[i];
	type->changed.count = kept;
}

static void prepare(struct diff *diff, struct diff_type *type, const struct record_type *record, size_t order)
{
	type->from = store_type(diff->from, record);
	type->to = store_type(diff->to, record);
	type->order = order;
	type->unnumbered = diff_rule_of(diff, record)->renumbered;
	type->there = memory_alloc((type->from->count + 1) * sizeof *type->there);
	for (size_t f = 0; f < type->from->count; f++)
		type->there[f] = counterpart(type->to, type->from->fields[f]);
}

enum status diff_survey(struct diff *diff)
{
	enum status status = STATUS_OK;

	for (struct record_walk types = record_walk(); !status && types.record; record_step(&types)) {
		struct diff_type *type = &diff->types[types.record->number];
		if (types.record->internal && !diff_owner(types.record))
			continue;
		prepare(diff, type, types.record, types.index);
		status = walk(diff, type, types.record->internal ? note_child : note_side);
		if (!status && !types.record->internal)
			status = foresee(diff, type);
	}
	for (size_t i = 0; !status && i < RECORD_TYPE_LIMIT; i++)
		tidy_changed(&diff->types[i]);
	return status;
}

enum status diff_both(struct diff *diff, struct diff_type *type, each_record each)
{
	return walk(diff, type, each);
}
