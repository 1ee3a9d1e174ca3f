/* What is of SQLite alone. SQL elsewhere stays in the subset that SQLite and PostgreSQL share, but for ddl.c, which makes the tables, and search.c, which fills
 * the one of words; another engine has its own of this file and of those. */
#ifndef CRM_DB_DIALECT_H
#define CRM_DB_DIALECT_H

#include "base/text.h"
#include "db/db.h"

/* The numbers that a file has in its head: whose it is, and the version of its tables. 0 where nobody wrote one. */
enum status dialect_application(struct db *db, int64_t *application);
enum status dialect_version(struct db *db, int64_t *version);
enum status dialect_set_application(struct db *db, int application);
enum status dialect_set_version(struct db *db, int version);

/* Whether the file can be read at all: the first page is not looked at when it is opened. */
enum status dialect_readable(struct db *db);
enum status dialect_has_table(struct db *db, const char *table, bool *there);
enum status dialect_has_column(struct db *db, const char *table, const char *column, bool *there);
/* Whether the table has such a column of numbers. */
enum status dialect_is_integer(struct db *db, const char *table, const char *column, bool *integer);
/* Rows of one text, the name of a column. For db_done. */
enum status dialect_columns(struct db *db, const char *table, struct statement **out);
/* Appends the statement that made an index; nothing when there is none. */
enum status dialect_index(struct db *db, const char *index, struct text *sql);
/* The indexes of a table that are not unique: name, the statement that made it, its first column. For db_done. */
enum status dialect_indexes(struct db *db, const char *table, struct statement **out);

/* How much of the file stays in memory: 2 MB, or 8 while very much is written. */
enum status dialect_memory(struct db *db, bool much);
/* Begins a transaction that nobody else can read or write beside, and leaves the file without a log, for one that is to be replaced. STATUS_BUSY when others
 * have it open. */
enum status dialect_take_alone(struct db *db);

/* Not within a transaction: writes the file anew, without the pages that nothing uses any more, and cuts its log off. STATUS_BUSY when others read it, so that the
 * old pages are still in the log. */
enum status dialect_rewrite(struct db *db);

/* The schemas of the tables that last, and of those that hide them until the file is closed. */
extern const char dialect_main[], dialect_temp[];

/* Append a condition on a value; `?` is the text that it is compared with. function is one of store/functions.c: the engine calls it for each row. */
void dialect_equals(struct text *sql, const char *function, const char *value);
void dialect_contains(struct text *sql, const char *function, const char *value);
/* The text is an extended regular expression. */
void dialect_matches(struct text *sql, const char *value);
/* Appends an aggregate that joins the texts of a column by commas, in the order of the rows. */
void dialect_join(struct text *sql, const char *column);

#endif
