/* The field by which records of one type lead to those of another. */
#include "query/resolve.h"

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
		return field->owned ? 2 : 0;
	return field->owned ? 3 : 1;
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
		status = error_set(store->error, STATUS_REFUSED, "nothing leads from a %s to a %s", from->name, to->name);
	else if (equals > 1)
		status = error_set(store->error, STATUS_REFUSED, "several fields lead from a %s to a %s: %s; name one with --as FIELD", from->name, to->name, candidates.data);
	text_free(&candidates);
	return status;
}
