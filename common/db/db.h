/* The only face of the database engine: open, statements, transactions; function.h and backup.h have the rest. Nothing outside this folder knows SQLite.
 *
 * Errors go to the handle's message (db_error) and come back as a status: busy STATUS_BUSY, full disk and failing I/O STATUS_IO, no database
 * STATUS_NO_DATABASE, no permission STATUS_PERMISSION, damaged or foreign file STATUS_DATA, a broken constraint STATUS_REFUSED. */
#ifndef CRM_DB_DB_H
#define CRM_DB_DB_H

#include "base/arena.h"
#include "base/status.h"
#include "base/text.h"
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

/* From now on statements end with STATUS_BUSY once so many seconds are over, and db_late says so; 0 ends the limit. Not for what writes. */
void db_limit(struct db *db, int seconds);
bool db_late(const struct db *db);

/* Runs SQL that returns no rows and has no parameters. */
enum status db_run(struct db *db, const char *sql);

/* Appends the path of the file that a path leads to: another one where its last part is a symbolic link. A link that leads nowhere stays as it is. */
void db_real_path(struct text *out, const char *path);

/* Has the database keep a write-ahead log, which a copy made by db_backup does not. SQLite does not wait for others when it changes that: this does. */
enum status db_keep_log(struct db *db);

/* Asking in one call. The SQL is a format whose arguments compilers check as those of printf, and none of which becomes part of the text but names:
 *
 *   %jd  %d  %s   a parameter: an int64_t, an int, a text (NULL for null) is bound to it
 *   "%s"          within double quotes, an identifier
 *   %-s           a piece of SQL that the program itself wrote
 *   %%            a per cent sign
 *
 * A statement is prepared once and cached under its text; while it is in use, asking the same again is a statement of its own. A `?` is a parameter too,
 * for db_bind, and counts among the others. */

/* Rows: for db_next, and for db_done behind them, whatever was returned; *out is NULL after an error. Texts are copied. */
enum status db_ask(struct db *db, struct statement **out, const char *format, ...) __attribute__((format(printf, 3, 4)));
/* No rows. */
enum status db_execute(struct db *db, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* The first column of the first row; 0 when it is null or there is no row. */
enum status db_one(struct db *db, int64_t *out, const char *format, ...) __attribute__((format(printf, 3, 4)));
/* The first column of all rows. */
enum status db_integers(struct db *db, struct arena *arena, int64_t **out, size_t *count, const char *format, ...) __attribute__((format(printf, 5, 6)));

/* A statement of the caller's own, outside of the cache: one that is bound again and again, or that will not be asked again. */
enum status db_prepare(struct db *db, const char *sql, struct statement **out);

/* Steps to the next row; false at the end, after an error, and without a step when *status is an error already. */
bool db_next(struct statement *statement, enum status *status);
void db_done(struct statement *statement); /* NULL is fine */
/* Makes a statement ready to be bound and stepped again. */
void db_reset(struct statement *statement);
/* Steps a statement that returns nothing, and resets it. */
enum status db_finish(struct statement *statement);

/* Parameters count from 1. Text must live until the statement is reset or done with. */
void db_bind(struct statement *statement, int index, const struct value *value);
void db_bind_integer(struct statement *statement, int index, int64_t integer);
void db_bind_text(struct statement *statement, int index, const char *text); /* NULL binds null */

/* Columns count from 0; text lives until the next step. */
int64_t db_integer(struct statement *statement, int column);
const char *db_text(struct statement *statement, int column); /* NULL when null */
struct value db_value(struct statement *statement, int column);
/* Where a text or a number is expected: a damaged file may hold the other, which is converted. */
struct value db_value_as(struct statement *statement, int column, enum value_type type);
int db_columns(struct statement *statement);
const char *db_sql(struct statement *statement);

/* A change, which waits for other writers at once; and a reading that sees one state of the database throughout. They do not nest: the message says where the
 * open one began. */
#define db_begin(db) db_begin_at(db, true, __FILE__, __LINE__)
#define db_begin_reading(db) db_begin_at(db, false, __FILE__, __LINE__)
enum status db_begin_at(struct db *db, bool write, const char *file, int line);
enum status db_commit(struct db *db);
void db_rollback(struct db *db);      /* nothing when no transaction is open */
bool db_in_transaction(struct db *db);
int64_t db_changes(struct db *db);    /* rows changed by the last statement */

#endif
