#include "people/convert.h"

#include "base/sentence.h"
#include "people/convert_fields.h"
#include "people/people.h"
#include "query/resolve.h"
#include "store/dependents.h"
#include "store/private.h"
#include "store/save.h"
#include "store/merge_values.h"
#include <string.h>

enum { REPORT_LIMIT = 5 };

struct converting {
	struct store *store;
	const struct conversion *conversion;
	const struct record *lead;
	bool person;             /* there is no company */
	struct converted *out;
	struct arena *arena;
};

/* True when one of the lead's numbers or its e-mail address is one of the record's. */
static bool is_reached_alike(const struct converting *converting, const struct record *record)
{
	static const char *const own[] = { "phone", "mobile" }, *const theirs[] = { "phone", "phone2", "mobile", "home_phone" };
	const struct conventions *conventions = &converting->store->conventions;
	const struct record *lead = converting->lead;

	if (key_same(conventions, KEY_EMAIL, record_text(lead, "email"), record_text(record, "email")))
		return true;
	for (size_t i = 0; i < sizeof own / sizeof *own; i++)
		for (size_t k = 0; k < sizeof theirs / sizeof *theirs; k++)
			if (type_field(record->type, theirs[k], NULL) && key_same(conventions, KEY_PHONE, record_text(lead, own[i]), record_text(record, theirs[k])))
				return true;
	return false;
}

static enum status refuse_close(struct converting *converting, const char *name, const struct key_found *found, size_t count)
{
	struct text list = { 0 };

	for (size_t i = 0; i < count && i < REPORT_LIMIT; i++) {
		text_printf(&list, "%sc%lld ", i ? ", " : "", (long long)found[i].id);
		resolve_title(converting->store, &record_customer, found[i].id, &list);
	}
	sentence_more(&list, count > REPORT_LIMIT ? count - REPORT_LIMIT : 0);
	error_set(converting->store->error, STATUS_REFUSED, "撞单: '%s' is similar to %s; use --customer=c%lld, or --new-customer", name,
	          text_string(&list), (long long)found[0].id);
	text_free(&list);
	return STATUS_REFUSED;
}

/* A company is the one customer of exactly its name; a person besides must be reached alike. *id is 0 when a new customer is to be made, which no other
 * spelling of a name that is there may be. */
static enum status find_customer(struct converting *converting, int64_t *id)
{
	static const struct record_type *const customers[] = { &record_customer, NULL };
	const char *name = record_text(converting->lead, converting->person ? "name" : "company");
	struct store *store = converting->store;
	struct key_found *found, *alike;
	size_t count, alike_count, exact = 0, chosen = 0;

	*id = converting->conversion->customer;
	if (*id || converting->conversion->new_customer)
		return STATUS_OK;
	enum status status = key_find(store, NULL, customers, KEY_COMPANY, name, converting->arena, &alike, &alike_count);
	if (status || !alike_count)
		return status;
	status = key_find(store, NULL, customers, KEY_NAME | KEY_ALIAS, name, converting->arena, &found, &count);
	for (size_t i = 0; !status && i < count; i++) {
		struct record *customer = NULL;
		if (converting->person)
			status = row_load(store, store_type(store, &record_customer), found[i].id, converting->arena, &customer);
		if (status || (converting->person && (!customer || !is_reached_alike(converting, customer))))
			continue;
		exact++;
		chosen = i;
	}
	if (status)
		return status;
	if (exact != 1)
		return refuse_close(converting, name, alike, alike_count);
	*id = found[chosen].id;
	return STATUS_OK;
}

/* Writes a record that is new (old NULL) or was there. */
static enum status save(struct converting *converting, const struct record *old, struct record *record)
{
	return old ? save_set(converting->store, old, record, converting->arena) : save_add(converting->store, record, converting->arena);
}

/* The record of that id and its copy to write on; for id 0 no old one and a new one. */
static enum status open_record(struct converting *converting, const struct record_type *type, int64_t id, struct record **old,
                               struct record **record)
{
	struct store *store = converting->store;
	enum status status = STATUS_OK;

	*old = NULL;
	if (!id) {
		*record = record_new(converting->arena, store_type(store, type));
		return STATUS_OK;
	}
	status = row_load(store, store_type(store, type), id, converting->arena, old);
	if (!status && !*old)
		status = store_missing(store, type, id);
	if (!status)
		*record = record_copy(converting->arena, *old);
	return status;
}

static enum status apply(struct converting *converting, const struct assignment *fields, size_t count, struct record *record)
{
	enum status status = assign_apply(converting->store, fields, count, record, converting->lead->id, converting->arena);

	return status ? error_prefix(converting->store->error, "%s: ", record->type->record->name) : STATUS_OK;
}

static enum status make_customer(struct converting *converting)
{
	const struct conversion *conversion = converting->conversion;
	struct record *old, *customer;
	int64_t id;
	enum status status = find_customer(converting, &id);

	if (!status)
		status = open_record(converting, &record_customer, id, &old, &customer);
	if (status)
		return status;
	if (!old) {
		carry_field(converting->lead, converting->person ? "name" : "company", customer, "name");
		*record_value(customer, "kind") = value_text(converting->person ? "person" : "company");
	}
	carry_to_customer(converting->lead, customer, converting->person);
	status = carry_common(converting->store, converting->lead, customer, converting->arena);
	if (!status && conversion->activities == ACTIVITIES_CUSTOMER)
		carry_notes(converting->lead, customer, converting->arena);
	struct value currency = *record_value(customer, "currency");
	struct value *revenue = record_value(customer, "annual_revenue"), before = *revenue;
	if (!status)
		status = apply(converting, conversion->customer_fields, conversion->customer_count, customer);
	/* The lead's revenue is in the lead's currency. */
	if (!status && !old && !value_equal(&currency, record_value(customer, "currency")) && value_equal(&before, revenue))
		*revenue = (struct value){ 0 };
	if (!status)
		status = save(converting, old, customer);
	converting->out->customer = customer->id;
	converting->out->made_customer = !old;
	return status;
}

/* A contact of the customer with the same name, unless a number or address says that it is another person. */
static enum status find_contact(struct converting *converting, int64_t *id)
{
	struct store *store = converting->store;
	const struct record *lead = converting->lead;
	bool silent = !*record_text(lead, "phone") && !*record_text(lead, "mobile") && !*record_text(lead, "email");
	struct statement *statement;
	int64_t *ids = NULL;
	size_t count = 0;

	*id = 0;
	enum status status = db_ask(store->db, &statement, "select id, name from contact where customer = %jd order by id", converting->out->customer);
	while (db_next(statement, &status)) {
		if (!db_text(statement, 1) || !key_same(&store->conventions, KEY_NAME, db_text(statement, 1), record_text(lead, "name")))
			continue;
		ids = array_grow(converting->arena, ids, count, sizeof *ids);
		ids[count++] = db_integer(statement, 0);
	}
	db_done(statement);
	for (size_t i = 0; !status && !*id && i < count; i++) {
		struct record *contact;
		status = row_load(store, store_type(store, &record_contact), ids[i], converting->arena, &contact);
		if (!status && contact && ((silent && count == 1) || is_reached_alike(converting, contact)))
			*id = ids[i];
	}
	return status;
}

static enum status make_contact(struct converting *converting)
{
	const struct conversion *conversion = converting->conversion;
	struct record *old, *contact;
	int64_t id = 0;
	enum status status = converting->out->made_customer ? STATUS_OK : find_contact(converting, &id);

	if (!status)
		status = open_record(converting, &record_contact, id, &old, &contact);
	if (status)
		return status;
	*record_value(contact, "customer") = value_integer(converting->out->customer);
	carry_to_contact(converting->lead, contact);
	status = carry_common(converting->store, converting->lead, contact, converting->arena);
	if (conversion->activities == ACTIVITIES_CONTACT)
		carry_notes(converting->lead, contact, converting->arena);
	if (!status)
		status = apply(converting, conversion->contact_fields, conversion->contact_count, contact);
	if (!status)
		status = save(converting, old, contact);
	converting->out->contact = contact->id;
	converting->out->made_contact = !old;
	return status;
}

static enum status make_deal(struct converting *converting)
{
	const struct conversion *conversion = converting->conversion;
	struct record *deal = record_new(converting->arena, store_type(converting->store, &record_deal));
	size_t index = type_index(deal->type, "contacts");
	struct text link = { 0 };

	*record_value(deal, "customer") = value_integer(converting->out->customer);
	carry_to_deal(converting->lead, deal);
	enum status status = carry_common(converting->store, converting->lead, deal, converting->arena);
	if (conversion->activities == ACTIVITIES_DEAL)
		carry_notes(converting->lead, deal, converting->arena);
	if (!status)
		status = apply(converting, conversion->deal_fields, conversion->deal_count, deal);
	reference_format(&link, &record_contact, converting->out->contact);
	struct value contact = value_text(link.data);
	deal->values[index] = merge_links(deal->type->fields[index], &deal->values[index], &contact, 0, 0, converting->arena);
	text_free(&link);
	if (!status && (status = save_add(converting->store, deal, converting->arena)))
		error_prefix(converting->store->error, "deal: ");
	converting->out->deal = deal->id;
	return status;
}

/* One task, event or note about the lead. What the lead became lists the lead's own links, which stay. */
static enum status move_activity(void *context, const struct type *type, const struct field *field, int64_t id)
{
	struct converting *converting = context;
	const struct converted *out = converting->out;
	struct record *old;
	size_t index;

	if (field->kind != KIND_ANYREF)
		return STATUS_OK;
	enum status status = row_load(converting->store, type, id, converting->arena, &old);
	if (status || !old || !type_field_id(type, field->id, &index))
		return status;
	struct record *record = record_copy(converting->arena, old);
	switch (converting->conversion->activities) {
	case ACTIVITIES_CONTACT: record->values[index] = value_integer(anyref_pack(&record_contact, out->contact)); break;
	case ACTIVITIES_CUSTOMER: record->values[index] = value_integer(anyref_pack(&record_customer, out->customer)); break;
	case ACTIVITIES_DEAL: record->values[index] = value_integer(anyref_pack(&record_deal, out->deal)); break;
	}
	/* What is private to somebody else follows too, unseen. */
	return private_hides(converting->store, old) ? save_redirected(converting->store, old, record, converting->arena) : save_set(converting->store, old, record, converting->arena);
}

static enum status close_lead(struct converting *converting)
{
	struct record *lead = record_copy(converting->arena, converting->lead);

	*record_value(lead, "status") = value_text("converted");
	*record_value(lead, "converted_customer") = value_integer(converting->out->customer);
	*record_value(lead, "converted_contact") = value_integer(converting->out->contact);
	if (converting->out->deal)
		*record_value(lead, "converted_deal") = value_integer(converting->out->deal);
	return save_set(converting->store, converting->lead, lead, converting->arena);
}

static enum status refuse_again(struct store *store, const struct record *lead)
{
	int64_t customer = record_integer(lead, "converted_customer"), contact = record_integer(lead, "converted_contact");

	return error_set(store->error, STATUS_REFUSED,
	                 customer && contact ? "l%lld has already been converted, to c%lld and p%lld; crm-undo undoes a conversion"
	                 : customer          ? "l%lld has already been converted, to c%lld; crm-undo undoes a conversion"
	                 : contact           ? "l%lld has already been converted, to p%lld; crm-undo undoes a conversion"
	                                     : "l%lld has already been converted; crm-undo undoes a conversion",
	                 (long long)lead->id, (long long)(customer ? customer : contact), (long long)contact);
}

static enum status check(struct store *store, const struct conversion *conversion, int64_t id, const struct record *lead)
{
	if (!lead)
		return error_set(store->error, STATUS_REFUSED, "there is no lead l%lld", (long long)id);
	if (strcmp(record_text(lead, "status"), "converted") == 0)
		return refuse_again(store, lead);
	if (conversion->customer && conversion->new_customer)
		return error_set(store->error, STATUS_USAGE, "--customer and --new-customer exclude each other");
	if (conversion->activities == ACTIVITIES_DEAL && !conversion->make_deal)
		return error_set(store->error, STATUS_USAGE, "activities cannot be moved to a deal that is not created");
	return STATUS_OK;
}

enum status lead_convert(struct store *store, int64_t id, const struct conversion *conversion, struct arena *arena, struct converted *out)
{
	struct converting converting = { .store = store, .conversion = conversion, .out = out, .arena = arena };
	struct record *lead;
	enum status status = row_load(store, store_type(store, &record_lead), id, arena, &lead);

	*out = (struct converted){ 0 };
	if (!status)
		status = check(store, conversion, id, lead);
	if (status)
		return status;
	converting.lead = lead;
	converting.person = !*record_text(lead, "company");
	status = make_customer(&converting);
	if (!status)
		status = make_contact(&converting);
	if (!status && conversion->make_deal)
		status = make_deal(&converting);
	if (!status)
		status = dependents_each(store, &record_lead, id, id, move_activity, &converting);
	return status ? status : close_lead(&converting);
}
