#include "schema/schema_file.h"

#include "store/save.h"
#include "store/schema_change.h"
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

enum status schema_apply(struct store *store, const struct schema_plan *plan)
{
	struct arena arena = { 0 };
	enum status status = STATUS_OK;

	for (size_t i = 0; !status && i < plan->edit_count; i++) {
		status = write_setting(store, &plan->edits[i], &arena);
		arena_reset(&arena);
	}
	arena_free(&arena);
	return status ? status : schema_changed(store);
}
