#include "import/import_source.h"

#include "base/arena.h"
#include "base/text.h"
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { CHUNK = 64 * 1024 };

static enum status write_all(int to, const char *data, size_t length, struct error *error)
{
	while (length) {
		ssize_t done = write(to, data, length);
		if (done < 0 && errno == EINTR)
			continue;
		if (done <= 0)
			return error_set(error, STATUS_IO, "cannot write a temporary file: %s", strerror(errno));
		data += done;
		length -= (size_t)done;
	}
	return STATUS_OK;
}

static enum status copy(int from, int to, const char *path, struct error *error)
{
	char *chunk = memory_alloc(CHUNK);
	enum status status = STATUS_OK;

	while (!status) {
		ssize_t got = read(from, chunk, CHUNK);
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			status = error_set(error, STATUS_IO, "cannot read %s: %s", path, strerror(errno));
		if (got <= 0)
			break;
		status = write_all(to, chunk, (size_t)got, error);
	}
	free(chunk);
	return status;
}

/* A file without a name, readable by nobody else. */
static enum status temporary(int *out, struct error *error)
{
	const char *directory = getenv("TMPDIR");
	struct text path = { 0 };

	text_printf(&path, "%s/crm-import-XXXXXX", directory && *directory ? directory : "/tmp");
	*out = mkstemp(path.data);
	if (*out >= 0)
		unlink(path.data);
	else
		error_set(error, STATUS_CREATE, "cannot create a temporary file %s: %s", path.data, strerror(errno));
	text_free(&path);
	return *out >= 0 ? STATUS_OK : STATUS_CREATE;
}

/* The temporary file takes the place of standard input, so that readers need to know nothing of it. */
static enum status drain(int from, const char *path, struct error *error)
{
	int to;
	enum status status = temporary(&to, error);

	if (status)
		return status;
	status = copy(from, to, path, error);
	if (!status && (lseek(to, 0, SEEK_SET) < 0 || dup2(to, STDIN_FILENO) < 0))
		status = error_set(error, STATUS_IO, "cannot read %s: %s", path, strerror(errno));
	if (to != STDIN_FILENO)
		close(to);
	return status;
}

enum status import_drain(const char **path, struct error *error)
{
	bool standard = strcmp(*path, "-") == 0;
	const char *name = standard ? "standard input" : *path;
	struct stat about;

	if ((standard ? fstat(STDIN_FILENO, &about) : stat(*path, &about)) != 0)
		return standard ? error_set(error, STATUS_DATA, "cannot read standard input: %s", strerror(errno)) : STATUS_OK;
	if (S_ISREG(about.st_mode) || S_ISDIR(about.st_mode))
		return STATUS_OK;
	int from = standard ? STDIN_FILENO : open(*path, O_RDONLY);
	if (from < 0)
		return error_set(error, errno == EACCES ? STATUS_PERMISSION : STATUS_DATA, "cannot open %s: %s", *path, strerror(errno));
	enum status status = drain(from, name, error);
	if (!standard)
		close(from);
	*path = "-";
	return status;
}

enum status import_create_file(FILE **out, const char *path, const char *input, struct error *error)
{
	struct stat about, source;

	if (strcmp(path, "-") == 0) {
		int copy_of_output = dup(STDOUT_FILENO);
		*out = copy_of_output < 0 ? NULL : fdopen(copy_of_output, "w");
		return *out ? STATUS_OK : error_set(error, STATUS_IO, "cannot write standard output: %s", strerror(errno));
	}
	if (stat(path, &about) == 0 && stat(input, &source) == 0 && about.st_dev == source.st_dev && about.st_ino == source.st_ino)
		return error_set(error, STATUS_USAGE, "%s is the file to read; name another one to write", path);
	*out = fopen(path, "w");
	return *out ? STATUS_OK : error_set(error, STATUS_CREATE, "cannot create %s: %s", path, strerror(errno));
}

enum status import_close_file(FILE **file, const char *path, struct error *error)
{
	if (!*file)
		return STATUS_OK;
	bool failed = ferror(*file) != 0;
	failed = fclose(*file) != 0 || failed;
	*file = NULL;
	return failed ? error_set(error, STATUS_IO, "cannot write %s: %s", path, strerror(errno)) : STATUS_OK;
}
