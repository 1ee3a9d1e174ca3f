#include "store/bulk.h"

#include <stdlib.h>

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

static enum status collect(struct store *store, const struct record_type *record, struct bulk *bulk)
{
	struct statement *statement;
	bool row;
	enum status status =
	    db_prepare(store->db, "select name, sql from sqlite_master where type = 'index' and tbl_name = ? and substr(sql, 1, 12) = 'CREATE INDEX' order by name", &statement);

	if (status)
		return status;
	db_bind_text(statement, 1, record->name);
	while (!(status = db_step(statement, &row)) && row) {
		text_printf(&bulk->drop, "drop index \"%s\";\n", db_text(statement, 0));
		text_printf(&bulk->make, "%s;\n", db_text(statement, 1));
	}
	db_finalize(statement);
	return status;
}

enum status bulk_begin(struct store *store, const struct record_type *record, int64_t rows, struct bulk **out)
{
	struct text sql = { 0 };
	int64_t there = 0;

	*out = NULL;
	if (rows < WORTH_ROWS)
		return STATUS_OK;
	text_printf(&sql, "select count(*) from \"%s\"", record->name);
	enum status status = db_one(store->db, sql.data, 0, 0, 0, &there);
	text_free(&sql);
	if (status || there > rows / WORTH_FACTOR)
		return status;
	struct bulk *bulk = memory_alloc(sizeof *bulk);
	*bulk = (struct bulk){ 0 };
	status = collect(store, record, bulk);
	if (!status && bulk->drop.length)
		status = db_run(store->db, bulk->drop.data);
	if (status || !bulk->drop.length)
		bulk_free(bulk);
	else
		*out = bulk;
	return status;
}

enum status bulk_end(struct store *store, struct bulk *bulk)
{
	return bulk ? db_run(store->db, bulk->make.data) : STATUS_OK;
}
