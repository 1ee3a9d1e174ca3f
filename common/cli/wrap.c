#include "cli/wrap.h"

#include "base/text.h"
#include "base/utf8.h"
#include "io/out.h"
#include <string.h>

/* Where the last column of a line begins; 0 for a line that has no columns. */
static size_t column_of(const char *line, size_t length)
{
	size_t column = 0;

	for (size_t i = 2; i < length; i++)
		if (line[i] != ' ' && line[i - 1] == ' ' && line[i - 2] == ' ')
			column = utf8_width(line, i);
	return column;
}

static void wrap_line(struct text *out, const char *line, size_t length, size_t limit)
{
	size_t column = column_of(line, length), at = 0, width = 0;
	bool begun = false;

	if (column > limit / 2)
		column = 0;
	while (at < length) {
		size_t blanks = 0, size = 0;
		while (at + blanks < length && line[at + blanks] == ' ')
			blanks++;
		while (at + blanks + size < length && line[at + blanks + size] != ' ')
			size++;
		size_t word = utf8_width(line + at + blanks, size);
		/* A list of choices that is longer than a line is one word: it breaks behind its bars. */
		const char *bar = column + word > limit ? memchr(line + at + blanks, '|', size) : NULL;
		if (bar) {
			size = (size_t)(bar + 1 - (line + at + blanks));
			word = utf8_width(line + at + blanks, size);
		}
		if (begun && width + blanks + word > limit) {
			text_printf(out, "\n%*s", (int)column, "");
			width = column;
		} else {
			text_append(out, line + at, blanks);
			width += blanks;
		}
		text_append(out, line + at + blanks, size);
		width += word;
		at += blanks + size;
		begun |= width > column;
	}
}

void wrap_print(const char *text, FILE *file)
{
	int limit = out_terminal_width(fileno(file));
	struct text out = { 0 };

	while (limit > 0 && *text) {
		size_t length = strcspn(text, "\n");
		wrap_line(&out, text, length, (size_t)limit);
		text += length;
		if (*text == '\n')
			text_byte(&out, *text++);
	}
	fputs(limit > 0 ? text_string(&out) : text, file);
	text_free(&out);
}
