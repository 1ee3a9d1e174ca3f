#include "store/staged.h"

#include <dirent.h>
#include <errno.h>
#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* True for the number of a process that is gone, or of this one, as kill(2) would take it, with or without the suffix of a log after it. */
static bool is_stale(const char *number)
{
	char *end;

	if (*number < '1' || *number > '9')
		return false;
	errno = 0;
	long process = strtol(number, &end, 10);
	if (errno || process != (pid_t)process || (*end && strcmp(end, "-journal") != 0 && strcmp(end, "-wal") != 0 && strcmp(end, "-shm") != 0))
		return false;
	return process == getpid() || (kill((pid_t)process, 0) != 0 && errno == ESRCH);
}

void staged_clean(const char *prefix)
{
	const char *slash = strrchr(prefix, '/');
	struct text path = { 0 };
	size_t directory = slash ? (size_t)(slash - prefix) + 1 : 0, length = strlen(prefix) - directory;
	struct dirent *entry;

	text_append(&path, directory ? prefix : ".", directory ? directory : 1);
	DIR *listing = opendir(path.data);
	while (listing && (entry = readdir(listing))) {
		if (strncmp(entry->d_name, prefix + directory, length) != 0 || !is_stale(entry->d_name + length))
			continue;
		text_clear(&path);
		text_printf(&path, "%.*s%s", (int)directory, prefix, entry->d_name);
		unlink(path.data);
	}
	if (listing)
		closedir(listing);
	text_free(&path);
}

void staged_name(struct text *out, const char *prefix)
{
	staged_clean(prefix);
	text_printf(out, "%s%lld", prefix, (long long)getpid());
}
