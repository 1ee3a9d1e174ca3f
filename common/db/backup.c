#include "db/backup.h"

#include "base/text.h"
#include "db/db_parts.h"
#include <string.h>

enum status db_backup(struct db *db, const char *path)
{
	sqlite3 *target = NULL;
	int code = sqlite3_open_v2(path, &target, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL);
	sqlite3_backup *backup = code == SQLITE_OK ? sqlite3_backup_init(target, "main", db->handle, "main") : NULL;

	if (!backup) {
		enum status status = error_set(db->error, STATUS_CREATE, "cannot write the backup %s: %s", path, sqlite3_errmsg(target));
		sqlite3_close(target);
		return status;
	}
	do {
		code = sqlite3_backup_step(backup, -1);
		if (code == SQLITE_BUSY || code == SQLITE_LOCKED)
			sqlite3_sleep(10);
	} while (code == SQLITE_OK || code == SQLITE_BUSY || code == SQLITE_LOCKED);
	sqlite3_backup_finish(backup);
	/* A copy is one file: it gets its log again when it is next opened for writing. */
	if (code == SQLITE_DONE)
		code = sqlite3_exec(target, "PRAGMA journal_mode=DELETE", NULL, NULL, NULL) == SQLITE_OK ? SQLITE_DONE : sqlite3_errcode(target);
	enum status status = STATUS_OK;
	if (code != SQLITE_DONE)
		status = error_set(db->error, db_status(code) == STATUS_DATA ? STATUS_DATA : STATUS_IO, "cannot write the backup %s: %s", path, sqlite3_errstr(code));
	sqlite3_close(target);
	return status;
}

static enum status verify_with(struct db *db, const char *sql, void (*report)(void *, const char *), void *context)
{
	sqlite3_stmt *handle;
	int code = sqlite3_prepare_v2(db->handle, sql, -1, &handle, NULL);

	while (code == SQLITE_OK || code == SQLITE_ROW) {
		code = sqlite3_step(handle);
		if (code != SQLITE_ROW)
			break;
		const char *first = (const char *)sqlite3_column_text(handle, 0);
		if (sqlite3_column_count(handle) == 1 && first && strcmp(first, "ok") == 0)
			continue;
		struct text finding = { 0 };
		if (sqlite3_column_count(handle) == 1)
			text_add(&finding, first ? first : "");
		else
			text_printf(&finding, "%s row %lld refers to a missing %s", first ? first : "", (long long)sqlite3_column_int64(handle, 1),
			            (const char *)sqlite3_column_text(handle, 2));
		report(context, finding.data);
		text_free(&finding);
	}
	sqlite3_finalize(handle);
	return code == SQLITE_DONE ? STATUS_OK : db_failed(db, code, sql);
}

enum status db_verify(struct db *db, bool quick, void (*damaged)(void *context, const char *finding), void (*dangling)(void *context, const char *finding), void *context)
{
	enum status status = verify_with(db, quick ? "PRAGMA quick_check" : "PRAGMA integrity_check", damaged, context);

	return status ? status : verify_with(db, "PRAGMA foreign_key_check", dangling, context);
}
