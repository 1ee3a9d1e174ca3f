#include "store/backup_file.h"

#include "base/date.h"
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
#define BACKUP_NOTE ".last-backup"

enum { STAMP_LENGTH = 16 /* 20260305T140000Z */ };

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

void backup_note(const struct store *store, const char *made)
{
	struct text path = { 0 }, part = { 0 }, line = { 0 };
	char now[TIMESTAMP_SIZE];
	struct stat database;

	timestamp_now(&store->conventions, now);
	text_printf(&line, "%s %s\n", now, made);
	text_printf(&path, "%s" BACKUP_NOTE, store->path);
	staged_name(&part, path.data);
	int fd = stat(store->path, &database) == 0 ? open(part.data, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, database.st_mode & 0660) : -1;
	if (fd >= 0) {
		/* As those share it who share the database, whatever the umask is. */
		bool written = fchmod(fd, database.st_mode & 0660) == 0 && write(fd, line.data, line.length) == (ssize_t)line.length;
		if (fchown(fd, (uid_t)-1, database.st_gid) != 0)
			errno = 0;
		if (close(fd) != 0 || !written || rename(part.data, path.data) != 0)
			unlink(part.data);
	}
	text_free(&path);
	text_free(&part);
	text_free(&line);
}

bool backup_last(const struct store *store, char at[TIMESTAMP_SIZE])
{
	struct text path = { 0 };

	text_printf(&path, "%s" BACKUP_NOTE, store->path);
	int fd = open(path.data, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	ssize_t length = fd < 0 ? 0 : read(fd, at, TIMESTAMP_SIZE - 1);
	if (fd >= 0)
		close(fd);
	text_free(&path);
	at[length > 0 ? length : 0] = '\0';
	return timestamp_seconds(at) != 0;
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
	static const char *const parts[] = { "", "-wal", "-shm", "-journal", ".files", BACKUP_NOTE };
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
