#include "store/db.h"

#include "base/arena.h"
#include "base/text.h"
#include <errno.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum {
	CHECKPOINT_FRAMES = 100, /* the next opener replays what is in the log: 100 frames cost it 0.25 ms */
	CACHE_BUCKETS = 64,
	PASSING_SLOTS = 256,
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
	struct statement *cache[CACHE_BUCKETS];
	struct statement *passing[PASSING_SLOTS]; /* each displaces the one before it in its slot */
};

struct db_call {
	sqlite3_context *context;
	sqlite3_value **values;
};

static enum status status_of(int code)
{
	/* The tables are STRICT and every value fits its field: what does not fit was read from a damaged file. */
	if (code == SQLITE_CONSTRAINT_DATATYPE)
		return STATUS_DATA;
	switch (code & 0xff) {
	case SQLITE_OK:
	case SQLITE_ROW:
	case SQLITE_DONE: return STATUS_OK;
	case SQLITE_BUSY:
	case SQLITE_LOCKED: return STATUS_BUSY;
	case SQLITE_FULL:
	case SQLITE_IOERR: return STATUS_IO;
	case SQLITE_CANTOPEN: return STATUS_NO_DATABASE;
	case SQLITE_PERM:
	case SQLITE_AUTH:
	case SQLITE_READONLY: return STATUS_PERMISSION;
	case SQLITE_NOTADB:
	case SQLITE_CORRUPT: return STATUS_DATA;
	case SQLITE_CONSTRAINT: return STATUS_REFUSED;
	}
	return STATUS_INTERNAL;
}

/* The directory part of a path, "." where there is none. */
static void directory_of(struct text *out, const char *path)
{
	const char *slash = strrchr(path, '/');

	text_append(out, slash ? path : ".", slash && slash > path ? (size_t)(slash - path) : 1);
}

static bool may_write(const char *path)
{
	static const char *const companions[] = { "", "-wal", "-shm" };
	struct text name = { 0 };
	bool may = true;

	for (size_t i = 0; may && i < sizeof companions / sizeof *companions; i++) {
		text_clear(&name);
		text_printf(&name, "%s%s", path, companions[i]);
		may = access(name.data, W_OK) == 0 || (i > 0 && errno == ENOENT);
	}
	text_clear(&name);
	directory_of(&name, path);
	may = may && access(name.data, W_OK | X_OK) == 0;
	text_free(&name);
	return may;
}

/* SQLite calls a database read-only too when its log cannot be made for want of space. */
static enum status cannot_write(struct db *db, int code)
{
	const char *path = sqlite3_db_filename(db->handle, "main");

	if (code == SQLITE_READONLY_DBMOVED)
		return error_set(db->error, STATUS_BUSY, "the database was replaced while this program ran; run it again");
	if (path && *path && may_write(path))
		return error_set(db->error, STATUS_IO, "the database cannot be written: its log cannot be made; look whether the disk is full");
	return error_set(db->error, STATUS_PERMISSION, "the database cannot be written: no permission for the file or its directory");
}

/* The database itself was opened by then: it is the log that cannot be, or the database is gone. */
static enum status cannot_open(struct db *db, const char *said)
{
	const char *path = sqlite3_db_filename(db->handle, "main");

	if (!path || access(path, F_OK) != 0)
		return error_set(db->error, STATUS_NO_DATABASE, "%s", said);
	if (may_write(path))
		return error_set(db->error, STATUS_IO, "the log of the database cannot be opened; look whether the disk is full");
	return error_set(db->error, STATUS_PERMISSION, "the log of the database cannot be opened: no permission for the directory");
}

static enum status failed(struct db *db, int code, const char *sql)
{
	enum status status = status_of(code);
	const char *said = sqlite3_errmsg(db->handle);

	switch (status) {
	case STATUS_BUSY: return error_set(db->error, status, "the database is busy: another program is writing; try again");
	case STATUS_IO: {
		int cause = sqlite3_system_errno(db->handle);
		if ((code & 0xff) == SQLITE_FULL)
			return error_set(db->error, status, "the disk is full; nothing was changed");
		return error_set(db->error, status, "reading or writing the database failed: %s", cause ? strerror(cause) : said);
	}
	case STATUS_NO_DATABASE: return cannot_open(db, said);
	case STATUS_PERMISSION: return cannot_write(db, code);
	case STATUS_DATA:
		if ((code & 0xff) == SQLITE_NOTADB)
			return error_set(db->error, status, "%s is not a database", sqlite3_db_filename(db->handle, "main"));
		return error_set(db->error, status, "the database is damaged (%s); restore a backup with crm-db restore", said);
	case STATUS_INTERNAL:
		if (strncmp(said, "no such ", 8) == 0)
			return error_set(db->error, STATUS_DATA, "the tables of the database are not those of its version (%s); restore a backup with crm-db restore", said);
		return error_set(db->error, status, "SQLite: %s: %s", said, sql ? sql : "");
	default: return error_set(db->error, status, "%s", said);
	}
}

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
	return code == SQLITE_OK ? STATUS_OK : failed(db, code, "PRAGMA journal_mode=WAL");
}

enum status db_run(struct db *db, const char *sql)
{
	int code = sqlite3_exec(db->handle, sql, NULL, NULL, NULL);

	return code == SQLITE_OK ? STATUS_OK : failed(db, code, sql);
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
static int open_handle(sqlite3 **handle, const char *path, enum db_mode mode)
{
	int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;

	if (mode == DB_CREATE || mode == DB_WRITE)
		return sqlite3_open_v2(path, handle, flags | SQLITE_OPEN_READWRITE, NULL);

	struct text log = { 0 };
	struct stat found;
	text_printf(&log, "%s-journal", path);
	if (stat(log.data, &found) == 0 && found.st_size > 0 && access(path, W_OK) == 0)
		roll_back(path);
	text_clear(&log);
	text_printf(&log, "%s-wal", path);
	bool clean = stat(log.data, &found) != 0 || found.st_size == 0;
	text_clear(&log);
	directory_of(&log, path);
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
	int code = sqlite3_open_v2(immutable ? log.data : path, handle,
	                           flags | SQLITE_OPEN_READONLY | (immutable ? SQLITE_OPEN_URI : 0), NULL);
	text_free(&log);
	return code;
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
		return error_set(error, STATUS_CREATE, "%s exists already; choose another name", path);
	return error_set(error, errno == EACCES ? STATUS_PERMISSION : STATUS_CREATE, "cannot create %s: %s", path, strerror(errno));
}

static enum status check_file(const char *path, enum db_mode mode, struct error *error)
{
	struct stat found;

	if (mode == DB_CREATE)
		return create_file(path, error);
	if (stat(path, &found) != 0) {
		if (errno == ENOENT || errno == ENOTDIR)
			return error_set(error, STATUS_NO_DATABASE, "no database at %s; make one with: crm-db init %s", path, path);
		return error_set(error, errno == EACCES ? STATUS_PERMISSION : STATUS_NO_DATABASE, "%s: %s", path, strerror(errno));
	}
	if (!S_ISREG(found.st_mode))
		return error_set(error, STATUS_DATA, "%s is not a database", path);
	if (found.st_size == 0)
		return error_set(error, STATUS_DATA, "%s is empty and not a database; remove it and make one with: crm-db init %s", path, path);
	if (access(path, mode == DB_READ ? R_OK : R_OK | W_OK) != 0)
		return error_set(error, STATUS_PERMISSION, "%s: no permission to %s it", path, mode == DB_READ ? "read" : "write");
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
	struct db *db = memory_alloc(sizeof *db);
	*db = (struct db){ .error = error, .busy_seconds = busy_seconds };
	int code = open_handle(&db->handle, path, mode);
	if (code != SQLITE_OK) {
		status = status_of(code);
		if (status == STATUS_NO_DATABASE && mode == DB_CREATE)
			status = STATUS_CREATE;
		error_set(error, status, "cannot open %s: %s", path,
		          db->handle && sqlite3_system_errno(db->handle) ? strerror(sqlite3_system_errno(db->handle)) : sqlite3_errstr(code));
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
	for (size_t i = 0; i < CACHE_BUCKETS; i++) {
		while (db->cache[i]) {
			struct statement *statement = db->cache[i];
			db->cache[i] = statement->next;
			db_finalize(statement);
		}
	}
	for (size_t i = 0; i < PASSING_SLOTS; i++)
		db_finalize(db->passing[i]);
	sqlite3_close_v2(db->handle);
	free(db);
}

struct error *db_error(struct db *db)
{
	return db->error;
}

enum status db_prepare(struct db *db, const char *sql, struct statement **out)
{
	struct statement *statement = memory_alloc(sizeof *statement);

	*statement = (struct statement){ .db = db };
	*out = NULL;
	int code = sqlite3_prepare_v2(db->handle, sql, -1, &statement->handle, NULL);
	if (code != SQLITE_OK) {
		free(statement);
		return failed(db, code, sql);
	}
	*out = statement;
	return STATUS_OK;
}

/* Long statements differ in length or near their ends; a comparison settles the rest. */
static size_t bucket_of(const char *sql)
{
	size_t length = strlen(sql), hash = length;

	for (const char *p = length > 24 ? sql + length - 24 : sql; *p; p++)
		hash = hash * 33 + (unsigned char)*p;
	for (size_t i = 0; i < 16 && i < length; i++)
		hash = hash * 33 + (unsigned char)sql[i];
	return hash % CACHE_BUCKETS;
}

enum status db_cached(struct db *db, const char *sql, struct statement **out)
{
	struct statement **bucket = &db->cache[bucket_of(sql)];
	for (struct statement *found = *bucket; found; found = found->next) {
		if (strcmp(found->sql, sql) == 0) {
			db_reset(found);
			*out = found;
			return STATUS_OK;
		}
	}
	enum status status = db_prepare(db, sql, out);
	if (status)
		return status;
	(*out)->sql = memory_string(sql);
	(*out)->next = *bucket;
	*bucket = *out;
	return STATUS_OK;
}

enum status db_passing(struct db *db, const char *sql, struct statement **out)
{
	size_t hash = 5381;

	for (const char *p = sql; *p; p++)
		hash = hash * 33 + (unsigned char)*p;
	struct statement **slot = &db->passing[hash % PASSING_SLOTS];
	*out = *slot;
	if (*slot && strcmp((*slot)->sql, sql) == 0) {
		db_reset(*slot);
		return STATUS_OK;
	}
	enum status status = db_prepare(db, sql, out);
	if (status)
		return status;
	(*out)->sql = memory_string(sql);
	db_finalize(*slot);
	*slot = *out;
	return STATUS_OK;
}

void db_finalize(struct statement *statement)
{
	if (!statement)
		return;
	sqlite3_finalize(statement->handle);
	free(statement->sql);
	free(statement);
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

enum status db_step(struct statement *statement, bool *row)
{
	int code = sqlite3_step(statement->handle);

	*row = code == SQLITE_ROW;
	if (code == SQLITE_ROW || code == SQLITE_DONE)
		return STATUS_OK;
	return failed(statement->db, code, sqlite3_sql(statement->handle));
}

enum status db_finish(struct statement *statement)
{
	bool row;
	enum status status = db_step(statement, &row);

	db_reset(statement);
	return status;
}

enum status db_one(struct db *db, const char *sql, int64_t a, int64_t b, int64_t fallback, int64_t *out)
{
	struct statement *statement;
	bool row = false;
	enum status status = db_cached(db, sql, &statement);

	*out = fallback;
	if (status)
		return status;
	int parameters = sqlite3_bind_parameter_count(statement->handle);
	if (parameters > 0)
		db_bind_integer(statement, 1, a);
	if (parameters > 1)
		db_bind_integer(statement, 2, b);
	status = db_step(statement, &row);
	if (!status && row && sqlite3_column_type(statement->handle, 0) != SQLITE_NULL)
		*out = db_integer(statement, 0);
	db_reset(statement);
	return status;
}

enum status db_integers(struct statement *statement, struct arena *arena, int64_t **out, size_t *count)
{
	size_t room = *count;
	enum status status;
	bool row;

	while (!(status = db_step(statement, &row)) && row) {
		if (*count == room) {
			size_t more = room < 8 ? 16 : room * 2;
			*out = arena_grow(arena, *out, room * sizeof **out, more * sizeof **out);
			room = more;
		}
		(*out)[(*count)++] = db_integer(statement, 0);
	}
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

static struct value value_of(sqlite3_value *from)
{
	switch (sqlite3_value_type(from)) {
	case SQLITE_NULL: return (struct value){ 0 };
	case SQLITE_INTEGER: return value_integer(sqlite3_value_int64(from));
	}
	const char *text = (const char *)sqlite3_value_text(from);
	return (struct value){ .type = text ? VALUE_TEXT : VALUE_NULL, .text = text, .length = (size_t)sqlite3_value_bytes(from) };
}

struct value db_value(struct statement *statement, int column)
{
	switch (sqlite3_column_type(statement->handle, column)) {
	case SQLITE_NULL: return (struct value){ 0 };
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
		if (sqlite3_column_type(statement->handle, column) == SQLITE_NULL)
			return (struct value){ 0 };
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

/* A copy made by db_backup has no log until somebody writes to it. It gets one here and not when it is opened: who reads a pipe opens the database long before
 * he writes, and would wait for a reader that waits for him. */
enum status db_begin(struct db *db)
{
	enum status status = db->logged ? STATUS_OK : db_keep_log(db);

	db->logged = !status;
	return status ? status : db_run(db, "BEGIN IMMEDIATE");
}

enum status db_commit(struct db *db)
{
	int code = sqlite3_exec(db->handle, "COMMIT", NULL, NULL, NULL);

	if (code == SQLITE_OK)
		return STATUS_OK;
	enum status status = failed(db, code, "COMMIT");
	/* Where the last sync failed, the log may hold all of the change, and who opens the database next finds it. */
	if ((code & 0xff) == SQLITE_IOERR)
		status = error_set(db->error, status, "writing the database failed: %s; the change may have been made all the same: look with crm-history before you repeat it",
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

int64_t db_changes(struct db *db)
{
	return sqlite3_changes64(db->handle);
}

struct function {
	void (*run)(struct db_call *call);
	void *context;
};

static void call_function(sqlite3_context *context, int count, sqlite3_value **values)
{
	struct function *function = sqlite3_user_data(context);
	struct db_call call = { .context = context, .values = values };

	(void)count;
	function->run(&call);
}

enum status db_function(struct db *db, const char *name, int arguments, bool constant, void (*run)(struct db_call *call), void *context)
{
	struct function *function = memory_alloc(sizeof *function);

	*function = (struct function){ .run = run, .context = context };
	int code = sqlite3_create_function_v2(db->handle, name, arguments, SQLITE_UTF8 | SQLITE_INNOCUOUS | (constant ? SQLITE_DETERMINISTIC : 0),
	                                      function, call_function, NULL, NULL, free);
	return code == SQLITE_OK ? STATUS_OK : failed(db, code, name);
}

void *db_call_context(struct db_call *call)
{
	struct function *function = sqlite3_user_data(call->context);

	return function->context;
}

struct value db_call_value(struct db_call *call, int argument)
{
	return value_of(call->values[argument]);
}

void db_return(struct db_call *call, const struct value *value)
{
	switch (value->type) {
	case VALUE_NULL: sqlite3_result_null(call->context); break;
	case VALUE_INTEGER: sqlite3_result_int64(call->context, value->integer); break;
	case VALUE_TEXT: sqlite3_result_text64(call->context, value->text, value->length, SQLITE_TRANSIENT, SQLITE_UTF8); break;
	}
}

void db_return_error(struct db_call *call, const char *message)
{
	sqlite3_result_error(call->context, message, -1);
}

void *db_call_kept(struct db_call *call, int argument)
{
	return sqlite3_get_auxdata(call->context, argument);
}

void db_call_keep(struct db_call *call, int argument, void *data, void (*release)(void *))
{
	sqlite3_set_auxdata(call->context, argument, data, release);
}

enum status db_collation(struct db *db, const char *name, int (*compare)(void *, int, const void *, int, const void *), void *context)
{
	int code = sqlite3_create_collation(db->handle, name, SQLITE_UTF8, context, compare);

	return code == SQLITE_OK ? STATUS_OK : failed(db, code, name);
}

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
		status = error_set(db->error, status_of(code) == STATUS_DATA ? STATUS_DATA : STATUS_IO, "cannot write the backup %s: %s", path, sqlite3_errstr(code));
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
	return code == SQLITE_DONE ? STATUS_OK : failed(db, code, sql);
}

enum status db_verify(struct db *db, void (*report)(void *context, const char *finding), void *context)
{
	enum status status = verify_with(db, "PRAGMA integrity_check", report, context);

	return status ? status : verify_with(db, "PRAGMA foreign_key_check", report, context);
}
