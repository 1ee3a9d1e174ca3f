#include "store/bulk.h"

#include "db/dialect.h"
#include "store/search.h"
#include <stdlib.h>
#include <string.h>

enum { WORTH_ROWS = 20000, WORTH_FACTOR = 2 };

struct bulk {
	struct text drop, make; /* SQL */
};

void bulk_free(struct bulk *bulk)
{
	if (!bulk)
		return;
	text_free(&bulk->drop);
	text_free(&bulk->make);
	free(bulk);
}

/* A sparse index of a column that stays empty costs nothing, but making it anew reads the whole table. */
static bool stays_empty(const struct type *type, const bool *filled, const char *column)
{
	for (size_t i = 0; i < type->count; i++)
		if (strcmp(field_column(type->fields[i]), column) == 0)
			return !filled[i] && !type->fields[i]->required;
	return false;
}

static enum status collect(struct store *store, const struct type *type, const bool *filled, struct bulk *bulk)
{
	struct statement *statement;
	enum status status = dialect_indexes(store->db, type->record->name, &statement);

	while (db_next(statement, &status)) {
		if (stays_empty(type, filled, db_text(statement, 2)))
			continue;
		text_printf(&bulk->drop, "drop index \"%s\";\n", db_text(statement, 0));
		text_printf(&bulk->make, "%s;\n", db_text(statement, 1));
	}
	db_done(statement);
	return status;
}

enum status bulk_begin(struct store *store, const struct type *type, const bool *filled, int64_t rows, struct bulk **out)
{
	int64_t there = 0;

	*out = NULL;
	if (rows < WORTH_ROWS)
		return STATUS_OK;
	enum status status = db_one(store->db, &there, "select count(*) from \"%s\"", type->record->name);
	if (status || there > rows / WORTH_FACTOR)
		return status;
	struct bulk *bulk = memory_alloc(sizeof *bulk);
	*bulk = (struct bulk){ 0 };
	status = collect(store, type, filled, bulk);
	if (!status && bulk->drop.length)
		status = db_run(store->db, bulk->drop.data);
	/* Pages of the unique index are written to again and again: more of them stay in memory. */
	if (!status)
		status = dialect_memory(store->db, true);
	if (status || !bulk->drop.length)
		bulk_free(bulk);
	else
		*out = bulk;
	return status;
}

enum status bulk_end(struct store *store, struct bulk *bulk)
{
	if (!bulk)
		return STATUS_OK;
	/* Merging the words leaves free pages behind, which the indexes take. */
	enum status status = search_flush(store);
	if (!status)
		status = db_run(store->db, bulk->make.data);
	return status ? status : dialect_memory(store->db, false);
}
