#include "record/section.h"

#include "record/domain.h"
#include <string.h>

static bool has_entries(const struct schema_section *section)
{
	return section->form.size != 0;
}

const struct schema_section *section_at(size_t wanted)
{
	for (size_t i = 0; domains[i]; i++)
		for (size_t n = 0; domains[i]->sections && domains[i]->sections[n]; n++)
			if (wanted-- == 0)
				return domains[i]->sections[n];
	return NULL;
}

enum status section_may_change(struct store *store, const struct schema_section *section, const struct form_field *field, struct error *error)
{
	const struct schema_section *asked;
	enum status status = STATUS_OK;

	for (size_t i = 0; !status && (asked = section_at(i)); i++)
		if (asked->may_change)
			status = asked->may_change(store, section, field, error);
	return status;
}

const struct schema_section *section_of_setting(const char *setting, const char **rest)
{
	const struct schema_section *section;

	for (size_t i = 0; (section = section_at(i)); i++) {
		const char *prefix = section->setting;
		size_t length = prefix ? strlen(prefix) : 0;
		if (!prefix || strncmp(setting, prefix, length) != 0 || setting[length] != '.')
			continue;
		*rest = setting + length + 1;
		return section;
	}
	return NULL;
}

const struct form_field *section_setting_field(const char *setting, const struct schema_section **out)
{
	const struct schema_section *section;
	const struct form_field *field = NULL;

	for (size_t i = 0; !field && (section = section_at(i)); i++) {
		size_t length = section->setting ? strlen(section->setting) + 1 : 0;
		if (section->form.size || (length && (strncmp(setting, section->setting, length - 1) != 0 || setting[length - 1] != '.')))
			continue;
		field = form_find(&section->form, setting + length);
		*out = section;
	}
	return field;
}

const struct schema_section *section_of_field(const struct field *field)
{
	const struct schema_section *section;

	for (size_t i = 0; (section = section_at(i)); i++)
		if (section->held_by && section->held_by(field))
			return section;
	return NULL;
}

bool section_is_name(const char *name)
{
	size_t length = strlen(name);

	return length && length <= SECTION_NAME_LIMIT && strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789-") == length;
}

size_t section_limit(const struct schema_section *section)
{
	return section->limit ? section->limit : SECTION_LIMIT;
}

const char *section_entry_name(const void *entry)
{
	return *(const char *const *)entry;
}

const void *section_built_in_at(const struct schema_section *section, size_t i)
{
	return i < section->built_in_count ? (const char *)section->built_in + i * section->form.size : NULL;
}

const void *section_built_in(const struct schema_section *section, const char *name)
{
	const void *entry;

	for (size_t i = 0; (entry = section_built_in_at(section, i)); i++)
		if (strcmp(section_entry_name(entry), name) == 0)
			return entry;
	return NULL;
}

void section_write(struct text *out, const struct schema_section *section, const void *entry)
{
	if (entry)
		form_write(out, &section->form, entry);
	else
		text_add(out, "removed\tyes\n");
}

enum status section_read(struct arena *arena, const struct schema_section *section, const char *name, const char *value, const void **entry,
			 struct error *error)
{
	void *read = arena_alloc(arena, section->form.size);

	*entry = NULL;
	if (strcmp(value, "removed\tyes\n") == 0)
		return STATUS_OK;
	form_clear(&section->form, read);
	memcpy(read, &name, sizeof name);
	*entry = read;
	enum status status = form_read(arena, &section->form, value, read, error);
	return status ? status : form_check(&section->form, read, error);
}

const char *section_entry_label(const struct schema_section *section, const void *entry, const char *language)
{
	const char *label = "";

	for (const struct form_field *field = section->form.fields; field->kind; field++)
		if (field->label && (!*label || strncmp(field->name, language, 2) == 0))
			label = form_text(field, entry);
	return label;
}

void section_setting(struct text *out, const struct schema_section *section, const char *name)
{
	text_printf(out, "%s%s%s", section->setting ? section->setting : "", section->setting ? "." : "", name);
}

enum status section_lint(const struct schema_section *section, struct error *error)
{
	const void *entry;

	if (!section->name != !section->setting || (has_entries(section) && (!section->name || !section->form.item || !section->form.example)))
		return error_set(error, STATUS_INTERNAL, "a section lacks its name, its setting, or the name or example of its entries");
	if (!has_entries(section) && section->name && (!section->what || !section->no_such))
		return error_set(error, STATUS_INTERNAL, "section %s lacks what its fields are called", section->name);
	enum status status = form_lint(&section->form, section->block, error);
	for (size_t i = 0; !status && (entry = section_built_in_at(section, i)); i++) {
		const char *name = section_entry_name(entry);
		if (!section_is_name(name) || section_built_in(section, name) != entry)
			return error_set(error, STATUS_INTERNAL, "section %s has the entry %s built in twice, or under no name", section->name, name);
		status = form_check(&section->form, entry, error);
	}
	return status;
}
