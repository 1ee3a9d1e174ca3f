#include "store/schema_change.h"

#include "base/date.h"
#include "store/ddl.h"
#include "store/search.h"
#include <string.h>

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

static enum status add_columns(struct store *store)
{
	enum status status = STATUS_OK;

	for (struct record_walk walk = record_walk(); !status && walk.record; record_step(&walk)) {
		const struct type *type = store_type(store, walk.record);
		for (size_t f = 0; !status && f < type->count; f++)
			if (type->fields[f]->column)
				status = ddl_add_column(store->db, type->record, type->fields[f]);
	}
	return status;
}

/* When other fields are searched than before, the words of all records are made anew. */
enum status schema_changed(struct store *store)
{
	struct text before = { 0 }, after = { 0 };
	enum status status = search_flush(store);

	searched_fields(store, &before);
	if (!status)
		status = store_reload(store);
	if (!status)
		status = add_columns(store);
	if (!status) {
		searched_fields(store, &after);
		if (strcmp(text_string(&before), text_string(&after)) != 0)
			status = search_rebuild(store);
	}
	text_free(&before);
	text_free(&after);
	return status ? status : date_zone(store->conventions.zone, store->error);
}
