/* Values of reference fields as people write them: names, numbers and addresses stand for records. */
#include "query/resolve.h"

#include "base/utf8.h"
#include <string.h>

/* Any-references name their record by reference alone: a name does not say the type. */
static enum status resolve_anyref(struct store *store, const char *text, struct value *out)
{
	struct reference reference;
	int64_t id;

	if (!reference_like(text))
		return error_set(store->error, STATUS_DATA, "'%s' is not a reference; write one like c12", text);
	enum status status = reference_parse(text, &reference, store->error);
	if (!status && (reference.child || reference.type->internal))
		status = error_set(store->error, STATUS_DATA, "%s cannot be referred to by a field", text);
	if (!status)
		status = store_find(store, &reference, &id);
	if (!status)
		*out = value_integer(anyref_pack(reference.type, id));
	return status == STATUS_USAGE ? (store->error->status = STATUS_DATA) : status;
}

/* Each name in a list of links becomes a reference; the kind reads the list. */
static enum status resolve_links(struct store *store, const struct field *field, const char *text, struct arena *arena, char currency[4], struct value *out)
{
	struct text list = { 0 };
	enum status status = STATUS_OK;
	char *rest = arena_string(arena, text);

	while (!status && rest) {
		char *item = utf8_item(&rest), *colon;
		int64_t id;
		if (!*item)
			continue;
		colon = field->roles ? strrchr(item, ':') : NULL;
		if (colon)
			*colon = '\0';
		status = resolve_one(store, field->target, item, &id);
		if (status)
			break;
		text_add(&list, list.length ? "," : "");
		reference_format(&list, field->target, id);
		if (colon)
			text_printf(&list, ":%s", colon + 1);
	}
	if (!status && list.length)
		status = kinds[field->kind].parse(&store->conventions, field, list.data, arena, currency, out, store->error);
	text_free(&list);
	return status;
}

enum status resolve_field(struct store *store, const struct field *field, const char *text, struct arena *arena, char currency[4], struct value *out)
{
	enum status status;

	*out = (struct value){ 0 };
	if (!*text)
		return STATUS_OK;
	switch (field->kind) {
	case KIND_REF: {
		int64_t id;
		status = resolve_one(store, field->target, text, &id);
		if (!status)
			*out = value_integer(id);
		break;
	}
	case KIND_ANYREF: status = resolve_anyref(store, text, out); break;
	case KIND_REFS: status = resolve_links(store, field, text, arena, currency, out); break;
	default: return field_parse(&store->conventions, field, text, arena, currency, out, store->error);
	}
	return status ? error_prefix(store->error, "%s: ", field->name) : STATUS_OK;
}
