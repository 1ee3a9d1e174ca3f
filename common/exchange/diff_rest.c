/* What differs when all commands were run on the copy: comments that come before them. */
#include "exchange/diff_parts.h"

#include <stdlib.h>
#include <string.h>

static void comment(struct diff *diff, const struct record_type *record, int64_t id, const char *what)
{
	text_add(&diff->line, "# ");
	reference_format(&diff->line, record, id);
	text_printf(&diff->line, ": %s\n", what);
	diff->write(diff->context, diff->line.data, diff->line.length);
	text_clear(&diff->line);
}

/* When a new record was made is not what it says. */
static bool is_time_of_writing(const struct diff_type *type, const struct field *field, int64_t id)
{
	return strcmp(field->name, "created_at") == 0 && ids_have(&type->added, id);
}

static enum status compare(struct diff *diff, struct diff_type *type, const struct record *from, const struct record *to)
{
	const struct record_type *record = type->from->record;
	struct text kept = { 0 }, unset = { 0 };

	if (!from || !to) {
		comment(diff, record, (from ? from : to)->id, from ? "no command below removes it" : "no command below creates it");
		return STATUS_OK;
	}
	for (size_t i = 0; i < type->from->count; i++) {
		const struct field *field = type->from->fields[i];
		struct text *list = diff_is_set(type, i, to) ? &unset : &kept;
		if (diff_counts(type, i) && !is_time_of_writing(type, field, to->id) && diff_differs(diff, type, i, from, to, false))
			text_printf(list, "%s%s", list->length ? ", " : list == &kept ? "the program itself maintains " : "no command below changes ", field->name);
	}
	if (kept.length)
		comment(diff, record, to->id, kept.data);
	if (unset.length)
		comment(diff, record, to->id, unset.data);
	text_free(&kept);
	text_free(&unset);
	return STATUS_OK;
}

/* The owners of children that differ. */
static enum status note_owner(struct diff *diff, struct diff_type *type, const struct record *from, const struct record *to)
{
	const char *owner = diff_owner(type->from->record)->name;
	bool same = from && to && diff_same(diff, type, from, to);

	if (from && !same)
		ids_add(&type->open, record_integer(from, owner));
	if (to && !same)
		ids_add(&type->open, record_integer(to, owner));
	return STATUS_OK;
}

static enum status compare_children(struct diff *diff, struct diff_type *type)
{
	const struct record_type *record = type->from->record, *owner = diff_owner(record)->target;
	struct text what = { 0 };

	type->open.count = 0;
	enum status status = diff_both(diff, type, note_owner);
	ids_tidy(&type->open);
	text_printf(&what, "its %s differ; no command below makes them the same", record->plural);
	for (size_t i = 0; !status && i < type->open.count; i++)
		comment(diff, owner, type->open.ids[i], what.data);
	text_free(&what);
	return status;
}

enum status diff_rest(struct diff *diff)
{
	enum status status = STATUS_OK;

	for (struct record_walk walk = record_walk(); !status && walk.record; record_step(&walk)) {
		struct diff_type *type = &diff->types[walk.record->number];
		if (type->from)
			status = walk.record->internal ? compare_children(diff, type) : diff_both(diff, type, compare);
	}
	return status;
}
