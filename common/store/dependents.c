#include "store/dependents.h"

#include <string.h>

static bool refers(const struct field *field, const struct record_type *record)
{
	return (field->kind == KIND_REF && field_stored(field) && field->target == record) || field->kind == KIND_ANYREF ||
	       (field->kind == KIND_REFS && field->target == record);
}

/* Finds the referring ids first and calls back afterwards: the callback may remove them. */
static enum status collect(struct store *store, const struct type *type, const struct field *field, const struct record_type *target,
                           int64_t first, int64_t last, struct arena *arena, int64_t **ids, size_t *count)
{
	struct text sql = { 0 };
	struct statement *statement;

	*count = 0;
	if (field->kind == KIND_REFS) {
		text_printf(&sql, "select distinct \"%s\" from \"", type->record->name);
		row_link_table(&sql, type->record, field);
		text_printf(&sql, "\" where \"%s\" between ? and ? order by 1", target->name);
	} else if (field->kind == KIND_ANYREF) {
		text_printf(&sql, "select id from \"%s\" where \"%s\" between ? and ? and \"%s\" %% %d = %d order by id", type->record->name,
		            field_column(field), field_column(field), RECORD_TYPE_LIMIT, target->number);
		first = anyref_pack(target, first);
		last = anyref_pack(target, last);
	} else {
		text_printf(&sql, "select id from \"%s\" where \"%s\" between ? and ? order by id", type->record->name, field_column(field));
	}
	enum status status = db_cached(store->db, sql.data, &statement);
	text_free(&sql);
	if (status)
		return status;
	db_bind_integer(statement, 1, first);
	db_bind_integer(statement, 2, last);
	return db_integers(statement, arena, ids, count);
}

enum status dependents_each(struct store *store, const struct record_type *record, int64_t first, int64_t last,
                            enum status (*each)(void *context, const struct type *type, const struct field *field, int64_t id), void *context)
{
	struct arena arena = { 0 };
	enum status status = STATUS_OK;

	for (struct record_walk walk = record_walk(); !status && walk.record; record_step(&walk)) {
		if (walk.record->bare && !walk.record->parent)
			continue; /* the journal names users, and nobody wants it to hold them */
		const struct type *type = store_type(store, walk.record);
		for (size_t f = 0; !status && f < type->count; f++) {
			int64_t *ids = NULL;
			size_t count;
			if (!refers(type->fields[f], record))
				continue;
			status = collect(store, type, type->fields[f], record, first, last, &arena, &ids, &count);
			for (size_t n = 0; !status && n < count; n++)
				status = each(context, type, type->fields[f], ids[n]);
		}
	}
	arena_free(&arena);
	return status;
}
