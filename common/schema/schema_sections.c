/* The sections that are forms (record/section.h) in a schema file: read, compared, shown. No section is known here by name. */
#include "schema/schema_form.h"

#include "record/section.h"
#include <string.h>

/* As schema_fail with what a hook says. */
static enum status fail(const struct reader *reader, const struct yaml_node *node, enum yaml_place place, const char *where, const struct error *error)
{
	return schema_fail(reader, node, place, error->status, "%s: %s", where, error->message);
}

static const char *name_of(struct reader *reader, const struct schema_section *section, const char *name)
{
	return section->name ? arena_printf(&reader->plan->arena, "%s.%s", section->name, name) : name;
}

/* The edit that makes the text of a setting this one; standard: what it is without a setting, NULL when that is nothing. */
static void write_edit(struct reader *reader, const struct schema_section *section, const char *name, const char *text, const char *standard)
{
	struct text setting = { 0 };

	section_setting(&setting, section, name);
	schema_edit(reader, setting.data, !*text || (standard && strcmp(text, standard) == 0) ? NULL : text);
	text_free(&setting);
}

enum status schema_read_setting(struct reader *reader, const struct schema_section *section, const struct form_field *field, const struct yaml_node *node)
{
	const char *now = schema_field_value(reader->store->schema, section, field), *path = name_of(reader, section, field->name), *value = now;
	struct error error = { 0 };
	enum status status = STATUS_OK;

	if (section->standard && node->type == YAML_SCALAR && node->null)
		value = field->initial;
	else if (section->standard && node->type == YAML_SCALAR && !node->length)
		return schema_fail(reader, node, AT_VALUE, STATUS_DATA, "%s: %s such as %s is expected here, or ~ for the built-in one", path, field->wanted, now);
	else
		status = schema_form_text(reader, path, field, node, &value);
	if (status || strcmp(now, value) == 0)
		return status;
	if ((status = section_may_change(reader->store, section, field, &error)))
		return fail(reader, node, AT_VALUE, path, &error);
	if (field->kind == KIND_LONGTEXT)
		schema_report(reader, "%s: another text", path);
	else
		schema_report(reader, "%s: %s → %s", path, *now ? now : "(empty)", *value ? value : "(empty)");
	write_edit(reader, section, field->name, value, section->standard ? field->initial : NULL);
	return STATUS_OK;
}

static enum status read_settings(struct reader *reader, const struct schema_section *section, const struct yaml_node *node)
{
	const char *names[SECTION_LIMIT];
	size_t count = 0;
	enum status status = STATUS_OK;

	for (const struct form_field *field = section->form.fields; field->kind && count < SECTION_LIMIT - 1; field++)
		names[count++] = field->name;
	names[count] = NULL;
	for (const struct yaml_node *child = node->child; !status && child; child = child->next) {
		const struct form_field *field = form_find(&section->form, child->key);
		status = field ? schema_read_setting(reader, section, field, child) : schema_unknown(reader, child, section->what, names);
	}
	return status;
}

static void write_entry(struct reader *reader, const struct schema_section *section, const char *name, const void *old, const void *entry)
{
	struct text value = { 0 }, before = { 0 }, standard = { 0 };
	const void *built_in = section_built_in(section, name);

	if (entry || built_in)
		section_write(&value, section, entry);
	if (old)
		section_write(&before, section, old);
	if (built_in)
		section_write(&standard, section, built_in);
	if (strcmp(text_string(&before), text_string(&value)) != 0)
		write_edit(reader, section, name, text_string(&value), text_string(&standard));
	text_free(&value);
	text_free(&before);
	text_free(&standard);
}

/* Names of a list are stored between commas. */
static enum status count_uses(struct reader *reader, const struct type *type, const struct field *field, const char *name, int64_t *count)
{
	bool list = kinds[field->kind].list;
	const char *column = field_column(field);
	struct text pattern = { 0 };
	int64_t uses = 0;
	enum status status;

	text_printf(&pattern, list ? ",%s," : "%s", name);
	if (list)
		status = db_one(reader->store->db, &uses, "select count(*) from \"%s\" where replace(\"%s\", %s, '') <> \"%s\"", type->record->name, column, pattern.data, column);
	else
		status = db_one(reader->store->db, &uses, "select count(*) from \"%s\" where \"%s\" = %s", type->record->name, column, pattern.data);
	*count += uses;
	text_free(&pattern);
	return status;
}

/* "3 products, 12 quote lines" */
static void add_count(struct text *out, const struct record_type *record, int64_t count)
{
	text_printf(out, "%s%lld ", out->length ? ", " : "", (long long)count);
	for (const char *p = count == 1 ? record->name : record->plural; *p; p++)
		text_byte(out, *p == '_' ? ' ' : *p);
}

static enum status check_unused(struct reader *reader, const struct schema_section *section, const struct yaml_node *node)
{
	struct text uses = { 0 };
	enum status status = STATUS_OK;

	for (struct record_walk walk = record_walk(); section->held_by && !status && walk.record; record_step(&walk)) {
		const struct type *type = store_type(reader->store, walk.record);
		int64_t count = 0;
		for (size_t f = 0; !status && f < type->count; f++)
			if (section->held_by(type->fields[f]))
				status = count_uses(reader, type, type->fields[f], node->key, &count);
		if (count)
			add_count(&uses, walk.record, count);
	}
	if (!status && uses.length)
		status = schema_fail(reader, node, AT_KEY, STATUS_REFUSED, "%s.%s cannot be removed: it is in %s; give them another%s%s", section->name, node->key,
				     uses.data, section->ending ? ", or " : "", section->ending ? section->ending : "");
	text_free(&uses);
	return status;
}

static enum status remove_entry(struct reader *reader, const struct schema_section *section, const struct yaml_node *node)
{
	const void *old = schema_entry(reader->store->schema, section, node->key);

	if (!old)
		return STATUS_OK;
	enum status status = check_unused(reader, section, node);
	if (status)
		return status;
	schema_report(reader, "%s: - %s", section->name, node->key);
	write_entry(reader, section, node->key, old, NULL);
	return STATUS_OK;
}

/* A label that a new entry lacks is the one that it has, or its name. */
static void fill_labels(const struct form *form, void *entry)
{
	const char *label = "";

	for (const struct form_field *field = form->fields; field->kind; field++)
		if (field->label && !*label)
			label = form_text(field, entry);
	for (const struct form_field *field = form->fields; field->kind; field++)
		if (field->label && !form_is_set(field, entry))
			form_set_text(field, entry, *label ? label : section_entry_name(entry));
}

static enum status check_entry(struct reader *reader, const struct form *form, const char *path, const struct yaml_node *node, bool fresh, void *entry)
{
	const struct yaml_node *place = node;
	struct error error = { 0 };

	for (const struct form_field *field = form->fields; field->kind; field++) {
		const struct yaml_node *own = field->kind == KIND_LINES ? yaml_get(node, field->name) : NULL;
		if (field->required && !field->label && !form_is_set(field, entry))
			return schema_fail(reader, node, AT_KEY, STATUS_DATA, "%s: %s%s needs its %s%s", path, fresh ? "a new " : "it", fresh ? form->item : "",
					   field->wanted ? field->wanted : field->name, field->wanted ? "" : ":");
		if (own && place == node)
			place = own;
	}
	if (form_check(form, entry, &error))
		return fail(reader, place, AT_VALUE, path, &error);
	fill_labels(form, entry);
	return STATUS_OK;
}

static void report(struct reader *reader, const struct schema_section *section, const char *path, const void *old, const void *entry)
{
	struct text summary = { 0 };

	if (old)
		schema_form_compare(reader, path, &section->form, old, entry);
	else
		schema_form_summary(&summary, &section->form, entry);
	if (!old)
		schema_report(reader, "%s: + %s%s%s", section->name, section_entry_name(entry), summary.length ? ": " : "", text_string(&summary));
	text_free(&summary);
}

static enum status read_entry(struct reader *reader, const struct schema_section *section, const struct yaml_node *node, size_t *count)
{
	const struct form *form = &section->form;
	const char *path = name_of(reader, section, node->key);

	if (!section_is_name(node->key))
		return schema_fail(reader, node, AT_KEY, STATUS_DATA, "'%s' is not the name of %s %s; write up to %d letters a-z, digits and -", node->key,
				   form_article(form->item), form->item, SECTION_NAME_LIMIT);
	if (node->type == YAML_SCALAR && node->null)
		return remove_entry(reader, section, node);
	if (node->type != YAML_MAPPING)
		return schema_fail(reader, node, AT_VALUE, STATUS_DATA, "%s: %s is expected here", path, form->example);
	const void *old = schema_entry(reader->store->schema, section, node->key), *base = old ? old : section_built_in(section, node->key);
	void *entry = arena_alloc(&reader->plan->arena, form->size);
	if (base)
		memcpy(entry, base, form->size);
	else
		form_clear(form, entry);
	memcpy(entry, &node->key, sizeof node->key);
	enum status status = schema_form_read(reader, path, form, node, entry);
	if (!status)
		status = check_entry(reader, form, path, node, !old, entry);
	if (!status && !old && ++*count > section_limit(section))
		status = schema_fail(reader, node, AT_KEY, STATUS_REFUSED, "a database has at most %zu %s; remove some first", section_limit(section), section->name);
	if (status)
		return status;
	report(reader, section, path, old, entry);
	write_entry(reader, section, node->key, old, entry);
	return STATUS_OK;
}

static enum status read_entries(struct reader *reader, const struct schema_section *section, const struct yaml_node *node)
{
	size_t count = 0;
	enum status status = STATUS_OK;

	while (schema_entry_at(reader->store->schema, section, count))
		count++;
	for (const struct yaml_node *child = node->child; !status && child; child = child->next)
		status = read_entry(reader, section, child, &count);
	return status;
}

enum status schema_read_section(struct reader *reader, const struct schema_section *section, const struct yaml_node *node)
{
	struct schema *planned = NULL;
	struct error error = { 0 };
	enum status status = schema_mapping(reader, node, section->name);

	if (!status)
		status = section->form.size ? read_entries(reader, section, node) : read_settings(reader, section, node);
	if (status || !section->check || !node->count)
		return status;
	status = schema_planned(reader, &planned);
	if (!status && section->check(planned, &error))
		status = fail(reader, node, AT_KEY, section->name, &error);
	schema_free(planned);
	return status;
}

/* Where the file has what names another entry; else the section whose entry goes. */
static enum status no_entry(struct reader *reader, const struct yaml_node *root, const struct schema_section *section, const void *entry,
			    const struct form_field *field, const char *name)
{
	const struct yaml_node *own = yaml_get(yaml_get(root, section->name), section_entry_name(entry));
	const struct yaml_node *other = yaml_get(root, field->section->name), *gone = other ? yaml_get(other, name) : NULL;

	return schema_fail(reader, own ? own : gone ? gone : root, own || gone ? AT_KEY : AT_VALUE, own ? STATUS_DATA : STATUS_REFUSED,
			   "%s.%s: %s: there is no %s '%s'", section->name, section_entry_name(entry), field->name, field->section->form.item, name);
}

struct references {
	struct reader *reader;
	const struct yaml_node *root;
	const struct schema *planned;
	const struct schema_section *section;
	const void *entry;
};

static enum status check_names(const struct references *all, const struct form *form, const void *part)
{
	enum status status = STATUS_OK;

	for (const struct form_field *field = form->fields; !status && field->kind; field++) {
		const char *name = field->section ? form_text(field, part) : "";
		if (*name && !schema_entry(all->planned, field->section, name))
			status = no_entry(all->reader, all->root, all->section, all->entry, field, name);
		for (size_t i = 0; !status && field->kind == KIND_LINES && i < form_count(field, part); i++)
			status = check_names(all, field->items, form_item(field, part, i));
	}
	return status;
}

static bool names_entries(const struct form *form)
{
	for (const struct form_field *field = form->fields; field->kind; field++)
		if (field->section || (field->items && names_entries(field->items)))
			return true;
	return false;
}

enum status schema_check_sections(struct reader *reader, const struct yaml_node *root)
{
	struct schema *planned = NULL;
	enum status status = STATUS_OK;

	for (size_t i = 0; !status && section_at(i); i++) {
		struct references all = { .reader = reader, .root = root, .section = section_at(i) };
		if (!names_entries(&all.section->form))
			continue;
		if (!planned)
			status = schema_planned(reader, &planned);
		all.planned = planned;
		for (size_t n = 0; !status && (all.entry = schema_entry_at(planned, all.section, n)); n++)
			status = check_names(&all, &all.section->form, all.entry);
	}
	schema_free(planned);
	return status;
}

static void show_settings(const struct schema *schema, const struct schema_section *section, struct text *out)
{
	for (const struct form_field *field = section->form.fields; field->kind; field++) {
		const char *value = schema_field_value(schema, section, field);
		text_printf(out, "%s%s: ", section->name ? "  " : "", field->name);
		if (section->name && !*value)
			text_byte(out, '~');
		else
			yaml_scalar(out, value, strlen(value), 4);
		text_byte(out, '\n');
	}
}

void schema_show_section(const struct schema *schema, const struct schema_section *section, struct text *out)
{
	const void *entry;

	if (section->name)
		text_printf(out, "\n%s:\n", section->name);
	if (!section->form.size) {
		show_settings(schema, section, out);
		return;
	}
	for (size_t i = 0; (entry = schema_entry_at(schema, section, i)); i++) {
		text_printf(out, section->block ? "  %s:\n" : "  %s: ", section_entry_name(entry));
		if (section->block)
			schema_form_block(out, &section->form, entry, 4);
		else
			schema_form_flow(out, &section->form, entry);
		text_add(out, section->block ? "" : "\n");
	}
	/* A built-in entry that was removed is named, so that the file removes it from another database too. */
	for (size_t i = 0; (entry = section_built_in_at(section, i)); i++)
		if (!schema_entry(schema, section, section_entry_name(entry)))
			text_printf(out, "  %s: ~\n", section_entry_name(entry));
}
