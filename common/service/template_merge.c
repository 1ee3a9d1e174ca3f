/* Fields of templates: which record a field is of, and what is in it. */
#include "service/template.h"

#include "base/date.h"
#include "query/assign.h"
#include "record/schema.h"
#include "record/section.h"
#include "selling/sections.h"
#include "store/rule.h"
#include <string.h>

/* What is between two braces. */
struct merge_field {
	const char *whole;    /* as written, for messages */
	const char *root;     /* before the first full stop */
	const char *path;     /* behind it; NULL: none */
	const char *fallback; /* "" when there is none */
};

static struct merge_field read_field(struct arena *arena, const char *inside, size_t length)
{
	struct merge_field field = { .fallback = "" };
	char *text = arena_copy(arena, inside, length), *bar = strchr(text, '|');

	if (bar) {
		*bar = '\0';
		field.fallback = bar + 1;
	}
	text += strspn(text, " ");
	for (size_t end = strlen(text); end && text[end - 1] == ' ';)
		text[--end] = '\0';
	field.whole = arena_string(arena, text);
	char *dot = strchr(text, '.');
	if (dot)
		*dot = '\0';
	field.root = text;
	field.path = dot ? dot + 1 : NULL;
	return field;
}

static const struct record_type *const recipients[] = { &record_contact, &record_customer, &record_lead, NULL };

/* Whether the type has the path. */
static enum status check_path(struct store *store, const struct record_type *type, const char *path)
{
	struct arena arena = { 0 };
	struct merge *merge = NULL;
	enum status status = merge_parse(store, store_type(store, type), arena_printf(&arena, "{{%s}}", path), &arena, &merge);

	merge_release(merge);
	arena_free(&arena);
	return status;
}

static enum status unknown(struct store *store, const struct merge_field *field)
{
	return error_set(store->error, STATUS_USAGE, "{{%s}}: unknown field; write {{customer.name}}, {{contact.name}}, {{recipient.name}}, {{deal.amount}}, {{user.name}}, {{company.name}}, {{today}} or {{list}}",
	                 field->whole);
}

static enum status check_field(struct store *store, const struct merge_field *field)
{
	enum status status = STATUS_OK;

	if (!field->path)
		return strcmp(field->root, "today") == 0 || strcmp(field->root, "list") == 0 ? STATUS_OK : unknown(store, field);
	if (strchr(field->path, '{') || strchr(field->path, '}'))
		return unknown(store, field);
	if (strcmp(field->root, "company") == 0)
		return form_find(&section_company.form, field->path) ? STATUS_OK : unknown(store, field);
	if (strcmp(field->root, "recipient") == 0) {
		for (size_t i = 0; recipients[i]; i++)
			if (!(status = check_path(store, recipients[i], field->path)))
				return STATUS_OK;
		return status;
	}
	const struct record_type *type = record_by_name(field->root);
	return type && !type->internal ? check_path(store, type, field->path) : unknown(store, field);
}

/* The record of a type that one of the two at hand is, or refers to; 0 when neither does. */
static enum status find_root(const struct template_context *context, const struct record_type *type, struct arena *arena, int64_t *id)
{
	struct store *store = context->store;
	enum status status = STATUS_OK;

	*id = 0;
	if (type == &record_user)
		return *id = store->user, STATUS_OK;
	for (int at = 0; at < 2 && !*id; at++) {
		const struct record_type *hand = at ? context->recipient.type : context->about.type;
		if (hand == type)
			*id = at ? context->recipient.id : context->about.id;
	}
	for (int at = 0; at < 2 && !*id && !status; at++) {
		const struct record_type *hand = at ? context->about.type : context->recipient.type;
		struct record *record = NULL;
		if (hand)
			status = row_load(store, store_type(store, hand), at ? context->about.id : context->recipient.id, arena, &record);
		for (size_t i = 0; record && !*id && i < record->type->count; i++)
			if (record->type->fields[i]->kind == KIND_REF && record->type->fields[i]->target == type && strcmp(record->type->fields[i]->name, type->name) == 0)
				*id = record->values[i].integer;
	}
	return status;
}

static enum status of_record(const struct template_context *context, const struct record_type *type, int64_t id, const char *path, struct text *out)
{
	struct arena arena = { 0 };
	struct merge *merge = NULL;
	enum status status = merge_parse(context->store, store_type(context->store, type), arena_printf(&arena, "{{%s}}", path), &arena, &merge);

	if (!status)
		status = merge_text(context->store, merge, id, out);
	merge_release(merge);
	arena_free(&arena);
	return status;
}

static enum status value_of(const struct template_context *context, const struct merge_field *field, struct arena *arena, struct text *out)
{
	struct store *store = context->store;
	char day[DATE_SIZE];
	int64_t id;

	if (!field->path && strcmp(field->root, "today") == 0) {
		date_today(&store->conventions, day);
		text_add(out, day);
		return STATUS_OK;
	}
	if (!field->path)
		return text_add(out, context->list ? context->list : ""), STATUS_OK;
	if (strcmp(field->root, "company") == 0)
		return text_add(out, schema_company(store->schema, field->path)), STATUS_OK;
	if (strcmp(field->root, "recipient") == 0) {
		const struct record_type *type = context->recipient.type;
		/* A lead has no salutation, as a contact has. */
		return type && !check_path(store, type, field->path) ? of_record(context, type, context->recipient.id, field->path, out) : STATUS_OK;
	}
	const struct record_type *type = record_by_name(field->root);
	enum status status = find_root(context, type, arena, &id);
	return status || !id ? status : of_record(context, type, id, field->path, out);
}

static void add_escaped(struct text *out, const char *text, bool html)
{
	for (; *text; text++) {
		const char *entity = !html ? NULL : *text == '&' ? "&amp;" : *text == '<' ? "&lt;" : *text == '>' ? "&gt;" : *text == '"' ? "&quot;" : *text == '\n' ? "<br>\n" : NULL;
		if (entity)
			text_add(out, entity);
		else
			text_byte(out, *text);
	}
}

/* The message names the field as it is written, not the part of it that was looked up. */
static void name_whole(struct store *store, const struct merge_field *field, struct arena *arena)
{
	const char *remark = field->path ? error_about(store->error, arena_printf(arena, "{{%s}}", field->path)) : NULL;

	if (!remark && !(remark = error_about(store->error, arena_printf(arena, "{{%s}}", field->whole))))
		remark = error_sentence(store->error);
	error_set(store->error, STATUS_USAGE, "{{%s}}: %s", field->whole, arena_string(arena, remark));
}

/* Appends the text with its fields filled in; out NULL: they are only looked at. */
static enum status walk(struct store *store, const char *text, struct arena *arena, struct text *out, const struct template_context *context)
{
	enum status status = STATUS_OK;
	struct text value = { 0 };

	while (!status && *text) {
		const char *open = strstr(text, "{{"), *end = open ? strstr(open, "}}") : NULL;
		if (open && !end)
			status = error_set(store->error, STATUS_USAGE, "a {{ has no }}");
		if (out)
			text_append(out, text, end ? (size_t)(open - text) : strlen(text));
		if (!end)
			break;
		const struct merge_field field = read_field(arena, open + 2, (size_t)(end - open - 2));
		if (!status && (status = check_field(store, &field)))
			name_whole(store, &field, arena);
		text_clear(&value);
		if (!status && out)
			status = value_of(context, &field, arena, &value);
		if (!status && out)
			add_escaped(out, value.length ? value.data : field.fallback, context->html);
		text = end + 2;
	}
	text_free(&value);
	return status;
}

enum status template_merge(const struct template_context *context, const char *text, struct text *out)
{
	struct arena arena = { 0 };
	enum status status = walk(context->store, text, &arena, out, context);

	arena_free(&arena);
	return status;
}

enum status template_check_text(struct store *store, const char *text)
{
	struct arena arena = { 0 };
	enum status status = walk(store, text, &arena, NULL, NULL);

	arena_free(&arena);
	return status;
}
