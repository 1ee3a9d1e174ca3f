#include "io/out_internal.h"

#include "base/arena.h"
#include <errno.h>
#include <limits.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

static const struct out_writer *writer_of(const struct out_options *options)
{
	switch (options->format) {
	case OUT_TSV: return options->records ? &out_tsv_fields : &out_tsv;
	case OUT_CSV: return &out_csv;
	case OUT_JSON: return &out_json;
	case OUT_NDJSON: return &out_ndjson;
	case OUT_YAML: return &out_yaml;
	case OUT_IDS: return &out_ids;
	case OUT_TABLE: break;
	}
	return options->records ? &out_table_fields : &out_table;
}

struct out *out_open(const struct out_options *options, const struct out_column *columns, size_t count)
{
	struct out *out = memory_alloc(sizeof *out);

	*out = (struct out){
		.options = *options,
		.columns = columns,
		.count = count,
		.writer = writer_of(options),
		.buffer = memory_alloc(OUT_BUFFER),
	};
	if (out->writer->begin)
		out->writer->begin(out);
	return out;
}

void out_row(struct out *out, const struct out_cell *cells)
{
	if (out->failure)
		return;
	out->writer->row(out, cells);
	out->lines = (struct out_lines){ 0 };
	out->rows++;
}

void out_take_lines(struct out *out, const struct out_lines *lines)
{
	out->lines = *lines;
}

bool out_broken(const struct out *out)
{
	return out->failure == EPIPE;
}

/* Writes all of data; a descriptor that somebody else made non-blocking is waited for. */
static void write_all(struct out *out, const char *data, size_t length)
{
	while (length > 0 && !out->failure) {
		ssize_t written = write(out->options.fd, data, length);
		if (written >= 0) {
			data += written;
			length -= (size_t)written;
		} else if (errno == EAGAIN || errno == EWOULDBLOCK) {
			struct pollfd ready = { .fd = out->options.fd, .events = POLLOUT };
			if (poll(&ready, 1, -1) < 0 && errno != EINTR)
				out->failure = errno;
		} else if (errno != EINTR) {
			out->failure = errno;
		}
	}
}

static void flush(struct out *out)
{
	write_all(out, out->buffer, out->used);
	out->used = 0;
}

char *out_room(struct out *out, size_t need)
{
	if (OUT_BUFFER - out->used < need)
		flush(out);
	return out->buffer + out->used;
}

void out_write(struct out *out, const char *data, size_t length)
{
	if (length > OUT_BUFFER) {
		flush(out);
		write_all(out, data, length);
	} else if (length > 0) {
		memcpy(out_room(out, length), data, length);
		out->used += length;
	}
}

enum status out_close(struct out *out, struct error *error)
{
	if (out->writer->end && !out->failure)
		out->writer->end(out);
	flush(out);
	if (out->writer->release)
		out->writer->release(out);

	int failure = out->failure, fd = out->options.fd;
	if (out->keys) {
		for (size_t i = 0; i < out->count; i++)
			text_free(&out->keys[i]);
		free(out->keys);
	}
	text_free(&out->line);
	text_free(&out->scratch);
	free(out->buffer);
	free(out);
	if (failure == 0 || failure == EPIPE)
		return STATUS_OK;
	return error_set(error, STATUS_IO, "cannot write %s: %s", fd == STDOUT_FILENO ? "standard output" : "the output",
		strerror(failure));
}

bool out_next_line(struct out_cell *rest, struct out_cell *line)
{
	if (!rest->text)
		return false;
	const char *end = rest->length > 0 ? memchr(rest->text, '\n', rest->length) : NULL;
	*line = *rest;
	if (!end) {
		rest->text = NULL;
		return true;
	}
	line->length = (size_t)(end - rest->text);
	rest->text = end + 1;
	rest->length -= line->length + 1;
	if (line->length > 0 && end[-1] == '\r')
		line->length--;
	return true;
}

bool out_next_item(struct out_cell *rest, struct text *item)
{
	if (!rest->text)
		return false;
	for (size_t i = 0; i < rest->length; i++) {
		if (rest->text[i] == ',') {
			rest->text += i + 1;
			rest->length -= i + 1;
			return true;
		}
		if (rest->text[i] == '\\' && i + 1 < rest->length && rest->text[i + 1] == ',')
			i++;
		text_byte(item, rest->text[i]);
	}
	rest->text = NULL;
	return true;
}

bool out_acts(uint32_t character)
{
	return character < 0x20 || (character >= 0x7F && character <= 0x9F) || character == 0x61C || character == 0x200E ||
		character == 0x200F || (character >= 0x2028 && character <= 0x202E) ||
		(character >= 0x2066 && character <= 0x2069) || character == 0xFEFF || character == 0xFFFE ||
		character == 0xFFFF;
}

bool out_cell_is(const struct out_cell *cell, const char *word)
{
	return cell->length == strlen(word) && memcmp(cell->text, word, cell->length) == 0;
}

static size_t digits(const char *text, size_t length)
{
	size_t n = 0;

	while (n < length && text[n] >= '0' && text[n] <= '9')
		n++;
	return n;
}

bool out_is_number(const struct out_cell *cell)
{
	const char *text = cell->text, *end = text + cell->length;

	if (text < end && *text == '-')
		text++;
	size_t whole = digits(text, (size_t)(end - text));
	if (whole == 0 || (whole > 1 && *text == '0'))
		return false;
	text += whole;
	if (text < end && *text == '.') {
		text++;
		size_t decimals = digits(text, (size_t)(end - text));
		if (decimals == 0)
			return false;
		text += decimals;
	}
	if (text < end && (*text == 'e' || *text == 'E')) {
		text++;
		if (text < end && (*text == '+' || *text == '-'))
			text++;
		size_t exponent = digits(text, (size_t)(end - text));
		if (exponent == 0)
			return false;
		text += exponent;
	}
	return text == end;
}

int out_terminal_width(int fd)
{
	struct winsize size = { 0 };
	const char *columns = getenv("COLUMNS");

	if (!isatty(fd))
		return 0;
	if (columns && *columns) {
		char *end;
		long width = strtol(columns, &end, 10);
		if (*end == '\0' && width > 0 && width <= SHRT_MAX)
			return (int)width;
	}
	if (ioctl(fd, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
		return size.ws_col;
	return 80;
}
