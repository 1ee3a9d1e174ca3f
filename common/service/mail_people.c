/* Mail and people: who gets one, and who one is from. */
#include "service/mail.h"

#include "base/email.h"
#include "selling/sections.h"
#include "store/key.h"
#include "store/rule.h"
#include <string.h>

enum status mail_addresses(const char *list, struct text *out, struct error *error)
{
	size_t count = 0, start = out->length;
	enum status status = STATUS_OK;

	while (!status && *(list += strspn(list, ",; \t"))) {
		struct text one = { 0 };
		size_t length = strcspn(list, ",;");
		text_append(&one, list, length);
		if (++count > MAIL_ADDRESSES)
			status = error_set(error, STATUS_DATA, "more than %d addresses in one mail; write one mail for each recipient: crm-mail add -", MAIL_ADDRESSES);
		if (!status && out->length > start)
			text_add(out, ", ");
		if (!status)
			status = email_parse(text_string(&one), out, error);
		text_free(&one);
		list += length;
	}
	return status;
}

static bool is_person(const struct record_type *type)
{
	return type == &record_contact || type == &record_customer || type == &record_lead;
}

enum status mail_recipient(struct store *store, const struct record_type *type, int64_t id, const struct record_type **recipient, int64_t *recipient_id)
{
	static const char *const ways[] = { "contact", "contacts", "customer", "lead", NULL };
	struct arena arena = { 0 };
	struct record *record = NULL;
	enum status status = STATUS_OK;
	size_t index;

	*recipient = is_person(type) ? type : NULL;
	*recipient_id = id;
	if (!*recipient)
		status = row_load(store, store_type(store, type), id, &arena, &record);
	for (size_t i = 0; record && !*recipient && ways[i]; i++) {
		const struct field *field = type_field(record->type, ways[i], &index);
		const struct value *value = field ? &record->values[index] : NULL;
		const char *links = value && value->type == VALUE_TEXT ? value->text : "";
		char role[40];
		if (!field || !is_person(field->target) || value->type == VALUE_NULL)
			continue;
		if (field->kind == KIND_REF)
			*recipient_id = value->integer;
		else if (field->kind != KIND_REFS || !row_next_link(&links, recipient_id, role))
			continue;
		*recipient = field->target;
	}
	arena_free(&arena);
	return status;
}

enum status mail_address_of(struct store *store, const struct record_type *type, int64_t id, struct arena *arena, const char **out)
{
	struct record *record;
	struct statement *statement;
	enum status status = row_load(store, store_type(store, type), id, arena, &record);

	*out = "";
	if (status || !record)
		return status;
	*out = record_text(record, "email");
	if (!**out && type == &record_contact)
		*out = record_text(record, "email2");
	if (**out || type != &record_customer)
		return STATUS_OK;
	status = db_ask(store->db, &statement, "select email from contact where customer = %jd and email is not null and coalesce(archived, 0) = 0 order by id limit 1", id);
	if (db_next(statement, &status) && db_text(statement, 0))
		*out = arena_string(arena, db_text(statement, 0));
	db_done(statement);
	return status;
}

enum status mail_person(struct store *store, const struct key_index *index, const char *address, const struct record_type **type, int64_t *id)
{
	static const struct record_type *const types[] = { &record_contact, &record_customer, &record_lead, NULL };
	struct arena arena = { 0 };
	struct key_found *found = NULL;
	size_t count = 0;
	enum status status = *address ? key_find(store, index, types, KEY_EMAIL, address, &arena, &found, &count) : STATUS_OK;

	*type = NULL;
	for (size_t t = 0; !*type && types[t]; t++)
		for (size_t i = 0; i < count && !*type; i++)
			if (found[i].record == types[t]) {
				*type = found[i].record;
				*id = found[i].id;
			}
	arena_free(&arena);
	return status;
}

enum status mail_is_ours(struct store *store, const struct key_index *index, const char *address, bool *ours)
{
	static const struct record_type *const types[] = { &record_user, NULL };
	struct arena arena = { 0 };
	struct key_found *found;
	size_t count = 0;

	*ours = key_same(&store->conventions, KEY_EMAIL, address, schema_company(store->schema, "email"));
	enum status status = *ours || !*address ? STATUS_OK : key_find(store, index, types, KEY_EMAIL, address, &arena, &found, &count);
	*ours |= count > 0;
	arena_free(&arena);
	return status;
}

/* Message-IDs of the thread of a mail and of itself. */
static void follow_thread(const struct record *earlier, struct record *mail, struct arena *arena)
{
	const char *id = record_text(earlier, "message_id"), *thread = record_text(earlier, "thread");

	if (!*id)
		return;
	*record_value(mail, "in_reply_to") = value_text(id);
	*record_value(mail, "thread") = value_text(arena_printf(arena, "%s%s%s", thread, *thread ? " " : "", id));
}

/* to=p7 names the recipient, whose address follows. */
static enum status take_reference(struct store *store, struct record *mail)
{
	struct value *to = record_value(mail, "to");
	struct reference reference;
	int64_t id;
	enum status status = reference_parse(to->text, &reference, store->error);

	if (!status)
		status = store_find(store, &reference, &id);
	if (status)
		return error_prefix(store->error, "to: ");
	*record_value(mail, "recipient") = value_integer(anyref_pack(reference.type, id));
	*to = (struct value){ 0 };
	return STATUS_OK;
}

enum status mail_complete(struct store *store, struct record *mail, struct arena *arena)
{
	struct value *recipient = record_value(mail, "recipient"), *to = record_value(mail, "to"), *about = record_value(mail, "about");
	const struct record_type *type = NULL;
	struct record *earlier = NULL;
	const char *address;
	int64_t id;
	enum status status = rule_load(store, &record_mail, record_integer(mail, "answers"), arena, &earlier);

	if (!status && to->type == VALUE_TEXT && reference_like(to->text))
		status = take_reference(store, mail);

	if (status || strcmp(record_text(mail, "direction"), "in") == 0)
		return status;
	if (earlier && record_value(mail, "in_reply_to")->type == VALUE_NULL)
		follow_thread(earlier, mail, arena);
	if (earlier && recipient->type == VALUE_NULL && to->type == VALUE_NULL) {
		*recipient = *record_value(earlier, "recipient");
		*to = *record_value(earlier, strcmp(record_text(earlier, "direction"), "in") == 0 ? "sender" : "to");
	}
	if (earlier && about->type == VALUE_NULL)
		*about = *record_value(earlier, "about");
	if (recipient->type == VALUE_NULL && to->type == VALUE_TEXT)
		status = mail_person(store, NULL, to->text, &type, &id);
	else if (recipient->type == VALUE_NULL && about->type == VALUE_INTEGER && (type = anyref_unpack(about->integer, &id)))
		status = mail_recipient(store, type, id, &type, &id);
	if (!status && type)
		*recipient = value_integer(anyref_pack(type, id));
	if (status || to->type != VALUE_NULL || recipient->type != VALUE_INTEGER || !(type = anyref_unpack(recipient->integer, &id)))
		return status;
	if (!is_person(type))
		return STATUS_OK;
	status = mail_address_of(store, type, id, arena, &address);
	if (!status && *address)
		*to = value_text(address);
	return status;
}
