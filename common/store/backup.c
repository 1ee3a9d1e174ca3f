#include "store/backup_file.h"

#include "base/date.h"
#include "db/backup.h"
#include "db/dialect.h"
#include "store/content.h"
#include "store/staged.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define PART ".crm-part"

enum { STAMP_LENGTH = 16 /* 20260305T140000Z */ };

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
		status = db_verify(db, take_first, take_first, &first);
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

/* crm of /srv/crm/crm.db. */
static void own_name(struct text *out, const char *path)
{
	const char *base = path + backup_directory_length(path);
	size_t length = strlen(base);

	if (length > 3 && strcmp(base + length - 3, ".db") == 0)
		length -= 3;
	text_append(out, base, length);
}

static void stamp(struct text *out, const struct conventions *conventions)
{
	char now[TIMESTAMP_SIZE];

	timestamp_now(conventions, now);
	for (const char *p = now; *p; p++)
		if (*p != '-' && *p != ':')
			text_byte(out, *p);
}

/* True for NAME-YYYYMMDDTHHMMSSZ.db and nothing else: what lies beside is not ours to remove. */
static bool is_copy(const char *file, const char *name)
{
	static const char shape[STAMP_LENGTH + 4] = "00000000T000000Z.db";
	size_t length = strlen(name);

	if (strlen(file) != length + 1 + STAMP_LENGTH + 3 || strncmp(file, name, length) != 0 || file[length] != '-')
		return false;
	file += length + 1;
	for (size_t i = 0; shape[i]; i++)
		if (shape[i] == '0' ? file[i] < '0' || file[i] > '9' : file[i] != shape[i])
			return false;
	return true;
}

static int newest_first(const void *a, const void *b)
{
	return strcmp(*(char *const *)b, *(char *const *)a);
}

static enum status remove_copies(const char *directory, char **files, size_t count, int64_t keep, struct error *error)
{
	enum status status = STATUS_OK;

	qsort(files, count, sizeof *files, newest_first);
	for (size_t i = (size_t)keep; !status && i < count; i++) {
		struct text path = { 0 };
		text_printf(&path, "%s%s", directory, files[i]);
		if (unlink(path.data) != 0 && errno != ENOENT)
			status = error_set(error, STATUS_IO, "the backup was made, but the old one %s cannot be removed: %s", path.data, strerror(errno));
		else
			content_remove_all(path.data);
		text_free(&path);
	}
	return status;
}

static enum status keep_newest(const char *directory, const char *name, int64_t keep, struct error *error)
{
	struct arena arena = { 0 };
	char **files = NULL;
	size_t count = 0;
	struct dirent *entry;
	DIR *listing = opendir(directory);

	if (!listing)
		return error_set(error, STATUS_IO, "the backup was made, but %s cannot be read to remove old ones: %s", directory, strerror(errno));
	while ((entry = readdir(listing))) {
		if (!is_copy(entry->d_name, name))
			continue;
		files = array_grow(&arena, files, count, sizeof *files);
		files[count++] = arena_string(&arena, entry->d_name);
	}
	closedir(listing);
	enum status status = count ? remove_copies(directory, files, count, keep, error) : STATUS_OK;
	arena_free(&arena);
	return status;
}

/* Under a name that nobody takes for a backup until it is one. Names like .part1 are those of split(1). */
static enum status copy_and_name(struct store *store, const char *path, const char *prefix, int64_t *missing)
{
	struct stat found;
	struct text part = { 0 };
	enum status status = backup_check_link(path, store->error);

	if (status)
		return status;
	if (lstat(path, &found) == 0)
		return error_set(store->error, STATUS_CREATE, "%s already exists; choose another name", path);
	staged_name(&part, prefix);
	status = backup_copy(store->db, part.data, store->path, store->error);
	/* What the copy names, and what was added since. */
	if (!status && (status = content_back_up(store, path, missing)))
		unlink(part.data);
	if (!status && rename(part.data, path) != 0) {
		status = error_set(store->error, STATUS_CREATE, "cannot create %s: %s", path, strerror(errno));
		unlink(part.data);
	}
	if (!status)
		backup_sync_directory(path);
	text_free(&part);
	return status;
}

enum status backup_make(struct store *store, const char *target, int64_t keep, struct text *made, int64_t *missing)
{
	struct text directory = { 0 }, name = { 0 }, path = { 0 }, prefix = { 0 };
	struct stat found;
	enum status status;

	if (keep < 0)
		return error_set(store->error, STATUS_USAGE, "%lld backups cannot be kept; write 1 or more, or 0 for all", (long long)keep);
	if (target && (stat(target, &found) != 0 || !S_ISDIR(found.st_mode))) {
		text_printf(&prefix, "%s" PART, target);
		status = copy_and_name(store, target, prefix.data, missing);
		text_free(&prefix);
		if (!status)
			text_add(made, target);
		return status;
	}
	if (target)
		text_printf(&directory, "%s%s", target, target[strlen(target) - 1] == '/' ? "" : "/");
	else
		text_append(&directory, store->path, backup_directory_length(store->path));
	own_name(&name, store->path);
	text_printf(&prefix, "%s%s" PART, text_string(&directory), text_string(&name));
	text_printf(&path, "%s%s-", text_string(&directory), text_string(&name));
	stamp(&path, &store->conventions);
	text_add(&path, ".db");
	status = copy_and_name(store, path.data, prefix.data, missing);
	if (!status)
		text_add(made, path.data);
	if (!status && keep)
		status = keep_newest(directory.length ? directory.data : "./", text_string(&name), keep, store->error);
	text_free(&directory);
	text_free(&name);
	text_free(&path);
	text_free(&prefix);
	return status;
}

void backup_beside(const struct store *store, struct text *names)
{
	static const char *const parts[] = { "", "-wal", "-shm", "-journal" };
	size_t length = backup_directory_length(store->path);
	const char *base = store->path + length;
	struct text directory = { 0 }, name = { 0 };
	struct dirent *entry;

	text_append(&directory, length ? store->path : "./", length ? length : 2);
	own_name(&name, store->path);
	DIR *listing = opendir(directory.data);
	while (listing && (entry = readdir(listing))) {
		const char *rest = strncmp(entry->d_name, base, strlen(base)) == 0 ? entry->d_name + strlen(base) : NULL;
		bool part = false;
		for (size_t i = 0; rest && i < sizeof parts / sizeof *parts; i++)
			part |= strcmp(rest, parts[i]) == 0;
		if (!is_copy(entry->d_name, text_string(&name)) && (!rest || part || *rest != '.'))
			continue;
		text_printf(names, "%s%s%s", names->length ? ", " : "", length ? text_string(&directory) : "", entry->d_name);
	}
	if (listing)
		closedir(listing);
	text_free(&directory);
	text_free(&name);
}
