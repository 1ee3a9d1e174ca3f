#include "schema/schema_form.h"

#include "base/calendar.h"
#include "io/out.h"
#include <string.h>

enum { FORM_KEYS = 64 };

/* Text of several lines, without blanks and empty lines at its end. */
static enum status read_lines(struct reader *reader, const struct yaml_node *node, const char **out)
{
	size_t length = node->length;

	if (node->type != YAML_SCALAR)
		return schema_fail(reader, node, AT_VALUE, STATUS_DATA, "%s: a text is wanted here, no list", node->key);
	for (size_t i = 0; i < length; i++)
		if (((unsigned char)node->text[i] < ' ' && node->text[i] != '\n') || node->text[i] == 0x7f)
			return schema_fail(reader, node, AT_VALUE, STATUS_DATA, "%s: text without control characters is wanted here", node->key);
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
	return error_set(error, STATUS_DATA, "'%s' is none; write it as %s", text, field->example);
}

static enum status check_text(struct reader *reader, const struct form_field *field, const char *text, struct error *error)
{
	enum status status = STATUS_OK;
	int64_t number;

	if (field->kind == KIND_DATE && *text && !calendar_stored_day(text, &number))
		return error_set(error, STATUS_DATA, "'%s' is no day; write it as 2019-04-01", text);
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
		return schema_fail(reader, node, AT_VALUE, STATUS_DATA, "%s: it has %zu bytes; at most %zu are wanted", where, strlen(*out), limit);
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
		return schema_fail(reader, node, AT_VALUE, STATUS_DATA, "%s: a label of 1 to %d bytes is wanted", path, FORM_LABEL_LIMIT);
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
		return schema_fail(reader, node, AT_VALUE, STATUS_DATA, "%s: a line `- %s` is wanted here", path, form->example);
	return status;
}

static enum status read_list(struct reader *reader, const char *path, const struct form_field *list, const struct yaml_node *node, void *entry)
{
	const struct form *form = list->items;
	bool none = node->type == YAML_SCALAR && node->null && !list->required;
	size_t count = 0;
	enum status status = STATUS_OK;

	if ((node->type != YAML_SEQUENCE && !none) || (!node->count && list->required) || node->count > form_list_limit(list))
		return schema_fail(reader, node, AT_VALUE, STATUS_DATA, "%s: %s: a list of %d to %zu %s is wanted, each `- %s`", path, list->name,
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

/* The list whose single item may stand beside it under this name, `rate: 13`. */
static const struct form_field *alone(const struct form *form, const char *name)
{
	for (const struct form_field *field = form->fields; field->kind; field++)
		if (field->kind == KIND_LINES && field->items->alone && (!name || strcmp(field->items->item, name) == 0))
			return field;
	return NULL;
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
		const struct form_field *field = form_find(form, child->key), *list = field ? NULL : alone(form, child->key);
		if (field)
			status = schema_form_value(reader, path, field, child, entry);
		else if (list)
			status = read_alone(reader, path, list, child, node, entry);
		else
			status = unknown_key(reader, form, child);
	}
	return status;
}

static void add_list(struct text *out, const struct form_field *list, const void *entry);

/* 16 from 2018-05-01 until 2019-03-31 */
static void add_item(struct text *out, const struct form *form, const void *item)
{
	const char *before = "";

	for (const struct form_field *field = form->fields; field->kind; field++) {
		if (!form_is_set(field, item))
			continue;
		if (field != form->fields)
			text_printf(out, "%s%s ", before, field->name);
		before = " ";
		if (field->kind != KIND_LINES) {
			form_format(field, item, out);
			continue;
		}
		text_byte(out, '(');
		add_list(out, field, item);
		text_byte(out, ')');
	}
}

static void add_list(struct text *out, const struct form_field *list, const void *entry)
{
	for (size_t i = 0; i < form_count(list, entry); i++) {
		text_add(out, i ? ", " : "");
		add_item(out, list->items, form_item(list, entry, i));
	}
}

void schema_form_summary(struct text *out, const struct form *form, const void *entry)
{
	const struct form_field *list = alone(form, NULL);

	if (list)
		add_list(out, list, entry);
}

static const char *shown(const char *text)
{
	return text && *text ? text : "(empty)";
}

void schema_form_change(struct reader *reader, const char *path, const char *name, const char *old, const char *fresh)
{
	if (strcmp(old ? old : "", fresh ? fresh : "") != 0)
		schema_tell(reader, "%s: %s %s → %s", path, name, shown(old), shown(fresh));
}

static const char **item_texts(struct arena *arena, const struct form_field *list, const void *entry)
{
	const char **texts = arena_alloc(arena, (form_count(list, entry) + 1) * sizeof *texts);
	struct text text = { 0 };

	for (size_t i = 0; i < form_count(list, entry); i++) {
		text_clear(&text);
		add_item(&text, list->items, form_item(list, entry, i));
		texts[i] = arena_string(arena, text_string(&text));
	}
	text_free(&text);
	return texts;
}

static bool is_among(const char *const *texts, size_t count, const char *text)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(texts[i], text) == 0)
			return true;
	return false;
}

/* Items that go, and items that come; where both lists have the same, another order. */
static void compare_items(struct reader *reader, const char *path, const struct form_field *list, const void *old, const void *entry)
{
	size_t before = form_count(list, old), after = form_count(list, entry), told = reader->plan->line_count;
	const char **was = item_texts(&reader->plan->arena, list, old), **is = item_texts(&reader->plan->arena, list, entry);
	bool same = before == after;

	for (size_t i = 0; i < before; i++)
		if (!is_among(is, after, was[i]))
			schema_tell(reader, "%s: %s: - %s", path, list->name, was[i]);
	for (size_t i = 0; i < after; i++)
		if (!is_among(was, before, is[i]))
			schema_tell(reader, "%s: %s: + %s", path, list->name, is[i]);
	for (size_t i = 0; same && i < after; i++)
		same = strcmp(was[i], is[i]) == 0;
	if (!same && told == reader->plan->line_count)
		schema_tell(reader, "%s: %s: in another order", path, list->name);
}

static void compare_field(struct reader *reader, const char *path, const struct form_field *field, const void *old, const void *entry)
{
	struct text before = { 0 }, after = { 0 };
	bool list = field->kind == KIND_LINES;

	if (list) {
		add_list(&before, field, old);
		add_list(&after, field, entry);
	} else {
		form_format(field, old, &before);
		form_format(field, entry, &after);
	}
	bool differs = strcmp(text_string(&before), text_string(&after)) != 0;
	if (differs && list && !field->items->alone)
		compare_items(reader, path, field, old, entry);
	else if (differs && field->kind == KIND_LONGTEXT)
		schema_tell(reader, "%s: %s: another text", path, field->name);
	else
		schema_form_change(reader, path, list ? field->items->item : field->name, text_string(&before), text_string(&after));
	text_free(&before);
	text_free(&after);
}

void schema_form_compare(struct reader *reader, const char *path, const struct form *form, const void *old, const void *entry)
{
	for (const struct form_field *field = form->fields; field->kind; field++)
		compare_field(reader, path, field, old, entry);
}

static void show_value(struct text *out, const struct form_field *field, const void *entry, int indent)
{
	struct text text = { 0 };

	form_format(field, entry, &text);
	if (field->kind == KIND_TEXT || field->kind == KIND_LONGTEXT || field->kind == KIND_PICK)
		out_yaml_scalar(out, text_string(&text), text.length, indent);
	else
		text_append(out, text_string(&text), text.length);
	text_free(&text);
}

static bool stands_alone(const struct form_field *list, const void *entry)
{
	if (!list->items->alone || form_count(list, entry) != 1)
		return false;
	for (const struct form_field *field = list->items->fields + 1; field->kind; field++)
		if (form_is_set(field, form_item(list, entry, 0)))
			return false;
	return true;
}

static void show_flow_value(struct text *out, const struct form_field *field, const void *entry)
{
	if (field->kind != KIND_LINES) {
		text_printf(out, "%s: ", field->name);
		show_value(out, field, entry, 0);
	} else if (stands_alone(field, entry)) {
		text_printf(out, "%s: ", field->items->item);
		show_value(out, field->items->fields, form_item(field, entry, 0), 0);
	} else {
		text_printf(out, "%s: [", field->name);
		for (size_t i = 0; i < form_count(field, entry); i++) {
			text_add(out, i ? ", " : "");
			schema_form_flow(out, field->items, form_item(field, entry, i));
		}
		text_byte(out, ']');
	}
}

void schema_form_flow(struct text *out, const struct form *form, const void *entry)
{
	const char *before = "{";

	for (const struct form_field *field = form->fields; field->kind; field++) {
		if (!form_is_set(field, entry))
			continue;
		text_add(out, before);
		show_flow_value(out, field, entry);
		before = ", ";
	}
	text_add(out, *before == '{' ? "{}" : "}");
}

void schema_form_block(struct text *out, const struct form *form, const void *entry, int indent)
{
	for (const struct form_field *field = form->fields; field->kind; field++) {
		bool lines = field->kind == KIND_LINES && !stands_alone(field, entry);
		if (!form_is_set(field, entry))
			continue;
		text_printf(out, "%*s", indent, "");
		if (lines)
			text_printf(out, "%s:", field->name);
		else if (field->kind == KIND_LINES)
			show_flow_value(out, field, entry);
		else {
			text_printf(out, "%s: ", field->name);
			show_value(out, field, entry, indent + 2);
		}
		for (size_t i = 0; lines && i < form_count(field, entry); i++) {
			text_printf(out, "\n%*s- ", indent + 2, "");
			schema_form_flow(out, field->items, form_item(field, entry, i));
		}
		text_byte(out, '\n');
	}
}
