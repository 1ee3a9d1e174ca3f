/* A mail that is made from a template: its subject, body, purpose and format. */
#include "service/mail.h"

#include "query/assign.h"
#include "query/resolve.h"
#include "record/schema.h"
#include "service/template.h"
#include "store/rule.h"
#include <string.h>

/* Appends what a field of the record says, after a separator; nothing where the type has no such field, or it is empty. */
static enum status add_part(struct store *store, const struct type *type, int64_t id, const char *field, const char *before, struct arena *arena, struct text *out)
{
	struct text value = { 0 };
	struct merge *merge = NULL;
	enum status status = STATUS_OK;

	if (!type_field(type, field, NULL))
		return STATUS_OK;
	status = merge_parse(store, type, arena_printf(arena, "{{%s}}", field), arena, &merge);
	if (!status)
		status = merge_text(store, merge, id, &value);
	if (!status && value.length)
		text_printf(out, "%s%s", before, value.data);
	merge_release(merge);
	text_free(&value);
	return status;
}

enum status mail_list_line(struct store *store, const struct record_type *record, int64_t id, struct text *out)
{
	static const char *const names[] = { "number", "subject", NULL }, *const amounts[] = { "balance", "total", "amount", NULL };
	const struct type *type = store_type(store, record);
	struct arena arena = { 0 };
	size_t start = out->length;
	enum status status = STATUS_OK;

	for (size_t i = 0; !status && names[i]; i++)
		status = add_part(store, type, id, names[i], out->length > start ? " " : "", &arena, out);
	if (!status && out->length == start)
		status = resolve_title(store, record, id, out);
	size_t named = out->length;
	for (size_t i = 0; !status && out->length == named && amounts[i]; i++)
		status = add_part(store, type, id, amounts[i], "  ", &arena, out);
	if (!status && out->length > named)
		status = add_part(store, type, id, "currency", " ", &arena, out);
	if (!status)
		status = add_part(store, type, id, "due_on", "  ", &arena, out);
	arena_free(&arena);
	return status;
}

static enum status merge_into(const struct template_context *context, struct record *mail, const char *field, const char *text, struct arena *arena)
{
	struct text out = { 0 };

	if (!rule_open(mail, field))
		return STATUS_OK;
	enum status status = template_merge(context, text, &out);
	/* A name may have been entered on two lines, and a subject has one. */
	for (size_t i = 0; strcmp(field, "subject") == 0 && i < out.length; i++)
		if ((unsigned char)out.data[i] < ' ')
			out.data[i] = ' ';
	if (!status)
		*record_value(mail, field) = value_text(arena_string(arena, text_string(&out)));
	text_free(&out);
	return status;
}

enum status mail_fill_in(struct store *store, struct record *mail, const char *list, struct arena *arena)
{
	struct template_context context = { .store = store, .list = list };
	struct template_text template;
	struct text line = { 0 };
	const char *language;

	context.recipient.type = anyref_unpack(record_integer(mail, "recipient"), &context.recipient.id);
	context.about.type = anyref_unpack(record_integer(mail, "about"), &context.about.id);
	enum status status = template_language(store, context.recipient.type, context.recipient.id, &language);
	if (!status)
		status = template_find(store, record_text(mail, "template"), language, arena, &template);
	if (!status && !list && context.about.type && strstr(template.body, "{{list}}")) {
		status = mail_list_line(store, context.about.type, context.about.id, &line);
		context.list = text_string(&line);
	}
	if (!status)
		status = merge_into(&context, mail, "subject", template.subject, arena);
	context.html = !status && strcmp(template.format, "html") == 0;
	if (!status)
		status = merge_into(&context, mail, "body", template.body, arena);
	if (!status && rule_open(mail, "purpose") && *template.purpose && strcmp(template.purpose, "none") != 0)
		*record_value(mail, "purpose") = value_text(template.purpose);
	if (!status && rule_open(mail, "format") && *template.format)
		*record_value(mail, "format") = value_text(template.format);
	text_free(&line);
	return status;
}

enum status mail_initial(struct store *store, struct record *mail, struct arena *arena)
{
	enum status status = mail_complete(store, mail, arena);

	return status || !*record_text(mail, "template") || strcmp(record_text(mail, "direction"), "in") == 0 ? status : mail_fill_in(store, mail, NULL, arena);
}
