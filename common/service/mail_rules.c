/* The rule of mail: headers are headers, and what has left the house stays as it was. */
#include "service/mail.h"

#include "store/check.h"
#include "store/rule.h"
#include <string.h>

/* Fields that become headers: each is one line. */
static const char *const headers[] = { "subject", "to", "cc", "bcc", "sender", "message_id", "in_reply_to", "thread", "template", NULL };
static const char *const lists[] = { "to", "cc", "bcc", "sender", NULL };
/* What a mail says, which stays once it was sent. */
static const char *const content[] = { "subject", "body", "to", "cc", "bcc", "sender", "channel", "purpose", "format", "attachments", "calendar", "answers", NULL };

static bool is_draft(const struct record *mail)
{
	return !*record_text(mail, "status") || strcmp(record_text(mail, "status"), "draft") == 0;
}

static bool has_control(const char *text)
{
	for (const unsigned char *p = (const unsigned char *)text; *p; p++)
		if (*p < ' ' || *p == 0x7f)
			return true;
	return false;
}

static enum status check_headers(struct store *store, const struct record *old, struct record *mail, struct arena *arena)
{
	bool outgoing = strcmp(record_text(mail, "direction"), "in") != 0;

	for (size_t i = 0; headers[i]; i++)
		if (rule_changed(old, mail, headers[i]) && has_control(record_text(mail, headers[i])))
			return error_set(store->error, STATUS_DATA, "%s: it has a line break or another control character, which a header of a mail cannot have", headers[i]);
	for (size_t i = 0; outgoing && lists[i]; i++) {
		struct text tidy = { 0 };
		if (!rule_changed(old, mail, lists[i]) || record_value(mail, lists[i])->type == VALUE_NULL)
			continue;
		enum status status = mail_addresses(record_text(mail, lists[i]), &tidy, store->error);
		if (!status)
			*record_value(mail, lists[i]) = value_text(arena_string(arena, text_string(&tidy)));
		text_free(&tidy);
		if (status)
			return error_prefix(store->error, "%s: ", lists[i]);
	}
	return STATUS_OK;
}

static enum status check_frozen(struct store *store, const struct record *old, const struct record *mail)
{
	const char *status = record_text(old, "status");

	if (strcmp(status, "draft") == 0 || !*status || strcmp(status, "failed") == 0)
		return STATUS_OK;
	for (size_t i = 0; content[i]; i++)
		if (rule_changed(old, mail, content[i]))
			return error_set(store->error, STATUS_REFUSED, "%s: the mail is %s, and what it says stays; copy it: crm-mail copy m%lld", content[i], status, (long long)mail->id);
	return STATUS_OK;
}

static enum status check_recipient(struct store *store, const struct record *old, const struct record *mail)
{
	int64_t id;
	const struct record_type *type = anyref_unpack(record_integer(mail, "recipient"), &id);

	if (!rule_changed(old, mail, "recipient") || record_value(mail, "recipient")->type == VALUE_NULL || type == &record_contact || type == &record_customer || type == &record_lead)
		return STATUS_OK;
	return error_set(store->error, STATUS_DATA, "recipient: a contact, customer or lead gets a mail, not a %s", type ? type->name : "record that is not there");
}

enum status mail_before(struct store *store, const struct record *old, struct record *mail, struct arena *arena)
{
	if (!mail)
		return STATUS_OK;
	enum status status = old ? check_frozen(store, old, mail) : mail_complete(store, mail, arena);
	if (!status && !old)
		mail_tag_subject(mail, arena);
	if (!status)
		status = check_recipient(store, old, mail);
	if (!status)
		status = check_headers(store, old, mail, arena);
	return status;
}

static enum status refuse(struct store *store, const struct record *mail, int64_t change)
{
	const char *status = record_text(mail, "status");

	if (is_draft(mail) || strcmp(status, "queued") == 0 || strcmp(status, "received") == 0)
		return STATUS_OK;
	return error_set(store->error, STATUS_REFUSED, "ch%lld cannot be undone: m%lld %s", (long long)change, (long long)mail->id,
	                 strcmp(status, "sent") == 0 ? "was sent, and has left the house" : "was handed over to be sent");
}

/* A change by which a mail left the house cannot be taken back. */
enum status mail_undone(struct store *store, const struct record *now, const struct record *then, int64_t change)
{
	return !then || strcmp(record_text(now, "status"), record_text(then, "status")) == 0 ? STATUS_OK : refuse(store, now, change);
}

enum status mail_conflict(struct store *store, const struct record *mail, int64_t change)
{
	return refuse(store, mail, change);
}

enum status mail_check(struct store *store, const struct record *mail, struct arena *arena, struct text *findings)
{
	enum status status = check_recipient(store, NULL, mail);

	return finding_refused(findings, status ? status : check_headers(store, NULL, record_copy(arena, mail), arena), store->error);
}
