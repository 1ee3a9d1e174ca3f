#include "io/sheet.h"

#include "base/arena.h"
#include "io/decode.h"
#include <stdlib.h>
#include <string.h>

enum { LINE_LIMIT = 64 * 1024 * 1024 };

struct lines {
	struct decode *source;
};

enum status lines_open(struct lines **out, const char *path, struct error *error)
{
	struct decode *source;
	enum status status = decode_open(&source, path, "UTF-8", NULL, error);

	*out = NULL;
	if (status != STATUS_OK)
		return status;
	*out = memory_alloc(sizeof **out);
	**out = (struct lines){ .source = source };
	return STATUS_OK;
}

enum status lines_next(struct lines *lines, char **line, size_t *length, size_t *number, struct error *error)
{
	struct decode *source = lines->source;
	size_t searched = 0;
	char *newline = NULL;

	*line = NULL;
	for (;;) {
		char *start = source->data + source->begin;
		size_t unread = source->end - source->begin;
		newline = unread > searched ? memchr(start + searched, '\n', unread - searched) : NULL;
		if ((newline ? (size_t)(newline - start) : unread) > LINE_LIMIT)
			return decode_fail(source, 0, error, "the line is longer than 64 MiB");
		if (newline || source->finished)
			break;
		searched = unread;
		enum status status = decode_more(source, error);
		if (status != STATUS_OK)
			return status;
	}
	char *start = source->data + source->begin;
	char *end = newline ? newline : source->data + source->end;
	if (!newline && start == end)
		return STATUS_OK;
	*number = source->line;
	decode_consume_lines(source, (size_t)(end - start) + (newline != NULL), 1);
	if (end > start && end[-1] == '\r')
		end--;
	*end = '\0';
	*length = (size_t)(end - start);
	*line = start;
	return STATUS_OK;
}

void lines_close(struct lines *lines)
{
	if (!lines)
		return;
	decode_close(lines->source);
	free(lines);
}
