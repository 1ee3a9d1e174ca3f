/* What is particular of invoices: what was open on day one (invoices of kind opening, which have a balance instead of lines, and no number of ours), credit notes,
 * and the day they are due. */
#include "selling/document_kinds.h"

#include "base/money.h"
#include "base/wide.h"
#include "selling/line_links.h"
#include "selling/quantities.h"
#include "store/rule.h"
#include <string.h>

enum status claim_credited(struct store *store, const struct record *claim, int64_t *credited)
{
	return db_one(store->db, credited, "select sum(total) from \"%s\" where original = %jd and kind = 'credit-note' and status in ('issued', 'open')", claim->type->record->name,
	              claim->id);
}

/* What was paid and credited of it holds an opening balance where it is. */
static enum status check_taken(struct store *store, const struct record *invoice)
{
	int64_t allocated = 0, credited = 0;
	enum status status = db_one(store->db, &allocated, "select sum(amount) from allocation where invoice = %jd", invoice->id);

	if (!status)
		status = claim_credited(store, invoice, &credited);
	if (status || (wide)allocated + credited <= record_integer(invoice, "opening_balance"))
		return status;
	struct text taken = { 0 };
	money_format(&taken, credited ? credited : allocated, record_digits(invoice));
	error_set(store->error, STATUS_REFUSED, credited ? "opening_balance: %s of it is credited; cancel the credit note first, or credit the rest" :
	          "opening_balance: %s of it is already paid; run crm-payment release first", taken.data);
	text_free(&taken);
	return STATUS_REFUSED;
}

static enum status check_opening(struct store *store, const struct record *old, const struct record *invoice)
{
	bool opening = rule_kind(invoice, "opening");

	if (!opening && rule_changed(old, invoice, "opening_balance") && record_value(invoice, "opening_balance")->type != VALUE_NULL)
		return error_set(store->error, STATUS_DATA, "opening_balance: only opening invoices have one: kind=opening; others have lines");
	if (old && rule_changed(old, invoice, "kind") && strcmp(record_text(old, "status"), "draft") != 0)
		return error_set(store->error, STATUS_REFUSED, "kind: in%lld is %s, so its kind cannot be changed", (long long)invoice->id, record_text(old, "status"));
	if (!opening || strcmp(record_text(invoice, "status"), "draft") == 0)
		return STATUS_OK;
	if (record_integer(invoice, "opening_balance") <= 0)
		return error_set(store->error, STATUS_DATA, "opening_balance: what was open on day one is above zero;"
		                 " what a customer had paid in advance is a payment: crm-payment add");
	if (record_integer(invoice, "opening_balance") > RULE_AMOUNT_LIMIT)
		return error_set(store->error, STATUS_DATA, "opening_balance: it is too large to be summed");
	return old && rule_changed(old, invoice, "opening_balance") ? check_taken(store, invoice) : STATUS_OK;
}

/* Before a credit note takes back less than the whole of its invoice, left in minor units, -1 when it goes: STATUS_REFUSED when the instalment that the invoice
 * claims was invoiced again. */
static enum status check_less(struct store *store, const struct record *note, int64_t left)
{
	static const char sql[] =
		"select claim.id from invoice as mine join invoice as claim on claim.instalment = mine.instalment where mine.id = %jd and mine.total > %jd"
		" and claim.id <> mine.id and claim.kind = 'invoice' and claim.status <> 'cancelled' and not exists (select 1 from invoice as other"
		" where " GIVES_ALL_BACK("claim", "other") ")";
	int64_t again = 0;
	enum status status = db_one(store->db, &again, sql, record_integer(note, "original"), left);

	if (status || !again)
		return status;
	return error_set(store->error, STATUS_REFUSED,
	                 "the instalment that in%lld credits was invoiced again by in%lld, and would be invoiced twice; cancel that invoice first", (long long)note->id, (long long)again);
}

/* Whether what a credit note takes back is invoiced again is not on its page: it may say the other thing as long as nobody relied on it. */
static enum status check_rebill(struct store *store, const struct record *old, const struct record *note, struct arena *arena)
{
	if (record_integer(note, "rebill") && !rule_kind(note, "credit-note"))
		return error_set(store->error, STATUS_DATA, "rebill: only a credit note says whether what it takes back is invoiced again");
	if (!old || record_integer(old, "rebill") == record_integer(note, "rebill"))
		return STATUS_OK;
	if (document_is_withdrawn(old))
		return error_set(store->error, STATUS_REFUSED, "rebill: in%lld is cancelled, so it takes nothing back", (long long)note->id);
	enum status status = record_integer(note, "rebill") ? STATUS_OK : check_less(store, note, -1);
	if (!status && !record_integer(note, "rebill"))
		status = line_links_gone(store, note, arena);
	return status ? status : line_links_turn(store, note, arena);
}

/* A credit note is for whom its invoice was, in the same currency. */
static enum status check_original(struct store *store, const struct record *old, const struct record *note, struct arena *arena)
{
	struct record *original;

	if (old && !rule_changed(old, note, "original") && !rule_changed(old, note, "customer") && !rule_changed(old, note, "currency"))
		return STATUS_OK;
	enum status status = rule_load(store, &record_invoice, record_integer(note, "original"), arena, &original);
	if (status || !original)
		return status;
	if (record_integer(original, "customer") != record_integer(note, "customer"))
		return error_set(store->error, STATUS_REFUSED, "customer: in%lld, which it corrects, is of another customer", (long long)original->id);
	if (strcmp(record_text(original, "currency"), record_text(note, "currency")) != 0)
		return error_set(store->error, STATUS_REFUSED, "currency: in%lld, which it corrects, is in %s", (long long)original->id,
		                 record_text(original, "currency"));
	return STATUS_OK;
}

static enum status check_order(struct store *store, const struct record *document, struct arena *arena)
{
	struct record *order;
	enum status status = rule_load(store, &record_order, record_integer(document, "order"), arena, &order);

	if (status || !order)
		return status;
	if (strcmp(record_text(order, "status"), "cancelled") == 0)
		return error_set(store->error, STATUS_REFUSED, "order: so%lld is cancelled; crm-order copy so%lld creates a new one", (long long)order->id, (long long)order->id);
	return STATUS_OK;
}

static enum status check_reason(struct store *store, const struct record *old, const struct record *invoice)
{
	if (rule_kind(invoice, "credit-note") || !rule_changed(old, invoice, "reason") || !*record_text(invoice, "reason"))
		return STATUS_OK;
	return error_set(store->error, STATUS_DATA, "reason: only a credit note has one: crm-invoice credit in%lld reason=…", (long long)invoice->id);
}

static enum status check_removal(struct store *store, const struct record *invoice)
{
	if (!rule_kind(invoice, "opening") || strcmp(record_text(invoice, "status"), "issued") != 0)
		return STATUS_OK;
	return error_set(store->error, STATUS_REFUSED, "in%lld is an opening invoice and cannot be removed; crm-invoice cancel in%lld cancels it", (long long)invoice->id,
	                 (long long)invoice->id);
}

enum status invoice_before(struct store *store, const struct record *old, struct record *invoice, struct arena *arena)
{
	if (!invoice)
		return check_removal(store, old);
	enum status status = check_opening(store, old, invoice);
	if (!status)
		status = check_reason(store, old, invoice);
	if (!status)
		status = check_original(store, old, invoice, arena);
	if (!status && old && record_integer(invoice, "rebill") && rule_kind(invoice, "credit-note") && record_integer(invoice, "total") < record_integer(old, "total"))
		status = check_less(store, invoice, record_integer(invoice, "total"));
	if (!status)
		status = line_links_keep(store, old, invoice, (const char *const[]){ "order", "original", "kind", NULL });
	if (!status)
		status = check_rebill(store, old, invoice, arena);
	if (!status && rule_changed(old, invoice, "order"))
		status = check_order(store, invoice, arena);
	return status;
}

static enum status take_due(struct store *store, struct record *invoice, struct arena *arena)
{
	bool terms = *record_text(invoice, "payment_terms") != '\0', note = rule_kind(invoice, "credit-note");

	if (*record_text(invoice, "due_on"))
		return STATUS_OK;
	enum status status = terms ? due_plan_take(store, invoice, record_text(invoice, "issued_on"), arena) : STATUS_OK;
	/* Of a credit note no part waits for anything. */
	if (!status && !*record_text(invoice, "due_on") && (note || !terms))
		*record_value(invoice, "due_on") = *record_value(invoice, "issued_on");
	return status;
}

/* The day of the deliveries of what it invoices, where all are of one day. */
static enum status take_supplied(struct store *store, struct record *invoice, struct arena *arena)
{
	static const char sql[] =
		"select min(goods.shipped_on), max(goods.shipped_on) from invoice_line as claim join delivery_line as part on part.order_line = claim.order_line"
		" join delivery as goods on goods.id = part.parent where claim.parent = %jd and goods.status <> 'cancelled' and coalesce(goods.kind, '') <> 'return'";
	struct statement *statement;

	if (*record_text(invoice, "supplied_on") || !rule_kind(invoice, "invoice"))
		return STATUS_OK;
	enum status status = db_ask(store->db, &statement, sql, invoice->id);
	if (db_next(statement, &status) && db_text(statement, 0) && strcmp(db_text(statement, 0), db_text(statement, 1)) == 0)
		*record_value(invoice, "supplied_on") = value_text(arena_string(arena, db_text(statement, 0)));
	db_done(statement);
	return status;
}

/* The invoice that a credit note corrects was issued, and claims no less than all its credit notes take back. */
static enum status check_credit(struct store *store, const struct record *note, struct arena *arena)
{
	struct record *original;
	int64_t others = 0, left;
	enum status status = rule_load(store, &record_invoice, record_integer(note, "original"), arena, &original);

	if (status || !original)
		return status;
	if (strcmp(record_text(original, "status"), "issued") != 0 || strcmp(record_text(original, "kind"), "credit-note") == 0)
		return error_set(store->error, STATUS_REFUSED, "original: in%lld is not an issued invoice, so there is nothing to credit", (long long)original->id);
	status = db_one(store->db, &others,
		"select sum(total) from invoice where original = %jd and id <> %jd and kind = 'credit-note' and status <> 'cancelled'", original->id, note->id);
	left = record_integer(original, "total") - others;
	if (status || record_integer(note, "total") <= left)
		return status;
	struct text wanted = { 0 }, open = { 0 };
	money_format(&wanted, record_integer(note, "total"), record_digits(note));
	money_format(&open, left > 0 ? left : 0, record_digits(note));
	error_set(store->error, STATUS_REFUSED, "in%lld credits %s, more than the %s that is left of in%lld; lower its quantities or prices", (long long)note->id,
	          wanted.data, open.data, (long long)original->id);
	text_free(&wanted);
	text_free(&open);
	return STATUS_REFUSED;
}

enum status invoice_issue(struct store *store, struct record *invoice, struct arena *arena)
{
	enum status status = STATUS_OK;

	/* What was open on day one is owed already. */
	if (rule_kind(invoice, "credit-note"))
		status = check_credit(store, invoice, arena);
	else if (!rule_kind(invoice, "opening"))
		status = credit_check_invoice(store, invoice, arena);
	if (!status)
		status = take_supplied(store, invoice, arena);
	return status ? status : take_due(store, invoice, arena);
}

/* What it claimed, or gave back, is counted no more. */
enum status invoice_withdraw(struct store *store, const struct record *invoice, struct arena *arena)
{
	enum status status = rule_kind(invoice, "credit-note") && record_integer(invoice, "rebill") ? check_less(store, invoice, -1) : STATUS_OK;

	return status ? status : line_links_gone(store, invoice, arena);
}
