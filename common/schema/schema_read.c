/* A schema file compared with the schema: its parts in their order, saved filters. */
#include "schema/schema_parts.h"

#include <string.h>

enum status schema_fail(const struct reader *reader, const struct yaml_node *node, enum place place, enum status status, const char *format, ...)
{
	va_list arguments;
	bool key = place == AT_KEY && node->key;

	va_start(arguments, format);
	error_vat(reader->store->error, status, reader->file, key ? node->key_line : node->line, key ? node->key_column : node->column, format, arguments);
	va_end(arguments);
	return status;
}

static const char *next_name(void *state)
{
	const char *const **names = state;

	return **names ? *(*names)++ : NULL;
}

enum status schema_unknown(const struct reader *reader, const struct yaml_node *node, const char *what, const char *const *names)
{
	const char *const *walk = names;
	const char *nearest = error_nearest(node->key, next_name, &walk);
	struct text all = { 0 };

	if (nearest)
		return schema_fail(reader, node, AT_KEY, STATUS_DATA, "unknown %s '%s'; did you mean '%s'?", what, node->key, nearest);
	for (walk = names; *walk; walk++)
		text_printf(&all, "%s%s", walk == names ? "" : ", ", *walk);
	schema_fail(reader, node, AT_KEY, STATUS_DATA, "unknown %s '%s'; there are %s", what, node->key, text_string(&all));
	text_free(&all);
	return STATUS_DATA;
}

enum status schema_mapping(const struct reader *reader, const struct yaml_node *node, const char *what)
{
	if (node->type == YAML_MAPPING || (node->type == YAML_SCALAR && node->null))
		return STATUS_OK;
	return schema_fail(reader, node, AT_VALUE, STATUS_DATA, "%s: lines of `name: …` are wanted here", what);
}

enum status schema_line(const struct reader *reader, const struct yaml_node *node, const char **out)
{
	*out = "";
	if (node->type != YAML_SCALAR)
		return schema_fail(reader, node, AT_VALUE, STATUS_DATA, "%s: one value is wanted here, no list", node->key ? node->key : "value");
	if (node->null)
		return STATUS_OK;
	for (size_t i = 0; i < node->length; i++)
		if ((unsigned char)node->text[i] < ' ' || node->text[i] == 0x7f)
			return schema_fail(reader, node, AT_VALUE, STATUS_DATA, "%s: one line without control characters is wanted here",
					   node->key ? node->key : "value");
	*out = node->text;
	return STATUS_OK;
}

enum status schema_yes(const struct reader *reader, const struct yaml_node *node, bool *out)
{
	const char *text;
	enum status status = schema_line(reader, node, &text);

	if (status)
		return status;
	*out = strcmp(text, "yes") == 0 || strcmp(text, "true") == 0;
	if (!*out && strcmp(text, "no") != 0 && strcmp(text, "false") != 0)
		return schema_fail(reader, node, AT_VALUE, STATUS_DATA, "%s: '%s' is neither yes nor no", node->key, text);
	return STATUS_OK;
}

enum status schema_type_of(const struct reader *reader, const struct yaml_node *node, const char *name, size_t length, const struct record_type **out)
{
	const char *names[RECORD_TYPE_LIMIT];
	size_t count = 0;

	for (struct record_walk walk = record_walk(); walk.record; record_step(&walk)) {
		if (walk.record->internal)
			continue;
		if (strlen(walk.record->name) == length && memcmp(walk.record->name, name, length) == 0) {
			*out = walk.record;
			return STATUS_OK;
		}
		names[count++] = walk.record->name;
	}
	names[count] = NULL;
	struct yaml_node named = *node;
	named.key = arena_copy(&reader->plan->arena, name, length);
	return schema_unknown(reader, &named, "type", names);
}

static const char *copy(struct reader *reader, const char *string)
{
	return string ? arena_string(&reader->plan->arena, string) : NULL;
}

void schema_tell(struct reader *reader, const char *format, ...)
{
	struct schema_plan *plan = reader->plan;
	struct text line = { 0 };
	va_list arguments;

	if (plan->line_count == reader->line_room) {
		size_t more = reader->line_room ? reader->line_room * 2 : 32;
		plan->lines = arena_grow(&plan->arena, plan->lines, reader->line_room * sizeof *plan->lines, more * sizeof *plan->lines);
		reader->line_room = more;
	}
	va_start(arguments, format);
	text_vprintf(&line, format, arguments);
	va_end(arguments);
	plan->lines[plan->line_count++] = copy(reader, text_string(&line));
	text_free(&line);
}

void schema_edit(struct reader *reader, const char *setting, const char *value)
{
	struct schema_plan *plan = reader->plan;

	if (plan->edit_count == reader->edit_room) {
		size_t more = reader->edit_room ? reader->edit_room * 2 : 32;
		plan->edits = arena_grow(&plan->arena, plan->edits, reader->edit_room * sizeof *plan->edits, more * sizeof *plan->edits);
		reader->edit_room = more;
	}
	plan->edits[plan->edit_count++] = (struct schema_edit){ copy(reader, setting), copy(reader, value) };
}

void schema_column(struct reader *reader, const struct record_type *record, const struct field *field)
{
	struct schema_plan *plan = reader->plan;
	struct field *kept = arena_alloc(&plan->arena, sizeof *kept);

	if (plan->column_count == reader->column_room) {
		size_t more = reader->column_room ? reader->column_room * 2 : 32;
		plan->columns = arena_grow(&plan->arena, plan->columns, reader->column_room * sizeof *plan->columns, more * sizeof *plan->columns);
		reader->column_room = more;
	}
	*kept = *field;
	plan->columns[plan->column_count++] = (struct schema_column){ record, kept };
}

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
		return schema_fail(reader, node, AT_KEY, STATUS_DATA, "'%s' is no name of a filter; write letters a-z, digits, - and _", node->key);
	const char *now = schema_filter(reader->store->schema, record, node->key);
	text_printf(&setting, "filter.%s.%s", record->name, node->key);
	bool set = schema_value(reader->store->schema, setting.data) != NULL;
	if (!*value && set) {
		schema_tell(reader, "filters.%s.%s: - %s", record->name, node->key, now);
		schema_edit(reader, setting.data, NULL);
	} else if (*value && !now) {
		schema_tell(reader, "filters.%s.%s: + %s", record->name, node->key, value);
		schema_edit(reader, setting.data, value);
	} else if (*value && strcmp(now, value) != 0) {
		schema_tell(reader, "filters.%s.%s: %s → %s", record->name, node->key, now, value);
		schema_edit(reader, setting.data, value);
	} else if (!*value && now) {
		status = schema_fail(reader, node, AT_KEY, STATUS_REFUSED, "filters.%s.%s is built in: it can be changed, not removed; leave the line out",
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

enum status schema_plan(struct store *store, const char *file, const struct yaml_node *documents, struct schema_plan *plan)
{
	struct reader reader = { .store = store, .file = file, .plan = plan };

	*plan = (struct schema_plan){ 0 };
	if (!documents->child)
		return STATUS_OK;
	if (documents->child->next)
		return schema_fail(&reader, documents->child->next, AT_VALUE, STATUS_DATA, "a second document; a schema is one");
	return read_root(&reader, documents->child);
}
