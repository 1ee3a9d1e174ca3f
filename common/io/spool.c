#include "io/spool.h"

#include "base/arena.h"
#include "base/text.h"
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { CHUNK = 64 * 1024 };

enum status spool_write(int to, const char *data, size_t length, struct error *error)
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
		status = spool_write(to, chunk, (size_t)got, error);
	}
	free(chunk);
	return status;
}

enum status spool_file(int *out, struct error *error)
{
	const char *directory = getenv("TMPDIR");
	struct text path = { 0 };

	text_printf(&path, "%s/crm-XXXXXX", directory && *directory ? directory : "/tmp");
	*out = mkstemp(path.data);
	if (*out >= 0) {
		unlink(path.data);
		fcntl(*out, F_SETFD, FD_CLOEXEC);
	} else {
		error_set(error, STATUS_CREATE, "cannot create a temporary file %s: %s", path.data, strerror(errno));
	}
	text_free(&path);
	return *out >= 0 ? STATUS_OK : STATUS_CREATE;
}

enum status spool_stream(FILE **out, struct error *error)
{
	int file;
	enum status status = spool_file(&file, error);

	*out = status ? NULL : fdopen(file, "w+");
	if (status || *out)
		return status;
	status = error_set(error, STATUS_CREATE, "cannot create a temporary file: %s", strerror(errno));
	close(file);
	return status;
}

enum status spool_rewind(FILE *stream, struct error *error)
{
	if (fflush(stream) == 0 && !ferror(stream) && fseek(stream, 0, SEEK_SET) == 0 && lseek(fileno(stream), 0, SEEK_SET) == 0)
		return STATUS_OK;
	return error_set(error, STATUS_IO, "cannot write a temporary file: %s", strerror(errno));
}

enum status spool(int from, const char *path, struct error *error)
{
	int to;
	enum status status = spool_file(&to, error);

	if (status)
		return status;
	status = copy(from, to, path, error);
	if (!status && (lseek(to, 0, SEEK_SET) < 0 || dup2(to, STDIN_FILENO) < 0))
		status = error_set(error, STATUS_IO, "cannot read %s: %s", path, strerror(errno));
	if (to != STDIN_FILENO)
		close(to);
	return status;
}

enum status spool_input(struct error *error)
{
	struct stat about;

	if (fstat(STDIN_FILENO, &about) != 0)
		return error_set(error, STATUS_DATA, "cannot read standard input: %s", strerror(errno));
	return S_ISREG(about.st_mode) || S_ISDIR(about.st_mode) ? STATUS_OK : spool(STDIN_FILENO, "standard input", error);
}
