#include "store/backup_file.h"

#include "db/backup.h"
#include "db/dialect.h"
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

size_t backup_directory_length(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? (size_t)(slash - path) + 1 : 0;
}

void backup_sync_directory(const char *path)
{
	struct text directory = { 0 };
	size_t length = backup_directory_length(path);

	text_append(&directory, length ? path : ".", length ? length : 1);
	int handle = open(directory.data, O_RDONLY);
	text_free(&directory);
	if (handle < 0)
		return;
	(void)fsync(handle); /* some file systems cannot; the file itself is on disk */
	close(handle);
}

struct first_finding {
	const char *path;
	struct error *error;
	bool any;
};

static void take_first(void *context, const char *finding)
{
	struct first_finding *first = context;

	if (!first->any)
		error_set(first->error, STATUS_DATA, "%s is damaged: %s", first->path, finding);
	first->any = true;
}

enum status backup_verify(const char *path, struct error *error)
{
	struct db *db;
	int64_t application = 0, version = 0;
	struct first_finding first = { path, error, false };
	enum status status = db_open(&db, path, DB_READ, BUSY_SECONDS, error);

	if (status)
		return status;
	status = dialect_application(db, &application);
	if (!status)
		status = dialect_version(db, &version);
	if (status)
		error_prefix(error, "%s: ", path);
	else if (application != APPLICATION_ID)
		status = error_set(error, STATUS_DATA, "%s is not a crm database", path);
	else if (version > SCHEMA_VERSION)
		status = error_set(error, STATUS_CONFIG, "%s has schema version %lld; this program supports %d: install the newer crm", path,
				   (long long)version, SCHEMA_VERSION);
	if (!status)
		status = db_verify(db, false, take_first, take_first, &first);
	db_close(db);
	return status ? status : first.any ? STATUS_DATA : STATUS_OK;
}

/* Makes the file before SQLite opens it, so that it is never readable by others and follows no link. */
static enum status make_file(const char *to, const char *like, struct error *error)
{
	struct stat mode;
	int handle = open(to, O_RDWR | O_CREAT | O_EXCL, 0600);

	if (handle < 0)
		return error_set(error, errno == EACCES ? STATUS_PERMISSION : STATUS_CREATE, "cannot create %s: %s", to, strerror(errno));
	enum status status = STATUS_OK;
	if (stat(like, &mode) == 0) {
		bool group = fchown(handle, (uid_t)-1, mode.st_gid) == 0;
		/* Rights of a group that is not ours to give are left away rather than given to another group. */
		if (fchmod(handle, mode.st_mode & (group ? 0777 : 0700)) != 0)
			status = error_set(error, STATUS_CREATE, "cannot set the mode of %s: %s", to, strerror(errno));
	}
	close(handle);
	return status;
}

static enum status sync_file(const char *path, struct error *error)
{
	int handle = open(path, O_RDWR);

	if (handle < 0 || fsync(handle) != 0) {
		enum status status = error_set(error, STATUS_IO, "cannot write %s: %s", path, strerror(errno));
		if (handle >= 0)
			close(handle);
		return status;
	}
	return close(handle) == 0 ? STATUS_OK : error_set(error, STATUS_IO, "cannot write %s: %s", path, strerror(errno));
}

void backup_discard(const char *path)
{
	static const char *const companions[] = { "", "-journal", "-wal", "-shm" };
	struct text name = { 0 };

	for (size_t i = 0; i < sizeof companions / sizeof *companions; i++) {
		text_clear(&name);
		text_printf(&name, "%s%s", path, companions[i]);
		unlink(name.data);
	}
	text_free(&name);
}

enum status backup_check_link(const char *path, struct error *error)
{
	struct stat link, found;

	if (lstat(path, &link) != 0 || !S_ISLNK(link.st_mode) || stat(path, &found) == 0)
		return STATUS_OK;
	return error_set(error, STATUS_CREATE, "%s is a symbolic link that leads nowhere; remove it, or name the file that it should lead to", path);
}

/* Should it fail, whoever writes next does it. */
void backup_start_log(const char *path, struct error *error)
{
	struct db *db;

	if (db_open(&db, path, DB_WRITE, BUSY_SECONDS, error) == STATUS_OK) {
		db_keep_log(db);
		db_close(db);
	}
}

enum status backup_copy(struct db *db, const char *to, const char *like, struct error *error)
{
	enum status status = make_file(to, like, error);

	if (!status)
		status = db_backup(db, to);
	if (!status)
		status = sync_file(to, error);
	if (!status)
		status = backup_verify(to, error);
	if (status)
		backup_discard(to);
	return status;
}
