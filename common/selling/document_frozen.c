/* What a customer has on paper, and stays as it is. */
#include "selling/selling.h"
#include "store/rule.h"

#include "selling/document_totals.h"
#include <string.h>

/* What its fields say is printed, everything with an id of the shared groups, whom the document is for, and the day that its number counts in. Where a claim is
 * due in parts, an agreed day is that of a part (due_plan.h), and the next one follows what is paid. */
static bool is_frozen(const struct document_kind *kind, const struct field *field, bool in_parts)
{
	if (field->printed)
		return !in_parts || strcmp(field->name, "due_on") != 0;
	return strcmp(field->name, kind->party) == 0 || (kind->numbers[0].name && strcmp(field->name, kind->day) == 0) ||
	       (field->id >= 400 && field->id < 500 && !field->computed);
}

static enum status is_due_in_parts(struct store *store, const struct document_kind *kind, const struct record *document, bool *out)
{
	int64_t parts = 0;
	enum status status = kind->claim ? db_one(store->db, &parts, "select 1 from due_part where \"%s\" = %jd limit 1", kind->claim, document->id) : STATUS_OK;

	*out = parts != 0;
	return status;
}

enum status document_frozen_check(struct store *store, const struct document_kind *kind, const struct record *old, const struct record *document)
{
	bool in_parts;
	enum status status = is_due_in_parts(store, kind, document, &in_parts);

	for (size_t i = 0; !status && i < document->type->count; i++) {
		const struct field *field = document->type->fields[i];
		if (!is_frozen(kind, field, in_parts) || value_equal(&old->values[i], &document->values[i]))
			continue;
		return error_set(store->error, STATUS_REFUSED, "%s: %s%lld is %s, so it cannot be changed; %s", field->name, kind->record->prefix,
		                 (long long)document->id, record_text(old, kind->state),
		                 kind->correction);
	}
	return status;
}

bool document_line_says(const struct field *field)
{
	bool follows = field->computed && field->id >= 400, own = field->id >= 1000 || strcmp(field->name, "cost") == 0;

	return field_stored(field) && !follows && !own;
}

static void report(const struct record *record, const struct field *field, struct text *out)
{
	const struct value *value = record_value(record, field->name);

	text_printf(out, "%lld:%s:", (long long)record->id, field->name);
	if (value->type == VALUE_INTEGER)
		text_integer(out, value->integer);
	else if (value->type == VALUE_TEXT)
		text_escape(out, value->text, strlen(value->text));
	text_byte(out, '\n');
}

enum status document_printed_content(struct store *store, const struct record *document, struct arena *arena, struct text *out)
{
	const struct document_kind *kind = document_kind(document->type->record);
	struct record **lines;
	size_t count = 0;
	bool in_parts;

	if (!kind->priced || document_is_draft(kind, document))
		return STATUS_OK;
	enum status status = is_due_in_parts(store, kind, document, &in_parts);
	for (size_t i = 0; !status && i < document->type->count; i++)
		if (is_frozen(kind, document->type->fields[i], in_parts))
			report(document, document->type->fields[i], out);
	if (!status)
		status = document_lines(store, kind, document->id, arena, &lines, &count);
	for (size_t i = 0; !status && i < count; i++)
		for (size_t k = 0; k < lines[i]->type->count; k++)
			if (document_line_says(lines[i]->type->fields[k]))
				report(lines[i], lines[i]->type->fields[k], out);
	return status;
}
