/* What the files of this folder share: the only includer of sqlite3.h. */
#ifndef CRM_DB_DB_PARTS_H
#define CRM_DB_DB_PARTS_H

#include "base/text.h"
#include "db/db.h"
#include <sqlite3.h>

enum {
	DB_BUCKETS = 64,        /* of the cache */
	DB_PASSING_SLOTS = 256,
};

struct statement {
	struct db *db;
	sqlite3_stmt *handle;
	struct statement *next; /* in its bucket of cached ones */
	char *sql;              /* of cached ones */
};

struct db {
	sqlite3 *handle;
	struct error *error;
	int busy_seconds;
	bool logged; /* it is known to keep a write-ahead log */
	struct statement *cache[DB_BUCKETS];
	struct statement *passing[DB_PASSING_SLOTS]; /* each displaces the one before it in its slot */
};

/* The status that a result code of SQLite stands for, and the same with its message on the handle; sql may be NULL. */
enum status db_status(int code);
enum status db_failed(struct db *db, int code, const char *sql);
/* Appends the directory part of a path, "." where there is none. */
void db_directory(struct text *out, const char *path);

#endif
