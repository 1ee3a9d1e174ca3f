#include "io/zip.h"

#include "base/arena.h"
#include "base/library.h"
#include <minizip/unzip.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

enum { ANY_CASE = 2 };

struct zip {
	unzFile (*open)(const char *path);
	int (*close)(unzFile file);
	int (*locate)(unzFile file, const char *part, int sensitivity);
	int (*open_part)(unzFile file);
	int (*close_part)(unzFile file);
	int (*read)(unzFile file, voidp buffer, unsigned length);
	unzFile file;
	const char *name;
	bool in_part;
	int64_t unpacked;
};

static enum status open_minizip(struct zip *zip, const char *purpose, struct error *error)
{
	const struct library_symbol symbols[] = {
		{ "unzOpen", &zip->open }, { "unzClose", &zip->close }, { "unzLocateFile", &zip->locate }, { "unzOpenCurrentFile", &zip->open_part },
		{ "unzCloseCurrentFile", &zip->close_part }, { "unzReadCurrentFile", &zip->read },
	};

	return library_open("libminizip.so.1", purpose, "libminizip1", symbols, sizeof symbols / sizeof *symbols, error);
}

enum status zip_open(struct zip **out, int fd, const char *purpose, const char *name, struct error *error)
{
	struct zip *zip = memory_alloc(sizeof *zip);
	char path[40];

	*out = NULL;
	*zip = (struct zip){ .name = name };
	enum status status = open_minizip(zip, purpose, error);
	snprintf(path, sizeof path, "/dev/fd/%d", fd);
	if (!status && !(zip->file = zip->open(path)))
		status = error_set(error, STATUS_DATA, "%s: not a complete file: its end, where a zip archive lists what is in it, is missing or damaged", name);
	if (status)
		free(zip);
	else
		*out = zip;
	return status;
}

bool zip_find(struct zip *zip, const char *part)
{
	if (zip->in_part)
		zip->close_part(zip->file);
	zip->in_part = zip->locate(zip->file, part, ANY_CASE) == UNZ_OK && zip->open_part(zip->file) == UNZ_OK;
	return zip->in_part;
}

enum status zip_read(void *context, char *buffer, size_t room, size_t *got, struct error *error)
{
	struct zip *zip = context;
	int length = zip->in_part ? zip->read(zip->file, buffer, (unsigned)room) : 0;

	*got = length > 0 ? (size_t)length : 0;
	zip->unpacked += (int64_t)*got;
	if (zip->unpacked > (int64_t)ZIP_MIB_LIMIT << 20)
		return error_set(error, STATUS_DATA, "%s: unpacks to more than %d MiB", zip->name, ZIP_MIB_LIMIT);
	/* The end of a part is where its checksum is compared. */
	if (length == 0 && zip->in_part) {
		zip->in_part = false;
		length = zip->close_part(zip->file) == UNZ_OK ? 0 : -1;
	}
	return length < 0 ? error_set(error, STATUS_DATA, "%s: damaged: a part of it cannot be unpacked", zip->name) : STATUS_OK;
}

void zip_close(struct zip *zip)
{
	if (!zip)
		return;
	if (zip->in_part)
		zip->close_part(zip->file);
	zip->close(zip->file);
	free(zip);
}
