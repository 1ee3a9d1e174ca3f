#include "service/icalendar_line.h"

#include <stdarg.h>
#include <string.h>

void icalendar_line(struct text *out, const char *format, ...)
{
	struct text whole = { 0 };
	va_list arguments;

	va_start(arguments, format);
	text_vprintf(&whole, format, arguments);
	va_end(arguments);
	content_fold(out, text_string(&whole), whole.length);
	text_free(&whole);
}

void icalendar_text_line(struct text *out, const char *name, const char *value)
{
	struct text whole = { 0 };

	if (!*value)
		return;
	text_printf(&whole, "%s:", name);
	content_escape(&whole, value);
	content_fold(out, text_string(&whole), whole.length);
	text_free(&whole);
}
