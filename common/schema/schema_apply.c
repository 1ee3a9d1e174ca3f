#include "schema/schema_file.h"

#include "base/date.h"
#include "store/ddl.h"
#include "store/save.h"
#include "store/search.h"
#include <string.h>

void schema_plan_free(struct schema_plan *plan)
{
	arena_free(&plan->arena);
	*plan = (struct schema_plan){ 0 };
}

static enum status find_setting(struct store *store, const char *name, int64_t *id)
{
	return db_one(store->db, id, "select id from setting where name = %s", name);
}

static enum status write_setting(struct store *store, const struct schema_edit *edit, struct arena *arena)
{
	const struct type *type = store_type(store, &record_setting);
	struct record *old = NULL, *record;
	int64_t id;
	enum status status = find_setting(store, edit->setting, &id);

	if (!status && id)
		status = row_load(store, type, id, arena, &old);
	if (status || (!old && !edit->value))
		return status;
	if (!edit->value)
		return save_remove(store, old, arena);
	record = old ? record_copy(arena, old) : record_new(arena, type);
	*record_value(record, "name") = value_text(edit->setting);
	*record_value(record, "value") = value_text(edit->value);
	return old ? save_set(store, old, record, arena) : save_add(store, record, arena);
}

/* The fields whose words are kept, and what telephone numbers are completed with, as text to compare. */
static void searched_fields(struct store *store, struct text *out)
{
	text_printf(out, "%s %s ", store->conventions.country, store->conventions.area);
	for (struct record_walk walk = record_walk(); walk.record; record_step(&walk)) {
		const struct type *type = store_type(store, walk.record);
		for (size_t f = 0; f < type->count; f++)
			if (type->fields[f]->search)
				text_printf(out, "%s.%d ", type->record->name, type->fields[f]->id);
	}
}

/* Reads the schema again. When other fields are searched than before, the words of all records are made anew. */
static enum status reload(struct store *store)
{
	struct text before = { 0 }, after = { 0 };
	enum status status = search_flush(store);

	searched_fields(store, &before);
	if (!status)
		status = store_reload(store);
	if (!status) {
		searched_fields(store, &after);
		if (strcmp(text_string(&before), text_string(&after)) != 0)
			status = search_rebuild(store);
	}
	text_free(&before);
	text_free(&after);
	return status ? status : date_zone(store->conventions.zone, store->error);
}

enum status schema_apply(struct store *store, const struct schema_plan *plan)
{
	struct arena arena = { 0 };
	enum status status = STATUS_OK;

	for (size_t i = 0; !status && i < plan->edit_count; i++) {
		status = write_setting(store, &plan->edits[i], &arena);
		arena_reset(&arena);
	}
	arena_free(&arena);
	for (size_t i = 0; !status && i < plan->column_count; i++)
		status = ddl_add_column(store->db, plan->columns[i].record, plan->columns[i].field);
	return status ? status : reload(store);
}

enum status schema_settle(struct store *store)
{
	enum status status = reload(store);

	for (struct record_walk walk = record_walk(); !status && walk.record; record_step(&walk)) {
		const struct type *type = store_type(store, walk.record);
		for (size_t f = 0; !status && f < type->count; f++)
			if (type->fields[f]->column)
				status = ddl_add_column(store->db, type->record, type->fields[f]);
	}
	return status;
}
