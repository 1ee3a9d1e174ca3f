/* Mail and tickets: an answer becomes a comment, which ends waiting; what is sent may be the first response. */
#include "service/mail.h"

#include "service/ticket_response.h"
#include "store/rule.h"
#include "store/save.h"
#include <stdlib.h>
#include <string.h>

enum status mail_named_ticket(struct store *store, const char *subject, int64_t *id)
{
	enum status status = STATUS_OK;

	*id = 0;
	for (const char *at = subject; !status && !*id && (at = strstr(at, "[tk")); at++) {
		size_t digits = strspn(at + 3, "0123456789");
		bool there = false;
		if (!digits || digits > REFERENCE_DIGITS || at[3 + digits] != ']' || at[3] == '0')
			continue;
		int64_t named = strtoll(at + 3, NULL, 10);
		status = row_exists(store, &record_ticket, named, &there);
		*id = there ? named : 0;
	}
	return status;
}

/* The customer has answered: nobody waits for him any more. */
static enum status end_waiting(struct store *store, int64_t id, struct arena *arena)
{
	struct record *old = NULL;
	enum status status = rule_load(store, &record_ticket, id, arena, &old);

	if (status || !old || strcmp(record_text(old, "status"), "waiting") != 0)
		return status;
	struct record *ticket = record_copy(arena, old);
	*record_value(ticket, "status") = value_text("in-progress");
	return save_set(store, old, ticket, arena);
}

enum status mail_to_ticket(struct store *store, const struct record *mail, struct arena *arena)
{
	int64_t ticket, person;
	const struct record_type *type = anyref_unpack(record_integer(mail, "recipient"), &person);
	const char *body = *record_text(mail, "body") ? record_text(mail, "body") : record_text(mail, "subject");

	if (anyref_unpack(record_integer(mail, "about"), &ticket) != &record_ticket || record_integer(mail, "automatic"))
		return STATUS_OK;
	struct record *comment = record_new(arena, store_type(store, &record_comment));
	*record_value(comment, "parent") = value_integer(ticket);
	*record_value(comment, "text") = value_text(type ? body : arena_printf(arena, "%s:\n%s", record_text(mail, "sender"), body));
	*record_value(comment, "at") = *record_value(mail, "sent_at");
	if (type == &record_contact)
		*record_value(comment, "contact") = value_integer(person);
	enum status status = save_add(store, comment, arena);
	return status ? status : end_waiting(store, ticket, arena);
}

enum status mail_open_ticket(struct store *store, const char *subject, const char *text, const struct record_type *type, int64_t person, struct arena *arena, int64_t *id)
{
	struct record *ticket = record_new(arena, store_type(store, &record_ticket)), *contact = NULL;
	enum status status = type == &record_contact ? rule_load(store, type, person, arena, &contact) : STATUS_OK;

	*record_value(ticket, "title") = value_text(*subject ? subject : "(no subject)");
	*record_value(ticket, "description") = value_text(text);
	*record_value(ticket, "channel") = value_text("email");
	if (contact) {
		*record_value(ticket, "contact") = value_integer(person);
		*record_value(ticket, "customer") = *record_value(contact, "customer");
	}
	if (type == &record_customer)
		*record_value(ticket, "customer") = value_integer(person);
	if (!status)
		status = save_add(store, ticket, arena);
	*id = ticket->id;
	return status;
}

enum status mail_acknowledge(struct store *store, const struct record *mail, struct arena *arena)
{
	struct record *answer = record_new(arena, store_type(store, &record_mail));

	answer->given = arena_alloc(arena, answer->type->count * sizeof *answer->given);
	*record_value(answer, "template") = value_text("received");
	*record_value(answer, "answers") = value_integer(mail->id);
	*record_value(answer, "status") = value_text("queued");
	*record_value(answer, "automatic") = value_integer(1);
	return save_add(store, answer, arena);
}

/* By the number in its subject, an answer finds its ticket whatever mail program it came through. */
void mail_tag_subject(struct record *mail, struct arena *arena)
{
	int64_t ticket;
	const char *subject = record_text(mail, "subject");

	if (anyref_unpack(record_integer(mail, "about"), &ticket) != &record_ticket || !*subject || strcmp(record_text(mail, "direction"), "in") == 0)
		return;
	const char *tag = arena_printf(arena, "[tk%lld]", (long long)ticket);
	if (!strstr(subject, tag))
		*record_value(mail, "subject") = value_text(arena_printf(arena, "%s %s", subject, tag));
}

enum status mail_after(struct store *store, const struct record *old, const struct record *mail, struct arena *arena)
{
	int64_t ticket;

	if (!mail || strcmp(record_text(mail, "status"), "sent") != 0 || (old && !rule_changed(old, mail, "status")) || record_integer(mail, "automatic") ||
	    anyref_unpack(record_integer(mail, "about"), &ticket) != &record_ticket)
		return STATUS_OK;
	return ticket_responded(store, ticket, record_text(mail, "sent_at"), arena);
}
