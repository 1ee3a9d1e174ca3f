#include "db/dialect.h"

enum status dialect_application(struct db *db, int64_t *application)
{
	return db_one(db, application, "pragma application_id");
}

enum status dialect_version(struct db *db, int64_t *version)
{
	return db_one(db, version, "pragma user_version");
}

/* A pragma takes no parameters. */
static enum status set_pragma(struct db *db, const char *name, int value)
{
	struct text sql = { 0 };

	text_printf(&sql, "pragma %s = %d", name, value);
	enum status status = db_run(db, sql.data);
	text_free(&sql);
	return status;
}

enum status dialect_set_application(struct db *db, int application)
{
	return set_pragma(db, "application_id", application);
}

enum status dialect_set_version(struct db *db, int version)
{
	return set_pragma(db, "user_version", version);
}

enum status dialect_readable(struct db *db)
{
	int64_t tables;

	return db_one(db, &tables, "select count(*) from sqlite_schema");
}

enum status dialect_has_table(struct db *db, const char *table, bool *there)
{
	int64_t found;
	enum status status = db_one(db, &found, "select 1 from sqlite_schema where type = 'table' and name = %s", table);

	*there = found != 0;
	return status;
}

enum status dialect_has_column(struct db *db, const char *table, const char *column, bool *there)
{
	int64_t found;
	enum status status = db_one(db, &found, "select 1 from pragma_table_info(%s) where name = %s", table, column);

	*there = found != 0;
	return status;
}

enum status dialect_is_integer(struct db *db, const char *table, const char *column, bool *integer)
{
	int64_t found;
	enum status status = db_one(db, &found, "select 1 from pragma_table_info(%s) where name = %s and type = 'INTEGER'", table, column);

	*integer = found != 0;
	return status;
}

enum status dialect_columns(struct db *db, const char *table, struct statement **out)
{
	return db_ask(db, out, "select name from pragma_table_info(%s)", table);
}

enum status dialect_index(struct db *db, const char *index, struct text *sql)
{
	struct statement *statement;
	enum status status = db_ask(db, &statement, "select sql from sqlite_schema where type = 'index' and name = %s", index);

	if (db_next(statement, &status) && db_text(statement, 0))
		text_add(sql, db_text(statement, 0));
	db_done(statement);
	return status;
}

enum status dialect_indexes(struct db *db, const char *table, struct statement **out)
{
	return db_ask(db, out, "select m.name, m.sql, i.name from sqlite_schema m, pragma_index_info(m.name) i where m.type = 'index' and m.tbl_name = %s"
	              " and substr(m.sql, 1, 12) = 'CREATE INDEX' and i.seqno = 0 order by m.name", table);
}

enum status dialect_memory(struct db *db, bool much)
{
	return set_pragma(db, "cache_size", much ? -8192 : -2000);
}

enum status dialect_take_alone(struct db *db)
{
	enum status status = db_run(db, "pragma journal_mode = DELETE");

	return status ? status : db_run(db, "BEGIN EXCLUSIVE");
}

enum status dialect_rewrite(struct db *db)
{
	int64_t busy = 1;
	enum status status = db_run(db, "vacuum");

	if (!status)
		status = db_one(db, &busy, "pragma wal_checkpoint(truncate)");
	return status || !busy ? status : error_set(db_error(db), STATUS_BUSY, "others have the database open, so that what was removed is still in its log");
}

const char dialect_main[] = "main", dialect_temp[] = "temp";

void dialect_equals(struct text *sql, const char *function, const char *value)
{
	text_printf(sql, "%s(%s) = ?", function, value);
}

void dialect_contains(struct text *sql, const char *function, const char *value)
{
	text_printf(sql, "instr(%s(%s), ?) > 0", function, value);
}

void dialect_matches(struct text *sql, const char *value)
{
	text_printf(sql, "matches(?, %s) = 1", value);
}

void dialect_join(struct text *sql, const char *column)
{
	text_printf(sql, "group_concat(%s, ',')", column);
}
