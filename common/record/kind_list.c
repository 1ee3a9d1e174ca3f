/* The kinds that hold several values: links to records, and tags. */
#include "record/kind_parts.h"

#include "base/utf8.h"
#include <stdlib.h>
#include <string.h>

struct link {
	int64_t id;
	size_t place; /* in the text */
	const struct pick *role;
};

static int compare_links(const void *a, const void *b)
{
	const struct link *left = a, *right = b;

	if (left->id != right->id)
		return left->id < right->id ? -1 : 1;
	return left->place < right->place ? -1 : left->place > right->place;
}

/* `p12:champion,p15`, by id, each once. */
PARSER(parse_links)
{
	size_t count = 0, room = 1;

	for (const char *p = text; *p; p++)
		room += utf8_comma(p) > 0;
	struct link *links = arena_alloc(arena, room * sizeof *links);
	char *rest = arena_string(arena, text);
	while (rest) {
		char *item = utf8_item(&rest);
		if (!*item)
			continue;
		struct link *link = &links[count];
		*link = (struct link){ .place = count };
		char *colon = strchr(item, ':');
		if (colon) {
			*colon = '\0';
			if (!field->roles)
				return error_set(error, STATUS_DATA, "%s takes no role", item);
			link->role = pick_find(field->roles, colon + 1);
			if (!link->role) {
				const char *nearest = error_nearest_row(colon + 1, field->roles, sizeof *field->roles);
				return error_set(error, STATUS_DATA, nearest ? "'%s' is not a role; did you mean '%s'?" : "'%s' is not a role", colon + 1,
						 nearest);
			}
			if (pick_is_empty(link->role))
				link->role = NULL;
		}
		struct value id;
		enum status status = parse_reference(conventions, field, item, arena, currency, &id, error);
		if (status)
			return status;
		link->id = id.integer;
		count++;
	}
	qsort(links, count, sizeof *links, compare_links);
	struct text stored = { 0 };
	for (size_t i = 0; i < count; i++) {
		if (i + 1 < count && links[i + 1].id == links[i].id)
			continue; /* the last role written counts */
		if (stored.length)
			text_byte(&stored, ',');
		reference_format(&stored, field->target, links[i].id);
		if (links[i].role)
			text_printf(&stored, ":%s", links[i].role->key);
	}
	*out = kind_text(arena, stored.data, stored.length);
	text_free(&stored);
	return STATUS_OK;
}

static int compare_strings(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Of whole numbers: by their size. */
static int compare_numbers(const void *a, const void *b)
{
	const char *left = *(char *const *)a, *right = *(char *const *)b;
	size_t longer = strlen(left), other = strlen(right);

	return longer != other ? (longer < other ? -1 : 1) : strcmp(left, right);
}

enum { NUMBER_DIGITS = 6 };

static enum status check_number(char **tag, struct error *error)
{
	size_t digits = strspn(*tag, "0123456789");

	if ((*tag)[digits] || !digits)
		return error_set(error, STATUS_DATA, "'%s' is not a whole number", *tag);
	while (**tag == '0' && (*tag)[1])
		++*tag;
	return strlen(*tag) <= NUMBER_DIGITS ? STATUS_OK : error_set(error, STATUS_DATA, "%s is too large", *tag);
}

static char *next_tag(char **rest, bool stored)
{
	if (!stored)
		return utf8_item(rest);
	char *tag = *rest, *comma = strchr(tag, ',');
	if (comma)
		*comma++ = '\0';
	*rest = comma;
	return tag;
}

/* Stored between commas, so that one test finds one tag: instr(tags, ',vip,'). */
static enum status read_tags(const struct field *field, const char *text, bool was_stored, struct arena *arena, struct value *out, struct error *error)
{
	size_t count = 0, room = 1;
	size_t length = strlen(text);

	if (strstr(text, "\\,"))
		return error_set(error, STATUS_DATA, "a comma cannot be part of %s", field->name);
	char *rest = arena_string(arena, utf8_nfc(arena, text, &length));
	for (const char *p = rest; *p; p++)
		room += utf8_comma(p) > 0;
	char **tags = arena_alloc(arena, room * sizeof *tags);
	while (rest) {
		char *tag = next_tag(&rest, was_stored);
		size_t end = strlen(tag);
		if (end && tag[end - 1] == '\\')
			return error_set(error, STATUS_DATA, "'%s' ends with a backslash, which would make the comma after it part of the value", tag);
		enum status status = end && field->digits ? check_number(&tag, error) : STATUS_OK;
		if (status)
			return status;
		if (end)
			tags[count++] = tag;
	}
	qsort(tags, count, sizeof *tags, field->digits ? compare_numbers : compare_strings);
	struct text stored = { 0 };
	for (size_t i = 0; i < count; i++)
		if (i == 0 || strcmp(tags[i], tags[i - 1]) != 0)
			text_printf(&stored, "%s%s,", stored.length ? "" : ",", tags[i]);
	*out = kind_text(arena, stored.data, stored.length);
	text_free(&stored);
	return STATUS_OK;
}

PARSER(parse_tags)
{
	UNUSED(conventions), UNUSED(currency);
	return read_tags(field, text, false, arena, out, error);
}

/* Before the commas of Chinese keyboards separated tags they were part of them. */
PARSER(parse_stored_tags)
{
	UNUSED(conventions), UNUSED(currency);
	return read_tags(field, text, true, arena, out, error);
}
