#include "store/children.h"

#include "store/save.h"
#include <string.h>

const struct field *children_field(const struct record_type *record)
{
	for (struct field_walk walk = field_walk(record); walk.field; field_step(&walk))
		if (walk.field->kind == KIND_LINES)
			return walk.field;
	return NULL;
}

static bool has_field(const struct record_type *record, const char *name)
{
	for (struct field_walk walk = field_walk(record); walk.field; field_step(&walk))
		if (strcmp(walk.field->name, name) == 0)
			return true;
	return false;
}

void children_word(struct text *out, const struct field *field)
{
	size_t length = strlen(field->name);

	if (length > 3 && strcmp(field->name + length - 3, "ies") == 0)
		text_printf(out, "%.*sy", (int)(length - 3), field->name);
	else
		text_append(out, field->name, length && field->name[length - 1] == 's' ? length - 1 : length);
}

bool children_own(const struct record_type *child, const struct field *field)
{
	static const char *const kept[] = { "parent", "number", "position" };

	for (size_t i = 0; i < sizeof kept / sizeof *kept; i++)
		if (strcmp(field->name, kept[i]) == 0)
			return false;
	return strcmp(field->name, "currency") != 0 || !child->parent || !has_field(child->parent, "currency");
}

enum status children_load(struct store *store, const struct record_type *child, int64_t parent, struct arena *arena, struct record ***out, size_t *count)
{
	return row_children(store, store_type(store, child), parent, arena, out, count);
}

enum status children_new(struct store *store, const struct record_type *child, int64_t parent, struct arena *arena, struct record **out)
{
	const struct type *type = store_type(store, child);
	struct record *record = *out = record_new(arena, type);
	struct statement *statement;
	size_t currency;

	record->given = arena_alloc(arena, type->count * sizeof *record->given);
	*record_value(record, "parent") = value_integer(parent);
	if (!type_field(type, "currency", &currency) || !has_field(child->parent, "currency"))
		return STATUS_OK;
	enum status status = db_ask(store->db, &statement, "select currency from \"%s\" where id = %jd", child->parent->name, parent);
	if (db_next(statement, &status) && db_text(statement, 0))
		record->values[currency] = value_text(arena_string(arena, db_text(statement, 0)));
	db_done(statement);
	return status;
}

enum status children_place(struct store *store, struct record **children, size_t count, struct arena *arena)
{
	enum status status = STATUS_OK;

	for (size_t i = 0; !status && i < count; i++) {
		if (record_integer(children[i], "position") == (int64_t)i + 1)
			continue;
		struct record *placed = record_copy(arena, children[i]);
		*record_value(placed, "position") = value_integer((int64_t)i + 1);
		status = save_set(store, children[i], placed, arena);
	}
	return status;
}

static enum status copy_one(struct store *store, const struct record *old, int64_t to, int64_t place, struct arena *arena)
{
	const struct type *type = old->type;
	struct record *record;
	size_t position;
	enum status status = children_new(store, type->record, to, arena, &record);

	if (status)
		return status;

	for (size_t i = 0; i < type->count; i++) {
		const struct field *field = type->fields[i];
		if (children_own(type->record, field) && !field->nocopy && !field->unique && !field->computed && !field->derived)
			record->values[i] = old->values[i];
	}
	if (type_field(type, "position", &position))
		record->values[position] = value_integer(place);
	status = save_add(store, record, arena);
	if (status == STATUS_DATA || status == STATUS_REFUSED)
		error_prefix(store->error, "%s%lld.%lld: ", type->record->parent->prefix, (long long)record_integer(old, "parent"),
		             (long long)record_integer(old, "number"));
	return status;
}

enum status children_copy(struct store *store, const struct record_type *record, int64_t from, int64_t to)
{
	const struct field *lines = children_field(record);
	struct arena all = { 0 }, one = { 0 };
	struct record **children = NULL;
	size_t count = 0;
	enum status status = STATUS_OK;

	if (lines && !lines->nocopy)
		status = children_load(store, lines->target, from, &all, &children, &count);
	for (size_t i = 0; !status && i < count; i++) {
		arena_reset(&one);
		status = copy_one(store, children[i], to, (int64_t)i + 1, &one);
	}
	arena_free(&one);
	arena_free(&all);
	return status;
}
