#include "exchange/diff_bringing.h"

#include <string.h>

enum status bringing_try(struct bringing *bringing, struct diff_write write, bool *done)
{
	enum status status = diff_try(bringing->diff, &write, 1, &bringing->arena, done);

	bringing->open = bringing->open || !*done;
	return status;
}

/* What `add` would fill in by itself must be said to be empty. */
bool bringing_fills(const struct field *field)
{
	const struct pick *initial = field->kind == KIND_PICK ? pick_initial(field->picks) : NULL;

	return field->initial || (initial && !pick_is_empty(initial)) || strcmp(field->name, "owner") == 0 || strcmp(field->name, "currency") == 0;
}

void bringing_give(struct diff *diff, const struct diff_type *type, size_t index, const struct record *to, struct record *record)
{
	const struct field *field = type->from->fields[index];
	struct value *value = &record->values[index];

	*value = *diff_value(type, index, to);
	if (field->kind == KIND_REF && field->target->parent && value->type == VALUE_INTEGER) {
		int64_t child = diff_child(diff->from, diff->to, field->target, value->integer);
		value->integer = child ? child : -1; /* there is none yet: the copy refuses it, and the command waits */
	}
	if (record->given)
		record->given[index] = true;
}

struct record *bringing_new(struct arena *arena, const struct diff_type *type, int64_t id)
{
	struct record *record = record_new(arena, type->from);

	record->id = id;
	record->given = arena_alloc(arena, type->from->count * sizeof *record->given);
	return record;
}

/* All that a child has, but for its number on the first side, which the copy finds. */
void bringing_give_all(struct diff *diff, const struct diff_type *type, const struct record *to, struct record *record)
{
	for (size_t i = 0; i < type->from->count; i++)
		if (field_stored(type->from->fields[i]) || type->from->fields[i]->kind == KIND_REFS)
			bringing_give(diff, type, i, to, record);
}
