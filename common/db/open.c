#include "db/db_parts.h"

#include "base/arena.h"
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum {
	OPEN_FLAGS = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE,
	SCHEMA_ROOM = 1300 << 10, /* bytes: what the engine keeps of a schema of 200 tables and their indexes, which it parses at every start */
	CHECKPOINT_FRAMES = 100, /* the next opener replays what is in the log: 100 frames cost it 0.25 ms */
};

static int64_t milliseconds(void)
{
	struct timespec now = { 0 };

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

enum status db_keep_log(struct db *db)
{
	enum { PAUSE = 5 }; /* milliseconds */
	int64_t end = milliseconds() + db->busy_seconds * INT64_C(1000);
	int code;

	/* For the lock to read SQLite does wait, so that one attempt may take all the time there is. */
	while ((code = sqlite3_exec(db->handle, "PRAGMA journal_mode=WAL", NULL, NULL, NULL)) == SQLITE_BUSY && milliseconds() < end)
		sqlite3_sleep(PAUSE);
	return code == SQLITE_OK ? STATUS_OK : db_failed(db, code, "PRAGMA journal_mode=WAL");
}

/* What a program left that was interrupted while the database had no log, a restore for one: a reader must not, so it opens the file for writing first. */
static void roll_back(const char *path)
{
	sqlite3 *handle;

	if (sqlite3_open_v2(path, &handle, SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_READWRITE, NULL) == SQLITE_OK) {
		sqlite3_busy_timeout(handle, 1000);
		sqlite3_exec(handle, "select count(*) from sqlite_schema", NULL, NULL, NULL);
	}
	sqlite3_close(handle);
}

/* A read-only open of a clean WAL database fails where its directory cannot be written; without a log
 * nothing can change under us, so that the file may be taken as it is. */
static int open_to_read(sqlite3 **handle, const char *path, const char *real)
{
	struct text log = { 0 };
	struct stat found;

	text_printf(&log, "%s-journal", real);
	if (stat(log.data, &found) == 0 && found.st_size > 0 && access(path, W_OK) == 0)
		roll_back(path);
	text_clear(&log);
	text_printf(&log, "%s-wal", real);
	bool clean = stat(log.data, &found) != 0 || found.st_size == 0;
	text_clear(&log);
	db_directory(&log, real);
	bool immutable = clean && access(log.data, W_OK) != 0;
	text_clear(&log);
	if (immutable) {
		text_add(&log, "file:");
		for (const char *p = path; *p; p++)
			if (strchr("%?#", *p))
				text_printf(&log, "%%%02X", (unsigned char)*p);
			else
				text_byte(&log, *p);
		text_add(&log, "?immutable=1");
	}
	int code = sqlite3_open_v2(immutable ? log.data : path, handle, OPEN_FLAGS | SQLITE_OPEN_READONLY | (immutable ? SQLITE_OPEN_URI : 0), NULL);
	text_free(&log);
	return code;
}

/* SQLite would wait for ever for the other end of a pipe that somebody put where its log belongs. */
static enum status check_companions(const char *real, struct error *error)
{
	static const char *const companions[] = { "-journal", "-wal", "-shm" };
	enum status status = STATUS_OK;

	for (size_t i = 0; !status && i < sizeof companions / sizeof *companions; i++) {
		struct text name = { 0 };
		struct stat found;
		text_printf(&name, "%s%s", real, companions[i]);
		if (stat(name.data, &found) == 0 && !S_ISREG(found.st_mode))
			status = error_set(error, STATUS_DATA, "%s is not a regular file, as the log of a database must be; remove it", name.data);
		text_free(&name);
	}
	return status;
}

/* The log is beside the file itself, not beside a link to it. */
static enum status open_handle(sqlite3 **handle, const char *path, enum db_mode mode, int *code, struct error *error)
{
	struct text real = { 0 };

	db_real_path(&real, path);
	enum status status = check_companions(real.data, error);
	if (!status)
		*code = mode == DB_READ ? open_to_read(handle, path, real.data) : sqlite3_open_v2(path, handle, OPEN_FLAGS | SQLITE_OPEN_READWRITE, NULL);
	text_free(&real);
	return status;
}

/* What the operating system says is clearer than SQLite's "unable to open database file".
 * SQLite would follow a symbolic link that leads nowhere and make the file at its end: O_EXCL does not. */
static enum status create_file(const char *path, struct error *error)
{
	int fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0666);

	if (fd >= 0) {
		close(fd);
		return STATUS_OK;
	}
	if (errno == EEXIST)
		return error_set(error, STATUS_CREATE, "%s already exists; choose another name", path);
	return error_set(error, errno == EACCES ? STATUS_PERMISSION : STATUS_CREATE, "cannot create %s: %s", path, strerror(errno));
}

static enum status check_file(const char *path, enum db_mode mode, struct error *error)
{
	struct stat found;

	if (mode == DB_CREATE)
		return create_file(path, error);
	if (stat(path, &found) != 0) {
		if (errno == ENOENT || errno == ENOTDIR)
			return error_set(error, STATUS_NO_DATABASE, "no database at %s; create one with: crm-db init %s", path, path);
		return error_set(error, errno == EACCES ? STATUS_PERMISSION : STATUS_NO_DATABASE, "%s: %s", path, strerror(errno));
	}
	if (!S_ISREG(found.st_mode))
		return error_set(error, STATUS_DATA, "%s is not a database", path);
	if (found.st_size == 0)
		return error_set(error, STATUS_DATA, "%s is empty and not a database; remove it and create one with: crm-db init %s", path, path);
	if (access(path, mode == DB_READ ? R_OK : R_OK | W_OK) != 0)
		return error_set(error, STATUS_PERMISSION, mode == DB_READ ? "%s: no permission to read it" : "%s: no permission to write it", path);
	return STATUS_OK;
}

/* A process that opens the database alone reads the whole log anew and no longer knows what of it was copied back: unless the log is cut off it only
 * grows. Whoever reads or writes meanwhile is not waited for; the next commit tries again. */
static int after_commit(void *context, sqlite3 *handle, const char *name, int frames)
{
	struct db *db = context;

	if (frames < CHECKPOINT_FRAMES)
		return SQLITE_OK;
	sqlite3_busy_timeout(handle, 0);
	sqlite3_wal_checkpoint_v2(handle, name, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
	sqlite3_busy_timeout(handle, db->busy_seconds * 1000);
	return SQLITE_OK;
}

enum status db_open(struct db **out, const char *path, enum db_mode mode, int busy_seconds, struct error *error)
{
	enum status status = check_file(path, mode, error);

	*out = NULL;
	if (status)
		return status;
	/* One thread, and nobody asks for statistics: both save a lock at every allocation. */
	sqlite3_config(SQLITE_CONFIG_SINGLETHREAD);
	sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
	/* Memory for pages is taken when there is a page to read: most commands read fewer than the twenty that would be prepared. */
	sqlite3_config(SQLITE_CONFIG_PAGECACHE, NULL, 0, 0);
	memory_populate(SCHEMA_ROOM);
	struct db *db = memory_alloc(sizeof *db);
	*db = (struct db){ .error = error, .busy_seconds = busy_seconds };
	int code = SQLITE_OK;
	status = open_handle(&db->handle, path, mode, &code, error);
	if (!status && code != SQLITE_OK) {
		status = db_status(code);
		if (status == STATUS_NO_DATABASE && mode == DB_CREATE)
			status = STATUS_CREATE;
		error_set(error, status, "cannot open %s: %s", path,
		          db->handle && sqlite3_system_errno(db->handle) ? strerror(sqlite3_system_errno(db->handle)) : sqlite3_errstr(code));
	}
	if (status) {
		db_close(db);
		if (mode == DB_CREATE)
			unlink(path);
		return status;
	}
	sqlite3_busy_timeout(db->handle, busy_seconds * 1000);
	sqlite3_db_config(db->handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
	sqlite3_db_config(db->handle, SQLITE_DBCONFIG_ENABLE_FKEY, 1, NULL);
	sqlite3_db_config(db->handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
	sqlite3_db_config(db->handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
	if (mode != DB_READ) {
		sqlite3_wal_hook(db->handle, after_commit, db);
		status = db_run(db, "PRAGMA synchronous=FULL");
		if (!status && mode == DB_CREATE)
			status = db_keep_log(db);
	}
	if (status) {
		db_close(db);
		if (mode == DB_CREATE)
			unlink(path);
		return status;
	}
	*out = db;
	return STATUS_OK;
}

void db_close(struct db *db)
{
	if (!db)
		return;
	db_cache_free(db);
	text_free(&db->sql);
	sqlite3_close_v2(db->handle);
	free(db);
}
