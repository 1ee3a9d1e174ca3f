#include "record/domain.h"

#include <string.h>

static void find_type(struct record_walk *walk)
{
	while (domains[walk->domain] && !domains[walk->domain]->types[walk->place])
		walk->domain++, walk->place = 0;
	walk->record = domains[walk->domain] ? domains[walk->domain]->types[walk->place] : NULL;
}

struct record_walk record_walk(void)
{
	struct record_walk walk = { 0 };

	find_type(&walk);
	return walk;
}

void record_step(struct record_walk *walk)
{
	walk->index++;
	walk->place++;
	find_type(walk);
}

size_t record_count(void)
{
	size_t count = 0;

	for (struct record_walk walk = record_walk(); walk.record; record_step(&walk))
		count++;
	return count;
}

const struct record_type *record_at(size_t index)
{
	struct record_walk walk = record_walk();

	while (walk.index < index)
		record_step(&walk);
	return walk.record;
}

const struct record_type *record_by_prefix(const char *prefix, size_t length)
{
	struct record_walk walk = record_walk();

	while (walk.record && !(strlen(walk.record->prefix) == length && memcmp(walk.record->prefix, prefix, length) == 0))
		record_step(&walk);
	return walk.record;
}

const struct record_type *record_named(const char *name, size_t length)
{
	struct record_walk walk = record_walk();

	while (walk.record && !(strlen(walk.record->name) == length && memcmp(walk.record->name, name, length) == 0))
		record_step(&walk);
	return walk.record;
}

const struct record_type *record_by_name(const char *name)
{
	return record_named(name, strlen(name));
}

const struct record_type *record_by_plural(const char *plural)
{
	struct record_walk walk = record_walk();

	while (walk.record && strcmp(walk.record->plural, plural) != 0)
		record_step(&walk);
	return walk.record;
}

const struct record_type *record_with_stages(void)
{
	struct record_walk walk = record_walk();

	while (walk.record && !walk.record->stages)
		record_step(&walk);
	return walk.record;
}

const struct record_type *record_by_number(int number)
{
	struct record_walk walk = record_walk();

	while (walk.record && walk.record->number != number)
		record_step(&walk);
	return walk.record;
}

const struct type_extension *record_extension(const struct record_type *record, size_t index)
{
	for (size_t i = 0; domains[i]; i++)
		for (const struct type_extension *extension = domains[i]->extensions; extension && extension->type; extension++)
			if (extension->type == record && index-- == 0)
				return extension;
	return NULL;
}

/* What extensions, from that one on, put behind a field; NULL: nothing. */
static const struct field *added_after(const struct record_type *record, size_t index, const char *name)
{
	const struct type_extension *extension;

	while ((extension = record_extension(record, index)) && strcmp(extension->after, name) != 0)
		index++;
	return extension ? extension->fields : NULL;
}

static bool is_end(const struct field *group, const struct field *end)
{
	while (group->kind)
		group++;
	return group == end;
}

/* What follows the end of an array of fields: the next group of the type, or, behind an extension, what follows the field that this one follows. */
static const struct field *behind(const struct record_type *record, const struct field *end)
{
	/* The arrays in their order, each ending with kind 0; an empty one is passed over. */
	const struct field *groups[SHARED_LIMIT + 3] = { record->fields };
	const struct type_extension *extension;
	size_t count = 1;

	for (size_t i = 0; i < SHARED_LIMIT && record->shared[i]; i++)
		groups[count++] = record->shared[i];
	if (!record->no_common_fields)
		groups[count++] = record_common;
	for (size_t i = 0; i < count; i++)
		if (is_end(groups[i], end))
			return groups[i + 1];
	for (size_t i = 0; (extension = record_extension(record, i)); i++) {
		if (!is_end(extension->fields, end))
			continue;
		const struct field *next = added_after(record, i + 1, extension->after), *before = NULL;
		if (next)
			return next;
		while (strcmp((before = record_field_next(record, before))->name, extension->after) != 0)
			;
		return (++before)->kind ? before : behind(record, before);
	}
	return NULL;
}

const struct field *record_field_next(const struct record_type *record, const struct field *field)
{
	const struct field *added = field ? added_after(record, 0, field->name) : record->fields;

	if (added)
		return added;
	return (++field)->kind ? field : behind(record, field);
}

const char *field_column(const struct field *field)
{
	return field->column ? field->column : field->name;
}

bool field_stored(const struct field *field)
{
	return !field->derived && field->kind != KIND_REFS && field->kind != KIND_LINES;
}

const char *field_label(const struct field *field, const char *language)
{
	return strncmp(language, "zh", 2) == 0 ? field->zh : field->en;
}
