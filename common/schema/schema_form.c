#include "schema/schema_form.h"

#include "base/calendar.h"
#include <string.h>

enum { FORM_KEYS = 64 };

/* Text of several lines, without blanks and empty lines at its end. */
static enum status read_lines(struct reader *reader, const struct yaml_node *node, const char **out)
{
	size_t length = node->length;

	if (node->type != YAML_SCALAR)
		return schema_fail(reader, node, AT_VALUE, STATUS_DATA, "%s: a text is expected here, not a list", node->key);
	for (size_t i = 0; i < length; i++)
		if (((unsigned char)node->text[i] < ' ' && node->text[i] != '\n') || node->text[i] == 0x7f)
			return schema_fail(reader, node, AT_VALUE, STATUS_DATA, "%s: text without control characters is expected here", node->key);
	while (length && (node->text[length - 1] == '\n' || node->text[length - 1] == ' '))
		length--;
	*out = arena_copy(&reader->plan->arena, node->text, length);
	return STATUS_OK;
}

/* "neither refuse nor warn", "none of open, won, lost" */
static enum status check_choice(const struct form_field *field, const char *text, struct error *error)
{
	const char *const *choices = field->choices;
	struct text all = { 0 };
	size_t count = 0;

	for (; choices[count]; count++)
		if (strcmp(choices[count], text) == 0)
			return STATUS_OK;
	for (size_t i = 0; i < count; i++)
		text_printf(&all, "%s%s", i == 0 ? "" : count == 2 ? " nor " : ", ", choices[i]);
	error_set(error, STATUS_DATA, "'%s' is %s %s", text, count == 2 ? "neither" : "none of", text_string(&all));
	text_free(&all);
	return STATUS_DATA;
}

static enum status check_pattern(struct reader *reader, const struct form_field *field, const char *text, struct error *error)
{
	const struct field like = { .name = field->name, .kind = KIND_TEXT, .pattern = field->pattern };
	struct value value = { 0 };
	char currency[4] = "";

	if (!field->pattern || !kinds[KIND_TEXT].parse(&reader->store->conventions, &like, text, &reader->plan->arena, currency, &value, error))
		return STATUS_OK;
	return error_set(error, STATUS_DATA, "'%s' is not valid; write it as %s", text, field->example);
}

static enum status check_text(struct reader *reader, const struct form_field *field, const char *text, struct error *error)
{
	enum status status = STATUS_OK;
	int64_t number;

	if (field->kind == KIND_DATE && *text && !calendar_stored_day(text, &number))
		return error_set(error, STATUS_DATA, "'%s' is not a day; write it as 2019-04-01", text);
	if (field->choices && (*text || field->initial))
		status = check_choice(field, text, error);
	if (!status && *text)
		status = check_pattern(reader, field, text, error);
	return !status && field->check ? field->check(text, error) : status;
}

enum status schema_form_text(struct reader *reader, const char *where, const struct form_field *field, const struct yaml_node *node, const char **out)
{
	size_t limit = field->most ? (size_t)field->most : field->kind == KIND_LONGTEXT ? FORM_LONGTEXT_LIMIT : FORM_TEXT_LIMIT;
	struct error error = { 0 };
	enum status status = field->kind == KIND_LONGTEXT ? read_lines(reader, node, out) : schema_line(reader, node, out);

	if (!status && strlen(*out) > limit)
		return schema_fail(reader, node, AT_VALUE, STATUS_DATA, "%s: it has %zu bytes; at most %zu are allowed", where, strlen(*out), limit);
	if (!status && check_text(reader, field, *out, &error))
		return schema_fail(reader, node, AT_VALUE, STATUS_DATA, "%s: %s", where, error.message);
	return status;
}

static enum status read_number(struct reader *reader, const char *where, const struct form_field *field, const struct yaml_node *node, void *entry)
{
	const char *text;
	struct value value = { 0 };
	struct error error = { 0 };
	char currency[4] = "";
	enum status status = schema_line(reader, node, &text);

	if (!status && !*text && !field->required)
		return form_set_number(field, entry, 0), STATUS_OK;
	if (status)
		return status;
	status = kinds[field->kind].parse(&reader->store->conventions, NULL, text, &reader->plan->arena, currency, &value, &error);
	if (!status)
		status = form_check_number(field, value.integer, text, &error);
	if (status)
		return schema_fail(reader, node, AT_VALUE, STATUS_DATA, "%s: %s", where, error.message);
	form_set_number(field, entry, value.integer);
	return STATUS_OK;
}

static enum status read_label(struct reader *reader, const char *path, const struct form_field *field, const struct yaml_node *node, void *entry)
{
	const char *text;
	enum status status = schema_line(reader, node, &text);

	if (!status && (!*text || strlen(text) > FORM_LABEL_LIMIT))
		return schema_fail(reader, node, AT_VALUE, STATUS_DATA, "%s: a label of 1 to %d bytes is expected", path, FORM_LABEL_LIMIT);
	if (!status)
		form_set_text(field, entry, text);
	return status;
}

static bool is_whole(const struct form *form, const struct yaml_node *node, const void *item)
{
	for (const struct form_field *field = form->fields; field->kind; field++)
		if (field->required && (item ? !form_is_set(field, item) : !yaml_get(node, field->name)))
			return false;
	return true;
}

static enum status read_item(struct reader *reader, const char *path, const struct form *form, const struct yaml_node *node, void *item)
{
	bool whole = node->type == YAML_MAPPING && is_whole(form, node, NULL);
	enum status status = STATUS_OK;

	form_clear(form, item);
	if (whole)
		status = schema_form_read(reader, path, form, node, item);
	if (!status && (!whole || !is_whole(form, node, item)))
		return schema_fail(reader, node, AT_VALUE, STATUS_DATA, "%s: a line `- %s` is expected here", path, form->example);
	return status;
}

static enum status read_list(struct reader *reader, const char *path, const struct form_field *list, const struct yaml_node *node, void *entry)
{
	const struct form *form = list->items;
	bool none = node->type == YAML_SCALAR && node->null && !list->required;
	size_t count = 0;
	enum status status = STATUS_OK;

	if ((node->type != YAML_SEQUENCE && !none) || (!node->count && list->required) || node->count > form_list_limit(list))
		return schema_fail(reader, node, AT_VALUE, STATUS_DATA, "%s: %s: a list of %d to %zu %s is expected, each `- %s`", path, list->name,
				   list->required, form_list_limit(list), list->name, form->example);
	char *items = arena_alloc(&reader->plan->arena, (node->count + 1) * form->size);
	for (const struct yaml_node *child = node->child; !status && child; child = child->next)
		status = read_item(reader, path, form, child, items + count++ * form->size);
	if (!status && form->dated)
		form_sort(list, items, count);
	form_set_list(list, entry, items, count);
	return status;
}

enum status schema_form_value(struct reader *reader, const char *path, const struct form_field *field, const struct yaml_node *node, void *entry)
{
	const char *where = arena_printf(&reader->plan->arena, "%s: %s", path, node->key), *text;
	bool yes = false;
	enum status status;

	if (field->label)
		return read_label(reader, path, field, node, entry);
	switch (field->kind) {
	case KIND_LINES: return read_list(reader, path, field, node, entry);
	case KIND_BOOL:
		status = schema_yes(reader, node, &yes);
		form_set_number(field, entry, yes);
		return status;
	case KIND_INT:
	case KIND_DECIMAL:
	case KIND_PERCENT:
	case KIND_RATE: return read_number(reader, where, field, node, entry);
	default:
		status = schema_form_text(reader, where, field, node, &text);
		if (!status)
			form_set_text(field, entry, text);
		return status;
	}
}

static enum status read_alone(struct reader *reader, const char *path, const struct form_field *list, const struct yaml_node *node,
			      const struct yaml_node *mapping, void *entry)
{
	void *item = arena_alloc(&reader->plan->arena, list->items->size);
	const struct yaml_node *whole = yaml_get(mapping, list->name);

	if (whole)
		return schema_fail(reader, whole, AT_KEY, STATUS_DATA, "%s: there is %s: and %s:; write one of them", path, list->items->item, list->name);
	form_clear(list->items, item);
	form_set_list(list, entry, item, 1);
	return schema_form_value(reader, path, list->items->fields, node, item);
}

static enum status unknown_key(struct reader *reader, const struct form *form, const struct yaml_node *node)
{
	const char *names[FORM_KEYS], *what = arena_printf(&reader->plan->arena, "key of %s %s", form_article(form->item), form->item);
	size_t count = 0;

	for (const struct form_field *field = form->fields; field->kind && count < FORM_KEYS - 2; field++) {
		if (field->kind == KIND_LINES && field->items->alone)
			names[count++] = field->items->item;
		names[count++] = field->name;
	}
	names[count] = NULL;
	return schema_unknown(reader, node, what, names);
}

enum status schema_form_read(struct reader *reader, const char *path, const struct form *form, const struct yaml_node *node, void *entry)
{
	enum status status = STATUS_OK;

	for (const struct yaml_node *child = node->child; !status && child; child = child->next) {
		const struct form_field *field = form_find(form, child->key), *list = field ? NULL : schema_form_alone(form, child->key);
		if (field)
			status = schema_form_value(reader, path, field, child, entry);
		else if (list)
			status = read_alone(reader, path, list, child, node, entry);
		else
			status = unknown_key(reader, form, child);
	}
	return status;
}
