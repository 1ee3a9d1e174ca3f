#include "db/db_parts.h"

#include "base/arena.h"
#include "base/hash.h"
#include <stdlib.h>
#include <string.h>

#define EDGE 9223372036854775808.0 /* 2^63 */

enum status db_run(struct db *db, const char *sql)
{
	int code = sqlite3_exec(db->handle, sql, NULL, NULL, NULL);

	return code == SQLITE_OK ? STATUS_OK : db_failed(db, code, sql);
}

static void discard(struct statement *statement)
{
	sqlite3_finalize(statement->handle);
	free(statement->sql);
	free(statement);
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

/* Statements for different columns differ anywhere in their texts. */
static uint64_t hash_of(const char *sql, size_t length)
{
	uint64_t hash = length, part;
	size_t at = 0;

	for (; at + sizeof part <= length; at += sizeof part) {
		memcpy(&part, sql + at, sizeof part);
		hash = hash_mix(hash ^ part) + part;
	}
	for (part = 0; at < length; at++)
		part = part << 8 | (unsigned char)sql[at];
	return hash_mix(hash ^ part);
}

/* The one that was asked for longest ago makes room, unless it is in use. */
static void make_room(struct statement **bucket)
{
	struct statement **oldest = NULL;
	size_t count = 0;

	for (struct statement **at = bucket; *at; at = &(*at)->next, count++)
		if (!(*at)->busy)
			oldest = at;
	if (count < DB_BUCKET_DEPTH || !oldest)
		return;
	struct statement *statement = *oldest;
	*oldest = statement->next;
	discard(statement);
}

enum status db_take(struct db *db, const char *sql, size_t length, struct statement **out)
{
	uint64_t hash = hash_of(sql, length);
	struct statement **bucket = &db->cache[hash % DB_BUCKETS], **at = bucket;

	while (*at && ((*at)->hash != hash || strcmp((*at)->sql, sql) != 0))
		at = &(*at)->next;
	if (*at && (*at)->busy)
		return db_prepare(db, sql, out); /* an outer loop reads from that one */
	struct statement *found = *at;
	if (found) {
		*at = found->next;
	} else {
		enum status status = db_prepare(db, sql, &found);
		if ((*out = found) == NULL)
			return status;
		found->sql = memory_string(sql);
		found->hash = hash;
		make_room(bucket);
	}
	found->next = *bucket;
	found->busy = true;
	*bucket = *out = found;
	return STATUS_OK;
}

void db_done(struct statement *statement)
{
	if (statement && statement->sql) {
		db_reset(statement);
		statement->busy = false;
	} else if (statement) {
		discard(statement);
	}
}

/* One that is still in use was not done with: it is left over, so that a leak checker names who asked. */
void db_cache_free(struct db *db)
{
	for (size_t i = 0; i < DB_BUCKETS; i++) {
		for (struct statement *next, *statement = db->cache[i]; statement; statement = next) {
			next = statement->next;
			if (!statement->busy)
				discard(statement);
		}
	}
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

bool db_next(struct statement *statement, enum status *status)
{
	if (*status)
		return false;
	int code = sqlite3_step(statement->handle);
	if (code != SQLITE_ROW && code != SQLITE_DONE)
		*status = db_failed(statement->db, code, sqlite3_sql(statement->handle));
	return code == SQLITE_ROW;
}

enum status db_finish(struct statement *statement)
{
	enum status status = STATUS_OK;

	db_next(statement, &status);
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

/* No column holds such a number; it comes of sums and differences that are beyond 64 bits, unless a later one brought it back. */
static struct value value_of_double(double number)
{
	return number > -EDGE && number < EDGE ? value_integer((int64_t)number) : (struct value){ 0 };
}

struct value db_value(struct statement *statement, int column)
{
	switch (sqlite3_column_type(statement->handle, column)) {
	case SQLITE_NULL: return (struct value){ 0 };
	case SQLITE_FLOAT: return value_of_double(sqlite3_column_double(statement->handle, column));
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
		switch (sqlite3_column_type(statement->handle, column)) {
		case SQLITE_NULL: return (struct value){ 0 };
		case SQLITE_FLOAT: return value_of_double(sqlite3_column_double(statement->handle, column));
		}
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
