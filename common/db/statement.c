#include "db/db_parts.h"

#include "base/arena.h"
#include <stdlib.h>
#include <string.h>

enum status db_run(struct db *db, const char *sql)
{
	int code = sqlite3_exec(db->handle, sql, NULL, NULL, NULL);

	return code == SQLITE_OK ? STATUS_OK : db_failed(db, code, sql);
}

enum status db_prepare(struct db *db, const char *sql, struct statement **out)
{
	struct statement *statement = memory_alloc(sizeof *statement);

	*statement = (struct statement){ .db = db };
	*out = NULL;
	int code = sqlite3_prepare_v2(db->handle, sql, -1, &statement->handle, NULL);
	if (code != SQLITE_OK) {
		free(statement);
		return db_failed(db, code, sql);
	}
	*out = statement;
	return STATUS_OK;
}

/* Long statements differ in length or near their ends; a comparison settles the rest. */
static size_t bucket_of(const char *sql)
{
	size_t length = strlen(sql), hash = length;

	for (const char *p = length > 24 ? sql + length - 24 : sql; *p; p++)
		hash = hash * 33 + (unsigned char)*p;
	for (size_t i = 0; i < 16 && i < length; i++)
		hash = hash * 33 + (unsigned char)sql[i];
	return hash % DB_BUCKETS;
}

enum status db_cached(struct db *db, const char *sql, struct statement **out)
{
	struct statement **bucket = &db->cache[bucket_of(sql)];
	for (struct statement *found = *bucket; found; found = found->next) {
		if (strcmp(found->sql, sql) == 0) {
			db_reset(found);
			*out = found;
			return STATUS_OK;
		}
	}
	enum status status = db_prepare(db, sql, out);
	if (status)
		return status;
	(*out)->sql = memory_string(sql);
	(*out)->next = *bucket;
	*bucket = *out;
	return STATUS_OK;
}

enum status db_passing(struct db *db, const char *sql, struct statement **out)
{
	size_t hash = 5381;

	for (const char *p = sql; *p; p++)
		hash = hash * 33 + (unsigned char)*p;
	struct statement **slot = &db->passing[hash % DB_PASSING_SLOTS];
	*out = *slot;
	if (*slot && strcmp((*slot)->sql, sql) == 0) {
		db_reset(*slot);
		return STATUS_OK;
	}
	enum status status = db_prepare(db, sql, out);
	if (status)
		return status;
	(*out)->sql = memory_string(sql);
	db_finalize(*slot);
	*slot = *out;
	return STATUS_OK;
}

void db_finalize(struct statement *statement)
{
	if (!statement)
		return;
	sqlite3_finalize(statement->handle);
	free(statement->sql);
	free(statement);
}

void db_reset(struct statement *statement)
{
	sqlite3_reset(statement->handle);
	sqlite3_clear_bindings(statement->handle);
}

void db_bind(struct statement *statement, int index, const struct value *value)
{
	switch (value->type) {
	case VALUE_NULL: sqlite3_bind_null(statement->handle, index); break;
	case VALUE_INTEGER: sqlite3_bind_int64(statement->handle, index, value->integer); break;
	case VALUE_TEXT: sqlite3_bind_text64(statement->handle, index, value->text, value->length, SQLITE_STATIC, SQLITE_UTF8); break;
	}
}

void db_bind_integer(struct statement *statement, int index, int64_t integer)
{
	sqlite3_bind_int64(statement->handle, index, integer);
}

void db_bind_text(struct statement *statement, int index, const char *text)
{
	sqlite3_bind_text(statement->handle, index, text, -1, SQLITE_STATIC);
}

enum status db_step(struct statement *statement, bool *row)
{
	int code = sqlite3_step(statement->handle);

	*row = code == SQLITE_ROW;
	if (code == SQLITE_ROW || code == SQLITE_DONE)
		return STATUS_OK;
	return db_failed(statement->db, code, sqlite3_sql(statement->handle));
}

enum status db_finish(struct statement *statement)
{
	bool row;
	enum status status = db_step(statement, &row);

	db_reset(statement);
	return status;
}

enum status db_one(struct db *db, const char *sql, int64_t a, int64_t b, int64_t fallback, int64_t *out)
{
	struct statement *statement;
	bool row = false;
	enum status status = db_cached(db, sql, &statement);

	*out = fallback;
	if (status)
		return status;
	int parameters = sqlite3_bind_parameter_count(statement->handle);
	if (parameters > 0)
		db_bind_integer(statement, 1, a);
	if (parameters > 1)
		db_bind_integer(statement, 2, b);
	status = db_step(statement, &row);
	if (!status && row && sqlite3_column_type(statement->handle, 0) != SQLITE_NULL)
		*out = db_integer(statement, 0);
	db_reset(statement);
	return status;
}

enum status db_integers(struct statement *statement, struct arena *arena, int64_t **out, size_t *count)
{
	size_t room = *count;
	enum status status;
	bool row;

	while (!(status = db_step(statement, &row)) && row) {
		if (*count == room) {
			size_t more = room < 8 ? 16 : room * 2;
			*out = arena_grow(arena, *out, room * sizeof **out, more * sizeof **out);
			room = more;
		}
		(*out)[(*count)++] = db_integer(statement, 0);
	}
	db_reset(statement);
	return status;
}

int64_t db_integer(struct statement *statement, int column)
{
	return sqlite3_column_int64(statement->handle, column);
}

const char *db_text(struct statement *statement, int column)
{
	return (const char *)sqlite3_column_text(statement->handle, column);
}

struct value db_value(struct statement *statement, int column)
{
	switch (sqlite3_column_type(statement->handle, column)) {
	case SQLITE_NULL: return (struct value){ 0 };
	case SQLITE_INTEGER: return value_integer(sqlite3_column_int64(statement->handle, column));
	}
	const char *text = (const char *)sqlite3_column_text(statement->handle, column);
	return (struct value){ .type = text ? VALUE_TEXT : VALUE_NULL, .text = text,
	                       .length = (size_t)sqlite3_column_bytes(statement->handle, column) };
}

/* Reading each cell of a long list goes through here: no question is asked of SQLite that its answer does not need. */
struct value db_value_as(struct statement *statement, int column, enum value_type type)
{
	if (type == VALUE_INTEGER) {
		if (sqlite3_column_type(statement->handle, column) == SQLITE_NULL)
			return (struct value){ 0 };
		return value_integer(sqlite3_column_int64(statement->handle, column));
	}
	const char *text = (const char *)sqlite3_column_text(statement->handle, column);
	if (!text)
		return (struct value){ 0 };
	return (struct value){ .type = VALUE_TEXT, .text = text, .length = (size_t)sqlite3_column_bytes(statement->handle, column) };
}

int db_columns(struct statement *statement)
{
	return sqlite3_column_count(statement->handle);
}

const char *db_sql(struct statement *statement)
{
	return sqlite3_sql(statement->handle);
}

int64_t db_changes(struct db *db)
{
	return sqlite3_changes64(db->handle);
}
