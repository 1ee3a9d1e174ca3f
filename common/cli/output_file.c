#include "cli/output_file.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct writing_file {
	struct arena *arena;
	const char *path, *what;
	enum status (*write)(void *context, FILE *file);
	void *context;
	struct error *error;
};

static enum status cannot_create(const struct writing_file *writing, int why)
{
	return error_set(writing->error, STATUS_CREATE, "cannot create %s: %s", writing->path, strerror(why));
}

/* The error of writing names the path. */
static enum status close_file(const struct writing_file *writing, FILE *file, enum status status)
{
	if (fclose(file) != 0 && !status)
		status = error_set(writing->error, STATUS_IO, "cannot write %s: %s", writing->what, strerror(errno));
	if (status == STATUS_IO)
		error_prefix(writing->error, "%s: ", writing->path);
	return status;
}

/* A device or a pipe, and what a link leads to, is written as it is: it must not make place for a file. */
static enum status write_through(const struct writing_file *writing)
{
	FILE *file = fopen(writing->path, "w");

	return file ? close_file(writing, file, writing->write(writing->context, file)) : cannot_create(writing, errno);
}

/* Beside the file and then in its place, so that it is there as a whole or not at all. */
static enum status write_beside(const struct writing_file *writing)
{
	char *beside = arena_printf(writing->arena, "%s.XXXXXX", writing->path);
	int descriptor = mkstemp(beside);
	FILE *file = descriptor < 0 ? NULL : fdopen(descriptor, "w");
	mode_t mask = umask(0);

	umask(mask);
	if (!file) {
		int why = errno;
		if (descriptor >= 0) {
			close(descriptor);
			unlink(beside);
		}
		return cannot_create(writing, why);
	}
	enum status status = writing->write(writing->context, file);
	if (!status && fchmod(descriptor, 0666 & ~mask) != 0)
		status = cannot_create(writing, errno);
	status = close_file(writing, file, status);
	if (!status && rename(beside, writing->path) != 0)
		status = cannot_create(writing, errno);
	if (status)
		unlink(beside);
	return status;
}

enum status output_file(struct arena *arena, const char *path, const char *what, enum status (*write)(void *context, FILE *file), void *context, struct error *error)
{
	const struct writing_file writing = { arena, path, what, write, context, error };
	struct stat there;

	if (lstat(path, &there) == 0 && !S_ISREG(there.st_mode))
		return write_through(&writing);
	return write_beside(&writing);
}
