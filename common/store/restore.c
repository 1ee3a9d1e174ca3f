/* Putting a backup in the place of a database. */
#include "store/backup_file.h"

#include "db/dialect.h"
#include "store/content_file.h"
#include "store/staged.h"
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { RESTORE_BUSY_SECONDS = 5 };

struct restore {
	const char *path;
	struct text staged, aside;
	struct db *present; /* held alone while it is replaced; NULL when there is none, or it is damaged */
	bool force;
	struct error *error;
};

static bool exists(const char *path)
{
	struct stat found;

	return lstat(path, &found) == 0;
}

static bool same_file(const char *one, const char *other)
{
	struct stat first, second;

	return lstat(one, &first) == 0 && lstat(other, &second) == 0 && first.st_ino == second.st_ino && first.st_dev == second.st_dev;
}

static enum status read_uuid(struct db *db, char uuid[40])
{
	struct statement *statement;
	enum status status = db_ask(db, &statement, "select value from setting where name = 'uuid'");

	uuid[0] = '\0';
	if (status)
		return status;
	if (db_next(statement, &status) && db_text(statement, 0))
		snprintf(uuid, 40, "%s", db_text(statement, 0));
	db_done(statement);
	return status;
}

static enum status uuid_of_file(const char *path, char uuid[40], struct error *error)
{
	struct db *db;
	enum status status = db_open(&db, path, DB_READ, RESTORE_BUSY_SECONDS, error);

	if (status)
		return status;
	status = read_uuid(db, uuid);
	db_close(db);
	return status;
}

/* Leaving the log behind needs the database for oneself: SQLite refuses while anyone else has it open. Then it is one file without log, and whoever
 * opens it from now on waits for our lock, finds that the file has moved when it would write, and fails instead of writing beside the new one. */
static enum status take_alone(struct restore *restore)
{
	enum status status = db_open(&restore->present, restore->path, DB_WRITE, RESTORE_BUSY_SECONDS, restore->error);

	if (!status)
		status = dialect_take_alone(restore->present);
	if (status == STATUS_BUSY)
		return error_set(restore->error, status, "%s is in use; end the programs that have it open and restore again", restore->path);
	return status;
}

/* Gives up what take_alone took: the log comes back, so that readers do not wait for writers. */
static void let_go(struct restore *restore, bool replaced)
{
	if (!restore->present)
		return;
	db_rollback(restore->present);
	if (!replaced)
		db_keep_log(restore->present);
	db_close(restore->present);
	restore->present = NULL;
}

static enum status compare_uuids(struct restore *restore)
{
	char present[40], staged[40];

	if (restore->force || !restore->present)
		return STATUS_OK;
	enum status status = uuid_of_file(restore->staged.data, staged, restore->error);
	if (status)
		return status;
	/* A file that has no settings is none of ours, and as foreign as one with another UUID. */
	if (read_uuid(restore->present, present) == STATUS_OK && strcmp(present, staged) == 0)
		return STATUS_OK;
	return error_set(restore->error, STATUS_REFUSED, "%s is not the database that the backup was made from; with --force it is replaced anyway",
			 restore->path);
}

static enum status failed(struct restore *restore, const char *what)
{
	return error_set(restore->error, errno == EACCES || errno == EPERM ? STATUS_PERMISSION : STATUS_IO, "cannot %s %s: %s", what, restore->path,
			 strerror(errno));
}

/* A log beside the new file would be replayed into it. */
static enum status move_companion(struct restore *restore, const char *suffix)
{
	struct text from = { 0 }, to = { 0 };

	text_printf(&from, "%s%s", restore->path, suffix);
	text_printf(&to, "%s%s", restore->aside.data, suffix);
	enum status status = rename(from.data, to.data) != 0 && errno != ENOENT ? failed(restore, "set aside the log of") : STATUS_OK;
	text_free(&from);
	text_free(&to);
	return status;
}

/* By a second name for the old file, so that at no moment there is no database at path. */
static enum status swap(struct restore *restore)
{
	static const char *const companions[] = { "-journal", "-wal", "-shm" };
	enum status status = STATUS_OK;

	/* One that was interrupted here left a second name of the present file. */
	if (exists(restore->path) && exists(restore->aside.data) && !same_file(restore->path, restore->aside.data)) {
		if (!restore->force)
			return error_set(restore->error, STATUS_REFUSED, "%s exists from an earlier restore; remove it, or replace it with --force",
					 restore->aside.data);
		if (unlink(restore->aside.data) != 0)
			return failed(restore, "replace what was kept of");
	}
	if (exists(restore->path) && !exists(restore->aside.data) && link(restore->path, restore->aside.data) != 0)
		return failed(restore, "keep");
	for (size_t i = 0; !status && i < sizeof companions / sizeof *companions; i++)
		status = move_companion(restore, companions[i]);
	if (!status && rename(restore->staged.data, restore->path) != 0)
		status = failed(restore, "replace");
	if (!status)
		backup_sync_directory(restore->path);
	return status;
}

static enum status replace(struct restore *restore)
{
	enum status status = STATUS_OK;

	if (exists(restore->path)) {
		status = take_alone(restore);
		if (status == STATUS_DATA) {
			/* It is damaged, or no database: nobody can be writing to it. */
			db_close(restore->present);
			restore->present = NULL;
			status = STATUS_OK;
		}
	}
	if (!status)
		status = compare_uuids(restore);
	if (!status)
		status = swap(restore);
	let_go(restore, status == STATUS_OK);
	if (!status)
		backup_start_log(restore->path, restore->error);
	return status;
}

static enum status stage(struct restore *restore, const char *backup)
{
	struct db *db;

	if (!exists(backup))
		return error_set(restore->error, STATUS_NO_DATABASE, "there is no file %s", backup);
	enum status status = db_open(&db, backup, DB_READ, BUSY_SECONDS, restore->error);
	if (status)
		return status;
	status = dialect_readable(db);
	if (!status)
		status = backup_copy(db, restore->staged.data, exists(restore->path) ? restore->path : backup, restore->error);
	db_close(db);
	return status == STATUS_DATA || status == STATUS_CONFIG ? error_prefix(restore->error, "%s cannot be restored: ", backup) : status;
}

enum status backup_restore(const char *backup, const char *path, bool force, struct error *error)
{
	struct restore restore = { .force = force, .error = error };
	struct text real = { 0 }, prefix = { 0 };

	db_real_path(&real, path);
	restore.path = real.data;
	text_printf(&prefix, "%s.restore", restore.path);
	text_printf(&restore.aside, "%s.before-restore", restore.path);
	enum status status = backup_check_link(restore.path, error);
	if (!status) {
		staged_name(&restore.staged, prefix.data);
		status = stage(&restore, backup);
	}
	/* What is beside the present database stays: what was kept of it names it. */
	if (!status && (status = content_copy_all(backup, restore.path, exists(restore.path) ? restore.path : backup, error)))
		unlink(restore.staged.data);
	if (!status && (status = replace(&restore)))
		unlink(restore.staged.data);
	text_free(&real);
	text_free(&prefix);
	text_free(&restore.staged);
	text_free(&restore.aside);
	return status;
}
