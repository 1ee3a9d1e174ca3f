/* Structs that a form describes: what differs between two, and how one is shown. */
#include "schema/schema_form.h"

#include <string.h>

const struct form_field *schema_form_alone(const struct form *form, const char *name)
{
	for (const struct form_field *field = form->fields; field->kind; field++)
		if (field->kind == KIND_LINES && field->items->alone && (!name || strcmp(field->items->item, name) == 0))
			return field;
	return NULL;
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
	const struct form_field *list = schema_form_alone(form, NULL);

	if (list)
		add_list(out, list, entry);
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
	size_t before = form_count(list, old), after = form_count(list, entry), reported = reader->plan->line_count;
	const char **was = item_texts(&reader->plan->arena, list, old), **is = item_texts(&reader->plan->arena, list, entry);
	bool same = before == after;

	for (size_t i = 0; i < before; i++)
		if (!is_among(is, after, was[i]))
			schema_report(reader, "%s: %s: - %s", path, list->name, was[i]);
	for (size_t i = 0; i < after; i++)
		if (!is_among(was, before, is[i]))
			schema_report(reader, "%s: %s: + %s", path, list->name, is[i]);
	for (size_t i = 0; same && i < after; i++)
		same = strcmp(was[i], is[i]) == 0;
	if (!same && reported == reader->plan->line_count)
		schema_report(reader, "%s: %s: in another order", path, list->name);
}

void schema_form_compare_field(struct reader *reader, const char *path, const struct form_field *field, const void *old, const void *entry)
{
	struct text before = { 0 }, after = { 0 };
	bool list = field->kind == KIND_LINES;
	const char *name = list ? field->items->item : field->apart ? field->apart : field->name;

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
		schema_report(reader, "%s: %s: another text", path, field->name);
	else if (differs && *name)
		schema_report(reader, "%s: %s %s → %s", path, name, before.length ? before.data : "(empty)", after.length ? after.data : "(empty)");
	text_free(&before);
	text_free(&after);
}

void schema_form_compare(struct reader *reader, const char *path, const struct form *form, const void *old, const void *entry)
{
	for (const struct form_field *field = form->fields; field->kind; field++)
		schema_form_compare_field(reader, path, field, old, entry);
}

void schema_form_show(struct text *out, const struct form_field *field, const void *entry, int indent)
{
	struct text text = { 0 };

	form_format(field, entry, &text);
	if (field->kind == KIND_TEXT || field->kind == KIND_LONGTEXT || field->kind == KIND_PICK)
		yaml_scalar(out, text_string(&text), text.length, indent);
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
		schema_form_show(out, field, entry, 0);
	} else if (stands_alone(field, entry)) {
		text_printf(out, "%s: ", field->items->item);
		schema_form_show(out, field->items->fields, form_item(field, entry, 0), 0);
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
		if (field->apart || !form_is_set(field, entry))
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
		if (field->apart || !form_is_set(field, entry))
			continue;
		text_printf(out, "%*s", indent, "");
		if (lines)
			text_printf(out, "%s:", field->name);
		else if (field->kind == KIND_LINES)
			show_flow_value(out, field, entry);
		else {
			text_printf(out, "%s: ", field->name);
			schema_form_show(out, field, entry, indent + 2);
		}
		for (size_t i = 0; lines && i < form_count(field, entry); i++) {
			text_printf(out, "\n%*s- ", indent + 2, "");
			schema_form_flow(out, field->items, form_item(field, entry, i));
		}
		text_byte(out, '\n');
	}
}
