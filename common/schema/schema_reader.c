/* What the readers of a schema file share: errors with their place, values of one line, and what a plan consists of. */
#include "schema/schema_parts.h"

#include <string.h>

enum status schema_fail(const struct reader *reader, const struct yaml_node *node, enum yaml_place place, enum status status, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	yaml_vfail(reader->store->error, status, reader->file, node, place, format, arguments);
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
	return schema_fail(reader, node, AT_VALUE, STATUS_DATA, "%s: lines of `name: …` are expected here", what);
}

enum status schema_line(const struct reader *reader, const struct yaml_node *node, const char **out)
{
	*out = "";
	if (node->type != YAML_SCALAR)
		return schema_fail(reader, node, AT_VALUE, STATUS_DATA, "%s: one value is expected here, not a list", node->key ? node->key : "value");
	if (node->null)
		return STATUS_OK;
	for (size_t i = 0; i < node->length; i++)
		if ((unsigned char)node->text[i] < ' ' || node->text[i] == 0x7f)
			return schema_fail(reader, node, AT_VALUE, STATUS_DATA, "%s: one line without control characters is expected here",
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

void schema_report(struct reader *reader, const char *format, ...)
{
	struct schema_plan *plan = reader->plan;
	struct text line = { 0 };
	va_list arguments;

	va_start(arguments, format);
	text_vprintf(&line, format, arguments);
	va_end(arguments);
	plan->lines = array_grow(&plan->arena, plan->lines, plan->line_count, sizeof *plan->lines);
	plan->lines[plan->line_count++] = copy(reader, text_string(&line));
	text_free(&line);
}

void schema_edit(struct reader *reader, const char *setting, const char *value)
{
	struct schema_plan *plan = reader->plan;

	plan->edits = array_grow(&plan->arena, plan->edits, plan->edit_count, sizeof *plan->edits);
	plan->edits[plan->edit_count++] = (struct schema_edit){ copy(reader, setting), copy(reader, value) };
}

void schema_column(struct reader *reader, const struct record_type *record, const struct field *field)
{
	struct schema_plan *plan = reader->plan;
	struct field *kept = arena_alloc(&plan->arena, sizeof *kept);

	*kept = *field;
	plan->columns = array_grow(&plan->arena, plan->columns, plan->column_count, sizeof *plan->columns);
	plan->columns[plan->column_count++] = (struct schema_column){ record, kept };
}
