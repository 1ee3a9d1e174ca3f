/* Lines of documents, movements of stock: what the program writes beside a record. No command of the list makes them, so that it is
 * reported which records differ in them. */
#include "exchange/diff_parts.h"

#include "base/order.h"
#include <stdlib.h>
#include <string.h>

/* The reference to the record that these belong to; NULL of types that belong to none, and of those that only record what is done. */
static const struct field *owner_of(const struct record_type *record)
{
	if (!record->internal || record->trail)
		return NULL;
	for (const struct field *field = record->fields; field->kind; field++)
		if (field->kind == KIND_REF && field->composition)
			return field;
	return NULL;
}

static bool is_same(const struct record *from, const struct record *to)
{
	for (size_t i = 0; i < from->type->count; i++)
		if (exchange_has(from->type->fields[i]) && !value_equal(&from->values[i], &to->values[i]))
			return false;
	return true;
}

/* Internal types have no custom fields: both sides have the same ones. */
static enum status note(struct diff *diff, struct diff_type *type, const struct record *from, const struct record *to)
{
	const char *owner = owner_of(type->from->record)->name;

	(void)diff;
	if (from && to && is_same(from, to))
		return STATUS_OK;
	if (from)
		ids_add(&type->removed, record_integer(from, owner));
	if (to)
		ids_add(&type->added, record_integer(to, owner));
	return STATUS_OK;
}

/* What goes with its record is gone anyhow. */
static void tell(struct diff *diff, const struct record_type *record, const struct record_type *owner, const struct ids *ids)
{
	for (size_t i = 0; i < ids->count; i++) {
		if ((i && ids->ids[i] == ids->ids[i - 1]) || ids_have(&diff->types[owner->number].removed, ids->ids[i]))
			continue;
		text_add(&diff->line, "# ");
		reference_format(&diff->line, owner, ids->ids[i]);
		text_printf(&diff->line, ": its %s differ; no command above makes them the same\n", record->plural);
		diff_flush(diff, &diff->line);
	}
}

enum status diff_lines(struct diff *diff)
{
	enum status status = STATUS_OK;

	for (struct record_walk walk = record_walk(); !status && walk.record; record_step(&walk)) {
		const struct field *owner = owner_of(walk.record);
		if (!owner)
			continue;
		struct diff_type type = { .from = store_type(diff->from, walk.record), .to = store_type(diff->to, walk.record) };
		status = diff_both(diff, &type, note);
		for (size_t n = 0; n < type.removed.count; n++)
			ids_add(&type.added, type.removed.ids[n]);
		if (type.added.count)
			qsort(type.added.ids, type.added.count, sizeof *type.added.ids, order_integers);
		if (!status)
			tell(diff, walk.record, owner->target, &type.added);
		free(type.added.ids);
		free(type.removed.ids);
	}
	return status;
}
