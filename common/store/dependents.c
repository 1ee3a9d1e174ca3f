#include "store/dependents.h"

#include <string.h>

static bool refers(const struct field *field, const struct record_type *record)
{
	return (field->kind == KIND_REF && field_stored(field) && field->target == record) || (field->kind == KIND_ANYREF && !field->outlives) ||
	       (field->kind == KIND_REFS && field->target == record);
}

/* Finds the referring ids first and calls back afterwards: the callback may remove them. */
static enum status collect(struct store *store, const struct type *type, const struct field *field, const struct record_type *target,
                           int64_t first, int64_t last, struct arena *arena, int64_t **ids, size_t *count)
{
	const char *own = type->record->name, *column = field_column(field);

	if (field->kind == KIND_REFS) {
		struct text links = { 0 };
		row_link_table(&links, type->record, field);
		enum status status = db_integers(store->db, arena, ids, count, "select distinct \"%s\" from \"%s\" where \"%s\" between %jd and %jd order by 1", own,
		                                 links.data, target->name, first, last);
		text_free(&links);
		return status;
	}
	if (field->kind == KIND_ANYREF)
		return db_integers(store->db, arena, ids, count, "select id from \"%s\" where \"%s\" between %jd and %jd and \"%s\" %% %d = %d order by id", own, column,
		                   anyref_pack(target, first), anyref_pack(target, last), column, RECORD_TYPE_LIMIT, target->number);
	return db_integers(store->db, arena, ids, count, "select id from \"%s\" where \"%s\" between %jd and %jd order by id", own, column, first, last);
}

enum status dependents_each(struct store *store, const struct record_type *record, int64_t first, int64_t last,
                            enum status (*each)(void *context, const struct type *type, const struct field *field, int64_t id), void *context)
{
	struct arena arena = { 0 };
	enum status status = STATUS_OK;

	for (struct record_walk walk = record_walk(); !status && walk.record; record_step(&walk)) {
		if (walk.record->no_common_fields && !walk.record->parent && !walk.record->trail)
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
