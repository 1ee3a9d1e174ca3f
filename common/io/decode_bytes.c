/* Bytes of a file, as they are read and converted. */
#include "io/decode_parts.h"

#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum status decode_read(struct decode *decode, char *buffer, size_t room, size_t *got, struct error *error)
{
	ssize_t count;

	do
		count = decode->exhausted ? 0 : read(decode->fd, buffer, room);
	while (count < 0 && errno == EINTR);
	if (count < 0)
		return error_set(error, errno == EISDIR ? STATUS_DATA : STATUS_IO, "cannot read %s: %s", decode->name,
			strerror(errno));
	decode->exhausted = count == 0;
	*got = (size_t)count;
	return STATUS_OK;
}

enum status decode_convert(struct decode *decode, const char *encoding, struct error *error)
{
	/* glibc reads //TRANSLIT and //IGNORE as orders to lose characters. */
	iconv_t converter = strchr(encoding, '/') ? (iconv_t)-1 : iconv_open("UTF-8", encoding);

	if (converter == (iconv_t)-1)
		return error_set(error, STATUS_USAGE,
			"%s: the encoding '%s' is unknown; try UTF-8, GB18030 or UTF-16LE", decode->name, encoding);
	decode->converter = converter;
	decode->converting = true;
	snprintf(decode->encoding, sizeof decode->encoding, "%s", encoding);
	return STATUS_OK;
}

size_t decode_length(unsigned char byte)
{
	return byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC0 ? 2 : 1;
}

size_t decode_whole(const char *data, size_t length)
{
	for (size_t back = 1; back <= 3 && back <= length; back++) {
		unsigned char byte = (unsigned char)data[length - back];
		if ((byte & 0xC0) == 0x80)
			continue;
		return decode_length(byte) > back ? length - back : length;
	}
	return length;
}
