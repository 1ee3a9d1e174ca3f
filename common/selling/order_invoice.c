/* From an order to an invoice, by quantities; and back by a credit note. */
#include "selling/document_left.h"
#include "selling/fulfilment.h"

#include "selling/order_instalment.h"
#include "selling/selling.h"
#include <string.h>

static const char invoices_of_order[] = "select id from invoice where \"order\" = ? and status <> 'cancelled' order by id";
static const char notes_of_invoice[] = "select id from invoice where original = ? and kind = 'credit-note' and status <> 'cancelled' order by id";

static enum status check_whole(struct store *store, const struct record *order)
{
	int64_t number = 0;

	if (*record_text(order, "repeat"))
		return error_set(store->error, STATUS_REFUSED, "so%lld is a recurring order: crm-recur so%lld creates the invoices that are due",
		                 (long long)order->id, (long long)order->id);
	enum status status = order_instalment_invoiced(store, order->id, &number);
	if (!status && number)
		status =
			error_set(store->error, STATUS_REFUSED,
		                  "so%lld is invoiced by instalments, %lld of them so far; crm-order invoice so%lld --instalment=… goes on",
		                  (long long)order->id, (long long)number, (long long)order->id);
	return status;
}

/* Nothing is left, though a credit note took something back: what would make it claimed again. */
static enum status explain_credited(struct store *store, const struct record *order)
{
	int64_t note = 0;
	enum status status = db_one(store->db, &note, "select id from invoice where \"order\" = %jd and kind = 'credit-note' and status <> 'cancelled' and coalesce(rebill, 0) = 0"
	                            " order by id limit 1", order->id);

	if (status || !note)
		return status ? status : STATUS_REFUSED;
	return error_set(store->error, STATUS_REFUSED, "so%lld: nothing is left to be invoiced; what in%lld credits is invoiced again only if that says so: crm-invoice set in%lld rebill=yes",
	                 (long long)order->id, (long long)note, (long long)note);
}

static enum status invoice_quantities(struct store *store, const struct record *order, const struct document_request *request,
                                      struct arena *arena, int64_t *made)
{
	struct claim claim = { .record = &record_invoice, .line_field = "order_line", .others = invoices_of_order, .extras = true };
	enum status status = check_whole(store, order);

	if (!status)
		status = claim_begin(store, &claim, order, arena);
	if (!status)
		status = request->left ? taking_left(store, order, &claim.taking)
		                            : taking_parts(store, order, request, claim.link->done, &claim.taking);
	if (status == STATUS_REFUSED && !request->left && !request->part_count && claim.taking.count)
		status = explain_credited(store, order);
	return status ? status : claim_make(store, &claim, request, arena, made);
}

enum status order_invoice(struct store *store, int64_t id, const struct document_request *request, struct arena *arena, int64_t *made)
{
	struct record *order;
	enum status status = document_approve(store, &record_order, id, request, (const char *const[]){ "approved", NULL }, arena, &order);

	if (status)
		return status;
	return request->instalment ? instalment_invoice(store, order, request, arena, made)
	                           : invoice_quantities(store, order, request, arena, made);
}

static enum status check_creditable(struct store *store, const struct record *invoice)
{
	const char *status = record_text(invoice, "status"), *kind = record_text(invoice, "kind");

	if (strcmp(kind, "credit-note") == 0)
		return error_set(store->error, STATUS_REFUSED, "in%lld is a credit note itself; crm-invoice cancel in%lld cancels it",
		                 (long long)invoice->id, (long long)invoice->id);
	if (strcmp(status, "issued") != 0)
		return error_set(store->error, STATUS_REFUSED, "in%lld is %s, so nothing is owed on it; there is nothing to credit",
		                 (long long)invoice->id, status);
	if (strcmp(kind, "opening") == 0)
		return error_set(
			store->error, STATUS_REFUSED,
			"in%lld is an opening balance without lines; crm-invoice add kind=credit-note original=in%lld, and lines by hand",
			(long long)invoice->id, (long long)invoice->id);
	return STATUS_OK;
}

enum status invoice_credit(struct store *store, int64_t id, const struct document_request *request, struct arena *arena, int64_t *made)
{
	struct record *invoice;
	struct claim claim = { .record = &record_invoice, .line_field = "original", .others = notes_of_invoice, .extras = !request->part_count && !request->returned };
	enum status status = document_load(store, &record_invoice, id, arena, &invoice);

	if (!status)
		status = check_creditable(store, invoice);
	if (!status)
		status = claim_begin(store, &claim, invoice, arena);
	if (!status)
		status = request->returned ? taking_returned(store, &record_invoice, invoice, request->rebill, &claim.taking) : taking_parts(store, invoice, request, claim.link->done, &claim.taking);
	if (status)
		return status;
	document_give(claim.head, "kind", value_text("credit-note"));
	if (request->rebill)
		document_give(claim.head, "rebill", value_integer(1));
	document_carry(claim.head, invoice, "order");
	document_carry(claim.head, invoice, "instalment");
	return claim_make(store, &claim, request, arena, made);
}
