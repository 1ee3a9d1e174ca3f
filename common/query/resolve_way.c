/* The field by which records of one type lead to those of another, and the way itself. */
#include "query/resolve.h"

#include "base/sentence.h"
#include "store/private.h"

static bool leads_to(const struct field *field, const struct record_type *from, const struct record_type *to)
{
	if (field->hidden)
		return false;
	return field->kind == KIND_ANYREF || ((field->kind == KIND_REF || field->kind == KIND_REFS) && field->target == to && from != to);
}

/* How sure it is that a field is meant: what the record belongs to, a field of just that type, any-references. */
static int directness(const struct field *field)
{
	if (field->kind == KIND_ANYREF)
		return field->composition ? 2 : 0;
	return field->composition ? 3 : 1;
}

enum status resolve_way(struct store *store, const struct record_type *from, const struct record_type *to, const struct field **out)
{
	const struct type *type = store_type(store, from);
	struct text candidates = { 0 };
	const struct field *found = NULL;
	size_t equals = 0;

	for (size_t i = 0; i < type->count; i++) {
		const struct field *field = type->fields[i];
		if (!leads_to(field, from, to))
			continue;
		text_printf(&candidates, "%s%s", candidates.length ? ", " : "", field->name);
		if (!found || directness(field) > directness(found)) {
			found = field;
			equals = 1;
		} else if (directness(field) == directness(found)) {
			equals++;
		}
	}
	*out = found;
	enum status status = STATUS_OK;
	if (!found)
		status = error_set(store->error, STATUS_REFUSED, "there is no way from %s %s to %s %s", sentence_a(from->name), from->name, sentence_a(to->name), to->name);
	else if (equals > 1)
		status = error_set(store->error, STATUS_REFUSED, "several fields lead from %s %s to %s %s: %s; name one with --as FIELD", sentence_a(from->name), from->name, sentence_a(to->name), to->name, candidates.data);
	text_free(&candidates);
	return status;
}

enum status resolve_follow(struct store *store, const struct record_type *from, int64_t id, const struct record_type *to, struct arena *arena, int64_t **ids,
                           size_t *count)
{
	const struct field *field;
	struct record *record;
	size_t index;
	struct reference reference = { .type = from, .id = id };

	*ids = NULL;
	*count = 0;
	enum status status = resolve_way(store, from, to, &field);
	if (!status)
		status = store_find(store, &reference, &id);
	if (!status)
		status = row_load(store, store_type(store, from), id, arena, &record);
	private_acting(store);
	if (status || !record || (private_masks(from, field) && private_hides(store, record)))
		return status;
	type_field_id(record->type, field->id, &index);
	const struct value *value = &record->values[index];
	*ids = arena_alloc(arena, (value->type == VALUE_TEXT ? value->length / 2 + 1 : 1) * sizeof **ids);
	if (field->kind == KIND_REFS && value->type == VALUE_TEXT) {
		const char *rest = value->text;
		char role[40];
		while (row_next_link(&rest, &(*ids)[*count], role))
			++*count;
	} else if (field->kind == KIND_ANYREF && value->type == VALUE_INTEGER) {
		*count = anyref_unpack(value->integer, *ids) == to;
	} else if (value->type == VALUE_INTEGER) {
		(*ids)[(*count)++] = value->integer;
	}
	return STATUS_OK;
}
