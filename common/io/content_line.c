#include "io/content_line.h"

#include "base/utf8.h"
#include <string.h>

enum { FOLD = 75 }; /* octets of a line */

void content_fold(struct text *out, const char *line, size_t length)
{
	size_t used = 0;

	for (size_t i = 0; i < length;) {
		uint32_t character;
		size_t bytes = utf8_next(line + i, length - i, &character);
		if (used + bytes > FOLD) {
			text_add(out, "\r\n ");
			used = 1;
		}
		text_append(out, line + i, bytes);
		used += bytes;
		i += bytes;
	}
	text_add(out, "\r\n");
}

void content_escape(struct text *out, const char *text)
{
	for (const char *p = text; *p; p++) {
		if (*p == '\n')
			text_add(out, "\\n");
		else if (strchr("\\;,", *p))
			text_printf(out, "\\%c", *p);
		else if ((unsigned char)*p >= ' ' || *p == '\t')
			text_byte(out, *p);
	}
}
