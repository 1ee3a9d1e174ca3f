/* A schema file compared with the schema: its parts in their order, saved filters. */
#include "schema/schema_parts.h"

#include <string.h>

static bool is_filter_name(const char *name)
{
	return *name && strlen(name) <= 60 && name[strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789_-")] == '\0';
}

static enum status read_filter(struct reader *reader, const struct record_type *record, const struct yaml_node *node)
{
	struct text setting = { 0 };
	const char *value;
	enum status status = schema_line(reader, node, &value);

	if (status)
		return status;
	if (!is_filter_name(node->key))
		return schema_fail(reader, node, AT_KEY, STATUS_DATA, "'%s' is not the name of a filter; write letters a-z, digits, - and _", node->key);
	const char *now = schema_filter(reader->store->schema, record, node->key);
	text_printf(&setting, "filter.%s.%s", record->name, node->key);
	bool set = schema_value(reader->store->schema, setting.data) != NULL;
	if (!*value && set) {
		schema_report(reader, "filters.%s.%s: - %s", record->name, node->key, now);
		schema_edit(reader, setting.data, NULL);
	} else if (*value && !now) {
		schema_report(reader, "filters.%s.%s: + %s", record->name, node->key, value);
		schema_edit(reader, setting.data, value);
	} else if (*value && strcmp(now, value) != 0) {
		schema_report(reader, "filters.%s.%s: %s → %s", record->name, node->key, now, value);
		schema_edit(reader, setting.data, value);
	} else if (!*value && now) {
		status = schema_fail(reader, node, AT_KEY, STATUS_REFUSED, "filters.%s.%s is built in: it can be changed, but not removed; leave the line out",
				     record->name, node->key);
	}
	text_free(&setting);
	return status;
}

static enum status read_filters(struct reader *reader, const struct yaml_node *section)
{
	enum status status = schema_mapping(reader, section, "filters");

	for (const struct yaml_node *type = section->child; !status && type; type = type->next) {
		const struct record_type *record;
		status = schema_type_of(reader, type, type->key, strlen(type->key), &record);
		if (!status)
			status = schema_mapping(reader, type, type->key);
		for (const struct yaml_node *filter = type->child; !status && filter; filter = filter->next)
			status = read_filter(reader, record, filter);
	}
	return status;
}

enum { NAMES = 100 };

/* Every key that the file may have at its top. */
static void list_names(const char *names[NAMES])
{
	static const char *const others[] = { "pipelines", "picks", "fields", "filters" };
	const struct schema_section *section;
	size_t count = 0;

	for (size_t i = 0; (section = section_at(i)); i++) {
		if (section->name)
			names[count++] = section->name;
		for (const struct form_field *field = section->form.fields; !section->name && field->kind && count < NAMES / 2; field++)
			names[count++] = field->name;
	}
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		names[count++] = others[i];
	names[count] = NULL;
}

/* One key at the top: a value of its own, or a section, which is read later. */
static enum status read_top(struct reader *reader, const struct yaml_node *node, const char *const *names)
{
	const struct schema_section *section;

	for (size_t i = 0; (section = section_at(i)); i++) {
		const struct form_field *field = section->name ? NULL : form_find(&section->form, node->key);
		if (field)
			return schema_read_setting(reader, section, field, node);
	}
	for (size_t i = 0; names[i]; i++)
		if (strcmp(names[i], node->key) == 0)
			return STATUS_OK;
	return schema_unknown(reader, node, "section", names);
}

static enum status read_sections(struct reader *reader, const struct yaml_node *root)
{
	const char *names[NAMES];
	const struct yaml_node *node;
	const struct schema_section *section;
	enum status status = schema_mapping(reader, root, "schema");

	list_names(names);
	for (node = root->child; !status && node; node = node->next)
		status = read_top(reader, node, names);
	for (size_t i = 0; !status && (section = section_at(i)); i++)
		if (section->name && (node = yaml_get(root, section->name)))
			status = schema_read_section(reader, section, node);
	return status ? status : schema_check_sections(reader, root);
}

static enum status read_root(struct reader *reader, const struct yaml_node *root)
{
	const struct yaml_node *section;
	enum status status = read_sections(reader, root);

	/* Fields come first: picks and filters may name new ones. */
	if (!status && (section = yaml_get(root, "fields")))
		status = schema_read_fields(reader, section);
	if (!status && (section = yaml_get(root, "pipelines")))
		status = schema_read_pipelines(reader, section);
	if (!status && (section = yaml_get(root, "picks")))
		status = schema_read_picks(reader, section);
	for (const struct planned *planned = reader->planned; !status && planned; planned = planned->next)
		if (planned->field.kind == KIND_PICK && !planned->old && !planned->has_picks)
			status = schema_fail(reader, planned->node, AT_KEY, STATUS_DATA, "%s: a pick field needs its values, picks: [{key: …, en: …, zh: …}]",
					     planned->field.name);
	if (!status && (section = yaml_get(root, "filters")))
		status = read_filters(reader, section);
	return status ? status : schema_check_filters(reader, root);
}

enum status schema_plan(struct store *store, const char *file, const struct yaml_node *documents, bool drop, struct schema_plan *plan)
{
	struct reader reader = { .store = store, .file = file, .plan = plan, .drop = drop };

	*plan = (struct schema_plan){ 0 };
	if (!documents->child)
		return STATUS_OK;
	if (documents->child->next)
		return schema_fail(&reader, documents->child->next, AT_VALUE, STATUS_DATA, "a second document; a schema is a single document");
	return read_root(&reader, documents->child);
}
