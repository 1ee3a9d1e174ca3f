#include "import/import_values.h"

#include "base/date.h"
#include "base/utf8.h"
#include "import/import_memo.h"
#include "query/resolve.h"
#include <string.h>

void import_values_open(struct import_values *values, struct import_references *references, const struct type *type, struct arena *arena)
{
	struct arena *memory = &references->job->memory;
	size_t count = type->count + 1;

	*values = (struct import_values){ .job = references->job, .references = references, .type = type, .arena = arena };
	values->defaults = record_new(memory, type);
	values->memos = arena_alloc(memory, count * sizeof *values->memos);
	values->values = arena_alloc(memory, count * sizeof *values->values);
	values->deferred = arena_alloc(memory, count * sizeof *values->deferred);
	if (!type_field(type, "currency", &values->currency))
		values->currency = SIZE_MAX;
}

void import_values_free(struct import_values *values)
{
	for (size_t i = 0; values->type && i < values->type->count; i++)
		memo_free(values->memos[i]);
}

static bool is_day(enum kind_id kind)
{
	return kind == KIND_DATE || kind == KIND_TIMESTAMP || kind == KIND_ANNIVERSARY;
}

/* 46086 is how a spreadsheet writes 2026-03-05 into a cell that is not formatted as a day, and 46086.5 its noon. */
static const char *without_serial(struct arena *arena, const struct field *field, const char *text)
{
	char day[TIMESTAMP_SIZE];

	if (!is_day(field->kind) || strspn(text, "0123456789") != 5 || date_from_serial(text, day, NULL))
		return text;
	return arena_string(arena, day);
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
static struct memo *memo_of(struct import_values *values, size_t index)
{
	const struct field *field = values->type->fields[index];

	if (!values->memos[index] && repeats(field) && field->target != values->type->record)
		values->memos[index] = memo_new(&values->job->memory);
	return values->memos[index];
}

static enum status parse(struct import_values *values, size_t index, const char *text, bool linked)
{
	struct store *store = values->job->store;
	const struct field *field = values->type->fields[index];
	struct import_reference reference = { .field = field, .text = text, .linked = linked, .own = values->type->record, .arena = values->arena };
	char currency[4];

	if (field->kind == KIND_REF || field->kind == KIND_REFS || field->kind == KIND_ANYREF) {
		enum status status = import_reference_read(values->references, &reference);
		values->values[index] = reference.value;
		values->deferred[index] = reference.later;
		return status;
	}
	memcpy(currency, store->conventions.currency, sizeof currency);
	return resolve_field(store, field, without_serial(values->arena, field, text), values->arena, currency, &values->values[index]);
}

static enum status read_cell(struct import_values *values, const struct draft_cell *cell)
{
	unsigned generation = values->references->generation;
	struct memo *memo = memo_of(values, cell->index);
	struct value *value = &values->values[cell->index];

	if (memo && memo_find(memo, generation, cell->text, values->arena, value))
		return STATUS_OK;
	enum status status = parse(values, cell->index, cell->text, cell->linked);
	if (!status && memo && !values->deferred[cell->index])
		memo_keep(memo, generation, cell->text, value);
	return status;
}

/* What new records have that no cell says, made of what the cells of the line say. */
static enum status make_value(struct import_values *values, size_t index, const char *text)
{
	struct store *store = values->job->store;
	const struct field *field = values->type->fields[index];
	char currency[4];

	memcpy(currency, store->conventions.currency, sizeof currency);
	text += strspn(text, " ");
	size_t length = strlen(text);
	while (length && text[length - 1] == ' ')
		length--;
	return resolve_field(store, field, arena_copy(values->arena, text, length), values->arena, currency, &values->values[index]);
}

static enum status make_assigned(struct import_values *values, struct draft *draft)
{
	enum status status = STATUS_OK;

	for (size_t i = 0; !status && i < values->assignment_count; i++) {
		const struct assignment *assignment = &values->assignments[i];
		if (!assignment->own || assignment->operation != ASSIGN_SET || values->values[assignment->index].type != VALUE_NULL || import_draft_cell(draft, assignment->index))
			continue;
		struct text text = { 0 };
		status = merge_own(values->job->store, values->type, values->values, false, assignment->text, &text);
		if (!status)
			status = make_value(values, assignment->index, text_string(&text));
		text_free(&text);
	}
	return status;
}

static bool is_cjk(const struct value *value)
{
	uint32_t character = 0;

	if (value->type == VALUE_TEXT)
		utf8_next(value->text, value->length, &character);
	return utf8_is_cjk(character);
}

/* Address books have people of whom nothing is known but an address, or the company. */
static enum status name_by_address(struct import_values *values, const struct draft *draft, size_t name)
{
	size_t index;
	const struct draft_cell *cell = type_field(values->type, "email", &index) ? import_draft_cell(draft, index) : NULL;

	for (size_t i = 0; (!cell || !*cell->text) && i < values->type->count; i++)
		if (values->type->fields[i]->composition)
			cell = import_draft_cell(draft, i);
	return cell && *cell->text && !cell->linked ? make_value(values, name, cell->text) : STATUS_OK;
}

/* The name of a person whose given and family name alone are said: in fields of their own, or in the draft where the type has none. */
static enum status make_name(struct import_values *values, const struct draft *draft)
{
	const struct type *type = values->type;
	bool parts = draft->given || draft->family;
	struct value first = value_text(draft->given), last = value_text(draft->family);
	size_t name, given, family;

	if (values->job->ours || (!type->record->person && !parts) || !type_field(type, type->record->title, &name) || values->values[name].type != VALUE_NULL)
		return STATUS_OK;
	if (!parts && (!type_field(type, "given_name", &given) || !type_field(type, "family_name", &family)))
		return STATUS_OK;
	if (!parts) {
		first = values->values[given];
		last = values->values[family];
	}
	bool cjk = is_cjk(&first) && is_cjk(&last);
	const char *before = cjk ? last.text : first.text, *after = cjk ? first.text : last.text;
	if (first.type != VALUE_TEXT && last.type != VALUE_TEXT)
		return name_by_address(values, draft, name);
	if (first.type != VALUE_TEXT || last.type != VALUE_TEXT)
		return make_value(values, name, first.type == VALUE_TEXT ? first.text : last.text);
	return make_value(values, name, arena_printf(values->arena, "%s%s%s", before, cjk ? "" : " ", after));
}

enum status import_values_read(struct import_values *values, struct draft *draft)
{
	memcpy(values->values, values->defaults->values, values->type->count * sizeof *values->values);
	memset(values->deferred, 0, values->type->count * sizeof *values->deferred);
	values->references->line = draft->line;
	for (size_t i = 0; i < draft->count; i++) {
		const struct draft_cell *cell = &draft->cells[i];
		if (values->type->fields[cell->index]->kind == KIND_MONEY || !*cell->text)
			continue;
		enum status status = read_cell(values, cell);
		if (status) {
			draft->column = cell->column;
			return status;
		}
	}
	enum status status = make_assigned(values, draft);
	return status ? status : make_name(values, draft);
}

/* A bare amount is in the currency of its record; the first one that names another decides for a new record without one. */
static enum status money(struct import_values *values, const struct draft_cell *cell, struct record *record, bool *decided)
{
	struct store *store = values->job->store;
	const struct field *field = values->type->fields[cell->index];
	struct value *own = values->currency == SIZE_MAX ? NULL : &record->values[values->currency];
	char currency[4], written[4];
	struct value value;

	memcpy(currency, store->conventions.currency, sizeof currency);
	if (own && own->type == VALUE_TEXT && own->length == 3)
		memcpy(currency, own->text, sizeof currency);
	memcpy(written, currency, sizeof written);
	enum status status = resolve_field(store, field, cell->text, values->arena, written, &value);
	if (status)
		return status;
	if (own && *cell->text && memcmp(written, currency, sizeof written) != 0) {
		if (*decided)
			return error_set(store->error, STATUS_DATA, "%s: %s is in another currency than the record (%s)", field->name, cell->text, currency);
		*own = value_text(arena_string(values->arena, written));
	}
	/* A bare amount decides too: the next one cannot move the record to another currency. */
	*decided = true;
	record->values[cell->index] = value;
	return STATUS_OK;
}

/* Amounts come last: a column behind theirs may say the currency. */
static enum status fill_money(struct import_values *values, struct draft *draft, struct record *record, bool only_empty)
{
	bool decided = record->id || (values->currency != SIZE_MAX && record->values[values->currency].type != VALUE_NULL);

	for (size_t i = 0; i < draft->count; i++) {
		const struct draft_cell *cell = &draft->cells[i];
		if (values->type->fields[cell->index]->kind != KIND_MONEY || (only_empty && record->values[cell->index].type != VALUE_NULL))
			continue;
		enum status status = money(values, cell, record, &decided);
		if (status) {
			draft->column = cell->column;
			return status;
		}
	}
	return STATUS_OK;
}

/* Whether the line is in another currency than the record, or in prices of another kind. */
static bool is_foreign(const struct import_values *values, const struct draft *draft, const struct record *record)
{
	for (size_t i = 0; i < draft->count; i++) {
		size_t index = draft->cells[i].index;
		const struct value *own = &record->values[index];
		if (field_denominates(values->type->fields[index]) && *draft->cells[i].text && own->type != VALUE_NULL && !value_equal(own, &values->values[index]))
			return true;
	}
	return false;
}

enum status import_values_fill(struct import_values *values, struct draft *draft, struct record *record, bool only_empty)
{
	/* Where only what is empty is filled, amounts in another currency are no amounts of a record that has some, and bring theirs to one that has none. */
	bool foreign = only_empty && is_foreign(values, draft, record), has = foreign && record_has_amounts(record);

	for (size_t i = 0; i < draft->count; i++) {
		size_t index = draft->cells[i].index;
		const struct field *field = values->type->fields[index];
		if (record->given)
			record->given[index] = true;
		if (field->kind == KIND_MONEY || values->deferred[index] || (has && field_is_amount(field)))
			continue;
		/* When it was entered is not changed afterwards. */
		if (record->id && strcmp(field->name, "created_at") == 0)
			continue;
		if (!only_empty || record->values[index].type == VALUE_NULL || (foreign && !has && field_denominates(field)))
			record->values[index] = record->id && !*draft->cells[i].text ? (struct value){ 0 } : values->values[index];
	}
	for (size_t i = 0; !record->id && i < values->type->count; i++)
		if (record->values[i].type == VALUE_NULL && !values->deferred[i] && !import_draft_cell(draft, i))
			record->values[i] = values->values[i];
	return has ? STATUS_OK : fill_money(values, draft, record, only_empty);
}
