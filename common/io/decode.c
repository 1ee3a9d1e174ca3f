#include "io/decode.h"

#include "base/arena.h"
#include "base/text.h"
#include "base/utf8.h"
#include "base/utf8_decode.h"
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

enum { WINDOW_SIZE = 256 * 1024, RAW_SIZE = 64 * 1024 };

static enum status read_file(struct decode *decode, char *buffer, size_t room, size_t *got, struct error *error)
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

/* The bytes of a character by its first one. */
static size_t whole_length(unsigned char byte)
{
	return byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC0 ? 2 : 1;
}

/* The length of data without a last character whose end has not been read yet. */
static size_t whole_characters(const char *data, size_t length)
{
	for (size_t back = 1; back <= 3 && back <= length; back++) {
		unsigned char byte = (unsigned char)data[length - back];
		if ((byte & 0xC0) == 0x80)
			continue;
		return whole_length(byte) > back ? length - back : length;
	}
	return length;
}

static enum status converter_open(struct decode *decode, const char *encoding, struct error *error)
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

/* How many of the bytes decode as GB18030; all, when only the end of the last character is missing. */
static size_t gb18030_reach(const char *data, size_t length)
{
	iconv_t converter = iconv_open("UTF-8", "GB18030");
	char *from = (char *)(uintptr_t)data; /* iconv does not write there */
	size_t left = length;
	char scratch[4096];

	if (converter == (iconv_t)-1)
		return 0;
	while (left > 0) {
		char *to = scratch;
		size_t room = sizeof scratch;
		if (iconv(converter, &from, &left, &to, &room) == (size_t)-1 && errno != E2BIG) {
			if (errno == EINVAL)
				left = 0;
			break;
		}
	}
	iconv_close(converter);
	return length - left;
}

/* Bytes above ASCII, read as UTF-8: its characters, and what is none, a character that ends early counting as one. */
static void count_utf8(const char *data, size_t length, size_t *characters, size_t *broken)
{
	for (size_t i = 0; i < length;) {
		uint32_t character;
		size_t size = utf8_decode(data + i, length - i, &character), need = whole_length((unsigned char)data[i]);
		*characters += size > 1;
		*broken += !size;
		for (; !size && need > 1 && i + 1 < length && utf8_follows((unsigned char)data[i + 1]); need--)
			i++;
		i += size ? size : 1;
	}
}

/* The same, read as GB18030: all its characters, and those that are not of the 6,763 of GB 2312, by which everyday text is written. */
static void count_gb18030(const char *data, size_t length, size_t *characters, size_t *rare)
{
	for (size_t i = 0; i < length; i++) {
		unsigned char first = (unsigned char)data[i], second = i + 1 < length ? (unsigned char)data[i + 1] : 0;
		if (first < 0x80)
			continue;
		++*characters;
		*rare += first < 0xA1 || second < 0xA1;
		i += second >= '0' && second <= '9' ? 3 : 1;
	}
}

/* UTF-8 that lost a byte is read as GB18030 without an error more often than not, and becomes other characters. Of Chinese text in GB18030 hardly a third is
 * UTF-8 by accident; of text in UTF-8 about half of the characters are rare ones when it is read as GB18030. */
static bool is_damaged_utf8(const char *data, size_t length)
{
	size_t characters = 0, broken = 0, pairs = 0, rare = 0;

	count_utf8(data, length, &characters, &broken);
	count_gb18030(data, length, &pairs, &rare);
	return characters > 2 * broken || (characters >= broken && 4 * rare >= pairs);
}

static enum status guess(struct decode *decode, struct error *error)
{
	size_t got = 1, bad = 0;

	while (decode->raw_end < RAW_SIZE && got > 0) {
		enum status status =
			read_file(decode, decode->raw + decode->raw_end, RAW_SIZE - decode->raw_end, &got, error);
		if (status != STATUS_OK)
			return status;
		decode->raw_end += got;
	}
	const char *raw = decode->raw;
	size_t length = decode->raw_end;
	if (length >= 2 && (memcmp(raw, "\xFF\xFE", 2) == 0 || memcmp(raw, "\xFE\xFF", 2) == 0)) {
		decode->raw_begin = decode->mark_length = 2;
		return converter_open(decode, raw[0] == '\xFF' ? "UTF-16LE" : "UTF-16BE", error);
	}
	size_t whole = decode->exhausted ? length : whole_characters(raw, length);
	/* A file of UTF-8 with one broken byte fails as GB18030 much earlier, and the other way round. */
	if (!utf8_valid(raw, whole, &bad) && gb18030_reach(raw, length) > bad && !is_damaged_utf8(raw, whole))
		return converter_open(decode, "GB18030", error);
	return STATUS_OK;
}

static enum status choose_encoding(struct decode *decode, const char *encoding, struct error *error)
{
	decode->raw = memory_alloc(RAW_SIZE);
	strcpy(decode->encoding, "UTF-8");
	if (!encoding)
		return guess(decode, error);
	if (strcasecmp(encoding, "UTF-8") == 0 || strcasecmp(encoding, "UTF8") == 0)
		return STATUS_OK;
	return converter_open(decode, encoding, error);
}

enum status decode_open(struct decode **out, const char *path, const char *encoding, struct error *error)
{
	bool standard = strcmp(path, "-") == 0;
	int fd = standard ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);

	*out = NULL;
	if (fd < 0)
		return error_set(error, errno == EACCES || errno == EPERM ? STATUS_PERMISSION : STATUS_DATA,
			"cannot open %s: %s", path, strerror(errno));
	struct decode *decode = memory_alloc(sizeof *decode);
	*decode = (struct decode){ .fd = fd, .line = 1, .column = 1, .capacity = WINDOW_SIZE };
	decode->start = lseek(fd, 0, SEEK_CUR);
	decode->name = memory_string(standard ? "standard input" : path);
	decode->data = memory_alloc(WINDOW_SIZE);
	enum status status = choose_encoding(decode, encoding, error);
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
	if (byte == 0)
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
		whole += whole_characters(decode->data + decode->end, decode->filled - decode->end);
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
		enum status status = read_file(decode, to, room, &got, error);
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
	enum status status = read_file(decode, decode->raw + kept, RAW_SIZE - kept, &got, error);
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
