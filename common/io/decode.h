/* A source of decoded bytes: a window of valid UTF-8 without NUL that moves along a file of any supported encoding.
 * Shared by the readers of tables, lines and YAML. Memory is constant while the reader consumes what it has read. */
#ifndef CRM_IO_DECODE_H
#define CRM_IO_DECODE_H

#include "base/conventions.h"
#include "base/status.h"
#include "base/text.h"
#include <iconv.h>
#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

struct decode {
	char *name;          /* the path, or "standard input" */
	char *data;          /* the window */
	size_t begin, end;   /* of its unread part; once finished, data[end] may be overwritten */
	size_t line, column; /* 1-based position of data[begin]; columns count characters */
	bool finished;       /* nothing follows data[end] */
	bool lone_returns;   /* a carriage return without newline ends a line too; set by the reader */

	/* Private to decode.c. */
	int fd;
	off_t start;                /* where the file was when it was opened */
	size_t mark_length;         /* bytes of the byte order mark that chose the converter */
	size_t filled, capacity;    /* bytes in the window, the last of which may be a part of a character; its size */
	bool started;               /* the byte order mark was looked for */
	bool exhausted;             /* the file has no more bytes */
	char *raw;                  /* bytes read but not converted: raw[raw_begin..raw_end) */
	size_t raw_begin, raw_end;
	bool starved;               /* the bytes in raw are a part of a character */
	bool converting;
	iconv_t converter;          /* when converting */
	char encoding[64];
	struct text sample;         /* the first cell beyond ASCII where the encoding was guessed, else empty */
	size_t guess_line, guess_column; /* where it has its first character beyond ASCII */
	char failure[200];          /* what is wrong with the byte behind data[end], or "" */
};

/* Opens path ("-": standard input). encoding NULL guesses, from the first 64 KiB, which are read at once: byte order marks, UTF-8, UTF-8 with some bytes lost,
 * else one of those that the conventions suggest (io/guess.h; NULL: they suggest nothing). With a name, nothing is read yet. STATUS_DATA "cannot open …"
 * (STATUS_PERMISSION when that is the reason), and for an encoding that is doubtful, with the place and the names of those it may be; STATUS_USAGE for an unknown
 * encoding. The caller closes *out. */
enum status decode_open(struct decode **out, const char *path, const char *encoding, const struct conventions *conventions, struct error *error);
/* The same for a descriptor, which the decoder closes, also on failure. name: for messages. */
enum status decode_open_file(struct decode **out, int fd, const char *name, const char *encoding, const struct conventions *conventions, struct error *error);
/* Appends what was guessed, as a message for people, with the first cell that depends on it; false where nothing was guessed. */
bool decode_guess(const struct decode *decode, struct text *out);
void decode_close(struct decode *decode);
/* Back to the beginning, with the same encoding. STATUS_IO for what cannot be read twice, such as a pipe. */
enum status decode_rewind(struct decode *decode, struct error *error);

/* Moves the unread part to the front and reads on behind it. Adds nothing now and then: call it in a loop until
 * `finished`. Pointers into the window do not survive. A bad byte is reported (STATUS_DATA) by the first call after
 * all bytes before it were added. */
enum status decode_more(struct decode *decode, struct error *error);

/* Drops `length` unread bytes: those of whole lines, when the reader knows how many, or any. */
void decode_consume_lines(struct decode *decode, size_t length, size_t lines);
void decode_consume(struct decode *decode, size_t length);

/* The position of the byte `offset` bytes behind begin. */
void decode_position(const struct decode *decode, size_t offset, size_t *line, size_t *column);

/* Sets STATUS_DATA and a message that begins with "name:line:column: " of that byte; returns STATUS_DATA. */
enum status decode_fail(const struct decode *decode, size_t offset, struct error *error, const char *format, ...)
	__attribute__((format(printf, 4, 5)));

#endif
