#include "selling/document_paper.h"

#include "base/postal.h"
#include "selling/print_layout.h"
#include "selling/sections.h"
#include "store/rule.h"
#include <string.h>

static const struct {
	const char *field;
	size_t at;
} members[] = {
	{ "printed_name", offsetof(struct document_paper, name) },
	{ "printed_address", offsetof(struct document_paper, address) },
	{ "printed_tax_number", offsetof(struct document_paper, tax_number) },
	{ "printed_contact", offsetof(struct document_paper, contact) },
	{ "printed_phone", offsetof(struct document_paper, phone) },
	{ "printed_email", offsetof(struct document_paper, email) },
	{ "printed_owner", offsetof(struct document_paper, owner) },
	{ "printed_payment", offsetof(struct document_paper, payment) },
	{ "printed_terms", offsetof(struct document_paper, terms) },
	{ "printed_terms_en", offsetof(struct document_paper, terms_en) },
};

enum { MEMBERS = sizeof members / sizeof *members };

static const char **member(struct document_paper *paper, size_t i)
{
	return (const char **)((char *)paper + members[i].at);
}

/* "" for a field that the type does not have. */
static const char *text_of(const struct record *record, const char *field)
{
	return record && type_field(record->type, field, NULL) ? record_text(record, field) : "";
}

static const char *first_of(const char *a, const char *b, const char *c)
{
	return *a ? a : *b ? b : c;
}

const char *document_address(struct store *store, const struct record *record, const char *prefix, struct arena *arena)
{
	static const char *const parts[] = { "street", "city", "state", "code", "country" };
	const struct postal_home home = { schema_company(store->schema, "country"), store->conventions.country };
	const char *texts[5];

	for (size_t i = 0; i < 5; i++)
		texts[i] = text_of(record, arena_printf(arena, "%s%s", prefix, parts[i]));
	return postal_write(arena, (struct postal){ texts[0], texts[1], texts[2], texts[3], texts[4] }, home, "\n");
}

/* The record of the person, where there is one: a delivery goes to the contact of its order. */
static enum status load_contact(struct store *store, const struct record *document, struct arena *arena, struct record **out)
{
	struct record *order = NULL;
	const struct field *own = type_field(document->type, "contact", NULL);
	int64_t id = own && own->kind == KIND_REF ? record_integer(document, "contact") : 0;
	enum status status = STATUS_OK;

	*out = NULL;
	if (!own && type_field(document->type, "order", NULL))
		status = rule_load(store, &record_order, record_integer(document, "order"), arena, &order);
	if (!status && order)
		id = record_integer(order, "contact");
	return status ? status : rule_load(store, &record_contact, id, arena, out);
}

/* As the tax office knows it, where the document does not say so itself; goods go to it by its own name. */
static const char *name_of(const struct document_kind *kind, const struct record *document, const struct record *party)
{
	bool legal = kind->priced && (!document_sells(kind) || !*text_of(document, "tax_name"));

	return legal ? first_of(text_of(party, "tax_name"), record_text(party, "name"), "") : record_text(party, "name");
}

/* Those of the layout of its page go before those of the company. */
static void take_terms(struct store *store, const struct document_kind *kind, const struct record *document, struct arena *arena, struct document_paper *out)
{
	const struct document_page *page = kind->pages;

	while (page && page->name && page->fits && !page->fits(document))
		page++;
	struct print_layout layout = print_layout(store->schema, page && page->name ? page->name : "");
	struct page_words words = print_layout_words(layout.terms_en, layout.terms_zh);
	const char *company = page && page->name && page->firm_terms ? schema_company(store->schema, "terms") : "";
	out->terms = arena_string(arena, *words.zh ? words.zh : company);
	out->terms_en = arena_string(arena, *words.zh ? words.en : company);
}

/* Of a supplier; and of a delivery without an address of its own, where the bill of its order goes. */
static enum status address_of(struct store *store, const struct document_kind *kind, const struct record *document, const struct record *party, struct arena *arena,
                              const char **out)
{
	struct record *order = NULL;
	enum status status = STATUS_OK;

	*out = document_sells(kind) ? "" : document_address(store, party, "", arena);
	if (!kind->priced && type_field(document->type, "order", NULL) && !*document_address(store, document, "ship_", arena))
		status = rule_load(store, &record_order, record_integer(document, "order"), arena, &order);
	if (!status && order)
		*out = document_address(store, order, "bill_", arena);
	return status;
}

static enum status live(struct store *store, const struct document_kind *kind, const struct record *document, const struct record *party, struct arena *arena,
                        struct document_paper *out)
{
	bool selling = document_sells(kind);
	const struct field *field = type_field(document->type, "contact", NULL);
	const char *written = field && field->kind == KIND_TEXT ? record_text(document, "contact") : "";
	struct record *contact, *owner = NULL;
	const char *address = "";
	enum status status = load_contact(store, document, arena, &contact);

	if (!status)
		status = address_of(store, kind, document, party, arena, &address);
	if (!status)
		status = rule_load(store, &record_user, record_integer(document, "owner"), arena, &owner);
	if (status)
		return status;
	*out = (struct document_paper){
		.name = name_of(kind, document, party),
		.address = address,
		.tax_number = selling ? "" : text_of(party, "tax_number"),
		.contact = contact ? record_text(contact, "name") : first_of(written, text_of(party, "contact"), ""),
		.phone = first_of(text_of(contact, "phone"), text_of(contact, "mobile"), first_of(text_of(party, "phone"), text_of(party, "mobile"), "")),
		.email = first_of(text_of(contact, "email"), text_of(party, "email"), ""),
		.owner = text_of(owner, "name"),
		.payment = type_field(document->type, "payment_terms", NULL) ? "" : text_of(party, "payment_terms"),
		.terms = "",
		.terms_en = "",
	};
	if (kind->priced && !*record_text(document, "terms"))
		take_terms(store, kind, document, arena, out);
	return STATUS_OK;
}

enum status document_paper(struct store *store, const struct document_kind *kind, const struct record *document, const struct record *party, struct arena *arena,
                           struct document_paper *out)
{
	if (!*text_of(document, "printed_name") || !document_is_out(kind, document))
		return live(store, kind, document, party, arena, out);
	for (size_t i = 0; i < MEMBERS; i++)
		*member(out, i) = record_text(document, members[i].field);
	return STATUS_OK;
}

enum status document_paper_freeze(struct store *store, const struct document_kind *kind, struct record *document, struct arena *arena)
{
	struct document_paper paper;
	struct record *party;

	if (!type_field(document->type, "printed_name", NULL))
		return STATUS_OK;
	enum status status = document_party(store, kind, document, arena, &party);
	if (!status && party)
		status = live(store, kind, document, party, arena, &paper);
	for (size_t i = 0; !status && party && i < MEMBERS; i++)
		*record_value(document, members[i].field) = **member(&paper, i) ? value_text(*member(&paper, i)) : (struct value){ 0 };
	return status;
}
