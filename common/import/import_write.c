/* Decides what becomes of a line, and does it. */
#include "import/import_internal.h"

#include "store/save.h"
#include <stdlib.h>
#include <string.h>

static enum status decide(struct import *import)
{
	struct draft *draft = &import->draft;
	const char *prefix = import->type->record->prefix;
	struct error *error = import->store->error;

	if (!draft->id) {
		draft->action = ACTION_ADD;
		return STATUS_OK;
	}
	switch (import->options.on_duplicate) {
	case IMPORT_SKIP: draft->action = ACTION_SKIP; return STATUS_OK;
	case IMPORT_UPDATE: draft->action = ACTION_UPDATE; break;
	case IMPORT_FILL: draft->action = ACTION_FILL; break;
	case IMPORT_ERROR:
		return error_set(error, STATUS_DATA, "%s is already there as %s%lld; --on-duplicate=skip, update or fill says what to do", text_string(&draft->why), prefix,
		                 (long long)draft->id);
	}
	if (!draft->other)
		return STATUS_OK;
	return error_set(error, STATUS_DATA, "%s belongs to %s%lld and %s%lld; merge them, or tell them apart with --key or a ref column", text_string(&draft->why), prefix,
	                 (long long)draft->id, prefix, (long long)draft->other);
}

static enum status fill_record(struct import *import, struct record *record)
{
	struct draft *draft = &import->draft;
	bool fill = draft->action == ACTION_FILL;

	for (size_t i = 0; i < draft->given_count; i++) {
		size_t index = draft->given[i];
		if (import->type->fields[index]->kind == KIND_MONEY || draft->deferred[index])
			continue;
		if (!fill || record->values[index].type == VALUE_NULL)
			record->values[index] = draft->values[index];
	}
	enum status status = import_draft_money(import, record);
	/* tags+= adds to what the line gives. */
	for (size_t i = 0; !status && draft->action == ACTION_ADD && !import->options.apply && i < import->options.assignment_count; i++)
		if (import->assignments[i].operation != ASSIGN_SET)
			status = assign_apply(import->store, &import->assignments[i], 1, record, 0, &import->row);
	return status;
}

static void put_off(struct import *import, int64_t id)
{
	const struct draft *draft = &import->draft;

	for (size_t i = 0; i < draft->given_count; i++) {
		size_t index = draft->given[i];
		if (!draft->deferred[index])
			continue;
		if (import->deferred_count == import->deferred_room) {
			import->deferred_room = import->deferred_room ? import->deferred_room * 2 : 64;
			import->deferred = memory_resize(import->deferred, import->deferred_room * sizeof *import->deferred);
		}
		import->deferred[import->deferred_count++] = (struct deferred){
			.id = id, .index = index, .line = draft->place, .column = draft->columns[index], .text = memory_string(draft->texts[index]),
		};
	}
}

/* A kept reference is the next number for once. */
static enum status add_record(struct import *import, struct record *record)
{
	struct store *store = import->store;
	int64_t *counter = &store->change.counters[import->type->record->number], last, before;
	enum status status = import_known(import, import->type->record, &last);

	if (status || !import->draft.keep)
		return status ? status : save_add(store, record, &import->row);
	before = *counter < 0 ? last : *counter;
	*counter = import->draft.keep - 1;
	status = save_add(store, record, &import->row);
	if (*counter < before)
		*counter = before;
	return status;
}

/* What our own export left empty was empty: no initial value takes its place. */
static void keep_empty(struct import *import, struct record *record)
{
	record->given = arena_alloc(&import->row, import->type->count * sizeof *record->given);
	for (size_t i = 0; i < import->column_count; i++)
		if (import->columns[i].role == COLUMN_FIELD || import->columns[i].role == COLUMN_RESTORED)
			record->given[import->columns[i].index] = true;
}

static enum status add(struct import *import, struct text *values)
{
	struct draft *draft = &import->draft;
	struct record *record = record_new(&import->row, import->type);

	memcpy(record->values, import->defaults->values, import->type->count * sizeof *record->values);
	enum status status = fill_record(import, record);
	if (!status)
		status = import_hook_match(import, record);
	if (status)
		return status;
	if (draft->action == ACTION_SKIP) {
		import->result->skipped++;
		return STATUS_OK;
	}
	if (import->plan)
		import_plan_values(import, NULL, record, values);
	if (import->ours && import->draft.keep)
		keep_empty(import, record);
	status = add_record(import, record);
	if (status)
		return status;
	draft->id = record->id;
	put_off(import, record->id);
	import_keys_add(import, record);
	import->result->added++;
	return import_name_added(import, record);
}

static bool differ(const struct record *a, const struct record *b)
{
	for (size_t i = 0; i < a->type->count; i++)
		if (!value_equal(&a->values[i], &b->values[i]))
			return true;
	return false;
}

static bool any_deferred(const struct draft *draft)
{
	for (size_t i = 0; i < draft->given_count; i++)
		if (draft->deferred[draft->given[i]])
			return true;
	return false;
}

static enum status change(struct import *import, struct text *values)
{
	struct draft *draft = &import->draft;
	struct record *old, *record;
	enum status status = row_load(import->store, import->type, draft->id, &import->row, &old);

	if (!status && !old)
		status = error_set(import->store->error, STATUS_REFUSED, "there is no %s %s%lld any more", import->type->record->name, import->type->record->prefix,
		                   (long long)draft->id);
	if (status)
		return status;
	record = record_copy(&import->row, old);
	status = fill_record(import, record);
	if (status)
		return status;
	if (!import->lines_follow && !differ(old, record) && !any_deferred(draft)) {
		draft->action = ACTION_SKIP;
		text_add(&draft->why, "; nothing differs");
		import->result->skipped++;
		return STATUS_OK;
	}
	if (import->plan)
		import_plan_values(import, old, record, values);
	status = save_set(import->store, old, record, &import->row);
	if (status)
		return status;
	put_off(import, record->id);
	import_keys_add(import, record);
	*(draft->action == ACTION_FILL ? &import->result->filled : &import->result->updated) += 1;
	return import_name_added(import, record);
}

/* The draft's action is given (by decide, or by a plan). */
static enum status act(struct import *import, struct text *values)
{
	switch (import->draft.action) {
	case ACTION_ADD: return add(import, values);
	case ACTION_UPDATE: case ACTION_FILL: return change(import, values);
	default: import->result->skipped++; return STATUS_OK;
	}
}

enum status import_write(struct import *import)
{
	struct text values = { 0 };
	enum status status = STATUS_OK;

	if (!import->options.apply) {
		status = import_draft_values(import);
		if (!status)
			status = import_match(import);
		if (!status)
			status = decide(import);
	}
	if (!status)
		status = act(import, &values);
	if (!status && import->plan)
		import_plan_line(import, text_string(&values));
	text_free(&values);
	return status;
}

/* All lines are in: what referred to a later one can be followed now. */
enum status import_write_deferred(struct import *import)
{
	enum status status = STATUS_OK;

	for (size_t i = 0; !status && i < import->deferred_count; i++) {
		struct deferred *deferred = &import->deferred[i];
		struct record *old, *record;
		struct value value;
		bool later;
		arena_reset(&import->row);
		status = import_reference(import, import->type->fields[deferred->index], deferred->text, false, &value, &later);
		if (!status)
			status = row_load(import->store, import->type, deferred->id, &import->row, &old);
		if (!status && old) {
			record = record_copy(&import->row, old);
			record->values[deferred->index] = value;
			status = save_set(import->store, old, record, &import->row);
		}
		if (!status)
			continue;
		error_place(import->store->error, import->name, deferred->line, deferred->column);
		status = import->store->error->status = status == STATUS_REFUSED ? STATUS_DATA : status;
	}
	return status;
}
