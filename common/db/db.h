/* The only face of the database engine: open, statements, transactions; function.h and backup.h have the rest. Nothing outside this folder knows SQLite.
 *
 * Errors go to the handle's message (db_error) and come back as a status: busy STATUS_BUSY, full disk and failing I/O STATUS_IO, no database
 * STATUS_NO_DATABASE, no permission STATUS_PERMISSION, damaged or foreign file STATUS_DATA, a broken constraint STATUS_REFUSED. */
#ifndef CRM_DB_DB_H
#define CRM_DB_DB_H

#include "base/arena.h"
#include "base/status.h"
#include "base/value.h"
#include <stdbool.h>

struct db;
struct statement;

enum db_mode {
	DB_READ = 1,  /* read-only; falls back to an immutable open where the directory is not writable */
	DB_WRITE,
	DB_CREATE,    /* a new file; STATUS_CREATE when it exists */
};

/* error stays the caller's and is where every later message of this handle goes. busy_seconds: how long to wait for another writer. */
enum status db_open(struct db **out, const char *path, enum db_mode mode, int busy_seconds, struct error *error);
void db_close(struct db *db); /* NULL is fine; open statements are finalized */
struct error *db_error(struct db *db);

/* Runs SQL that returns no rows and has no parameters. */
enum status db_run(struct db *db, const char *sql);

/* Has the database keep a write-ahead log, which a copy made by db_backup does not. SQLite does not wait for others when it changes that: this does. */
enum status db_keep_log(struct db *db);

/* Prepares one statement; the caller finalizes it. */
enum status db_prepare(struct db *db, const char *sql, struct statement **out);
/* As db_prepare, but the statement is kept on the handle under its text and comes back reset: prepared once, never finalized by the caller. */
enum status db_cached(struct db *db, const char *sql, struct statement **out);
/* As db_cached, for statements of which there may be very many, such as one for each set of columns: only some are kept. The caller is done with it
 * before he asks for another of these. */
enum status db_passing(struct db *db, const char *sql, struct statement **out);
void db_finalize(struct statement *statement); /* NULL is fine */
void db_reset(struct statement *statement);

/* Parameters count from 1. Text must live until the statement is reset. */
void db_bind(struct statement *statement, int index, const struct value *value);
void db_bind_integer(struct statement *statement, int index, int64_t integer);
void db_bind_text(struct statement *statement, int index, const char *text); /* NULL binds null */

/* *row is false at the end. */
enum status db_step(struct statement *statement, bool *row);
/* Steps a statement that returns nothing, and resets it. */
enum status db_finish(struct statement *statement);
/* One integer of a cached query with up to two integer parameters; `fallback` when there is no row or it is null. */
enum status db_one(struct db *db, const char *sql, int64_t a, int64_t b, int64_t fallback, int64_t *out);

/* Reads the first column of all rows into the arena, appended to what *out has (*count of them), and resets the statement. */
enum status db_integers(struct statement *statement, struct arena *arena, int64_t **out, size_t *count);

/* Columns count from 0; text lives until the next step. */
int64_t db_integer(struct statement *statement, int column);
const char *db_text(struct statement *statement, int column); /* NULL when null */
struct value db_value(struct statement *statement, int column);
/* Where a text or a number is expected: a damaged file may hold the other, which is converted. */
struct value db_value_as(struct statement *statement, int column, enum value_type type);
int db_columns(struct statement *statement);
const char *db_sql(struct statement *statement);

enum status db_begin(struct db *db);  /* BEGIN IMMEDIATE */
enum status db_commit(struct db *db);
void db_rollback(struct db *db);      /* nothing when no transaction is open */
bool db_in_transaction(struct db *db);
int64_t db_changes(struct db *db);    /* rows changed by the last statement */

#endif
