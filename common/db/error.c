#include "db/db_parts.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

enum { LINK_LIMIT = 40, PATH_LIMIT = 4096 }; /* as Linux has them */

enum status db_status(int code)
{
	/* The tables are STRICT and every value fits its field: what does not fit was read from a damaged file. */
	if (code == SQLITE_CONSTRAINT_DATATYPE)
		return STATUS_DATA;
	if ((code & 0xff) == SQLITE_NOMEM || code == SQLITE_IOERR_NOMEM)
		memory_exhausted();
	switch (code & 0xff) {
	case SQLITE_OK:
	case SQLITE_ROW:
	case SQLITE_DONE: return STATUS_OK;
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
	case SQLITE_INTERRUPT: return STATUS_BUSY;
	case SQLITE_FULL:
	case SQLITE_IOERR: return STATUS_IO;
	case SQLITE_CANTOPEN: return STATUS_NO_DATABASE;
	case SQLITE_PERM:
	case SQLITE_AUTH:
	case SQLITE_READONLY: return STATUS_PERMISSION;
	case SQLITE_MISMATCH: /* what db_return_error reports */
	case SQLITE_NOTADB:
	case SQLITE_CORRUPT: return STATUS_DATA;
	case SQLITE_CONSTRAINT: return STATUS_REFUSED;
	}
	return STATUS_INTERNAL;
}

/* The directory part of a path, "." where there is none. */
void db_directory(struct text *out, const char *path)
{
	const char *slash = strrchr(path, '/');

	text_append(out, slash ? path : ".", slash && slash > path ? (size_t)(slash - path) : 1);
}

void db_real_path(struct text *out, const char *path)
{
	struct text real = { 0 };
	char target[PATH_LIMIT];
	ssize_t length;

	text_add(&real, path);
	for (int links = 0; links < LINK_LIMIT && (length = readlink(real.data, target, sizeof target)) > 0 && length < PATH_LIMIT; links++) {
		const char *slash = strrchr(real.data, '/');
		/* What a link says is relative to its directory. */
		real.length = *target == '/' || !slash ? 0 : (size_t)(slash - real.data) + 1;
		text_append(&real, target, (size_t)length);
	}
	text_add(out, access(real.data, F_OK) == 0 ? real.data : path);
	text_free(&real);
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
	db_directory(&name, path);
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
		return error_set(db->error, STATUS_IO, "the database cannot be written: its log cannot be created; check whether the disk is full");
	return error_set(db->error, STATUS_PERMISSION, "the database cannot be written: no permission for the file or its directory");
}

/* The database itself was opened by then: it is the log that cannot be, or the database is gone. */
static enum status cannot_open(struct db *db, const char *said)
{
	const char *path = sqlite3_db_filename(db->handle, "main");

	if (!path || access(path, F_OK) != 0)
		return error_set(db->error, STATUS_NO_DATABASE, "%s", said);
	if (may_write(path))
		return error_set(db->error, STATUS_IO, "the log of the database cannot be opened; check whether the disk is full");
	return error_set(db->error, STATUS_PERMISSION, "the log of the database cannot be opened: no permission for the directory");
}

/* SQLite has one code for all that it cannot compile: its words alone tell the cases apart, and nobody but this function reads them. */
static enum status cannot_compile(struct db *db, const char *said, const char *sql)
{
	static const char *const limits[] = { "parser stack overflow", "Expression tree is too large", "too many SQL variables" };

	if (strncmp(said, "no such ", 8) == 0)
		return error_set(db->error, STATUS_DATA, "the tables of the database do not match its version (%s); restore a backup with crm-db restore", said);
	enum status status = error_set(db->error, STATUS_INTERNAL, "SQLite: %s: %s", said, sql ? sql : "");
	for (size_t i = 0; i < sizeof limits / sizeof *limits; i++)
		if (strncmp(said, limits[i], strlen(limits[i])) == 0)
			error_mark(db->error, status, ERROR_LIMIT);
	return status;
}

enum status db_failed(struct db *db, int code, const char *sql)
{
	enum status status = db_status(code);
	const char *said = sqlite3_errmsg(db->handle);

	switch (status) {
	case STATUS_BUSY:
		if ((code & 0xff) == SQLITE_INTERRUPT)
			return error_set(db->error, status, "it took longer than it was given");
		return error_set(db->error, status, "the database is busy: another program is writing; try again");
	case STATUS_IO: {
		int cause = sqlite3_system_errno(db->handle);
		if ((code & 0xff) == SQLITE_FULL)
			return error_set(db->error, status, "the disk is full; nothing was changed");
		return error_set(db->error, status, "reading or writing the database failed: %s", cause ? strerror(cause) : said);
	}
	case STATUS_NO_DATABASE: return cannot_open(db, said);
	case STATUS_PERMISSION: return cannot_write(db, code);
	case STATUS_DATA:
		if ((code & 0xff) == SQLITE_MISMATCH)
			return error_set(db->error, status, "%s", said);
		if ((code & 0xff) == SQLITE_NOTADB)
			return error_set(db->error, status, "%s is not a database", sqlite3_db_filename(db->handle, "main"));
		return error_set(db->error, status, "the database is damaged (%s); restore a backup with crm-db restore", said);
	case STATUS_INTERNAL: return cannot_compile(db, said, sql);
	default: return error_set(db->error, status, "%s", said);
	}
}

struct error *db_error(struct db *db)
{
	return db->error;
}
