/* Calendar files are hostile: whatever is in them, a message with its line comes of it, or a component whose properties are judged when they are used. */
#include "service/icalendar.h"

#include "base/calendar.h"
#include <ctype.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

struct reader {
	const char *file;
	const char *at, *end;
	int line;            /* of what is next */
	struct text logical; /* a line without its folds */
	int begins;          /* where it does */
	struct arena *arena;
	struct error *error;
	struct {
		char name[32];
		int line;
	} open[ICALENDAR_DEPTH];
	int depth;
	bool alarmed; /* the alarm that is open has told when */
	struct icalendar_component *component;
	struct icalendar_file *out;
};

#define REFUSE(reader, ...) refuse(reader, (reader)->begins, __VA_ARGS__)

static enum status refuse(struct reader *reader, int line, const char *format, ...) __attribute__((format(printf, 3, 4)));
static enum status refuse(struct reader *reader, int line, const char *format, ...)
{
	struct text sentence = { 0 };
	va_list arguments;

	va_start(arguments, format);
	text_vprintf(&sentence, format, arguments);
	va_end(arguments);
	error_set(reader->error, STATUS_DATA, "%s:%d: %s", reader->file, line, text_string(&sentence));
	text_free(&sentence);
	return STATUS_DATA;
}

/* RFC 5545 3.1: a line that begins with a blank continues the one before it. */
static enum status next_line(struct reader *reader, bool *found)
{
	text_clear(&reader->logical);
	reader->begins = reader->line;
	*found = reader->at < reader->end;
	for (bool first = true; reader->at < reader->end && (first || *reader->at == ' ' || *reader->at == '\t'); first = false) {
		const char *start = reader->at + !first, *stop = memchr(reader->at, '\n', (size_t)(reader->end - reader->at));
		size_t length = (size_t)((stop ? stop : reader->end) - start);
		reader->at = stop ? stop + 1 : reader->end;
		reader->line++;
		if (length && start[length - 1] == '\r')
			length--;
		if (reader->logical.length + length > ICALENDAR_LINE)
			return REFUSE(reader, "the line is longer than %d bytes", ICALENDAR_LINE);
		text_append(&reader->logical, start, length);
	}
	return STATUS_OK;
}

/* NAME;PARAMETERS:VALUE. */
static enum status split(struct reader *reader, struct icalendar_property *out)
{
	char *text = arena_copy(reader->arena, text_string(&reader->logical), reader->logical.length), *p = text;
	bool quoted = false;

	while (isalnum((unsigned char)*p) || *p == '-')
		p++;
	if (p == text || (*p != ':' && *p != ';'))
		return REFUSE(reader, "a line is written NAME:VALUE, and this one is not");
	*out = (struct icalendar_property){ .name = text, .parameters = "", .line = reader->begins };
	char *end = p;
	if (*p == ';')
		out->parameters = p + 1;
	for (; *p && (quoted || *p != ':'); p++)
		quoted ^= *p == '"';
	if (!*p)
		return REFUSE(reader, "the line has no value");
	*p = '\0';
	*end = '\0';
	out->value = p + 1;
	for (p = text; *p; p++)
		*p = (char)toupper((unsigned char)*p);
	return STATUS_OK;
}

static bool is_kept(const char *name)
{
	return strcmp(name, "VEVENT") == 0 || strcmp(name, "VTODO") == 0;
}

static enum status begin(struct reader *reader, const struct icalendar_property *property)
{
	struct icalendar_file *file = reader->out;

	if (reader->depth == 0 && strcasecmp(property->value, "VCALENDAR") != 0)
		return REFUSE(reader, "a calendar file begins with BEGIN:VCALENDAR");
	if (reader->depth == ICALENDAR_DEPTH)
		return REFUSE(reader, "components are nested more than %d deep", ICALENDAR_DEPTH);
	if (strlen(property->value) >= sizeof reader->open->name)
		return REFUSE(reader, "there is no component of such a name");
	char *name = reader->open[reader->depth].name;
	for (size_t i = 0; i <= strlen(property->value); i++)
		name[i] = (char)toupper((unsigned char)property->value[i]);
	reader->open[reader->depth++].line = reader->begins;
	reader->alarmed = false;
	if (reader->depth != 2 || !is_kept(name))
		return STATUS_OK;
	if (file->count == ICALENDAR_COUNT)
		return REFUSE(reader, "the file has more than %d events and tasks", ICALENDAR_COUNT);
	file->components = array_grow(reader->arena, file->components, file->count, sizeof *file->components);
	reader->component = &file->components[file->count++];
	*reader->component = (struct icalendar_component){ .name = arena_string(reader->arena, name), .line = reader->begins };
	return STATUS_OK;
}

static enum status end(struct reader *reader, const struct icalendar_property *property)
{
	if (reader->depth == 0 || strcasecmp(property->value, reader->open[reader->depth - 1].name) != 0)
		return REFUSE(reader, "END:%.40s ends nothing that is open", property->value);
	if (--reader->depth == 1)
		reader->component = NULL;
	return STATUS_OK;
}

static void keep(struct reader *reader, const struct icalendar_property *property)
{
	struct icalendar_component *component = reader->component;
	bool trigger = reader->depth == 3 && strcmp(reader->open[2].name, "VALARM") == 0 && strcmp(property->name, "TRIGGER") == 0 && !reader->alarmed;

	if (reader->depth == 1 && strcmp(property->name, "METHOD") == 0) {
		char *method = arena_string(reader->arena, property->value);
		for (char *p = method; *p; p++)
			*p = (char)toupper((unsigned char)*p);
		reader->out->method = method;
	}
	if (!component || (reader->depth != 2 && !trigger))
		return;
	reader->alarmed |= trigger;
	component->properties = array_grow(reader->arena, component->properties, component->count, sizeof *component->properties);
	component->properties[component->count++] = *property;
}

enum status icalendar_read(const char *name, const char *text, size_t length, struct arena *arena, struct icalendar_file *out, struct error *error)
{
	size_t mark = length >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
	struct reader reader = { .file = name, .at = text + mark, .end = text + length, .line = 1, .arena = arena, .error = error, .out = out };
	struct icalendar_property property;
	enum status status = STATUS_OK;
	bool found = true, any = false;

	*out = (struct icalendar_file){ .method = "" };
	if (length > ICALENDAR_SIZE)
		return error_set(error, STATUS_DATA, "%s: the file is larger than %d MiB", name, ICALENDAR_SIZE / 1024 / 1024);
	while (!status && !(status = next_line(&reader, &found)) && found) {
		if (!reader.logical.length)
			continue;
		status = split(&reader, &property);
		if (status)
			break;
		if (reader.depth == 0 && strcmp(property.name, "BEGIN") != 0)
			status = refuse(&reader, reader.begins, "a calendar file begins with BEGIN:VCALENDAR");
		else if (strcmp(property.name, "BEGIN") == 0)
			status = begin(&reader, &property);
		else if (strcmp(property.name, "END") == 0)
			status = end(&reader, &property);
		else
			keep(&reader, &property);
		any = true;
	}
	if (!status && reader.depth)
		status = refuse(&reader, reader.line, "the file ends within %s, which begins in line %d", reader.open[reader.depth - 1].name, reader.open[reader.depth - 1].line);
	if (!status && !any)
		status = refuse(&reader, 1, "the file is empty; a calendar file begins with BEGIN:VCALENDAR");
	text_free(&reader.logical);
	return status;
}

const struct icalendar_property *icalendar_find(const struct icalendar_component *component, const char *name)
{
	for (size_t i = 0; i < component->count; i++)
		if (strcmp(component->properties[i].name, name) == 0)
			return &component->properties[i];
	return NULL;
}

bool icalendar_parameter(const struct icalendar_property *property, const char *name, struct text *out)
{
	size_t wanted = strlen(name);

	for (const char *p = property->parameters; *p;) {
		bool here = strncasecmp(p, name, wanted) == 0 && p[wanted] == '=', quoted = false;
		const char *value = here ? p + wanted + 1 : NULL;
		for (; *p && (quoted || *p != ';'); p++) {
			quoted ^= *p == '"';
			if (here && p >= value && *p != '"')
				text_byte(out, *p);
		}
		if (here)
			return true;
		p += *p == ';';
	}
	return false;
}

void icalendar_text(const char *value, struct text *out)
{
	for (const char *p = value; *p; p++) {
		if (*p == '\\' && p[1]) {
			p++;
			text_byte(out, *p == 'n' || *p == 'N' ? '\n' : *p);
		} else {
			text_byte(out, *p);
		}
	}
}
