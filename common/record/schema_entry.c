/* What a database has in the sections of its schema: what it sets, else what is built in. */
#include "record/schema.h"
#include "record/section.h"

#include <stdio.h>
#include <string.h>

const void *schema_entry(const struct schema *schema, const struct schema_section *section, const char *name)
{
	const void *entry;

	return schema_setting_entry(schema, section, name, &entry) ? entry : section_built_in(section, name);
}

const void *schema_entry_at(const struct schema *schema, const struct schema_section *section, size_t wanted)
{
	const void *entry;
	const char *name;
	char prefix[SECTION_NAME_LIMIT + 2];

	for (size_t i = 0; (entry = section_built_in_at(section, i)); i++)
		if ((entry = schema_entry(schema, section, section_entry_name(entry))) && wanted-- == 0)
			return entry;
	snprintf(prefix, sizeof prefix, "%s.", section->setting);
	for (size_t i = 0; (name = schema_settings(schema, prefix, i)); i++)
		if (!section_built_in(section, name) && (entry = schema_entry(schema, section, name)) && wanted-- == 0)
			return entry;
	return NULL;
}

struct walk {
	const struct schema *schema;
	const struct schema_section *section;
	size_t next;
};

static const char *next_name(void *state)
{
	struct walk *walk = state;
	const void *entry = schema_entry_at(walk->schema, walk->section, walk->next++);

	return entry ? section_entry_name(entry) : NULL;
}

enum status schema_entry_unknown(const struct schema *schema, const struct schema_section *section, const char *name, struct error *error)
{
	struct walk walk = { .schema = schema, .section = section };
	struct text all = { 0 };
	const char *each, *what = section->form.item;
	const char *nearest = error_nearest(name, next_name, &walk);

	if (nearest)
		return error_set(error, STATUS_DATA, "unknown %s '%s'; did you mean '%s'?", what, name, nearest);
	for (walk.next = 0; (each = next_name(&walk));)
		text_printf(&all, "%s%s", all.length ? ", " : "", each);
	error_set(error, STATUS_DATA, "unknown %s '%s'; there are %s", what, name, all.length ? all.data : "none; crm-schema(5) explains how to add one");
	text_free(&all);
	return STATUS_DATA;
}

const char *schema_field_value(const struct schema *schema, const struct schema_section *section, const struct form_field *field)
{
	struct text setting = { 0 };

	section_setting(&setting, section, field->name);
	const char *value = schema_value(schema, setting.data);
	text_free(&setting);
	return value ? value : field->initial ? field->initial : "";
}
