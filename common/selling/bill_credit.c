/* From a bill to the credit note of the supplier. */
#include "selling/document_convert_parts.h"

#include "selling/fulfilment.h"
#include "selling/selling.h"
#include <string.h>

static const char notes_of_bill[] = "select id from bill where original = ? and kind = 'credit-note' and status <> 'cancelled' order by id";

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
		status = request->returned ? taking_returned(store, &record_bill, bill, request->rebill, &claim.taking) : taking_parts(store, bill, request, claim.link->done, &claim.taking);
	if (status)
		return status;
	document_give(claim.head, "kind", value_text("credit-note"));
	if (request->rebill)
		document_give(claim.head, "rebill", value_integer(1));
	document_carry(claim.head, bill, "purchase");
	return claim_make(store, &claim, request, arena, made);
}
