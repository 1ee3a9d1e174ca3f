/* crm-template: preview, builtin, install. */
#include "service/template.h"

#include "base/utf8.h"
#include "cli/verbs.h"
#include "query/resolve.h"
#include "service/mail.h"
#include "store/save.h"
#include <stdio.h>
#include <string.h>

/* The record that NAME=REF among the operands names; *type stays NULL without one. */
static enum status named(struct session *session, const char *name, const struct record_type **type, int64_t *id)
{
	size_t length = strlen(name);

	for (size_t i = 1; i < session->operand_count; i++) {
		const char *word = session->operands[i];
		struct reference reference;
		if (strncmp(word, name, length) != 0 || word[length] != '=')
			continue;
		enum status status = STATUS_OK;
		if (reference_like(word + length + 1)) {
			status = reference_parse(word + length + 1, &reference, &session->error);
			*type = status ? NULL : reference.type;
			return status ? status : store_find(session->store, &reference, id);
		}
		return resolve_any(session->store, word + length + 1, type, id);
	}
	return STATUS_OK;
}

static enum status preview(struct session *session, void *options)
{
	struct store *store = session->store;
	struct template_context context = { .store = store };
	struct template_text template;
	struct text subject = { 0 }, body = { 0 }, list = { 0 };
	const char *language = NULL;
	enum status status = STATUS_OK;

	(void)options;
	if (!session->operand_count)
		return error_set(&session->error, STATUS_USAGE, "name a template and a record to fill it in from: crm-template preview offer for=p7");
	for (size_t i = 1; i < session->operand_count; i++)
		if (strncmp(session->operands[i], "for=", 4) != 0 && strncmp(session->operands[i], "about=", 6) != 0)
			return error_set(&session->error, STATUS_USAGE, "'%s': write crm-template preview offer for=p7 about=d2", session->operands[i]);
	status = store_acting(store);
	if (!status)
		status = named(session, "about", &context.about.type, &context.about.id);
	if (!status)
		status = named(session, "for", &context.recipient.type, &context.recipient.id);
	if (!status && context.recipient.type && !context.about.type) {
		context.about.type = context.recipient.type;
		context.about.id = context.recipient.id;
	}
	if (!status && (context.recipient.type || context.about.type))
		status = mail_recipient(store, context.recipient.type ? context.recipient.type : context.about.type, context.recipient.type ? context.recipient.id : context.about.id,
		                        &context.recipient.type, &context.recipient.id);
	if (!status)
		status = template_language(store, context.recipient.type, context.recipient.id, &language);
	if (!status)
		status = template_find(store, session->operands[0], language, &session->arena, &template);
	if (!status && context.about.type && context.about.type != context.recipient.type)
		status = mail_list_line(store, context.about.type, context.about.id, &list);
	context.list = text_string(&list);
	if (!status)
		status = template_merge(&context, template.subject, &subject);
	context.html = !status && strcmp(template.format, "html") == 0;
	if (!status)
		status = template_merge(&context, template.body, &body);
	if (!status)
		printf("Subject: %s\n\n%s%s", text_string(&subject), text_string(&body), body.length && body.data[body.length - 1] == '\n' ? "" : "\n");
	text_free(&subject);
	text_free(&body);
	text_free(&list);
	return status;
}

static enum status list_built_in(struct session *session, void *options)
{
	static const struct out_column columns[] = { { "name", "Name", OUT_STRING }, { "language", "Language", OUT_STRING }, { "purpose", "Purpose", OUT_STRING },
		                                     { "folder", "Folder", OUT_STRING }, { "subject", "Subject", OUT_STRING } };
	struct out_options out_options;

	(void)options;
	out_options_of(session, &out_options);
	struct out *out = out_open(&out_options, columns, sizeof columns / sizeof *columns);
	for (const struct template_text *at = built_in_templates; at->name; at++)
		out_row(out, (struct out_cell[]){ { at->name, strlen(at->name) }, { at->language, strlen(at->language) }, { at->purpose, strlen(at->purpose) },
		                                  { at->folder, strlen(at->folder) }, { at->subject, strlen(at->subject) } });
	return session_close_out(session, out, STATUS_OK);
}

static bool is_wanted(const struct session *session, const char *name)
{
	for (size_t i = 0; i < session->operand_count; i++)
		if (strcmp(session->operands[i], name) == 0)
			return true;
	return !session->operand_count;
}

/* One that is there already, perhaps changed, stays. */
static enum status install_one(struct session *session, const struct template_text *text, struct targets *touched)
{
	struct record *record = record_new(&session->arena, session->type);
	int64_t there = 0;
	enum status status = db_one(session->store->db, &there, "select id from template where name = %s and language = %s", text->name, text->language);

	if (status || there)
		return status;
	const char *const fields[] = { "name", "folder", "purpose", "language", "subject", "body", "format" };
	const char *const values[] = { text->name, text->folder, text->purpose, text->language, text->subject, text->body, text->format };
	for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
		*record_value(record, fields[i]) = value_text(values[i]);
	status = save_add(session->store, record, &session->arena);
	if (!status)
		targets_add(session, touched, session->type->record, record->id);
	return status;
}

static enum status install(struct session *session, void *options)
{
	struct targets touched = { 0 };
	enum status status = STATUS_OK;

	(void)options;
	for (size_t i = 0; i < session->operand_count; i++) {
		const struct template_text *at = built_in_templates;
		while (at->name && strcmp(at->name, session->operands[i]) != 0)
			at++;
		if (at->name)
			continue;
		const char *nearest = error_nearest_row(session->operands[i], built_in_templates, sizeof *built_in_templates);
		return error_set(&session->error, STATUS_REFUSED, nearest ? "there is no built-in template called '%s'; did you mean '%s'?" : "there is no built-in template called '%s'; crm-template builtin lists them",
		                 session->operands[i], nearest);
	}
	if ((status = writer_begin(session)))
		return status;
	for (const struct template_text *at = built_in_templates; !status && at->name; at++)
		if (is_wanted(session, at->name))
			status = install_one(session, at, &touched);
	return writer_end(session, status, &touched);
}

static const struct verb preview_verb = {
	.name = "preview", .synopsis = "NAME [for=REF] [about=REF]", .help = "print a template with its fields filled in",
	.access = ACCESS_READ, .operands = OPERANDS_WORDS, .run = preview,
};

static const struct verb built_in_verb = {
	.name = "builtin", .synopsis = "", .help = "list the templates that every database has",
	.access = ACCESS_READ, .operands = OPERANDS_NONE, .options = output_groups, .options_size = sizeof(struct output_options), .run = list_built_in,
};

static const struct verb install_verb = {
	.name = "install", .synopsis = "[NAME…]", .help = "copy built-in templates into the database, to be changed there",
	.access = ACCESS_WRITE, .operands = OPERANDS_WORDS, .options = write_groups, .options_size = sizeof(struct write_options), .run = install,
};

const struct verb *const template_verbs[] = { &preview_verb, &built_in_verb, &install_verb, NULL };
