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

const struct field *record_field_next(const struct record_type *record, const struct field *field)
{
	/* The arrays in their order, each ending with kind 0; an empty one is passed over. */
	const struct field *groups[SHARED_LIMIT + 3] = { record->fields };
	size_t count = 1;

	for (size_t i = 0; i < SHARED_LIMIT && record->shared[i]; i++)
		groups[count++] = record->shared[i];
	if (!record->bare)
		groups[count++] = record_common;
	if (!field)
		return record->fields;
	if ((++field)->kind)
		return field;
	for (size_t i = 0; i + 1 < count; i++) {
		const struct field *end = groups[i];
		while (end->kind)
			end++;
		if (end == field)
			return groups[i + 1];
	}
	return NULL;
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
