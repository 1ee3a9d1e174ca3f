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
	case OUT_MARKDOWN: return &out_markdown;
	case OUT_XLSX: return &out_xlsx;
	case OUT_VCARD: return &out_vcard;
	case OUT_LDIF: return &out_ldif;
	case OUT_MUTT: return &out_mutt;
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
	out->total = (struct out_total){ 0 };
	out->rows++;
}

void out_take_lines(struct out *out, const struct out_lines *lines)
{
	out->lines = *lines;
}

void out_take_total(struct out *out, const struct out_total *total)
{
	out->total = *total;
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
	struct error refusal = out->refusal;
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
	if (refusal.status) {
		*error = refusal;
		return refusal.status;
	}
	return error_set(error, STATUS_IO, "cannot write %s: %s", fd == STDOUT_FILENO ? "standard output" : "the output",
		strerror(failure));
}

/* What a variable says of the size of the terminal, from its text; 0: nothing. */
static int size_of(const char *text)
{
	char *end;
	long size = text && *text ? strtol(text, &end, 10) : 0;

	return text && *text && *end == '\0' && size > 0 && size <= SHRT_MAX ? (int)size : 0;
}

static int terminal_size(int fd, const char *asked, bool height, int usual)
{
	struct winsize size = { 0 };
	int said = size_of(asked);

	if (!isatty(fd))
		return 0;
	if (!said && ioctl(fd, TIOCGWINSZ, &size) == 0)
		said = height ? size.ws_row : size.ws_col;
	return said > 0 ? said : usual;
}

int out_terminal_width(int fd)
{
	return terminal_size(fd, getenv("COLUMNS"), false, 80);
}

int out_terminal_height(int fd)
{
	return terminal_size(fd, getenv("LINES"), true, 24);
}

static bool is_dumb(void)
{
	const char *terminal = getenv("TERM");

	return terminal && strcmp(terminal, "dumb") == 0;
}

bool out_may_colour(void)
{
	const char *none = getenv("NO_COLOR");

	return !(none && *none) && !is_dumb();
}

bool out_is_ascii(void)
{
	static const char *const variables[] = { "LC_ALL", "LC_CTYPE", "LANG" };
	const char *locale = NULL;

	for (size_t i = 0; i < sizeof variables / sizeof *variables && !(locale && *locale); i++)
		locale = getenv(variables[i]);
	bool utf8 = locale && (strstr(locale, "UTF-8") || strstr(locale, "utf8") || strstr(locale, "UTF8") || strstr(locale, "utf-8"));
	return is_dumb() || !utf8;
}
