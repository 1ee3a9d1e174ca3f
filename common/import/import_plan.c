/* Writes the plan: what would happen, line by line, for people to read and edit. */
#include "import/import_internal.h"

#include "base/money.h"
#include <string.h>

const char *const import_actions[] = {
	[ACTION_ADD] = "add", [ACTION_UPDATE] = "update", [ACTION_FILL] = "fill", [ACTION_SKIP] = "skip", [ACTION_REJECT] = "reject", [ACTION_CREATE] = "create", [ACTION_LINE] = "line", NULL,
};

enum status import_plan_head(struct import *import)
{
	const char *uuid = schema_value(import->store->schema, "uuid");
	int64_t last;
	enum status status = db_one(import->store->db, &last, "select max(id) from change");

	if (status)
		return status;
	fprintf(import->plan, "#crm-plan\t1\t%s\t%s\t%lld", import->type->record->name, uuid ? uuid : "", (long long)last);
	if (import->options.match != IMPORT_MATCH_NONE)
		fprintf(import->plan, "\tmatch=%s", import->options.match == IMPORT_MATCH_CLOSE ? "close" : "exact");
	if (import->options.key)
		fprintf(import->plan, "\tkey=%s", import->options.key);
	fputc('\n', import->plan);
	return STATUS_OK;
}

static void put(FILE *file, const char *text)
{
	struct text escaped = { 0 };

	text_escape(&escaped, text, strlen(text));
	fputs(text_string(&escaped), file);
	text_free(&escaped);
}

static bool is_new(struct import *import, const struct record_type *type, int64_t id)
{
	int64_t last;

	return !import_known(import, type, &last) && id > last;
}

/* Whether a value leads to a record that this very import makes: its number is not certain before it is there. */
static bool leads_to_new(struct import *import, const struct field *field, const struct value *value)
{
	int64_t id;
	char role[40];

	if (field->kind == KIND_REF && value->type == VALUE_INTEGER)
		return is_new(import, field->target, value->integer);
	if (field->kind != KIND_REFS || value->type != VALUE_TEXT)
		return false;
	for (const char *rest = value->text; row_next_link(&rest, &id, role);)
		if (is_new(import, field->target, id))
			return true;
	return false;
}

static int digits_of(const struct import *import, const struct record *record)
{
	const struct value *own = import->currency == SIZE_MAX ? NULL : &record->values[import->currency];
	int digits = currency_digits(own && own->type == VALUE_TEXT ? own->text : import->store->conventions.currency);

	return digits < 0 ? 2 : digits;
}

void import_plan_values(struct import *import, const struct record *old, const struct record *record, struct text *out)
{
	const struct draft *draft = &import->draft;
	struct text value = { 0 };

	for (size_t i = 0; i < import->type->count; i++) {
		const struct field *field = import->type->fields[i];
		bool same = old ? value_equal(&old->values[i], &record->values[i]) : record->values[i].type == VALUE_NULL;
		if (same && !draft->deferred[i])
			continue;
		text_clear(&value);
		if (draft->texts[i] && (draft->deferred[i] || leads_to_new(import, field, &record->values[i])))
			text_add(&value, draft->texts[i]);
		else
			field_format(field, &record->values[i], digits_of(import, record), &value);
		text_printf(out, "\t%s=", field->name);
		text_escape(out, text_string(&value), value.length);
	}
	text_free(&value);
}

void import_plan_line(struct import *import, const char *values)
{
	const struct draft *draft = &import->draft;
	struct text reference = { 0 };

	if (draft->action == ACTION_ADD && !draft->keep)
		text_byte(&reference, '-');
	else
		reference_format(&reference, import->type->record, draft->id);
	import_plan_creates(import);
	fprintf(import->plan, "%zu\t%s\t%s\t", draft->line, import_actions[draft->action], reference.data);
	put(import->plan, text_string(&draft->why));
	fprintf(import->plan, "%s\n", values);
	text_free(&reference);
}

void import_plan_reject(struct import *import, size_t line, const char *reason)
{
	struct text values = { 0 };

	import_hook_rejected(import, line, &values);
	fprintf(import->plan, "%zu\treject\t-\t", line);
	put(import->plan, reason);
	fprintf(import->plan, "%s\n", text_string(&values));
	text_free(&values);
}

/* Waits for the line that asked for it, which may yet be rejected. */
void import_plan_create(struct import *import, const struct record *record)
{
	const struct record_type *type = record->type->record;
	const char *name = record_text(record, type->title);

	text_printf(&import->creates, "%zu\tcreate\t%s\tno %s is called so\t%s=", import->draft.line, type->name, type->name, type->title);
	text_escape(&import->creates, name, strlen(name));
	text_byte(&import->creates, '\n');
}

void import_plan_creates(struct import *import)
{
	fputs(text_string(&import->creates), import->plan);
	text_clear(&import->creates);
}
