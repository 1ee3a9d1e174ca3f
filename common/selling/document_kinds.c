/* The kinds of documents, a row each: the states they go through and the verbs that lead there, what depends on them, where their numbers come from, as what
 * they are printed, and what to do with one that cannot be changed any more. */
#include "selling/documents.h"

#include <string.h>

static const struct move quote_moves[] = {
	{ .from = "draft", .to = "issued", .verb = "issue", .issues = true },
	{ .from = "issued", .to = "reviewed", .verb = "review" },
	{ .from = "draft", .to = "accepted", .verb = "accept", .issues = true },
	{ .from = "issued", .to = "accepted", .verb = "accept" },
	{ .from = "reviewed", .to = "accepted", .verb = "accept" },
	{ .from = "issued", .to = "rejected", .verb = "reject" },
	{ .from = "reviewed", .to = "rejected", .verb = "reject" },
	{ .from = "issued", .to = "expired", .verb = "expire" },
	{ .from = "reviewed", .to = "expired", .verb = "expire" },
	{ .from = "draft", .to = "rejected", .verb = "reject" },
	{ .from = "expired", .to = "rejected", .verb = "reject" },
	{ 0 },
};

static const struct move order_moves[] = {
	{ .from = "draft", .to = "approved", .verb = "approve", .issues = true },
	{ .from = "draft", .to = "cancelled", .verb = "cancel" },
	{ .from = "approved", .to = "closed", .verb = "close" },
	{ .from = "approved", .to = "cancelled", .verb = "cancel" },
	{ .from = "closed", .to = "approved", .verb = "reopen" },
	{ 0 },
};

static const struct move delivery_moves[] = {
	{ .from = "shipped", .to = "received", .verb = "receive" },
	{ .from = "shipped", .to = "cancelled", .verb = "cancel" },
	{ .from = "received", .to = "cancelled", .verb = "cancel" },
	{ 0 },
};

static const struct move purchase_moves[] = {
	{ .from = "draft", .to = "approved", .verb = "approve", .issues = true },
	{ .from = "draft", .to = "cancelled", .verb = "cancel" },
	{ .from = "approved", .to = "part-received" },
	{ .from = "approved", .to = "received" },
	{ .from = "approved", .to = "cancelled", .verb = "cancel" },
	{ .from = "part-received", .to = "received" },
	{ .from = "part-received", .to = "approved" },
	{ .from = "received", .to = "part-received" },
	{ .from = "received", .to = "approved" },
	{ 0 },
};

static const struct move bill_moves[] = {
	{ .from = "open", .to = "cancelled", .verb = "cancel" },
	{ 0 },
};

static const struct move invoice_moves[] = {
	{ .from = "draft", .to = "issued", .verb = "issue", .issues = true },
	{ .from = "draft", .to = "cancelled", .verb = "cancel" },
	{ .from = "issued", .to = "cancelled", .verb = "cancel" },
	{ 0 },
};

/* Dependents. An invoice that credit notes take back altogether claims nothing any more; of a fapiao the tax office knows until a red one takes it back. */
static const struct document_dependent order_dependents[] = {
	{ .record = &record_delivery, .sql = "select id from delivery where \"order\" = ? and status <> 'cancelled' order by id", .remedy = "crm-delivery cancel",
	  .needs_issued = true },
	{ .record = &record_invoice,
	  .sql = "select claim.id from invoice as claim where claim.\"order\" = ? and claim.kind <> 'credit-note' and claim.status <> 'cancelled' "
	         "and claim.total > coalesce(("
	         "select sum(note.total) from invoice as note where note.original = claim.id and note.status = 'issued'), 0) order by claim.id",
	  .remedy = "crm-invoice cancel" },
	{ 0 },
};

static const struct document_dependent purchase_dependents[] = {
	{ .record = &record_bill, .sql = "select id from bill where purchase = ? and status <> 'cancelled' order by id", .remedy = "crm-bill cancel" },
	{ 0 },
};

static const struct document_dependent invoice_dependents[] = {
	{ .record = &record_allocation, .sql = "select id from allocation where invoice = ? order by id", .pays = true,
	  .remedy = "make a credit note: crm-invoice credit" },
	{ .record = &record_invoice, .sql = "select id from invoice where original = ? and status <> 'cancelled' order by id", .remedy = "crm-invoice cancel" },
	{ .record = &record_invoice, .sql = "select id from invoice where original = ? and status = 'issued' order by id", .needs_issued = true },
	{ .record = &record_fapiao,
	  .sql = "select slip.id from fapiao_invoices as link join fapiao as slip on slip.id = link.fapiao where link.invoice = ? and slip.original is null "
	         "and not exists (select 1 from fapiao as red where red.original = slip.id) order by slip.id",
	  .remedy = "crm-fapiao add original=… for the red one" },
	{ 0 },
};

static const struct document_dependent bill_dependents[] = {
	{ .record = &record_allocation, .sql = "select id from allocation where bill = ? order by id", .pays = true, .remedy = "" },
	{ 0 },
};

/* Credit notes are invoices of that kind; what was open on day one has the number of the system that it comes from, as its external_id. */
static const char *invoice_series(const struct record *invoice)
{
	const char *kind = record_text(invoice, "kind");

	return strcmp(kind, "credit-note") == 0 ? "credit-note" : strcmp(kind, "opening") == 0 ? NULL : "invoice";
}

static bool is_credit_note(const struct record *invoice)
{
	return strcmp(record_text(invoice, "kind"), "credit-note") == 0;
}

static bool is_claim(const struct record *invoice)
{
	return !is_credit_note(invoice);
}

static const struct document_page quote_pages[] = {
	{ .name = "quote", .words = { "Quotation", "报价单" } },
	{ .name = "proforma", .words = { "Proforma invoice", "形式发票" } },
	{ 0 },
};

static const struct document_page order_pages[] = {
	{ .name = "order", .words = { "Order confirmation", "销售订单" } },
	{ .name = "proforma", .words = { "Proforma invoice", "形式发票" } },
	{ .name = "contract", .words = { "Sales contract", "销售合同" } },
	{ 0 },
};

static const struct document_page delivery_pages[] = {
	{ .name = "delivery", .words = { "Delivery note", "送货单" } },
	{ 0 },
};

static const struct document_page purchase_pages[] = {
	{ .name = "purchase", .words = { "Purchase order", "采购订单" } },
	{ 0 },
};

static const struct document_page invoice_pages[] = {
	{ .name = "invoice", .words = { "Invoice", "账单" }, .fits = is_claim },
	{ .name = "credit-note", .words = { "Credit note", "红字账单" }, .fits = is_credit_note },
	{ 0 },
};

const struct document_kind document_kinds[] = {
	{
		.record = &record_quote, .line = &record_quote_line, .state = "stage", .party = "customer", .day = "issued_on", .priced = true,
		.numbers = { { "quote", "revise it: crm-quote revise" } },
		.moves = quote_moves, .withdrawn = "rejected", .finished = { "accepted", "rejected", "expired" }, .pages = quote_pages,
		.correction = "crm-quote revise makes a new revision",
	},
	{
		.record = &record_order, .line = &record_order_line, .state = "status", .party = "customer", .day = "ordered_on", .priced = true,
		.numbers = { { "order", "cancel it: crm-order cancel" } },
		.moves = order_moves, .withdrawn = "cancelled", .finished = { "closed", "cancelled" }, .dependents = order_dependents, .pages = order_pages,
		.correction = "cancel it and make a new one",
	},
	{
		.record = &record_delivery, .line = &record_delivery_line, .state = "status", .party = "customer", .day = "shipped_on",
		.numbers = { { "delivery", "cancel it: crm-delivery cancel" } },
		.moves = delivery_moves, .withdrawn = "cancelled", .finished = { "received", "cancelled" }, .pages = delivery_pages,
		.correction = "cancel it and make a new one",
	},
	{
		.record = &record_purchase, .line = &record_purchase_line, .state = "status", .party = "supplier", .day = "ordered_on", .priced = true,
		.numbers = { { "purchase", "cancel it: crm-purchase cancel" } },
		.moves = purchase_moves, .withdrawn = "cancelled", .finished = { "received", "cancelled" }, .dependents = purchase_dependents, .pages = purchase_pages,
		.correction = "cancel it and make a new one",
	},
	{
		.record = &record_bill, .line = &record_bill_line, .state = "status", .party = "supplier", .day = "issued_on", .priced = true,
		.moves = bill_moves, .withdrawn = "cancelled", .finished = { "cancelled" }, .claims = true, .dependents = bill_dependents,
		.correction = "cancel it and make a new one",
	},
	{
		.record = &record_invoice, .line = &record_invoice_line, .state = "status", .party = "customer", .day = "issued_on", .priced = true,
		.numbers = { { "invoice", "make a credit note: crm-invoice credit" }, { "credit-note", "cancel it: crm-invoice cancel" } },
		.moves = invoice_moves, .withdrawn = "cancelled", .finished = { "cancelled" }, .claims = true, .dependents = invoice_dependents, .series = invoice_series,
		.pages = invoice_pages, .correction = "crm-invoice credit corrects it",
	},
	{ 0 },
};
