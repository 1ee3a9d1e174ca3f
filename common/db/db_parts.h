/* What the files of this folder share: the only includer of sqlite3.h. */
#ifndef CRM_DB_DB_PARTS_H
#define CRM_DB_DB_PARTS_H

#include "base/text.h"
#include "db/db.h"
#include <sqlite3.h>

enum {
	DB_BUCKETS = 64,     /* of the cache */
	DB_BUCKET_DEPTH = 8, /* statements in each, unless more are in use */
};

struct statement {
	struct db *db;
	sqlite3_stmt *handle;
	struct statement *next; /* the rest is of cached ones only: the next in its bucket, what was asked for last first */
	char *sql;
	uint64_t hash;
	bool busy;
};

struct db {
	sqlite3 *handle;
	struct error *error;
	int busy_seconds;
	int64_t deadline; /* of db_limit, on the clock that only goes forward, in ms; 0: none */
	bool late;
	bool logged;      /* it is known to keep a write-ahead log */
	const char *file; /* where the open transaction began */
	int line;
	struct text sql; /* of the format that is being read */
	struct statement *cache[DB_BUCKETS];
};

/* The status that a result code of SQLite stands for, and the same with its message on the handle; sql may be NULL. */
enum status db_status(int code);
enum status db_failed(struct db *db, int code, const char *sql);
/* Appends the directory part of a path, "." where there is none. */
void db_directory(struct text *out, const char *path);
/* A statement of the cache, prepared unless it is there, or one outside of it while that is in use. */
enum status db_take(struct db *db, const char *sql, size_t length, struct statement **out);
void db_cache_free(struct db *db);

#endif
