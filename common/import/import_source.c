#include "import/import_source.h"

#include "base/arena.h"
#include "base/text.h"
#include "io/spool.h"
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

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
	enum status status = spool(from, name, error);
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
