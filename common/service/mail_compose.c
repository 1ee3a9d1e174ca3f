#include "service/mail_compose.h"

#include "base/date.h"
#include "io/mime_read.h"
#include "io/mime_write.h"
#include "selling/sections.h"
#include "service/may_contact.h"
#include "service/service.h"
#include "store/content_file.h"
#include "store/rule.h"
#include <string.h>

enum status mail_sender(struct store *store, const struct record *mail, struct arena *arena, const char **address, const char **name)
{
	struct record *owner = NULL;
	const char *own = record_text(mail, "sender");
	enum status status = rule_load(store, &record_user, record_integer(mail, "owner"), arena, &owner);

	*address = owner ? record_text(owner, "email") : "";
	*name = owner ? record_text(owner, "name") : "";
	if (*own && strcmp(own, *address) != 0) {
		*address = own;
		*name = strcmp(own, schema_company(store->schema, "email")) == 0 ? schema_company(store->schema, "name") : "";
	} else if (!**address) {
		*address = schema_company(store->schema, "email");
		*name = schema_company(store->schema, "name");
	}
	if (!status && !**address)
		status = error_set(store->error, STATUS_REFUSED, "there is no address that it could be from: give u%lld an e-mail address (crm-user set u%lld email=…), or the company in the schema",
		                   (long long)record_integer(mail, "owner"), (long long)record_integer(mail, "owner"));
	return status;
}

const char *mail_message_id(struct store *store, const struct record *mail, const char *sender, struct arena *arena)
{
	const char *uuid = schema_value(store->schema, "uuid"), *domain = strrchr(sender, '@'), *made = record_text(mail, "created_at");
	char stamp[TIMESTAMP_SIZE] = "";
	size_t length = 0;

	if (*record_text(mail, "message_id"))
		return record_text(mail, "message_id");
	for (; *made && length < sizeof stamp - 1; made++)
		if (*made != '-' && *made != ':')
			stamp[length++] = *made;
	return arena_printf(arena, "m%lld.%s.%.13s@%s", (long long)mail->id, stamp, uuid ? uuid : "crm", domain ? domain + 1 : "localhost");
}

static enum status signature_of(struct store *store, const struct record *mail, struct arena *arena, const char **out)
{
	struct record *owner = NULL;
	enum status status = rule_load(store, &record_user, record_integer(mail, "owner"), arena, &owner);

	*out = owner ? record_text(owner, "signature") : "";
	return status;
}

static void add_html(struct text *out, const char *text)
{
	for (; *text; text++) {
		if (*text == '&')
			text_add(out, "&amp;");
		else if (*text == '<')
			text_add(out, "&lt;");
		else if (*text == '\n')
			text_add(out, "<br>\n");
		else
			text_byte(out, *text);
	}
}

/* Text, and with it HTML where the mail is that. */
static void compose_text(struct mime_mail *out, const struct record *mail, const char *signature, struct arena *arena)
{
	const char *body = record_text(mail, "body");
	bool html = strcmp(record_text(mail, "format"), "html") == 0;
	struct text text = { 0 }, rich = { 0 };

	if (html)
		mime_html_text(&text, body, strlen(body));
	else
		text_add(&text, body);
	if (*signature)
		text_printf(&text, "%s-- \n%s\n", text.length && text.data[text.length - 1] != '\n' ? "\n" : "", signature);
	if (html)
		text_add(&rich, body);
	if (html && *signature) {
		text_add(&rich, "\n<p>-- <br>\n");
		add_html(&rich, signature);
		text_add(&rich, "</p>\n");
	}
	out->text = arena_string(arena, text_string(&text));
	out->html = arena_string(arena, text_string(&rich));
	text_free(&text);
	text_free(&rich);
}

static enum status attach(struct store *store, const struct record *mail, struct arena *arena, struct mime_mail *out)
{
	const char *links = record_text(mail, "attachments");
	struct mime_attachment *attachments = NULL;
	enum status status = STATUS_OK;
	char role[40];
	int64_t id;

	while (!status && row_next_link(&links, &id, role)) {
		struct record *file = NULL;
		struct text path = { 0 };
		status = rule_load(store, &record_file, id, arena, &file);
		if (status || !file)
			continue;
		content_path(&path, store->path, record_text(file, "sha256"));
		if ((status = content_verify(path.data, record_text(file, "sha256"), NULL, store->error)))
			error_prefix(store->error, "f%lld: ", (long long)id);
		attachments = array_grow(arena, attachments, out->attachment_count, sizeof *attachments);
		attachments[out->attachment_count++] = (struct mime_attachment){ record_text(file, "name"), record_text(file, "media_type"), text_take(&path, arena) };
	}
	out->attachments = attachments;
	return status;
}

enum status mail_compose(struct store *store, const struct record *mail, const struct mail_variant *variant, struct arena *arena, FILE *file)
{
	const char *sender = "", *name = "", *signature = "";
	const char *sent = record_text(mail, "sent_at");
	struct mime_mail out = { .html = "", .calendar = record_text(mail, "calendar"), .list_unsubscribe = "" };
	enum status status = STATUS_OK;

	if (strcmp(record_text(mail, "direction"), "in") == 0)
		sender = record_text(mail, "sender");
	else
		status = mail_sender(store, mail, arena, &sender, &name);
	if (status == STATUS_REFUSED && variant->bare) /* a draft of somebody who has no address yet */
		status = STATUS_OK;
	if (!status && !variant->bare)
		status = signature_of(store, mail, arena, &signature);
	if (status)
		return status;
	out.sender = sender;
	out.sender_name = name;
	out.to = variant->to ? variant->to : record_text(mail, "to");
	out.cc = variant->to ? "" : record_text(mail, "cc");
	out.bcc = variant->to || variant->bare ? "" : record_text(mail, "bcc");
	out.subject = record_text(mail, "subject");
	out.message_id = record_text(mail, "message_id");
	out.in_reply_to = record_text(mail, "in_reply_to");
	out.references = record_text(mail, "thread");
	out.date = *sent ? timestamp_seconds(sent) : store->conventions.now;
	out.automatic = record_integer(mail, "automatic");
	if (!variant->bare && contact_is_marketing(record_text(mail, "purpose")))
		out.list_unsubscribe = arena_printf(arena, "<mailto:%s?subject=unsubscribe%%20m%lld>", sender, (long long)mail->id);
	compose_text(&out, mail, signature, arena);
	status = attach(store, mail, arena, &out);
	return status ? status : mime_write(&out, file, store->error);
}
