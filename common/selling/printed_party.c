/* Who the page is from and who it is for: names, addresses, telephone numbers, tax and bank data. */
#include "selling/printed_parts.h"

#include "base/postal.h"
#include "page/page_words.h"
#include "selling/sections.h"
#include "store/rule.h"
#include <string.h>

/* "" for a field that the type does not have. */
static const char *text_of(const struct record *record, const char *field)
{
	return type_field(record->type, field, NULL) ? record_text(record, field) : "";
}

const char *printed_address(struct sheet_of *sheet, const struct record *record, const char *prefix)
{
	return document_address(sheet->store, record, prefix, sheet->arena);
}

static const char *of_company(struct sheet_of *sheet, const char *field)
{
	return schema_company(sheet->store->schema, field);
}

static struct page_words own_address(struct sheet_of *sheet)
{
	struct postal address = { of_company(sheet, "street"), of_company(sheet, "city"), of_company(sheet, "state"), of_company(sheet, "code"), "" };
	struct postal_home home = { of_company(sheet, "country"), sheet->store->conventions.country };

	/* At home nobody writes the country; what is in English is read abroad, where address_en has it too. */
	if (sheet->page->language == PAGE_EN) {
		address.country = home.country;
		home = (struct postal_home){ "", *home.country ? "" : home.code };
	}
	return (struct page_words){ .en = of_company(sheet, "address_en"), .zh = postal_write(sheet->arena, address, home, ", ") };
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
	printed_paragraph(sheet, PAGE_ACCOUNT, "Pay to", "收款账户",
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

static const char *first_of(const char *a, const char *b, const char *c)
{
	return *a ? a : *b ? b : c;
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

static void bill_to(struct sheet_of *sheet, const struct document_kind *kind, const struct record *document, bool contract)
{
	bool selling = document_sells(kind);
	const struct document_paper *paper = &sheet->paper;
	const char *lines[] = {
		first_of(selling ? text_of(document, "tax_name") : "", paper->name, ""),
		selling ? printed_address(sheet, document, "bill_") : paper->address,
		printed_labelled(sheet, "Attn", "联系人", paper->contact),
		printed_labelled(sheet, "Phone", "电话", paper->phone),
		printed_labelled(sheet, "E-mail", "邮箱", paper->email),
		printed_labelled(sheet, "Tax number", "税号", selling ? text_of(document, "tax_number") : paper->tax_number),
		contract ? printed_labelled(sheet, "Bank", "开户行", text_of(document, "bank")) : "",
		contract ? printed_labelled(sheet, "Account", "账号", text_of(document, "bank_account")) : "",
	};

	if (contract)
		printed_party(sheet, "Buyer", "买方", lines, sizeof lines / sizeof *lines);
	else
		printed_party(sheet, selling ? "Customer" : "Supplier", selling ? "客户" : "供应商", lines, sizeof lines / sizeof *lines);
}

void printed_parties(struct sheet_of *sheet, const struct document_kind *kind, const struct record *document, const struct document_page *printed)
{
	const struct document_paper *paper = &sheet->paper;
	const char *own[PRINTED_LINES], *ship = printed_address(sheet, document, "ship_");

	if (!*ship && !kind->priced)
		ship = paper->address;
	if (kind->priced)
		bill_to(sheet, kind, document, printed->contract);
	if (printed->contract)
		printed_party(sheet, "Seller", "卖方", own, printed_own_lines(sheet, true, own));
	if (!document_sells(kind))
		own_places(sheet, document);
	const char *goes[] = {
		paper->name, ship,
		printed_labelled(sheet, "Attn", "联系人", paper->contact), printed_labelled(sheet, "Phone", "电话", paper->phone),
	};
	if (printed->contract)
		printed_paragraph(sheet, PAGE_DELIVER_TO, "Deliver to", "交货地点", ship);
	else if (!kind->priced && printed->gives_back)
		printed_party(sheet, "Returned by", "退货方", goes, 4);
	else if (document_sells(kind) && !printed->gives_back && (!kind->priced || (*ship && strcmp(ship, printed_address(sheet, document, "bill_")) != 0)))
		printed_party(sheet, "Ship to", "收货方", goes, kind->priced ? 2 : 4);
}

void printed_customer(struct sheet_of *sheet, const struct record *customer)
{
	const char *lines[] = {
		first_of(record_text(customer, "tax_name"), record_text(customer, "name"), ""),
		printed_address(sheet, customer, "bill_"),
		printed_labelled(sheet, "Phone", "电话", record_text(customer, "phone")),
		printed_labelled(sheet, "E-mail", "邮箱", record_text(customer, "email")),
		printed_labelled(sheet, "Tax number", "税号", record_text(customer, "tax_number")),
	};

	printed_party(sheet, "Customer", "客户", lines, sizeof lines / sizeof *lines);
}
