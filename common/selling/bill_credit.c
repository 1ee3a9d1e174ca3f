/* From a bill to the credit note of the supplier. */
#include "selling/document_convert_parts.h"

#include "selling/fulfilment.h"
#include "selling/selling.h"
#include <string.h>

static const char notes_of_bill[] = "select id from bill where original = ? and kind = 'credit-note' and status <> 'cancelled' order by id";

/* How much of a purchase line went back that no credit note answers for: no more than went back, less what was credited, and, unless what is credited is billed
 * again, no more than is billed beyond what we have. */
static enum status find_uncredited(struct store *store, int64_t purchase_line, bool rebill, int64_t *quantity)
{
	int64_t credited = 0, final = 0, billed = 0, received = 0;
	enum status status = db_one(store->db, quantity, "select -sum(qty) from stock_movement where source = %jd and qty < 0", anyref_pack(&record_purchase_line, purchase_line));

	if (!status)
		status = db_one(store->db, &credited, "select sum(back.qty) from bill_line as back join bill as note on note.id = back.parent"
		                " where back.purchase_line = %jd and note.kind = 'credit-note' and note.status <> 'cancelled'", purchase_line);
	if (!status)
		status = db_one(store->db, &final, "select sum(back.qty) from bill_line as back join bill as note on note.id = back.parent"
		                " where back.purchase_line = %jd and note.kind = 'credit-note' and note.status <> 'cancelled' and coalesce(note.rebill, 0) = 0", purchase_line);
	if (!status)
		status = fulfilment_billed(store, purchase_line, 0, &billed);
	if (!status)
		status = fulfilment_received(store, purchase_line, 0, &received);
	int64_t beyond = billed - final - received;
	*quantity -= credited;
	if (!rebill && *quantity > beyond)
		*quantity = beyond;
	return status;
}

/* Whether an earlier line of the bill is of the same purchase line, and what it takes of what went back. */
static int64_t taken_before(const struct taking *taking, size_t i)
{
	int64_t sum = 0;

	for (size_t k = 0; k < i; k++)
		if (record_integer(taking->lines[k], "purchase_line") == record_integer(taking->lines[i], "purchase_line"))
			sum += taking->now[k];
	return sum;
}

static enum status take_returned(struct store *store, const struct record *bill, const struct document_request *request, struct taking *taking)
{
	bool any = false;
	enum status status = STATUS_OK;

	for (size_t i = 0; !status && i < taking->count; i++) {
		int64_t back = 0;
		if (!record_integer(taking->lines[i], "purchase_line"))
			continue;
		status = find_uncredited(store, record_integer(taking->lines[i], "purchase_line"), request->rebill, &back);
		back -= taken_before(taking, i);
		taking->now[i] = back > taking->open[i] ? taking->open[i] : back > 0 ? back : 0;
		any |= taking->now[i] > 0;
	}
	if (!status && !any)
		status = error_set(store->error, STATUS_REFUSED, "bl%lld: nothing went back that is not credited; crm-purchase return sends goods back", (long long)bill->id);
	return status;
}

static enum status check_creditable(struct store *store, const struct record *bill)
{
	if (document_gives_back(bill))
		return error_set(store->error, STATUS_REFUSED, "bl%lld is a credit note itself; crm-bill cancel bl%lld cancels it", (long long)bill->id, (long long)bill->id);
	if (document_is_withdrawn(bill))
		return error_set(store->error, STATUS_REFUSED, "bl%lld is cancelled, so nothing is owed on it; there is nothing to credit", (long long)bill->id);
	return STATUS_OK;
}

enum status bill_credit(struct store *store, int64_t id, const struct document_request *request, struct arena *arena, int64_t *made)
{
	struct record *bill;
	struct claim claim = { .record = &record_bill, .line_field = "original", .others = notes_of_bill, .extras = !request->part_count && !request->returned };
	enum status status = document_load(store, &record_bill, id, arena, &bill);

	if (!status)
		status = check_creditable(store, bill);
	if (!status)
		status = claim_begin(store, &claim, bill, arena);
	if (!status)
		status = request->returned ? take_returned(store, bill, request, &claim.taking) : taking_parts(store, bill, request, claim.link->done, &claim.taking);
	if (status)
		return status;
	document_give(claim.head, "kind", value_text("credit-note"));
	if (request->rebill)
		document_give(claim.head, "rebill", value_integer(1));
	document_carry(claim.head, bill, "purchase");
	return claim_make(store, &claim, request, arena, made);
}
