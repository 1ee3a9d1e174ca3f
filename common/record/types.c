#include "record/domain.h"

#include <string.h>
#include <strings.h>

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

/* Whether a list joined by commas has the word. */
static bool has_word(const char *list, const char *word)
{
	size_t length = strlen(word);

	for (const char *p = list; p && *p; p += strcspn(p, ","), p += *p == ',')
		if (strcspn(p, ",") == length && memcmp(p, word, length) == 0)
			return true;
	return false;
}

const struct record_type *record_by_word(const char *word)
{
	const struct record_type *named = record_by_name(word);
	struct record_walk walk = record_walk();

	while (!named && *word && walk.record && (walk.record->internal || (strcasecmp(walk.record->en, word) != 0 && strcmp(walk.record->zh, word) != 0 && !has_word(walk.record->words, word))))
		record_step(&walk);
	return named ? named : *word ? walk.record : NULL;
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

/* Begins the next group of fields that has any: own ones, shared ones, common ones. */
static void next_group(struct field_walk *walk)
{
	const struct record_type *record = walk->record;

	walk->depth = 0;
	do {
		size_t group = walk->group++;
		if (group == 0)
			walk->field = record->fields;
		else if (group <= SHARED_LIMIT && record->shared[group - 1])
			walk->field = record->shared[group - 1];
		else if (group == SHARED_LIMIT + 1 && !record->no_common_fields)
			walk->field = record_common;
		else
			walk->field = NULL;
	} while (walk->group <= SHARED_LIMIT + 1 && !(walk->field && walk->field->kind));
	if (walk->field && !walk->field->kind)
		walk->field = NULL;
}

struct field_walk field_walk(const struct record_type *record)
{
	struct field_walk walk = { .record = record };

	for (size_t i = 0; domains[i]; i++)
		for (const struct type_extension *extension = domains[i]->extensions; extension && extension->type; extension++)
			if (extension->type == record && walk.extension_count < EXTENSION_LIMIT)
				walk.extensions[walk.extension_count++] = extension;
	next_group(&walk);
	return walk;
}

void field_step(struct field_walk *walk)
{
	/* What is put behind this field, extension by extension; then the field after it. */
	for (size_t i = 0;; i++) {
		while (i < walk->extension_count && strcmp(walk->extensions[i]->after, walk->field->name) != 0)
			i++;
		if (i < walk->extension_count) {
			walk->outer[walk->depth] = walk->field;
			walk->inside[walk->depth++] = i;
			walk->field = walk->extensions[i]->fields;
			return;
		}
		if ((++walk->field)->kind)
			return;
		if (walk->depth == 0) {
			next_group(walk);
			return;
		}
		walk->field = walk->outer[--walk->depth];
		i = walk->inside[walk->depth];
	}
}

const char *field_column(const struct field *field)
{
	return field->column ? field->column : field->name;
}

bool field_stored(const struct field *field)
{
	return !field->derived && field->kind != KIND_REFS && field->kind != KIND_LINES;
}

bool field_is_amount(const struct field *field)
{
	return field->kind == KIND_MONEY || field->priced;
}

bool field_denominates(const struct field *field)
{
	return field->denominates || strcmp(field->name, "currency") == 0;
}

const char *field_label(const struct field *field, const char *language)
{
	return strncmp(language, "zh", 2) == 0 ? field->zh : field->en;
}
