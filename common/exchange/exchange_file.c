/* The files of an export: each is written under a name of its own and takes its place when all are complete, so that a full
 * disk leaves the earlier export. */
#include "exchange/exchange_parts.h"

#include "base/arena.h"
#include "store/staged.h"
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { BUFFER = 256 * 1024, FILE_LIMIT = RECORD_TYPE_LIMIT + 8 };

const char exchange_head[] = "database", exchange_counter[] = "counter", exchange_entry[] = "entry",
           exchange_partial[] = "partial";

struct exchange_files {
	const char *directory;
	struct error *error;
	const char *names[FILE_LIMIT]; /* begun so far */
	size_t count, placed;
	int fd;
	struct text buffer;
};

void exchange_path(struct text *out, const char *directory, const char *name)
{
	text_printf(out, "%s/%s.ndjson", directory, name);
}

static void temporary(struct text *out, const char *directory, const char *name)
{
	text_printf(out, "%s/.%s.ndjson.%ld", directory, name, (long)getpid());
}

static void clean(const char *directory, const char *name)
{
	struct text prefix = { 0 };

	text_printf(&prefix, "%s/.%s.ndjson.", directory, name);
	staged_clean(prefix.data);
	text_free(&prefix);
}

struct exchange_files *exchange_files_new(const char *directory, struct error *error)
{
	struct exchange_files *files = memory_alloc(sizeof *files);

	*files = (struct exchange_files){ .directory = directory, .error = error, .fd = -1 };
	return files;
}

static enum status failed(struct exchange_files *files, const char *path, int cause)
{
	return error_set(files->error, cause == EACCES || cause == EPERM ? STATUS_PERMISSION : STATUS_IO, "cannot write %s: %s", path, strerror(cause));
}

enum status exchange_files_begin(struct exchange_files *files, const char *name)
{
	struct text path = { 0 };
	enum status status = STATUS_OK;

	/* A link of that name, wherever it leads, is not followed but removed, as is what an export left that was killed. */
	clean(files->directory, name);
	temporary(&path, files->directory, name);
	files->fd = open(path.data, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (files->fd < 0)
		status = failed(files, path.data, errno);
	else
		files->names[files->count++] = name;
	text_clear(&files->buffer);
	text_free(&path);
	return status;
}

struct text *exchange_files_buffer(struct exchange_files *files)
{
	return &files->buffer;
}

static enum status flush(struct exchange_files *files)
{
	const char *data = files->buffer.data;
	size_t length = files->buffer.length;

	while (length) {
		ssize_t written = write(files->fd, data, length);
		if (written < 0 && errno == EINTR)
			continue;
		if (written < 0) {
			int cause = errno;
			struct text path = { 0 };
			exchange_path(&path, files->directory, files->names[files->count - 1]);
			enum status status = failed(files, path.data, cause);
			text_free(&path);
			return status;
		}
		data += written;
		length -= (size_t)written;
	}
	text_clear(&files->buffer);
	return STATUS_OK;
}

enum status exchange_files_line(struct exchange_files *files)
{
	return files->buffer.length < BUFFER ? STATUS_OK : flush(files);
}

enum status exchange_files_end(struct exchange_files *files)
{
	enum status status = flush(files);

	if (close(files->fd) != 0 && !status)
		status = failed(files, files->directory, errno);
	files->fd = -1;
	return status;
}

static void remove_all(const char *directory, const char *const *names)
{
	for (size_t i = 0; names && names[i]; i++) {
		struct text path = { 0 };
		exchange_path(&path, directory, names[i]);
		unlink(path.data);
		text_free(&path);
	}
}

enum status exchange_files_commit(struct exchange_files *files, const char *const *gone)
{
	enum status status = STATUS_OK;

	while (!status && files->placed < files->count) {
		const char *name = files->names[files->placed];
		struct text from = { 0 }, to = { 0 };
		if (name == exchange_head)
			remove_all(files->directory, gone);
		temporary(&from, files->directory, name);
		exchange_path(&to, files->directory, name == exchange_partial ? exchange_head : name);
		if (rename(from.data, to.data) != 0)
			status = failed(files, to.data, errno);
		else
			files->placed++;
		text_free(&from);
		text_free(&to);
	}
	return status;
}

void exchange_files_free(struct exchange_files *files)
{
	if (files->fd >= 0)
		close(files->fd);
	for (size_t i = files->placed; i < files->count; i++) {
		struct text path = { 0 };
		temporary(&path, files->directory, files->names[i]);
		unlink(path.data);
		text_free(&path);
	}
	text_free(&files->buffer);
	free(files);
}
