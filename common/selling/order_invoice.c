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

/* How much of an order line came back that its credit notes do not answer for: no more than came back, less what was credited and not invoiced again since, and
 * no more than is invoiced beyond what the customer has. */
static enum status find_uncredited(struct store *store, int64_t order_line, int64_t *quantity)
{
	static const char returned_sql[] =
		"select sum(back.qty) from delivery_line as back join delivery as note on note.id = back.parent"
		" where back.order_line = %jd and note.kind = 'return' and note.status <> 'cancelled'";
	static const char credited_sql[] =
		"select sum(back.qty) from invoice_line as back join invoice as note on note.id = back.parent"
		" where back.order_line = %jd and note.kind = 'credit-note' and note.status <> 'cancelled' and coalesce(note.rebill, 0) = %d";
	int64_t returned = 0, final = 0, again = 0, invoiced = 0, delivered = 0, ordered = 0;
	enum status status = db_one(store->db, &returned, returned_sql, order_line);

	if (!status)
		status = db_one(store->db, &final, credited_sql, order_line, 0);
	if (!status)
		status = db_one(store->db, &again, credited_sql, order_line, 1);
	if (!status)
		status = fulfilment_invoiced(store, order_line, 0, &invoiced);
	if (!status)
		status = fulfilment_delivered(store, order_line, 0, &delivered);
	if (!status)
		status = db_one(store->db, &ordered, "select qty from order_line where id = %jd", order_line);
	int64_t open = ordered - invoiced, claimed = invoiced - final;
	returned -= final + (again < open ? again : open);
	*quantity = returned < claimed - delivered ? returned : claimed - delivered;
	return status;
}

/* What earlier invoices, and lines, take of what came back of an order line. */
static enum status find_earlier(struct store *store, const struct record *line, int64_t *quantity)
{
	return db_one(store->db, quantity, "select sum(billed.qty - coalesce((select sum(back.qty) from invoice_line as back join invoice as note on note.id = back.parent"
	              " where back.original = billed.id and note.status <> 'cancelled'), 0)) from invoice_line as billed join invoice as claim on claim.id = billed.parent"
	              " where billed.order_line = %jd and claim.kind = 'invoice' and claim.status = 'issued' and billed.id < %jd", record_integer(line, "order_line"), line->id);
}

static enum status take_returned(struct store *store, const struct record *invoice, struct taking *taking)
{
	bool any = false;
	enum status status = STATUS_OK;

	for (size_t i = 0; !status && i < taking->count; i++) {
		int64_t back = 0, earlier = 0;
		if (!record_integer(taking->lines[i], "order_line"))
			continue;
		status = find_uncredited(store, record_integer(taking->lines[i], "order_line"), &back);
		if (!status)
			status = find_earlier(store, taking->lines[i], &earlier);
		back -= earlier;
		taking->now[i] = back > taking->open[i] ? taking->open[i] : back > 0 ? back : 0;
		any |= taking->now[i] > 0;
	}
	if (!status && !any)
		status = error_set(store->error, STATUS_REFUSED, "in%lld: nothing came back that is not credited; crm-delivery return takes goods back", (long long)invoice->id);
	return status;
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
		status = request->returned ? take_returned(store, invoice, &claim.taking) : taking_parts(store, invoice, request, claim.link->done, &claim.taking);
	if (status)
		return status;
	document_give(claim.head, "kind", value_text("credit-note"));
	if (request->rebill)
		document_give(claim.head, "rebill", value_integer(1));
	document_carry(claim.head, invoice, "order");
	document_carry(claim.head, invoice, "instalment");
	return claim_make(store, &claim, request, arena, made);
}
