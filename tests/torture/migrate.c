/* migrate run|done|half FILE: a migration that takes a while, so that it can be killed at every moment of it.
 * run migrates a database of the version before; done ends with 0 when that is complete; half ends with 0 when it is there as a whole or not at all. */
#include "torture.h"

#include "store/migrate.h"
#include "store/store.h"

enum { ROWS = 3000 };

static enum status make_tables(struct store *store)
{
	struct db *db = store->db;
	struct statement *statement;
	enum status status = db_run(db, "create table torture (id integer primary key, text text not null) strict");

	if (status || (status = db_prepare(db, "insert into torture (id, text) values (?, 'a row that the migration writes')", &statement)))
		return status;
	for (int i = 1; !status && i <= ROWS; i++) {
		db_bind_integer(statement, 1, i);
		status = db_finish(statement);
	}
	db_done(statement);
	return status ? status : db_run(db, "create index torture_text on torture (text, id)");
}

static enum status change_rows(struct store *store)
{
	return db_run(store->db, "update torture set text = text || ' and rewrites'; create table torture_second (id integer primary key) strict");
}

int main(int count, char **words)
{
	/* Two steps to the present version stand for two versions: the number is written once, at the end. */
	static const struct migration steps[] = {
		{ SCHEMA_VERSION, "make", make_tables, false },
		{ SCHEMA_VERSION, "change", change_rows, true },
		{ 0, NULL, NULL, false },
	};
	struct error error = { 0 };
	struct store_options options = { .mode = DB_WRITE, .any_version = true };
	struct store *store = NULL;
	struct db *db;
	int64_t version = 0, tables = 0, rows = 0;

	if (count != 3)
		return 2;
	enum status status = store_open(&store, words[2], &options, &error);
	db = store ? store->db : NULL;
	if (!status && strcmp(words[1], "run") == 0)
		status = db_run(db, "pragma journal_mode = WAL");
	if (!status && strcmp(words[1], "run") == 0)
		status = migrate_run(store, steps, SCHEMA_VERSION);
	if (!status)
		status = migrate_version(db, &version);
	if (!status)
		status = db_one(db, &tables, "select count(*) from sqlite_schema where name like 'torture%%'");
	if (!status && tables)
		status = db_one(db, &rows, "select count(*) from torture where text like '%% and rewrites'");
	store_close(store);
	if (status) {
		fprintf(stderr, "migrate: %s\n", error.message);
		return (int)status;
	}
	bool complete = version == SCHEMA_VERSION && tables == 3 && rows == ROWS;
	if (strcmp(words[1], "run") == 0 && complete)
		printf("%d\n", SCHEMA_VERSION);
	return complete || (strcmp(words[1], "half") == 0 && version < SCHEMA_VERSION && tables == 0) ? 0 : 1;
}
