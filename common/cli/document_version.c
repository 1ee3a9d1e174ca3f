/* Documents of an earlier version: texts that were written before somebody else changed the record. */
#include "cli/document_parts.h"

#include "base/date.h"
#include "store/journal.h"
#include <string.h>

enum status document_heads(const char *file, const char *data, size_t length, struct arena *arena, const char ***references, const char ***versions, size_t *count, struct error *error)
{
	struct yaml_node *nodes;
	enum status status = yaml_parse(arena, file, data, length, &nodes, error);

	*references = *versions = NULL;
	*count = 0;
	for (const struct yaml_node *node = status ? NULL : nodes->child; node; node = node->next) {
		const char *reference = node->type == YAML_MAPPING ? yaml_string(node, "ref") : NULL, *version = reference ? yaml_string(node, "version") : NULL;
		if (node->null)
			continue;
		if (!reference || !*reference)
			return yaml_fail(error, STATUS_DATA, file, node, AT_VALUE, "the ref of the record is missing");
		*references = array_grow(arena, *references, *count, sizeof **references);
		*versions = array_grow(arena, *versions, *count, sizeof **versions);
		(*references)[*count] = reference;
		(*versions)[(*count)++] = version ? version : "";
	}
	return status;
}

struct going_back {
	struct store *store;
	struct document *document;
	int64_t version;
	bool *done; /* by place among the values: its text is that of the version */
	struct arena *arena;
};

/* A point in time stands in the zone of the database, as in document_text. */
static const char *text_before(struct going_back *back, const struct reported *reported)
{
	struct text local = { 0 };
	char instant[TIMESTAMP_SIZE];

	if (reported->field->kind == KIND_TIMESTAMP && *reported->before) {
		timestamp_local(&local, reported->before);
		if (timestamp_parse(&back->store->conventions, text_string(&local), instant, NULL) || strcmp(instant, reported->before) != 0)
			text_clear(&local);
	}
	if (!local.length)
		text_add(&local, reported->before);
	return text_take(&local, back->arena);
}

/* Entries come the oldest first: the first one after the version has what the field was at it. */
static enum status take_before(void *context, const struct reported *reported)
{
	struct going_back *back = context;

	for (size_t i = 0; reported->change > back->version && reported->field && i < back->document->count; i++) {
		struct document_value *value = &back->document->values[i];
		if (value->field != reported->field->id || back->done[i])
			continue;
		back->done[i] = true;
		value->text = text_before(back, reported);
		value->length = strlen(value->text);
	}
	return STATUS_OK;
}

enum status document_go_back(struct store *store, const struct type *type, struct document *document, const char *version, struct arena *arena)
{
	struct reference was, is;
	bool known = reference_like(version) && reference_parse(version, &was, NULL) == STATUS_OK && was.type == &record_change && reference_like(document->version) &&
	             reference_parse(document->version, &is, NULL) == STATUS_OK && was.id < is.id;

	if (strcmp(version, document->version) == 0)
		return STATUS_OK;
	if (known && journal_touched(store, type->record, document->id, was.id, &known))
		return store->error->status;
	if (!known)
		return error_set(store->error, STATUS_REFUSED, "%s was never at version '%s'; leave version as it was", document->reference, version);
	if (document->lines_name)
		return error_set(store->error, STATUS_REFUSED, "%s was changed since this text was written, by %s; edit it again", document->reference, document->version);
	struct going_back back = { store, document, was.id, arena_alloc(arena, (document->count + 1) * sizeof(bool)), arena };
	enum status status = journal_report_record(store, type->record, document->id, take_before, &back);
	document->version = arena_string(arena, version);
	return status;
}
