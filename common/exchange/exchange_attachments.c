/* The directory attachments/ of an export: the content of files, each named by its SHA-256. */
#include "exchange/exchange_parts.h"

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

enum { BUFFER = 64 * 1024 };

static enum status failed(struct error *error, const char *what, const char *path)
{
	int cause = errno;

	return error_set(error, cause == EACCES || cause == EPERM ? STATUS_PERMISSION : STATUS_IO, "cannot %s %s: %s", what, path, strerror(cause));
}

static enum status copy_bytes(int input, int output, const char *path, struct error *error)
{
	char *buffer = memory_alloc(BUFFER);
	enum status status = STATUS_OK;
	ssize_t got;

	while (!status && (got = read(input, buffer, BUFFER)) != 0) {
		if (got < 0 && errno != EINTR)
			status = failed(error, "read", path);
		for (ssize_t done = 0; !status && done < got;) {
			ssize_t written = write(output, buffer + done, (size_t)(got - done));
			if (written < 0 && errno != EINTR)
				status = failed(error, "write", path);
			else if (written > 0)
				done += written;
		}
	}
	free(buffer);
	return status;
}

/* Under another name first, so that what has a sum for a name is that. */
static enum status write_copy(const char *from, const char *directory, const char *to, struct error *error)
{
	struct text prefix = { 0 }, part = { 0 };
	int input = open(from, O_RDONLY | O_CLOEXEC | O_NOFOLLOW), output = -1;
	enum status status = input < 0 ? failed(error, "read", from) : STATUS_OK;

	text_printf(&prefix, "%s/.part.", directory);
	staged_name(&part, prefix.data);
	if (!status && (output = open(part.data, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600)) < 0)
		status = failed(error, "create", part.data);
	if (!status)
		status = copy_bytes(input, output, to, error);
	if (output >= 0 && close(output) != 0 && !status)
		status = failed(error, "write", part.data);
	if (!status && rename(part.data, to) != 0)
		status = failed(error, "create", to);
	if (status && output >= 0)
		unlink(part.data);
	if (input >= 0)
		close(input);
	text_free(&prefix);
	text_free(&part);
	return status;
}

/* What an earlier export had, and no record has now. */
static void remove_others(const char *directory, const char *const *sums, size_t count)
{
	DIR *open = opendir(directory);
	struct dirent *entry;

	while (open && (entry = readdir(open)))
		if (sha256_is_text(entry->d_name) && !content_is_known(sums, count, entry->d_name))
			unlinkat(dirfd(open), entry->d_name, 0);
	if (open)
		closedir(open);
	rmdir(directory); /* where nothing is left in it */
}

enum status exchange_attachments_export(struct store *store, const char *directory, bool history, int64_t *missing)
{
	struct text folder = { 0 }, from = { 0 }, to = { 0 };
	struct arena arena = { 0 };
	const char **sums;
	size_t count;
	enum status status = content_known(store, history, &arena, &sums, &count);

	*missing = 0;
	text_printf(&folder, "%s/attachments", directory);
	if (!status && count && mkdir(folder.data, 0700) != 0 && errno != EEXIST)
		status = failed(store->error, "create the directory", folder.data);
	for (size_t i = 0; !status && i < count; i++) {
		text_clear(&from);
		text_clear(&to);
		content_path(&from, store->path, sums[i]);
		text_printf(&to, "%s/%s", folder.data, sums[i]);
		if (!content_verify(to.data, sums[i], NULL, NULL))
			continue;
		if (content_verify(from.data, sums[i], NULL, NULL))
			++*missing;
		else
			status = write_copy(from.data, folder.data, to.data, store->error);
	}
	if (!status)
		remove_others(folder.data, sums, count);
	text_free(&folder);
	text_free(&from);
	text_free(&to);
	arena_free(&arena);
	return status;
}

static enum status import_one(struct store *store, const char *path, const char *sum)
{
	struct content content = { 0 };
	int input = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	enum status status = input < 0 ? failed(store->error, "read", path) : STATUS_OK;

	if (!status)
		status = content_stage(store->path, input, path, 0, 0, &content, store->error);
	if (!status && strcmp(content.sum, sum) != 0)
		status = error_at(store->error, STATUS_DATA, path, 0, 0, "its content is not that whose SHA-256 is its name");
	if (!status)
		status = content_place(store, &content);
	content_discard(&content);
	if (input >= 0)
		close(input);
	return status;
}

enum status exchange_attachments_import(struct store *store, const char *directory, bool history)
{
	struct text folder = { 0 }, path = { 0 };
	struct arena arena = { 0 };
	const char **sums;
	struct dirent *entry;
	size_t count;
	enum status status = content_known(store, history, &arena, &sums, &count);

	text_printf(&folder, "%s/attachments", directory);
	DIR *open = opendir(folder.data);
	while (open && !status && (entry = readdir(open))) {
		if (entry->d_name[0] == '.')
			continue;
		text_clear(&path);
		text_printf(&path, "%s/%s", folder.data, entry->d_name);
		if (!content_is_known(sums, count, entry->d_name))
			status = error_at(store->error, STATUS_DATA, path.data, 0, 0, "no record of the export has this file, and it would be lost");
		else
			status = import_one(store, path.data, entry->d_name);
	}
	if (open)
		closedir(open);
	text_free(&folder);
	text_free(&path);
	arena_free(&arena);
	return status;
}
