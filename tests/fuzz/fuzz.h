/* What the fuzz targets share: their input as a string or as a file, and a database of a few records.
 *
 * A target is one file NAME.c with LLVMFuzzerTestOneInput. `make fuzz` runs it under libFuzzer; everywhere else replay.c feeds it the inputs of
 * corpus/NAME. A target checks more than that nothing crashes: what was read is written, read again, and must be the same. */
#ifndef CRM_TESTS_FUZZ_H
#define CRM_TESTS_FUZZ_H

#include "base/arena.h"
#include "base/conventions.h"
#include "base/date.h"
#include "base/utf8.h"
#include <dirent.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* assert() that no build leaves out. */
#define MUST(truth) ((truth) ? (void)0 : fuzz_fail(#truth, __FILE__, __LINE__))

static inline void fuzz_fail(const char *truth, const char *file, int line)
{
	fprintf(stderr, "%s:%d: not so: %s\n", file, line, truth);
	abort();
}

/* The input as a string up to its first NUL, in memory that ends where the string does. The caller frees it. */
static inline char *fuzz_string(const uint8_t *data, size_t size)
{
	const uint8_t *end = size ? memchr(data, 0, size) : NULL;
	size_t length = end ? (size_t)(end - data) : size;
	char *string = memory_alloc(length + 1);

	if (length)
		memcpy(string, data, length);
	string[length] = '\0';
	return string;
}

/* The same for functions that are promised valid UTF-8: NULL for anything else. */
static inline char *fuzz_utf8(const uint8_t *data, size_t size)
{
	char *string = fuzz_string(data, size);

	if (utf8_valid(string, strlen(string), NULL))
		return string;
	free(string);
	return NULL;
}

static inline struct conventions fuzz_conventions(void)
{
	struct conventions conventions = { .now = 1772672400 /* 2026-03-05T01:00:00Z */, .zone = "Asia/Shanghai", .currency = "CNY", .country = "86", .area = "21",
		                           .language = "en" };

	date_zone(conventions.zone, NULL);
	return conventions;
}

static char fuzz_home[64];

static inline const char *fuzz_path(const char *name)
{
	static char path[128];

	snprintf(path, sizeof path, "%s/%s", fuzz_home, name);
	return path;
}

static inline void fuzz_remove(const char *directory)
{
	DIR *handle = opendir(directory);
	struct dirent *entry;
	char path[512];

	while (handle && (entry = readdir(handle))) {
		snprintf(path, sizeof path, "%s/%s", directory, entry->d_name);
		if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0 && unlink(path) != 0)
			fuzz_remove(path);
	}
	if (handle)
		closedir(handle);
	rmdir(directory);
}

static inline void fuzz_clean(void)
{
	fuzz_remove(fuzz_home);
}

/* A directory in memory where the system has one, removed at the end. */
static inline const char *fuzz_directory(void)
{
	if (*fuzz_home)
		return fuzz_home;
	snprintf(fuzz_home, sizeof fuzz_home, "%s/crm-fuzz-XXXXXX", access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp");
	MUST(mkdtemp(fuzz_home));
	atexit(fuzz_clean);
	return fuzz_home;
}

/* The input as a file of that name; the path lives until the next call of fuzz_path. */
static inline const char *fuzz_file(const char *name, const uint8_t *data, size_t size)
{
	fuzz_directory();
	int fd = open(fuzz_path(name), O_WRONLY | O_CREAT | O_TRUNC, 0600);

	MUST(fd >= 0 && write(fd, data, size) == (ssize_t)size && close(fd) == 0);
	return fuzz_path(name);
}

#endif
