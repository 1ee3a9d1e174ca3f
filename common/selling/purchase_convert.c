/* What comes of a purchase: the goods, and the supplier's bill. */
#include "selling/document_convert_parts.h"

#include "base/date.h"
#include "selling/selling.h"
#include "selling/stock.h"
#include "store/save.h"
#include "store/settle.h"
#include <string.h>

static const char bills_of_purchase[] = "select id from bill where purchase = ? and status <> 'cancelled' order by id";

static enum status received(struct store *store, int64_t line, int64_t besides, int64_t *quantity)
{
	return db_one(store->db, quantity, "select sum(qty) from stock_movement where source = %jd and source <> %jd",
	              anyref_pack(&record_purchase_line, line), besides);
}

static bool is_kept(const struct record *line)
{
	return record_integer(line, "product") != 0;
}

/* Only products are received: what is free text comes with the rest. */
static enum status receive_lines(struct store *store, const struct record *purchase, const struct taking *taking, struct arena *arena,
                                 bool *all)
{
	char day[DATE_SIZE];
	enum status status = STATUS_OK;

	date_today(&store->conventions, day);
	*all = true;
	for (size_t i = 0; !status && i < taking->count; i++) {
		const struct record *line = taking->lines[i];
		if (!is_kept(line)) {
			if (taking->now[i] && taking->open[i] != taking->now[i])
				status = error_set(store->error, STATUS_REFUSED,
				                   "po%lld.%lld is not a product, so no parts of it can be received",
				                   (long long)purchase->id, (long long)record_integer(line, "number"));
			continue;
		}
		if (taking->now[i])
			status = stock_receive(store, line, taking->now[i], day, arena);
		*all = *all && taking->before[i] + taking->now[i] >= record_integer(line, "qty");
	}
	return status;
}

static enum status check_open(struct store *store, const struct record *purchase, const struct taking *taking)
{
	bool open = false, kept = false;

	for (size_t i = 0; i < taking->count; i++) {
		kept |= is_kept(taking->lines[i]);
		open |= is_kept(taking->lines[i]) && taking->open[i] > 0;
	}
	if (open || (!kept && strcmp(record_text(purchase, "status"), "received") != 0))
		return STATUS_OK;
	return error_set(store->error, STATUS_REFUSED, "po%lld: nothing is left to be received", (long long)purchase->id);
}

enum status purchase_receive(struct store *store, int64_t id, const struct document_request *request, struct arena *arena, int64_t *made)
{
	struct record *purchase, *record;
	struct taking taking = { 0 };
	bool all;
	enum status status = document_approve(store, &record_purchase, id, request,
	                                      (const char *const[]){ "approved", "part-received", "received", NULL }, arena, &purchase);

	if (!status)
		status = taking_lines(store, purchase, received, arena, &taking);
	if (!status)
		status = check_open(store, purchase, &taking);
	if (!status)
		status = taking_parts(store, purchase, request, "received", &taking);
	if (!status)
		status = receive_lines(store, purchase, &taking, arena, &all);
	if (status)
		return status;
	record = record_copy(arena, purchase);
	*record_value(record, "status") = value_text(all ? "received" : "part-received");
	status = assign_apply(store, request->fields, request->field_count, record, id, arena);
	*made = id;
	/* More of the goods may have come without another state of it. */
	settle_defer(store, &record_purchase, id);
	return status ? status : save_set(store, purchase, record, arena);
}

enum status purchase_bill(struct store *store, int64_t id, const struct document_request *request, struct arena *arena, int64_t *made)
{
	struct record *purchase;
	struct claim claim = { .record = &record_bill, .line_field = "purchase_line", .others = bills_of_purchase, .extras = true };
	enum status status = document_approve(store, &record_purchase, id, request,
	                                      (const char *const[]){ "approved", "part-received", "received", NULL }, arena, &purchase);

	if (!status)
		status = claim_begin(store, &claim, purchase, arena);
	if (!status)
		status = taking_parts(store, purchase, request, claim.link->done, &claim.taking);
	return status ? status : claim_make(store, &claim, request, arena, made);
}
