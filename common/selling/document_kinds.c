/* The kinds of documents, a row each: the states they go through and the verbs that lead there, what depends on them, where their numbers come from, as what
 * they are printed, and what to do with one that cannot be changed any more. */
#include "selling/document_kinds.h"

#include "page/page.h"
#include "selling/document_convert.h"
#include "selling/due_event.h"
#include "selling/line_links.h"
#include "selling/order_revisions.h"
#include "selling/quantities.h"
#include "store/rule.h"
#include <string.h>

static const struct move quote_moves[] = {
	{ .from = "draft", .to = "issued", .verb = "issue", .issues = true },
	{ .from = "issued", .to = "reviewed", .verb = "review" },
	{ .from = "draft", .to = "accepted", .verb = "accept", .issues = true },
	{ .from = "issued", .to = "accepted", .verb = "accept" },
	{ .from = "reviewed", .to = "accepted", .verb = "accept" },
	{ .from = "issued", .to = "rejected", .verb = "reject", .reason = "reject_reason" },
	{ .from = "reviewed", .to = "rejected", .verb = "reject", .reason = "reject_reason" },
	{ .from = "issued", .to = "expired", .verb = "expire" },
	{ .from = "reviewed", .to = "expired", .verb = "expire" },
	{ .from = "draft", .to = "rejected", .verb = "reject", .reason = "reject_reason" },
	{ .from = "expired", .to = "rejected", .verb = "reject", .reason = "reject_reason" },
	{ 0 },
};

static const struct move order_moves[] = {
	{ .from = "draft", .to = "approved", .verb = "approve", .issues = true },
	{ .from = "draft", .to = "cancelled", .verb = "cancel" },
	{ .from = "approved", .to = "closed", .verb = "close" },
	{ .from = "approved", .to = "cancelled", .verb = "cancel" },
	{ .from = "closed", .to = "approved", .verb = "reopen" },
	{ .from = "approved", .to = "draft", .verb = "revise", .reason = "revise_reason" },
	{ 0 },
};

static const struct move delivery_moves[] = {
	{ .from = "shipped", .to = "received", .verb = "receive", .by = "received_by", .on = "received_on" },
	{ .from = "shipped", .to = "cancelled", .verb = "cancel" },
	{ .from = "received", .to = "cancelled", .verb = "cancel" },
	{ 0 },
};

static const struct move purchase_moves[] = {
	{ .from = "draft", .to = "approved", .verb = "approve", .issues = true },
	{ .from = "draft", .to = "cancelled", .verb = "cancel" },
	{ .from = "approved", .to = "part-received" },
	{ .from = "approved", .to = "received" },
	{ .from = "approved", .to = "closed", .verb = "close" },
	{ .from = "approved", .to = "cancelled", .verb = "cancel" },
	{ .from = "part-received", .to = "received" },
	{ .from = "part-received", .to = "approved" },
	{ .from = "part-received", .to = "closed", .verb = "close" },
	{ .from = "received", .to = "part-received" },
	{ .from = "received", .to = "approved" },
	{ .from = "received", .to = "closed", .verb = "close" },
	{ .from = "closed", .to = "approved", .verb = "reopen" },
	{ .from = "closed", .to = "part-received", .verb = "reopen" },
	{ .from = "closed", .to = "received", .verb = "reopen" },
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

/* A claim whose lines are parts of those of a document: while it is in force these stay as they are, so that the document is no draft. */
#define HAS_PARTS(claim) "exists (select 1 from " claim "_line as line where line.parent = claim.id and line.part is not null)"

/* Dependents. An invoice that credit notes take back altogether claims nothing any more; of a fapiao the tax office knows until a red one takes it back. */
static const struct document_dependent order_dependents[] = {
	{ .record = &record_delivery, .field = "order", .sql = "select id from delivery where \"order\" = ? and status <> 'cancelled' order by id", .remedy = "crm-delivery cancel",
	  .needs_issued = true },
	{ .record = &record_invoice, .field = "order", .through = "original",
	  .sql = "select claim.id from invoice as claim where claim.\"order\" = ? and claim.kind <> 'credit-note' and claim.status <> 'cancelled' "
	         "and claim.total > coalesce(("
	         "select sum(note.total) from invoice as note where note.original = claim.id and note.status = 'issued'), 0) order by claim.id",
	  .remedy = "crm-invoice cancel" },
	{ .record = &record_invoice, .field = "order",
	  .sql = "select claim.id from invoice as claim where claim.\"order\" = ? and claim.kind <> 'credit-note' and claim.status <> 'cancelled' and " HAS_PARTS("invoice") " order by claim.id",
	  .needs_issued = true },
	{ 0 },
};

static const struct document_dependent delivery_dependents[] = {
	{ .record = &record_delivery, .field = "original", .sql = "select id from delivery where original = ? and status <> 'cancelled' order by id", .remedy = "crm-delivery cancel" },
	{ 0 },
};

static const struct document_dependent purchase_dependents[] = {
	{ .record = &record_bill, .field = "purchase", .through = "original",
	  .sql = "select claim.id from bill as claim where claim.purchase = ? and coalesce(claim.kind, '') <> 'credit-note' and claim.status <> 'cancelled' "
	         "and (coalesce(claim.total, 0) = 0 or claim.total > coalesce(("
	         "select sum(note.total) from bill as note where note.original = claim.id and note.status <> 'cancelled'), 0)) order by claim.id",
	  .remedy = "crm-bill cancel" },
	{ .record = &record_bill, .field = "purchase",
	  .sql = "select claim.id from bill as claim where claim.purchase = ? and coalesce(claim.kind, '') <> 'credit-note' and claim.status <> 'cancelled' and " HAS_PARTS("bill") " order by claim.id",
	  .needs_issued = true },
	{ 0 },
};

static const struct document_dependent invoice_dependents[] = {
	{ .record = &record_allocation, .field = "invoice", .sql = "select id from allocation where invoice = ? order by id", .pays = true,
	  .remedy = "make a credit note: crm-invoice credit" },
	{ .record = &record_invoice, .field = "original", .sql = "select id from invoice where original = ? and status <> 'cancelled' order by id", .remedy = "crm-invoice cancel" },
	{ .record = &record_invoice, .field = "original",
	  .sql = "select claim.id from invoice as claim where claim.original = ? and (claim.status = 'issued' or (claim.status <> 'cancelled' and " HAS_PARTS("invoice") ")) order by claim.id",
	  .needs_issued = true },
	{ .record = &record_fapiao, .field = "invoices", .through = "original",
	  .sql = "select slip.id from fapiao_invoices as link join fapiao as slip on slip.id = link.fapiao where link.invoice = ? and slip.original is null "
	         "and not exists (select 1 from fapiao as red where red.original = slip.id) order by slip.id",
	  .remedy = "crm-fapiao add original=… for the red one" },
	{ .record = &record_fapiao, .field = "invoices", .sql = "select slip.id from fapiao_invoices as link join fapiao as slip on slip.id = link.fapiao where link.invoice = ? order by slip.id",
	  .needs_issued = true },
	{ 0 },
};

static const struct document_dependent bill_dependents[] = {
	{ .record = &record_allocation, .field = "bill", .sql = "select id from allocation where bill = ? order by id", .pays = true,
	  .remedy = "make a credit note: crm-bill credit" },
	{ .record = &record_bill, .field = "original", .sql = "select id from bill where original = ? and status <> 'cancelled' order by id", .remedy = "crm-bill cancel" },
	{ 0 },
};

static int delivery_sign(const struct record *delivery)
{
	return rule_kind(delivery, "return") ? -1 : 1;
}

static int claim_sign(const struct record *claim)
{
	return !rule_kind(claim, "credit-note") ? 1 : record_integer(claim, "rebill") ? -1 : 0;
}

static const struct line_link delivery_links[] = {
	{ .source = &record_delivery_line, .field = "original", .header = "original", .same = "order_line", .clash = ", which it returns, delivers ", .done = "returned",
	  .taken = fulfilment_returned },
	{ .source = &record_order_line, .field = "order_line", .header = "order", .sign = delivery_sign, .done = "delivered", .undone = "returned", .undoing = "return",
	  .taken = fulfilment_delivered },
	{ 0 },
};

static const struct line_link bill_links[] = {
	{ .source = &record_bill_line, .field = "original", .header = "original", .same = "purchase_line", .clash = ", which it credits, bills ", .done = "credited",
	  .taken = fulfilment_credited_bill },
	{ .source = &record_purchase_line, .field = "purchase_line", .header = "purchase", .sign = claim_sign, .done = "billed", .undone = "credited",
	  .undoing = "credit note", .taken = fulfilment_billed },
	{ 0 },
};

static const struct line_link invoice_links[] = {
	{ .source = &record_invoice_line, .field = "original", .header = "original", .same = "order_line", .clash = ", which it credits, invoices ", .done = "credited",
	  .taken = fulfilment_credited },
	{ .source = &record_order_line, .field = "order_line", .header = "order", .sign = claim_sign, .done = "invoiced", .undone = "credited", .undoing = "credit note",
	  .taken = fulfilment_invoiced },
	{ 0 },
};

static const struct document_left order_left = {
	.came = fulfilment_delivered, .claimed = fulfilment_invoiced, .bring = "deliver", .brought = "delivered", .bill = "invoice", .billed = "invoiced", .ours = true,
	.total = "select sum(" CLAIMED("claim", "claim.total") ") from invoice as claim where claim.\"order\" = ? and claim.status <> 'cancelled'",
};

static const struct document_left purchase_left = {
	.came = fulfilment_received, .claimed = fulfilment_billed, .bring = "receive", .brought = "received", .bill = "bill", .billed = "billed",
	.total = "select sum(" CLAIMED("claim", "claim.total") ") from bill as claim where claim.purchase = ? and claim.status <> 'cancelled'",
};

static const struct document_returned invoice_returned = {
	&record_order_line, fulfilment_came_back, fulfilment_invoiced, fulfilment_delivered, "nothing came back that is not credited; crm-delivery return takes goods back",
};

static const struct document_returned bill_returned = {
	&record_purchase_line, fulfilment_went_back, fulfilment_billed, fulfilment_received, "nothing went back that is not credited; crm-purchase return sends goods back",
};

/* A revision has the number of what it revises, with an ending. */
static const char *quote_series(const struct record *quote)
{
	return record_integer(quote, "previous") ? NULL : "quote";
}

/* Credit notes are invoices of that kind; what was open on day one has the number of the system that it comes from, as its external_id. */
static const char *invoice_series(const struct record *invoice)
{
	return rule_kind(invoice, "credit-note") ? "credit-note" : rule_kind(invoice, "opening") ? NULL : "invoice";
}

static bool is_credit_note(const struct record *claim)
{
	return rule_kind(claim, "credit-note");
}

static bool is_opening(const struct record *invoice)
{
	return rule_kind(invoice, "opening");
}

static bool is_claim(const struct record *invoice)
{
	return !is_credit_note(invoice) && !is_opening(invoice);
}

static bool is_shipped(const struct record *delivery)
{
	(void)delivery;
	return true;
}

static bool is_return(const struct record *delivery)
{
	return rule_kind(delivery, "return");
}

static bool is_delivery(const struct record *delivery)
{
	return !is_return(delivery);
}

static const char *delivery_series(const struct record *delivery)
{
	return is_return(delivery) ? "return" : "delivery";
}

/* An invoice from before the system came, issued by another one. */
static bool is_issued_opening(const struct record *invoice)
{
	return rule_kind(invoice, "opening") && strcmp(record_text(invoice, "status"), "issued") == 0;
}

static int64_t invoice_opening(const struct record *invoice)
{
	return rule_kind(invoice, "opening") ? record_integer(invoice, "opening_balance") : 0;
}

static const struct page_signature for_seller[] = { { .label = { "For the seller", "卖方（盖章）" }, .seal = true } };
static const struct page_signature for_both[] = {
	{ .label = { "For the seller", "卖方（盖章）" }, .below = { "Date", "日期" }, .seal = true },
	{ .label = { "For the buyer", "买方（盖章）" }, .below = { "Date", "日期" } },
};
static const struct page_signature for_purchase[] = {
	{ .label = { "For the buyer", "买方（盖章）" }, .below = { "Date", "日期" }, .seal = true },
	{ .label = { "Confirmed by the supplier", "供应商确认（盖章）" }, .below = { "Date", "日期" } },
};
static const struct page_signature for_delivery[] = {
	{ .label = { "Delivered by", "发货方（盖章）" }, .below = { "Date", "日期" }, .seal = true },
	{ .label = { "Received in good order by", "收货人签字" }, .below = { "Date", "日期" } },
};
static const struct page_signature for_return[] = {
	{ .label = { "Returned by", "退货方签字" }, .below = { "Date", "日期" } },
	{ .label = { "Taken back by", "收货方（盖章）" }, .below = { "Date", "日期" }, .seal = true },
};

static const struct document_page quote_pages[] = {
	{ .name = "quote", .words = { "Quotation", "报价单" }, .firm_terms = true, .signatures = for_seller, .signature_count = 1 },
	{
		.name = "proforma", .words = { "Proforma invoice", "形式发票" }, .firm_terms = true, .account = true,
		.note = { "A proforma invoice is not a tax invoice.", "形式发票不是税务发票，不作为税务凭证。" }, .signatures = for_seller, .signature_count = 1,
	},
	{ 0 },
};

static const struct document_page order_pages[] = {
	{
		.name = "order", .words = { "Order confirmation", "销售订单" }, .due = { "Delivery date", "交货日期" }, .firm_terms = true, .account = true,
		.signatures = for_both, .signature_count = 2,
	},
	{
		.name = "proforma", .words = { "Proforma invoice", "形式发票" }, .due = { "Delivery date", "交货日期" }, .firm_terms = true, .account = true,
		.note = { "A proforma invoice is not a tax invoice.", "形式发票不是税务发票，不作为税务凭证。" }, .signatures = for_both, .signature_count = 2,
	},
	{
		.name = "contract", .words = { "Sales contract", "销售合同" }, .due = { "Delivery date", "交货日期" }, .firm_terms = true, .account = true,
		.contract = true, .signatures = for_both, .signature_count = 2,
	},
	{ 0 },
};

static const struct document_page delivery_pages[] = {
	{ .name = "return", .words = { "Return note", "退货单" }, .fits = is_return, .gives_back = true, .signatures = for_return, .signature_count = 2 },
	{ .name = "delivery", .words = { "Delivery note", "送货单" }, .fits = is_delivery, .signatures = for_delivery, .signature_count = 2 },
	{ 0 },
};

static const struct document_page purchase_pages[] = {
	{ .name = "purchase", .words = { "Purchase order", "采购订单" }, .due = { "Delivery date", "交货日期" }, .signatures = for_purchase, .signature_count = 2 },
	{ 0 },
};

static const struct document_page invoice_pages[] = {
	{
		.name = "invoice", .words = { "Invoice", "账单" }, .fits = is_claim, .due = { "Due date", "付款到期日" }, .account = true,
		.signatures = for_seller, .signature_count = 1,
	},
	{
		.name = "opening", .words = { "Opening balance", "期初应收" }, .fits = is_opening, .due = { "Due date", "付款到期日" }, .account = true,
		.signatures = for_seller, .signature_count = 1,
	},
	{ .name = "credit-note", .words = { "Credit note", "红字账单" }, .fits = is_credit_note, .gives_back = true, .signatures = for_seller, .signature_count = 1 },
	{ 0 },
};

const struct document_kind document_kinds[] = {
	{
		.record = &record_quote, .line = &record_quote_line, .state = "stage", .party = "customer", .day = "issued_on", .until = "valid_until", .priced = true, .asks_prices = true,
		.numbers = { { "quote", "revise it: crm-quote revise" } }, .series = quote_series,
		.moves = quote_moves, .withdrawn = "rejected", .finished = { "accepted", "rejected", "expired" }, .pages = quote_pages,
		.correction = "crm-quote revise makes a new revision", .initial = quote_initial, .issue = quote_issue, .move = quote_move, .merge = quote_merge,
	},
	{
		.record = &record_order, .line = &record_order_line, .state = "status", .party = "customer", .day = "ordered_on", .priced = true,
		.numbers = { { "order", "cancel it: crm-order cancel" } },
		.moves = order_moves, .withdrawn = "cancelled", .finished = { "closed", "cancelled" }, .dependents = order_dependents, .pages = order_pages,
		.left = &order_left, .instalments = order_instalments, .revision = order_revision,
		.correction = "crm-order revise opens it for changes", .before = order_before, .issue = order_issue, .moved = stock_order_moved, .settled = due_plan_follow, .merge = order_merge,
	},
	{
		.record = &record_delivery, .line = &record_delivery_line, .state = "status", .party = "customer", .day = "shipped_on",
		.numbers = { { "delivery", "cancel it: crm-delivery cancel" }, { "return", "cancel it: crm-delivery cancel" } }, .series = delivery_series,
		.issued_at_once = is_shipped, .gives_back = is_return, .dependents = delivery_dependents,
		.moves = delivery_moves, .withdrawn = "cancelled", .finished = { "received", "cancelled" }, .pages = delivery_pages, .links = delivery_links,
		.correction = "cancel it and make a new one", .initial = delivery_initial, .before = delivery_before, .withdraw = line_links_gone, .moved = stock_delivery_moved, .settle = delivery_settle, .settled = due_plan_follow,
		.line_initial = delivery_line_initial, .line_before = delivery_line_before, .line_added = stock_delivery_line,
	},
	{
		.record = &record_purchase, .line = &record_purchase_line, .state = "status", .party = "supplier", .day = "ordered_on", .priced = true,
		.numbers = { { "purchase", "cancel it: crm-purchase cancel" } },
		.moves = purchase_moves, .withdrawn = "cancelled", .finished = { "received", "closed", "cancelled" }, .dependents = purchase_dependents, .pages = purchase_pages,
		.left = &purchase_left, .correction = "cancel it and make a new one", .initial = purchase_initial, .leads = purchase_state, .move = purchase_state_check, .settled = due_plan_follow,
	},
	{
		.record = &record_bill, .line = &record_bill_line, .state = "status", .party = "supplier", .day = "issued_on", .priced = true,
		.moves = bill_moves, .withdrawn = "cancelled", .finished = { "cancelled" }, .claim = "bill", .claim_number = "supplier_number", .owed = "open", .returned = &bill_returned,
		.gives_back = is_credit_note, .dependents = bill_dependents, .links = bill_links, .correction = "cancel it and make a new one", .initial = bill_initial,
		.event_day = due_event_of_bill, .before = bill_before, .withdraw = line_links_gone, .settled = due_plan_settle,
	},
	{
		.record = &record_invoice, .line = &record_invoice_line, .state = "status", .party = "customer", .day = "issued_on", .until = "due_on", .priced = true, .asks_prices = true,
		.numbers = { { "invoice", "make a credit note: crm-invoice credit" }, { "credit-note", "cancel it: crm-invoice cancel" } }, .series = invoice_series,
		.issued_at_once = is_issued_opening, .gives_back = is_credit_note, .opening = invoice_opening,
		.moves = invoice_moves, .withdrawn = "cancelled", .finished = { "cancelled" }, .claim = "invoice", .claim_number = "number", .owed = "issued", .discounts = true, .returned = &invoice_returned,
		.dependents = invoice_dependents, .pages = invoice_pages, .links = invoice_links, .correction = "crm-invoice credit corrects it",
		.event_day = due_event_of_invoice, .before = invoice_before, .issue = invoice_issue, .withdraw = invoice_withdraw, .moved = due_plan_follow, .settled = due_plan_settle,
	},
	{ 0 },
};
