#include "record/schema.h"

#include "record/domain.h"
#include "record/section.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CACHE_SIZE = 64 };

struct setting {
	struct setting *next;
	char *name, *value;
	const struct schema_section *section; /* it belongs to; NULL: none */
	const char *key;   /* what follows the prefix of the section */
	const void *entry; /* of a section with entries; NULL: gone */
};

struct schema {
	struct arena arena;
	struct setting *settings;
	struct type **types;                    /* by index */
	unsigned char index[RECORD_TYPE_LIMIT]; /* by number */
};

struct schema *schema_new(void)
{
	struct schema *schema = memory_alloc(sizeof *schema);

	*schema = (struct schema){ 0 };
	schema->types = arena_alloc(&schema->arena, record_count() * sizeof *schema->types);
	for (struct record_walk walk = record_walk(); walk.record; record_step(&walk))
		schema->index[walk.record->number] = (unsigned char)walk.index;
	return schema;
}

void schema_free(struct schema *schema)
{
	if (!schema)
		return;
	arena_free(&schema->arena);
	free(schema);
}

static enum status take_section(struct schema *schema, struct setting *setting, struct error *error)
{
	const struct schema_section *section = setting->section;
	const struct form_field *field;

	if (section->form.size)
		return section_read(&schema->arena, section, setting->key, setting->value, &setting->entry, error);
	field = section->standard ? form_find(&section->form, setting->key) : NULL;
	return field && field->check ? field->check(setting->value, error) : STATUS_OK;
}

/* What the code relies on is checked as it comes in, so that a damaged setting is named at once. */
enum status schema_setting(struct schema *schema, const char *name, const char *value, struct error *error)
{
	struct setting *setting = arena_alloc(&schema->arena, sizeof *setting);
	enum status status = STATUS_OK;

	*setting = (struct setting){ .name = arena_string(&schema->arena, name), .value = arena_string(&schema->arena, value), .next = schema->settings };
	schema->settings = setting;
	if (strncmp(name, "field.", 6) == 0)
		status = field_read(&schema->arena, value, &(struct field){ 0 }, error);
	else if (strncmp(name, "picks.", 6) == 0)
		status = picks_read(&schema->arena, value, &(const struct pick *){ NULL }, error);
	else if ((setting->section = section_of_setting(setting->name, &setting->key)))
		status = take_section(schema, setting, error);
	return status ? error_prefix(error, "setting %s: ", name) : STATUS_OK;
}

const char *schema_value(const struct schema *schema, const char *name)
{
	for (const struct setting *setting = schema->settings; setting; setting = setting->next)
		if (strcmp(setting->name, name) == 0)
			return setting->value;
	return NULL;
}

bool schema_setting_entry(const struct schema *schema, const struct schema_section *section, const char *name, const void **entry)
{
	for (const struct setting *setting = schema->settings; setting; setting = setting->next)
		if (setting->section == section && strcmp(setting->key, name) == 0)
			return *entry = setting->entry, true;
	return false;
}

const char *schema_settings(const struct schema *schema, const char *prefix, size_t wanted)
{
	size_t length = strlen(prefix);

	for (const struct setting *setting = schema->settings; setting; setting = setting->next)
		if (strncmp(setting->name, prefix, length) == 0 && wanted-- == 0)
			return setting->name + length;
	return NULL;
}

size_t schema_count(const struct schema *schema)
{
	size_t count = 0;

	for (const struct setting *setting = schema->settings; setting; setting = setting->next)
		count++;
	return count;
}

static void take(const struct schema *schema, const char *name, char *to, size_t size)
{
	const char *value = schema_value(schema, name);

	if (value)
		snprintf(to, size, "%s", value);
}

void schema_conventions(const struct schema *schema, struct conventions *conventions)
{
	take(schema, "zone", conventions->zone, sizeof conventions->zone);
	take(schema, "currency", conventions->currency, sizeof conventions->currency);
	take(schema, "country", conventions->country, sizeof conventions->country);
	take(schema, "area", conventions->area, sizeof conventions->area);
	take(schema, "language", conventions->language, sizeof conventions->language);
}

static int compare_fields(const void *a, const void *b)
{
	const struct field *left = *(const struct field *const *)a, *right = *(const struct field *const *)b;

	return left->id - right->id;
}

/* The field with the picks that the database gave it, or as it is. */
static const struct field *with_picks(struct schema *schema, const struct record_type *record, const struct field *field)
{
	char name[80];

	if (field->kind != KIND_PICK)
		return field;
	snprintf(name, sizeof name, "picks.%s.%d", record->name, field->id);
	const char *value = schema_value(schema, name);
	if (!value)
		return field;
	struct field *copy = arena_alloc(&schema->arena, sizeof *copy);
	*copy = *field;
	picks_read(&schema->arena, value, &copy->picks, &(struct error){ 0 });
	return copy;
}

static size_t custom_fields(struct schema *schema, const struct record_type *record, const struct field **fields)
{
	char prefix[80];
	size_t count = 0, length = (size_t)snprintf(prefix, sizeof prefix, "field.%s.", record->name);

	for (const struct setting *setting = schema->settings; setting; setting = setting->next) {
		if (strncmp(setting->name, prefix, length) != 0)
			continue;
		if (fields) {
			struct field *field = arena_alloc(&schema->arena, sizeof *field);
			field_read(&schema->arena, setting->value, field, &(struct error){ 0 });
			field->id = atoi(setting->name + length);
			field->column = arena_printf(&schema->arena, "x_%d", field->id);
			fields[count] = with_picks(schema, record, field);
		}
		count++;
	}
	if (fields)
		qsort(fields, count, sizeof *fields, compare_fields);
	return count;
}

size_t schema_index(const struct schema *schema, const struct record_type *record)
{
	return schema->index[record->number];
}

const struct type *schema_type(const struct schema *constant, const struct record_type *record)
{
	/* The type is made when it is first asked for; to the caller the schema does not change. */
	struct schema *schema = (struct schema *)constant;
	size_t index = schema_index(schema, record);

	if (schema->types[index])
		return schema->types[index];
	size_t count = custom_fields(schema, record, NULL);
	for (struct field_walk walk = field_walk(record); walk.field; field_step(&walk))
		count++;
	const struct field **fields = arena_alloc(&schema->arena, (count + 1) * sizeof *fields);
	size_t at = 0;
	for (struct field_walk walk = field_walk(record); walk.field; field_step(&walk)) {
		const struct field *field = walk.field;
		if (field == record_common)
			at += custom_fields(schema, record, fields + at);
		fields[at++] = with_picks(schema, record, field);
	}
	if (record->no_common_fields)
		at += custom_fields(schema, record, fields + at);
	struct type *type = arena_alloc(&schema->arena, sizeof *type);
	*type = (struct type){ .record = record, .fields = fields, .count = count, .index = index, .cache = arena_alloc(&schema->arena, CACHE_SIZE * sizeof *type->cache) };
	return schema->types[index] = type;
}

/* The rules ask for the same few fields again and again, each by a constant of theirs. */
static const struct field *find(const struct type *type, const char *name, size_t *index)
{
	uintptr_t address = (uintptr_t)name;
	size_t *guess = &type->cache[(address ^ address >> 6) % CACHE_SIZE];

	for (size_t step = 0; step <= type->count; step++) {
		size_t i = step ? step - 1 : *guess;
		if (i >= type->count)
			continue;
		const struct field *field = type->fields[i];
		if (field->name[0] == name[0] && strcmp(field->name, name) == 0 && !field->hidden) {
			*guess = i;
			if (index)
				*index = i;
			return field;
		}
	}
	return NULL;
}

/* Where a type has no field of that name, that of the billing address is meant. */
static const char *const address_group[] = { "street", "city", "state", "code", "country" };
enum { ADDRESS_GROUP = sizeof address_group / sizeof *address_group };

const struct field *type_field(const struct type *type, const char *name, size_t *index)
{
	const struct field *field = find(type, name, index);

	for (size_t i = 0; !field && i < ADDRESS_GROUP; i++) {
		char billing[32];
		if (strcmp(name, address_group[i]) != 0)
			continue;
		snprintf(billing, sizeof billing, "bill_%s", name);
		return find(type, billing, index);
	}
	return field;
}

const struct field *type_field_id(const struct type *type, int id, size_t *index)
{
	for (size_t i = 0; i < type->count; i++) {
		if (type->fields[i]->id == id) {
			if (index)
				*index = i;
			return type->fields[i];
		}
	}
	return NULL;
}

size_t type_index(const struct type *type, const char *name)
{
	size_t index = 0;

	if (!find(type, name, &index)) {
		fprintf(stderr, "crm: no field %s in %s\n", name, type->record->name);
		abort();
	}
	return index;
}

/* The i-th filter that the domains give a type; NULL after the last. */
static const struct saved_filter *built_in_filter(const struct record_type *record, size_t wanted)
{
	for (size_t i = 0; domains[i]; i++)
		for (const struct saved_filter *filter = domains[i]->filters; filter && filter->type; filter++)
			if (filter->type == record && wanted-- == 0)
				return filter;
	return NULL;
}

const char *schema_filter(const struct schema *schema, const struct record_type *record, const char *name)
{
	char setting[160];
	const struct saved_filter *filter;

	snprintf(setting, sizeof setting, "filter.%s.%s", record->name, name);
	const char *value = schema_value(schema, setting);
	for (size_t i = 0; !value && (filter = built_in_filter(record, i)); i++)
		if (strcmp(filter->name, name) == 0)
			return filter->filter;
	return value;
}

const char *schema_filters(const struct schema *schema, const struct record_type *record, size_t wanted)
{
	char prefix[80], setting[160];
	size_t length = (size_t)snprintf(prefix, sizeof prefix, "filter.%s.", record->name);
	const struct saved_filter *filter;

	for (const struct setting *set = schema->settings; set; set = set->next)
		if (strncmp(set->name, prefix, length) == 0 && wanted-- == 0)
			return set->name + length;
	for (size_t i = 0; (filter = built_in_filter(record, i)); i++) {
		snprintf(setting, sizeof setting, "%s%s", prefix, filter->name);
		if (!schema_value(schema, setting) && wanted-- == 0)
			return filter->name;
	}
	return NULL;
}

const struct pick *schema_stage(const struct schema *schema, const char *pipeline, const char *stage)
{
	const struct record_type *staged = record_with_stages();
	const struct field *field = staged ? type_field(schema_type(schema, staged), staged->stages, NULL) : NULL;

	for (const struct pick *pick = field ? field->picks : NULL; pick && pick->key; pick++)
		if (strcmp(pick->key, stage) == 0 && (!pick->group || strcmp(pick->group, pipeline) == 0))
			return pick;
	return NULL;
}
