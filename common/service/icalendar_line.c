#include "service/icalendar_line.h"

#include "base/utf8.h"
#include <stdarg.h>
#include <string.h>

enum { FOLD = 75 }; /* octets of a line */

void icalendar_fold(struct text *out, const char *line, size_t length)
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

void icalendar_line(struct text *out, const char *format, ...)
{
	struct text whole = { 0 };
	va_list arguments;

	va_start(arguments, format);
	text_vprintf(&whole, format, arguments);
	va_end(arguments);
	icalendar_fold(out, text_string(&whole), whole.length);
	text_free(&whole);
}

/* RFC 5545 3.3.11. Control characters, which it has no place for, are left out. */
static void escape(struct text *out, const char *text)
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

void icalendar_text_line(struct text *out, const char *name, const char *value)
{
	struct text whole = { 0 };

	if (!*value)
		return;
	text_printf(&whole, "%s:", name);
	escape(&whole, value);
	icalendar_fold(out, text_string(&whole), whole.length);
	text_free(&whole);
}
