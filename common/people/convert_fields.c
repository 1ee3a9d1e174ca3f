#include "people/convert_fields.h"

#include <stdio.h>
#include <string.h>

struct pair {
	const char *from, *to;
};

void carry_field(const struct record *lead, const char *from, struct record *to, const char *name)
{
	const struct value *value = record_value(lead, from);
	struct value *target = record_value(to, name);
	const struct field *field = type_field(to->type, name, NULL);

	if (value->type == VALUE_NULL || target->type != VALUE_NULL)
		return;
	if (field->kind == KIND_PICK) {
		const struct pick *pick = field->picks;
		while (pick->key && strcmp(pick->key, value->text) != 0)
			pick++;
		if (!pick->key)
			return;
	}
	*target = *value;
}

static void carry_fields(const struct record *lead, struct record *to, const struct pair *pairs)
{
	for (; pairs->from; pairs++)
		carry_field(lead, pairs->from, to, pairs->to);
}

static enum status carry_tags(struct store *store, const struct record *lead, struct record *to, struct arena *arena)
{
	size_t index = type_index(to->type, "tags");
	const struct field *field = to->type->fields[index];
	struct text joined = { 0 };
	char currency[4] = "";
	enum status status = STATUS_OK;

	field_format(field, record_value(lead, "tags"), 0, &joined);
	if (joined.length) {
		text_byte(&joined, ',');
		field_format(field, &to->values[index], 0, &joined);
		status = field_parse(&store->conventions, field, joined.data, arena, currency, &to->values[index], store->error);
	}
	text_free(&joined);
	return status;
}

enum status carry_common(struct store *store, const struct record *lead, struct record *to, struct arena *arena)
{
	carry_field(lead, "owner", to, "owner");
	for (size_t i = 0; i < lead->type->count; i++) {
		const struct field *from = lead->type->fields[i];
		const struct field *field = from->id >= CUSTOM_FIELD_FIRST && !from->hidden ? type_field(to->type, from->name, NULL) : NULL;
		/* Amounts of their own currency and links are not carried by name alone. */
		if (field && field->kind == from->kind && field->target == from->target && field_stored(field) && field->kind != KIND_MONEY)
			carry_field(lead, from->name, to, field->name);
	}
	return carry_tags(store, lead, to, arena);
}

void carry_notes(const struct record *lead, struct record *to, struct arena *arena)
{
	const char *notes = record_text(lead, "notes"), *before = record_text(to, "notes");

	if (*notes)
		*record_value(to, "notes") = value_text(*before ? arena_printf(arena, "%s\n%s", before, notes) : notes);
}

/* An address is taken whole or not at all: one of two streets would be wrong. */
static void carry_address(const struct record *lead, struct record *to, const char *prefix)
{
	static const char *const parts[] = { "street", "city", "state", "code", "country" };
	enum { PARTS = sizeof parts / sizeof *parts };
	char names[PARTS][32];

	for (size_t i = 0; i < PARTS; i++) {
		snprintf(names[i], sizeof names[i], "%s%s", prefix, parts[i]);
		if (*record_text(to, names[i]))
			return;
	}
	for (size_t i = 0; i < PARTS; i++)
		carry_field(lead, parts[i], to, names[i]);
}

void carry_to_customer(const struct record *lead, struct record *customer, bool person)
{
	static const struct pair company[] = { { "industry", "industry" }, { "employees", "employees" }, { "website", "website" }, { 0 } };
	static const struct pair of_person[] = { { "email", "email" }, { "phone", "phone" }, { 0 } };

	carry_fields(lead, customer, company);
	if (person) {
		carry_fields(lead, customer, of_person);
		carry_field(lead, "mobile", customer, *record_text(lead, "phone") ? "phone2" : "phone");
	}
	if (!*record_text(customer, "currency") || value_equal(record_value(customer, "currency"), record_value(lead, "currency"))) {
		carry_field(lead, "currency", customer, "currency");
		carry_field(lead, "annual_revenue", customer, "annual_revenue");
	}
	if (!customer->id)
		carry_field(lead, "source", customer, "source");
	carry_address(lead, customer, "bill_");
	carry_address(lead, customer, "ship_");
}

void carry_to_contact(const struct record *lead, struct record *contact)
{
	static const struct pair pairs[] = { { "name", "name" }, { "title", "title" }, { "phone", "phone" }, { "mobile", "mobile" },
		                             { "email", "email" }, { "source", "source" }, { 0 } };

	carry_fields(lead, contact, pairs);
	carry_address(lead, contact, "");
}

void carry_to_deal(const struct record *lead, struct record *deal)
{
	static const struct pair pairs[] = { { "source", "source" }, { "campaign", "campaign" }, { "currency", "currency" }, { 0 } };

	carry_fields(lead, deal, pairs);
	carry_field(lead, *record_text(lead, "company") ? "company" : "name", deal, "name");
}
