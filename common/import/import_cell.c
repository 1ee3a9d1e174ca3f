/* From the texts of a line to values. */
#include "import/import_internal.h"

#include "base/date.h"
#include "query/resolve.h"
#include <string.h>

static bool is_day(enum kind_id kind)
{
	return kind == KIND_DATE || kind == KIND_TIMESTAMP || kind == KIND_ANNIVERSARY;
}

/* 46086 is how a spreadsheet writes 2026-03-05 into a cell that is not formatted as a day. */
static const char *without_serial(struct import *import, const struct field *field, const char *text)
{
	char day[DATE_SIZE];

	if (!is_day(field->kind) || strspn(text, "0123456789") != 5 || text[5] || date_from_serial(text, day, NULL))
		return text;
	return arena_string(&import->row, day);
}

static bool repeats(const struct field *field)
{
	switch (field->kind) {
	case KIND_PICK: case KIND_REF: case KIND_DATE: case KIND_TIMESTAMP: case KIND_BOOL: case KIND_TAGS: return true;
	default: return field->pattern != NULL;
	}
}

/* NULL for fields whose texts seldom repeat. A later line may bring another record of the own type with the same name: such references are
 * looked up each time. */
static struct memo *memo_of(struct import *import, size_t index)
{
	const struct field *field = import->type->fields[index];

	if (!import->memos[index] && repeats(field) && field->target != import->type->record)
		import->memos[index] = memo_new(&import->memory);
	return import->memos[index];
}

static enum status parse(struct import *import, size_t index, const char *text)
{
	struct store *store = import->store;
	struct draft *draft = &import->draft;
	const struct field *field = import->type->fields[index];
	struct value *value = &draft->values[index];
	char currency[4];

	if (field->kind == KIND_REF || field->kind == KIND_REFS || field->kind == KIND_ANYREF)
		return import_reference(import, field, text, true, value, &draft->deferred[index]);
	memcpy(currency, store->conventions.currency, sizeof currency);
	return resolve_field(store, field, without_serial(import, field, text), &import->row, currency, value);
}

enum status import_draft_values(struct import *import)
{
	struct draft *draft = &import->draft;

	for (size_t i = 0; i < draft->given_count; i++) {
		size_t index = draft->given[i];
		const char *text = draft->texts[index];
		if (import->type->fields[index]->kind == KIND_MONEY || !*text)
			continue;
		struct memo *memo = memo_of(import, index);
		if (memo && memo_find(memo, import->generation, text, &import->row, &draft->values[index]))
			continue;
		enum status status = parse(import, index, text);
		if (status) {
			draft->column = draft->columns[index];
			return status;
		}
		if (memo && !draft->deferred[index])
			memo_keep(memo, import->generation, text, &draft->values[index]);
	}
	return STATUS_OK;
}

/* A bare amount is in the currency of its record; the first one that names another decides for a new record without one. */
static enum status money(struct import *import, struct record *record, size_t index, bool *decided)
{
	struct store *store = import->store;
	struct value *own = import->currency == SIZE_MAX ? NULL : &record->values[import->currency];
	const char *text = import->draft.texts[index];
	char currency[4], written[4];
	struct value value;

	memcpy(currency, store->conventions.currency, sizeof currency);
	if (own && own->type == VALUE_TEXT && own->length == 3)
		memcpy(currency, own->text, sizeof currency);
	memcpy(written, currency, sizeof written);
	enum status status = resolve_field(store, import->type->fields[index], text, &import->row, written, &value);
	if (status)
		return status;
	if (own && *text && memcmp(written, currency, sizeof written) != 0) {
		if (*decided)
			return error_set(store->error, STATUS_DATA, "%s: %s is in another currency than the record (%s)", import->type->fields[index]->name, text, currency);
		*own = value_text(arena_string(&import->row, written));
	}
	/* A bare amount decides too: the next one cannot move the record to another currency. */
	*decided = true;
	record->values[index] = value;
	return STATUS_OK;
}

enum status import_draft_money(struct import *import, struct record *record)
{
	struct draft *draft = &import->draft;
	bool decided = record->id || (import->currency != SIZE_MAX && record->values[import->currency].type != VALUE_NULL);

	for (size_t i = 0; i < draft->given_count; i++) {
		size_t index = draft->given[i];
		if (import->type->fields[index]->kind != KIND_MONEY)
			continue;
		if (draft->action == ACTION_FILL && record->values[index].type != VALUE_NULL)
			continue;
		enum status status = money(import, record, index, &decided);
		if (status) {
			draft->column = draft->columns[index];
			return status;
		}
	}
	return STATUS_OK;
}
