#include "db/db_parts.h"

#include <string.h>

/* A copy made by db_backup has no log until somebody writes to it. It gets one here and not when it is opened: who reads a pipe opens the database long before
 * he writes, and would wait for a reader that waits for him. */
enum status db_begin_at(struct db *db, bool write, const char *file, int line)
{
	if (db_in_transaction(db))
		return error_set(db->error, STATUS_INTERNAL, "%s:%d: a transaction is already open, from %s:%d", file, line, db->file ? db->file : "?", db->line);
	enum status status = db->logged || !write ? STATUS_OK : db_keep_log(db);
	db->logged = db->logged || (write && !status);
	if (!status)
		status = db_run(db, write ? "BEGIN IMMEDIATE" : "BEGIN");
	if (!status) {
		db->file = file;
		db->line = line;
	}
	return status;
}

enum status db_commit(struct db *db)
{
	int code = sqlite3_exec(db->handle, "COMMIT", NULL, NULL, NULL);

	if (code == SQLITE_OK)
		return STATUS_OK;
	enum status status = db_failed(db, code, "COMMIT");
	/* Where the last sync failed, the log may hold all of the change, and who opens the database next finds it. */
	if ((code & 0xff) == SQLITE_IOERR)
		status = error_set(db->error, status, "writing the database failed: %s; the change may have been made nevertheless: check with crm-history before you repeat it",
		                   sqlite3_system_errno(db->handle) ? strerror(sqlite3_system_errno(db->handle)) : sqlite3_errmsg(db->handle));
	db_rollback(db);
	return status;
}

void db_rollback(struct db *db)
{
	if (db_in_transaction(db))
		sqlite3_exec(db->handle, "ROLLBACK", NULL, NULL, NULL);
}

bool db_in_transaction(struct db *db)
{
	return !sqlite3_get_autocommit(db->handle);
}
