#include "service/mail_filing.h"

#include "base/date.h"
#include "base/utf8.h"
#include "query/assign.h"
#include "service/file.h"
#include "service/icalendar.h"
#include "service/mail.h"
#include "store/rule.h"
#include "store/save.h"
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum {
	ID_LIMIT = 900, /* bytes of a Message-ID: a line of a header has 998 */
	LOOK_UPS = 50,  /* after which it is quicker to have read all addresses */
};

static enum status known_mail(struct store *store, const char *message_id, int64_t *id)
{
	return db_one(store->db, id, "select id from mail where message_id = %s", message_id);
}

/* A mail that has no usable Message-ID is known by its bytes. */
static const char *id_of(const struct mime_message *message, const char *raw, size_t length, struct arena *arena)
{
	struct sha256 sha256;
	char sum[SHA256_TEXT];
	size_t width = strcspn(message->message_id, " ");

	if (width && width <= ID_LIMIT)
		return arena_copy(arena, message->message_id, width);
	sha256_begin(&sha256);
	sha256_add(&sha256, raw, length);
	sha256_end(&sha256, sum);
	return arena_printf(arena, "%s@sha256.invalid", sum);
}

/* The newest mail of the thread that is known; 0 when none is. */
static enum status find_earlier(struct store *store, const struct mime_message *message, struct arena *arena, int64_t *id)
{
	const char *const chains[] = { message->in_reply_to, message->references };
	enum status status = STATUS_OK;

	*id = 0;
	for (size_t i = 0; !status && !*id && i < 2; i++)
		for (size_t end = strlen(chains[i]); !status && !*id && end;) {
			size_t begin = end;
			while (begin && chains[i][begin - 1] != ' ')
				begin--;
			status = known_mail(store, arena_copy(arena, chains[i] + begin, end - begin), id);
			end = begin ? begin - 1 : 0;
		}
	return status;
}

enum status filing_open(struct filing *filing)
{
	key_index_open(&filing->users);
	key_index_open(&filing->people);
	return key_index_load(&filing->users, filing->store, &record_user, KEY_EMAIL);
}

void filing_close(struct filing *filing)
{
	key_index_free(&filing->users);
	key_index_free(&filing->people);
}

static enum status find_address(struct filing *filing, const char *address, const struct record_type **type, int64_t *id)
{
	static const struct record_type *const types[] = { &record_contact, &record_customer, &record_lead };
	bool loads = ++filing->looked_up == LOOK_UPS;
	enum status status = STATUS_OK;

	for (size_t i = 0; loads && !status && i < sizeof types / sizeof *types; i++)
		status = key_index_load(&filing->people, filing->store, types[i], KEY_EMAIL);
	return status ? status : mail_person(filing->store, filing->looked_up >= LOOK_UPS ? &filing->people : NULL, address, type, id);
}

/* Of the addresses of a list the first one that somebody has. */
static enum status find_among(struct filing *filing, const char *list, struct arena *arena, const struct record_type **type, int64_t *id)
{
	enum status status = STATUS_OK;

	*type = NULL;
	while (!status && !*type && *(list += strspn(list, ", "))) {
		size_t length = strcspn(list, ",");
		status = find_address(filing, arena_copy(arena, list, length), type, id);
		list += length;
	}
	return status;
}

static enum status add_lead(struct filing *filing, const struct mime_message *message, struct arena *arena, const struct record_type **type, int64_t *id)
{
	struct store *store = filing->store;
	struct record *lead = record_new(arena, store_type(store, &record_lead));
	struct text address = { 0 };
	enum status status = mail_addresses(message->sender, &address, NULL);

	if (status) /* what is no address makes no lead */
		return text_free(&address), STATUS_OK;
	*record_value(lead, "name") = value_text(arena_string(arena, *message->sender_name ? message->sender_name : message->sender));
	*record_value(lead, "email") = value_text(arena_string(arena, text_string(&address)));
	text_free(&address);
	status = save_add(store, lead, arena);
	if (!status && filing->looked_up >= LOOK_UPS)
		key_index_record(&filing->people, store, lead);
	filing->leads++;
	*type = &record_lead;
	*id = lead->id;
	return status;
}

/* Content larger than the schema allows is left out, and counted. */
static enum status add_attachment(struct filing *filing, const struct mime_file *file, int64_t about, struct text *links, struct arena *arena)
{
	struct store *store = filing->store;
	struct content content = { 0 };
	struct text name = { 0 };
	struct record *record;

	if ((int64_t)file->length > file_size_limit(store->schema)) {
		filing->left_out++;
		return STATUS_OK;
	}
	file_tidy_name(&name, file->name, strlen(file->name));
	enum status status = content_stage_bytes(store->path, file->data, file->length, 0, &content, store->error);
	if (!status)
		status = file_record(store, arena_string(arena, text_string(&name)), &content, arena, &record);
	text_free(&name);
	content_discard(&content);
	if (status)
		return status;
	*record_value(record, "kind") = value_text("attachment");
	if (about)
		*record_value(record, "about") = value_integer(about);
	status = save_add(store, record, arena);
	if (!status && links->length)
		text_byte(links, ',');
	if (!status)
		reference_format(links, &record_file, record->id);
	return status;
}

static enum status set_field(struct store *store, const struct record_type *type, int64_t id, const char *word, struct arena *arena)
{
	struct record *old = NULL;
	struct assignment assignment;
	enum status status = rule_load(store, type, id, arena, &old);

	if (status || !old)
		return status;
	struct record *record = record_copy(arena, old);
	status = assign_parse(store, store_type(store, type), NULL, word, arena, &assignment);
	if (!status)
		status = assign_apply(store, &assignment, 1, record, 0, arena);
	return status ? status : save_set(store, old, record, arena);
}

/* A hard failure counts, and after the second one marketing mail stops (may_contact.h); a soft one may still arrive. */
static enum status take_failure(struct filing *filing, const struct mime_failure *failure, const char *day, struct arena *arena)
{
	struct store *store = filing->store;
	const struct record_type *type;
	struct record *old = NULL;
	int64_t id, mail = 0;
	enum status status = find_address(filing, failure->address, &type, &id);

	if (!status && failure->hard && type)
		status = rule_load(store, type, id, arena, &old);
	if (!status && old) {
		struct record *record = record_copy(arena, old);
		*record_value(record, "email_bounces") = value_integer(record_integer(old, "email_bounces") + 1);
		*record_value(record, "email_bounced_on") = value_text(day);
		filing->bounces++;
		status = save_set(store, old, record, arena);
	}
	if (!status && *failure->message_id)
		status = known_mail(store, failure->message_id, &mail);
	if (status || !mail)
		return status;
	struct record *sent = NULL;
	status = rule_load(store, &record_mail, mail, arena, &sent);
	if (status || !sent || strcmp(record_text(sent, "direction"), "out") != 0)
		return status;
	struct record *bounced = record_copy(arena, sent);
	*record_value(bounced, "reason") = value_text(arena_printf(arena, "not delivered to %s: %s", failure->address, failure->status));
	return save_set(store, sent, bounced, arena);
}

/* "unsubscribe m12", as List-Unsubscribe of that mail has it, from whoever got it: no more of that. */
static enum status take_unsubscription(struct store *store, const struct mime_message *message, const struct record_type *type, int64_t id, struct arena *arena)
{
	const char *number = strncmp(message->subject, "unsubscribe m", 13) == 0 ? message->subject + 13 : "";
	size_t digits = strspn(number, "0123456789");
	int64_t recipient = 0;

	if (!digits || digits > REFERENCE_DIGITS || number[digits] || !type)
		return STATUS_OK;
	enum status status = db_one(store->db, &recipient, "select recipient from mail where id = %jd", (int64_t)strtoll(number, NULL, 10));
	return status || recipient != anyref_pack(type, id) ? status : set_field(store, type, id, "declined+=email", arena);
}

static void set_headers(struct record *mail, const struct mime_message *message, const char *id, bool ours, struct arena *arena, struct store *store)
{
	char instant[TIMESTAMP_SIZE];

	timestamp_from_seconds(message->date > 0 ? message->date : store->conventions.now, instant);
	*record_value(mail, "subject") = value_text(*message->subject ? message->subject : "(no subject)");
	*record_value(mail, "body") = value_text(message->text);
	*record_value(mail, "sender") = value_text(message->sender);
	*record_value(mail, "to") = value_text(message->to);
	*record_value(mail, "cc") = value_text(message->cc);
	*record_value(mail, "message_id") = value_text(id);
	*record_value(mail, "in_reply_to") = value_text(message->in_reply_to);
	*record_value(mail, "thread") = value_text(message->references);
	*record_value(mail, "sent_at") = value_text(arena_string(arena, instant));
	*record_value(mail, "direction") = value_text(ours ? "out" : "in");
	*record_value(mail, "status") = value_text(ours ? "sent" : "received");
	*record_value(mail, "automatic") = value_integer(message->automatic);
}

static enum status find_person(struct filing *filing, const struct mime_message *message, bool ours, struct arena *arena, const struct record_type **type, int64_t *id)
{
	enum status status = ours ? find_among(filing, message->to, arena, type, id) : find_address(filing, message->sender, type, id);

	if (!status && ours && !*type)
		status = find_among(filing, message->cc, arena, type, id);
	if (!status && !*type && !ours && filing->new_leads && !message->automatic && *message->sender)
		status = add_lead(filing, message, arena, type, id);
	if (!status && !*type)
		filing->unknown++;
	return status;
}

/* What a mail that came is about, where that is a ticket: by the number in its subject, or because it opens one. */
static enum status find_ticket(struct filing *filing, const struct mime_message *message, const struct record *earlier, bool ours, const struct record_type *type, int64_t person,
                               struct record *mail, struct arena *arena, bool *opened)
{
	struct store *store = filing->store;
	int64_t ticket = 0;
	enum status status = mail_named_ticket(store, message->subject, &ticket);

	if (!status && !ticket && filing->new_tickets && !earlier && !ours && !message->automatic) {
		status = mail_open_ticket(store, message->subject, message->text, type, person, arena, &ticket);
		*opened = true;
	}
	if (!status && ticket)
		*record_value(mail, "about") = value_integer(anyref_pack(&record_ticket, ticket));
	return status;
}

static enum status file_new(struct filing *filing, const struct mime_message *message, const char *message_id, struct arena *arena, int64_t *id)
{
	struct store *store = filing->store;
	struct record *mail = record_new(arena, store_type(store, &record_mail)), *earlier = NULL;
	const struct record_type *type = NULL;
	struct text links = { 0 };
	int64_t person = 0, answered = 0;
	int64_t leads = filing->leads;
	bool ours = false, opened = false;
	enum status status = mail_is_ours(store, &filing->users, message->sender, &ours);

	if (!status)
		status = find_person(filing, message, ours, arena, &type, &person);
	if (!status)
		status = find_earlier(store, message, arena, &answered);
	if (!status)
		status = rule_load(store, &record_mail, answered, arena, &earlier);
	if (status)
		return status;
	set_headers(mail, message, message_id, ours, arena, store);
	if (type)
		*record_value(mail, "recipient") = value_integer(anyref_pack(type, person));
	if (earlier)
		*record_value(mail, "answers") = value_integer(answered);
	*record_value(mail, "about") = earlier ? *record_value(earlier, "about") : *record_value(mail, "recipient");
	status = find_ticket(filing, message, earlier, ours, type, person, mail, arena, &opened);
	for (size_t i = 0; !status && i < message->file_count; i++)
		status = add_attachment(filing, &message->files[i], record_integer(mail, "about"), &links, arena);
	if (!status)
		*record_value(mail, "attachments") = value_text(arena_string(arena, text_string(&links)));
	text_free(&links);
	if (!status)
		status = save_add(store, mail, arena);
	*id = mail->id;
	if (!status && !ours && !opened)
		status = mail_to_ticket(store, mail, arena);
	if (!status && (opened || filing->leads > leads))
		status = mail_acknowledge(store, mail, arena);
	return status || ours ? status : take_unsubscription(store, message, type, person, arena);
}

static void ignore_touched(void *context, const struct record_type *type, int64_t id)
{
	(void)context;
	(void)type;
	(void)id;
}

/* The answer to an invitation of ours, which names nobody but whom the mail is from: anybody may write that others accepted. */
static bool is_own_answer(const struct icalendar_file *calendar, const struct conventions *conventions, const char *sender)
{
	size_t attendees = 0;

	if (strcmp(calendar->method, "REPLY") != 0 || calendar->count != 1 || strcmp(calendar->components[0].name, "VEVENT") != 0)
		return false;
	for (size_t i = 0; i < calendar->components[0].count; i++) {
		const struct icalendar_property *property = &calendar->components[0].properties[i];
		if (strcmp(property->name, "ATTENDEE") != 0)
			continue;
		attendees++;
		if (strncasecmp(property->value, "mailto:", 7) != 0 || !key_same(conventions, KEY_EMAIL, property->value + 7, sender))
			return false;
	}
	return attendees == 1;
}

/* What cannot be read, or is of an event that nobody knows here, is a file of the mail and nothing else. */
static enum status take_answer(struct filing *filing, const struct mime_message *message, const struct mime_file *file, struct arena *arena)
{
	struct store *store = filing->store;
	struct icalendar_file calendar;
	size_t bad;

	if (strcmp(file->type, "text/calendar") != 0 || file->length > ICALENDAR_SIZE || !utf8_valid(file->data, file->length, &bad))
		return STATUS_OK;
	enum status status = icalendar_read(file->name, file->data, file->length, arena, &calendar, store->error);
	if (!status && is_own_answer(&calendar, &store->conventions, message->sender)) {
		status = icalendar_import(store, file->name, &calendar, arena, ignore_touched, NULL);
		filing->answers += !status;
	}
	return status == STATUS_DATA || status == STATUS_REFUSED ? error_silence(store->error, STATUS_OK) : status;
}

enum status mail_file(struct filing *filing, const struct mime_message *message, const char *raw, size_t length, struct arena *arena, enum filed *how, int64_t *id)
{
	const char *message_id = id_of(message, raw, length, arena);
	char day[DATE_SIZE];
	enum status status = known_mail(filing->store, message_id, id);

	*how = *id ? FILED_BEFORE : FILED_NEW;
	if (status || *id)
		return status;
	status = file_new(filing, message, message_id, arena, id);
	date_today(&filing->store->conventions, day);
	for (size_t i = 0; !status && i < message->failure_count; i++)
		status = take_failure(filing, &message->failures[i], arena_string(arena, day), arena);
	for (size_t i = 0; !status && i < message->file_count; i++)
		status = take_answer(filing, message, &message->files[i], arena);
	return status;
}
