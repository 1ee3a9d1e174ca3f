#include "page/page_picture.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
	FILE_LIMIT = 16 * 1024 * 1024,
	PIXEL_LIMIT = 16 * 1024 * 1024, /* 64 MiB unpacked */
	HEAD = 24,                      /* bytes: signature, length and name of the chunk IHDR, width, height */
};

static enum status unusable(const char *what, const char *path, const char *why, struct error *error)
{
	return error_set(error, STATUS_CONFIG, "cannot read the %s %s: %s; give the path of a PNG file", what, path, why);
}

/* Big-endian, as PNG has all its numbers. */
static uint64_t number_at(const unsigned char *data)
{
	return (uint64_t)data[0] << 24 | (uint64_t)data[1] << 16 | (uint64_t)data[2] << 8 | data[3];
}

static enum status check_head(const char *what, const char *path, const struct text *picture, struct error *error)
{
	const unsigned char *data = (const unsigned char *)text_string(picture);

	if (picture->length < HEAD || memcmp(data, "\x89PNG\r\n\x1A\n\0\0\0\x0DIHDR", HEAD - 8) != 0)
		return unusable(what, path, "it is not a PNG file", error);
	uint64_t width = number_at(data + HEAD - 8), height = number_at(data + HEAD - 4);
	if (width * height <= PIXEL_LIMIT)
		return STATUS_OK;
	return error_set(error, STATUS_CONFIG, "cannot read the %s %s: it has %llu × %llu pixels; give a smaller one", what, path, (unsigned long long)width,
	                 (unsigned long long)height);
}

static enum status read_all(int fd, struct text *out)
{
	enum { CHUNK = 65536 };
	ssize_t got = 1;

	while (got > 0 && out->length <= FILE_LIMIT) {
		text_reserve(out, CHUNK);
		got = read(fd, out->data + out->length, CHUNK);
		if (got < 0 && errno == EINTR)
			got = 1;
		else if (got > 0)
			out->length += (size_t)got;
	}
	return got < 0 ? STATUS_IO : STATUS_OK;
}

enum status page_picture_read(const char *what, const char *path, struct text *out, struct error *error)
{
	/* A pipe that nobody writes into is opened all the same, and then refused. */
	int fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
	enum status status = STATUS_OK;
	struct stat found;

	if (fd < 0 || fstat(fd, &found) != 0)
		status = unusable(what, path, strerror(errno), error);
	else if (!S_ISREG(found.st_mode))
		status = unusable(what, path, "it is not a regular file", error);
	else if (read_all(fd, out))
		status = unusable(what, path, strerror(errno), error);
	else if (out->length > FILE_LIMIT)
		status = error_set(error, STATUS_CONFIG, "cannot read the %s %s: it is larger than %d MiB; give a smaller one", what, path, FILE_LIMIT / 1024 / 1024);
	else
		status = check_head(what, path, out, error);
	if (fd >= 0)
		close(fd);
	return status;
}
