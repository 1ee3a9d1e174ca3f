/* Who the page is from and who it is for: names, addresses, telephone numbers, tax and bank data. */
#include "selling/printed_parts.h"

#include "base/utf8.h"
#include "page/page_words.h"
#include "selling/sections.h"
#include "store/rule.h"
#include <string.h>

struct address {
	const char *country, *state, *city, *street, *code;
};

static bool is_cjk(const char *text)
{
	size_t length = strlen(text);

	for (uint32_t character; length;) {
		size_t size = utf8_next(text, length, &character);
		if (utf8_is_cjk(character))
			return true;
		text += size;
		length -= size;
	}
	return false;
}

/* Shanghai lies in Shanghai: it stands once. */
static const char *write_address(struct sheet_of *sheet, struct address address)
{
	const char *state = strcmp(address.state, address.city) == 0 ? "" : address.state;
	bool cjk = is_cjk(address.street) || is_cjk(address.city) || is_cjk(state);
	const char *parts[] = { address.country, state, address.city, address.street };
	enum { PARTS = sizeof parts / sizeof *parts };
	struct text text = { 0 };

	for (size_t i = 0; i < PARTS; i++) {
		const char *part = parts[cjk ? i : PARTS - 1 - i];
		bool last_before_code = cjk ? i == PARTS - 1 : i == PARTS - 2;
		if (*part)
			text_printf(&text, "%s%s", text.length && !cjk ? ", " : "", part);
		if (last_before_code && *address.code)
			text_printf(&text, "%s%s", text.length ? " " : "", address.code);
	}
	const char *out = text.length ? arena_string(sheet->arena, text.data) : "";
	text_free(&text);
	return out;
}

/* "" for a field that the type does not have. */
static const char *text_of(const struct record *record, const char *field)
{
	return record && type_field(record->type, field, NULL) ? record_text(record, field) : "";
}

const char *printed_address(struct sheet_of *sheet, const struct record *record, const char *prefix)
{
	static const char *const parts[] = { "country", "state", "city", "street", "code" };
	const char *texts[5];

	for (size_t i = 0; i < 5; i++)
		texts[i] = text_of(record, arena_printf(sheet->arena, "%s%s", prefix, parts[i]));
	return write_address(sheet, (struct address){ texts[0], texts[1], texts[2], texts[3], texts[4] });
}

static const char *of_company(struct sheet_of *sheet, const char *field)
{
	return schema_company(sheet->store->schema, field);
}

static struct page_words own_address(struct sheet_of *sheet)
{
	struct address address = { "", of_company(sheet, "state"), of_company(sheet, "city"), of_company(sheet, "street"), of_company(sheet, "code") };

	/* At home nobody writes the country; abroad it is a part of address_en. */
	if (sheet->page->language == PAGE_EN)
		address.country = of_company(sheet, "country");
	return (struct page_words){ .en = of_company(sheet, "address_en"), .zh = write_address(sheet, address) };
}

/* Two short texts on a line. */
static const char *pair(struct sheet_of *sheet, const char *first, const char *second)
{
	return *first && *second ? arena_printf(sheet->arena, "%s    %s", first, second) : *first ? first : second;
}

void printed_company(struct sheet_of *sheet)
{
	struct page_document *page = sheet->page;
	enum { LINES = 5 };
	struct page_fact *facts = arena_alloc(sheet->arena, LINES * sizeof *facts);
	struct page_words address = own_address(sheet);
	const char *lines[] = {
		printed_labelled(sheet, "Phone", "电话", of_company(sheet, "phone")),
		printed_labelled(sheet, "Fax", "传真", of_company(sheet, "fax")),
		pair(sheet, of_company(sheet, "email"), of_company(sheet, "website")),
		printed_labelled(sheet, "Tax number", "税号", of_company(sheet, "tax_number")),
	};
	size_t count = 0;

	page->created = sheet->store->conventions.now;
	page->company = (struct page_words){ .en = of_company(sheet, "name_en"), .zh = of_company(sheet, "name") };
	page->footer = (struct page_words){ .en = of_company(sheet, "footer"), .zh = of_company(sheet, "footer") };
	if (*address.zh || *address.en)
		facts[count++] = (struct page_fact){ .value = address };
	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
		if (*lines[i])
			facts[count++] = (struct page_fact){ .value = { lines[i], lines[i] } };
	page->company_lines = facts;
	page->company_line_count = count;
}

/* As the tax office and the bank know it. */
static const char *own_name(struct sheet_of *sheet)
{
	return *of_company(sheet, "tax_name") ? of_company(sheet, "tax_name") : printed_words(sheet, of_company(sheet, "name_en"), of_company(sheet, "name"));
}

void printed_account(struct sheet_of *sheet)
{
	const char *bank = printed_labelled(sheet, "Bank", "开户行", of_company(sheet, "bank"));
	const char *account = printed_labelled(sheet, "Account", "账号", of_company(sheet, "bank_account"));

	if (!*account)
		return;
	printed_paragraph(sheet, "Pay to", "收款账户",
	                  arena_printf(sheet->arena, "%s\n%s", printed_labelled(sheet, "Name", "户名", own_name(sheet)), pair(sheet, account, bank)));
}

size_t printed_own_lines(struct sheet_of *sheet, bool contract, const char **lines)
{
	struct page_words address = own_address(sheet);
	size_t count = 0;

	lines[count++] = contract ? own_name(sheet) : page_join(sheet->arena, sheet->page->language,
	                                                         (struct page_words){ of_company(sheet, "name_en"), of_company(sheet, "name") }, "\n");
	lines[count++] = page_join(sheet->arena, sheet->page->language, address, "\n");
	lines[count++] = printed_labelled(sheet, "Phone", "电话", of_company(sheet, "phone"));
	if (contract) {
		lines[count++] = printed_labelled(sheet, "Tax number", "税号", of_company(sheet, "tax_number"));
		lines[count++] = printed_labelled(sheet, "Bank", "开户行", of_company(sheet, "bank"));
		lines[count++] = printed_labelled(sheet, "Account", "账号", of_company(sheet, "bank_account"));
	}
	return count;
}

/* Where goods go: what is delivered without an address of its own goes where the bill of its order goes. */
static enum status ship_address(struct sheet_of *sheet, const struct document_kind *kind, const struct record *document, const char **out)
{
	struct record *order = NULL;
	enum status status = STATUS_OK;

	*out = printed_address(sheet, document, "ship_");
	if (!**out && !kind->priced && type_field(document->type, "order", NULL))
		status = rule_load(sheet->store, &record_order, record_integer(document, "order"), sheet->arena, &order);
	if (order)
		*out = printed_address(sheet, order, "bill_");
	return status;
}

/* The person the document is for, and how to reach him. */
struct person {
	const char *name, *phone, *email;
};

static const char *first_of(const char *a, const char *b, const char *c)
{
	return *a ? a : *b ? b : c;
}

/* A delivery goes to the contact of its order. */
static enum status load_person(struct sheet_of *sheet, const struct record *document, const struct record *party, struct person *out)
{
	struct record *contact = NULL, *order = NULL;
	struct store *store = sheet->store;
	const struct field *field = type_field(document->type, "contact", NULL);
	const char *written = field && field->kind == KIND_TEXT ? record_text(document, "contact") : "";
	int64_t id = field && field->kind == KIND_REF ? record_integer(document, "contact") : 0;
	enum status status = STATUS_OK;

	if (!type_field(document->type, "contact", NULL) && type_field(document->type, "order", NULL))
		status = rule_load(store, &record_order, record_integer(document, "order"), sheet->arena, &order);
	if (!status && order)
		id = record_integer(order, "contact");
	if (!status && id)
		status = row_load(store, store_type(store, &record_contact), id, sheet->arena, &contact);
	const char *switchboard = first_of(record_text(party, "phone"), text_of(party, "mobile"), "");
	*out = (struct person){
		.name = contact ? record_text(contact, "name") : first_of(written, text_of(party, "contact"), ""),
		.phone = first_of(text_of(contact, "phone"), text_of(contact, "mobile"), switchboard),
		.email = first_of(text_of(contact, "email"), record_text(party, "email"), ""),
	};
	return status;
}

/* Whether a document says what the company does of itself. */
static bool is_own_address(struct sheet_of *sheet, const struct record *document, const char *const fields[])
{
	for (; *fields; fields++)
		if (strcmp(record_text(document, *fields), of_company(sheet, *fields + sizeof "bill_" - 1)) != 0)
			return false;
	return true;
}

/* Where a purchase is delivered to, and where the bill goes if that is elsewhere. */
static void own_places(struct sheet_of *sheet, const struct record *document)
{
	const char *own[PRINTED_LINES], *ship = printed_address(sheet, document, "ship_"), *bill = printed_address(sheet, document, "bill_");
	size_t count = printed_own_lines(sheet, false, own);

	if (*ship && !is_own_address(sheet, document, document_ship_address))
		own[1] = ship;
	printed_party(sheet, "Deliver to", "收货方", own, count);
	if (!*ship || !*bill || strcmp(ship, bill) == 0)
		return;
	count = printed_own_lines(sheet, false, own);
	if (!is_own_address(sheet, document, document_bill_address))
		own[1] = bill;
	printed_party(sheet, "Bill to", "账单寄送", own, count);
}

static const char *legal_name(const struct record *document, const struct record *party)
{
	return first_of(text_of(document, "tax_name"), text_of(party, "tax_name"), record_text(party, "name"));
}

static void bill_to(struct sheet_of *sheet, const struct document_kind *kind, const struct record *document, const struct record *party,
                    const struct person *person, bool contract)
{
	bool selling = document_sells(kind);
	const char *lines[] = {
		legal_name(document, party),
		selling ? printed_address(sheet, document, "bill_") : printed_address(sheet, party, ""),
		printed_labelled(sheet, "Attn", "联系人", person->name),
		printed_labelled(sheet, "Phone", "电话", person->phone),
		printed_labelled(sheet, "E-mail", "邮箱", person->email),
		printed_labelled(sheet, "Tax number", "税号", first_of(text_of(document, "tax_number"), selling ? "" : text_of(party, "tax_number"), "")),
		contract ? printed_labelled(sheet, "Bank", "开户行", text_of(document, "bank")) : "",
		contract ? printed_labelled(sheet, "Account", "账号", text_of(document, "bank_account")) : "",
	};

	if (contract)
		printed_party(sheet, "Buyer", "买方", lines, sizeof lines / sizeof *lines);
	else
		printed_party(sheet, selling ? "Customer" : "Supplier", selling ? "客户" : "供应商", lines, sizeof lines / sizeof *lines);
}

enum status printed_parties(struct sheet_of *sheet, const struct document_kind *kind, const struct record *document, const struct document_page *printed)
{
	struct record *party = NULL;
	struct person person = { 0 };
	const char *own[PRINTED_LINES], *ship = "";
	enum status status = document_party(sheet->store, kind, document, sheet->arena, &party);

	if (!status && party)
		status = load_person(sheet, document, party, &person);
	if (!status && party)
		status = ship_address(sheet, kind, document, &ship);
	if (status || !party)
		return status;
	if (kind->priced)
		bill_to(sheet, kind, document, party, &person, printed->contract);
	if (printed->contract)
		printed_party(sheet, "Seller", "卖方", own, printed_own_lines(sheet, true, own));
	if (!document_sells(kind))
		own_places(sheet, document);
	const char *goes[] = {
		record_text(party, "name"), ship,
		printed_labelled(sheet, "Attn", "联系人", person.name), printed_labelled(sheet, "Phone", "电话", person.phone),
	};
	if (printed->contract)
		printed_paragraph(sheet, "Deliver to", "交货地点", ship);
	else if (document_sells(kind) && !printed->gives_back && (!kind->priced || (*ship && strcmp(ship, printed_address(sheet, document, "bill_")) != 0)))
		printed_party(sheet, "Ship to", "收货方", goes, kind->priced ? 2 : 4);
	return STATUS_OK;
}

void printed_customer(struct sheet_of *sheet, const struct record *customer)
{
	const char *lines[] = {
		legal_name(customer, customer),
		printed_address(sheet, customer, "bill_"),
		printed_labelled(sheet, "Phone", "电话", record_text(customer, "phone")),
		printed_labelled(sheet, "E-mail", "邮箱", record_text(customer, "email")),
		printed_labelled(sheet, "Tax number", "税号", record_text(customer, "tax_number")),
	};

	printed_party(sheet, "Customer", "客户", lines, sizeof lines / sizeof *lines);
}
