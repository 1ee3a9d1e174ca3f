#include "io/decode_parts.h"

#include "base/arena.h"
#include "base/text.h"
#include "base/utf8.h"
#include "io/workbook.h"
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

enum { WINDOW_SIZE = 256 * 1024, RAW_SIZE = DECODE_RAW_SIZE };

static enum status choose_encoding(struct decode *decode, const char *encoding, const struct conventions *conventions, struct error *error)
{
	decode->raw = memory_alloc(RAW_SIZE);
	strcpy(decode->encoding, "UTF-8");
	if (!encoding)
		return decode_choose(decode, conventions, error);
	if (strcasecmp(encoding, "UTF-8") == 0 || strcasecmp(encoding, "UTF8") == 0)
		return STATUS_OK;
	return decode_convert(decode, encoding, error);
}

enum status decode_open(struct decode **out, const char *path, const char *encoding, const struct conventions *conventions, struct error *error)
{
	bool standard = strcmp(path, "-") == 0;
	int fd = standard ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);

	*out = NULL;
	if (fd < 0)
		return error_set(error, errno == EACCES || errno == EPERM ? STATUS_PERMISSION : STATUS_DATA,
			"cannot open %s: %s", path, strerror(errno));
	return decode_open_file(out, fd, standard ? "standard input" : path, encoding, conventions, error);
}

enum status decode_open_file(struct decode **out, int fd, const char *name, const char *encoding, const struct conventions *conventions, struct error *error)
{
	*out = NULL;
	struct decode *decode = memory_alloc(sizeof *decode);
	*decode = (struct decode){ .fd = fd, .line = 1, .column = 1, .capacity = WINDOW_SIZE };
	decode->start = lseek(fd, 0, SEEK_CUR);
	decode->name = memory_string(name);
	decode->data = memory_alloc(WINDOW_SIZE);
	enum status status = choose_encoding(decode, encoding, conventions, error);
	if (status != STATUS_OK) {
		decode_close(decode);
		return status;
	}
	*out = decode;
	return STATUS_OK;
}

enum status decode_rewind(struct decode *decode, struct error *error)
{
	if (lseek(decode->fd, decode->start + (off_t)decode->mark_length, SEEK_SET) < 0)
		return error_set(error, STATUS_IO, "cannot read %s twice: %s", decode->name, strerror(errno));
	if (decode->converting)
		iconv(decode->converter, NULL, NULL, NULL, NULL);
	decode->begin = decode->end = decode->filled = decode->raw_begin = decode->raw_end = 0;
	decode->line = decode->column = 1;
	decode->started = decode->exhausted = decode->starved = decode->finished = false;
	decode->failure[0] = '\0';
	return STATUS_OK;
}

void decode_close(struct decode *decode)
{
	if (!decode)
		return;
	if (decode->converting)
		iconv_close(decode->converter);
	if (decode->fd != STDIN_FILENO)
		close(decode->fd);
	free(decode->name);
	free(decode->data);
	free(decode->raw);
	text_free(&decode->sample);
	free(decode);
}

static void make_room(struct decode *decode)
{
	if (decode->begin > 0) {
		memmove(decode->data, decode->data + decode->begin, decode->filled - decode->begin);
		decode->filled -= decode->begin;
		decode->end -= decode->begin;
		decode->begin = 0;
	}
	decode->data = array_reserve(decode->data, &decode->capacity, decode->filled + WINDOW_SIZE / 4, 1);
}

static void bad_byte(struct decode *decode, unsigned char byte)
{
	if (decode->line == 1 && workbook_kind(decode->data + decode->begin, decode->filled - decode->begin))
		snprintf(decode->failure, sizeof decode->failure, "a spreadsheet or another binary file; import reads spreadsheets, here save it as CSV in UTF-8");
	else if (byte == 0)
		snprintf(decode->failure, sizeof decode->failure,
			"a text cannot contain a NUL byte; a UTF-16 file needs its byte order mark or the "
			"encoding named");
	else
		snprintf(decode->failure, sizeof decode->failure,
			"the byte 0x%02X is not valid %s; save the file as UTF-8 or name its encoding", byte,
			decode->encoding);
}

/* Moves `end` behind the new bytes as far as they are well-formed. */
static void check(struct decode *decode)
{
	bool last = decode->exhausted && decode->raw_begin == decode->raw_end;
	size_t whole = decode->end, bad = 0;

	if (last || decode->converting)
		whole = decode->filled;
	else
		whole += decode_whole(decode->data + decode->end, decode->filled - decode->end);
	if (utf8_valid(decode->data + decode->end, whole - decode->end, &bad)) {
		decode->end = whole;
	} else {
		decode->end += bad;
		bad_byte(decode, (unsigned char)decode->data[decode->end]);
	}
	if (!decode->started && decode->end > decode->begin) {
		decode->started = true;
		if (decode->end >= 3 && memcmp(decode->data, "\xEF\xBB\xBF", 3) == 0)
			decode->begin = 3;
	}
}

static enum status read_plain(struct decode *decode, struct error *error)
{
	size_t room = decode->capacity - decode->filled - 1;
	size_t got = decode->raw_end - decode->raw_begin;
	char *to = decode->data + decode->filled;

	if (got > 0) { /* what was read ahead for the guess */
		got = got < room ? got : room;
		memcpy(to, decode->raw + decode->raw_begin, got);
		decode->raw_begin += got;
	} else {
		enum status status = decode_read(decode, to, room, &got, error);
		if (status != STATUS_OK)
			return status;
	}
	decode->filled += got;
	check(decode);
	decode->finished = decode->exhausted && decode->raw_begin == decode->raw_end && !decode->failure[0];
	return STATUS_OK;
}

static enum status refill_raw(struct decode *decode, struct error *error)
{
	size_t got, kept = decode->raw_end - decode->raw_begin;

	memmove(decode->raw, decode->raw + decode->raw_begin, kept);
	decode->raw_begin = 0;
	decode->raw_end = kept;
	enum status status = decode_read(decode, decode->raw + kept, RAW_SIZE - kept, &got, error);
	if (status == STATUS_OK)
		decode->raw_end += got;
	return status;
}

static enum status read_converted(struct decode *decode, struct error *error)
{
	if (decode->starved || decode->raw_begin == decode->raw_end) {
		enum status status = refill_raw(decode, error);
		if (status != STATUS_OK)
			return status;
	}
	bool last = decode->exhausted && decode->raw_begin == decode->raw_end;
	char *from = decode->raw + decode->raw_begin, *to = decode->data + decode->filled;
	size_t left = decode->raw_end - decode->raw_begin, room = decode->capacity - decode->filled - 1;
	size_t result = last ? iconv(decode->converter, NULL, NULL, &to, &room)
			: iconv(decode->converter, &from, &left, &to, &room);
	int problem = result == (size_t)-1 ? errno : 0;
	decode->raw_begin = decode->raw_end - left;
	decode->filled = (size_t)(to - decode->data);
	check(decode);
	decode->starved = problem == EINVAL;
	if (decode->failure[0])
		return STATUS_OK;
	if (decode->starved && decode->exhausted)
		snprintf(decode->failure, sizeof decode->failure, "the file ends in the middle of a character of %s",
			decode->encoding);
	else if (problem == EILSEQ)
		bad_byte(decode, (unsigned char)*from);
	decode->finished = last && problem == 0;
	return STATUS_OK;
}

enum status decode_more(struct decode *decode, struct error *error)
{
	if (decode->failure[0])
		return decode_fail(decode, decode->end - decode->begin, error, "%s", decode->failure);
	if (decode->finished)
		return STATUS_OK;
	make_room(decode);
	return decode->converting ? read_converted(decode, error) : read_plain(decode, error);
}

void decode_consume_lines(struct decode *decode, size_t length, size_t lines)
{
	decode->begin += length;
	decode->line += lines;
	decode->column = 1;
}

void decode_consume(struct decode *decode, size_t length)
{
	size_t line, column;

	decode_position(decode, length, &line, &column);
	decode->begin += length;
	decode->line = line;
	decode->column = column;
}

void decode_position(const struct decode *decode, size_t offset, size_t *line, size_t *column)
{
	const char *data = decode->data + decode->begin;

	*line = decode->line;
	*column = decode->column;
	for (size_t i = 0; i < offset; i++) {
		bool newline_follows = decode->begin + i + 1 < decode->end && data[i + 1] == '\n';
		if (data[i] == '\n' || (data[i] == '\r' && decode->lone_returns && !newline_follows)) {
			++*line;
			*column = 1;
		} else if (((unsigned char)data[i] & 0xC0) != 0x80) {
			++*column;
		}
	}
}

enum status decode_fail(const struct decode *decode, size_t offset, struct error *error, const char *format, ...)
{
	size_t line, column;
	va_list arguments;

	decode_position(decode, offset, &line, &column);
	va_start(arguments, format);
	error_vat(error, STATUS_DATA, decode->name, line, column, format, arguments);
	va_end(arguments);
	return STATUS_DATA;
}
