#include "selling/fulfilment.h"

#include "store/rule.h"
#include <string.h>

enum status fulfilment_delivered(struct store *store, int64_t order_line, int64_t besides, int64_t *quantity)
{
	return db_one(store->db, quantity, "select sum(sent.qty) from delivery_line as sent join delivery as note on note.id = sent.parent"
	              " where sent.order_line = %jd and sent.id <> %jd and note.status <> 'cancelled'", order_line, besides);
}

enum status fulfilment_invoiced(struct store *store, int64_t order_line, int64_t besides, int64_t *quantity)
{
	return db_one(store->db, quantity, "select sum(case claim.kind when 'credit-note' then -billed.qty else billed.qty end) from invoice_line as billed"
	              " join invoice as claim on claim.id = billed.parent where billed.order_line = %jd and billed.id <> %jd and claim.status <> 'cancelled'",
	              order_line, besides);
}

enum status fulfilment_billed(struct store *store, int64_t purchase_line, int64_t besides, int64_t *quantity)
{
	return db_one(store->db, quantity, "select sum(billed.qty) from bill_line as billed join bill as claim on claim.id = billed.parent"
	              " where billed.purchase_line = %jd and billed.id <> %jd and claim.status <> 'cancelled'", purchase_line, besides);
}

enum status fulfilment_credited(struct store *store, int64_t invoice_line, int64_t besides, int64_t *quantity)
{
	return db_one(store->db, quantity, "select sum(back.qty) from invoice_line as back join invoice as note on note.id = back.parent"
	              " where back.original = %jd and back.id <> %jd and note.status <> 'cancelled'", invoice_line, besides);
}

enum status purchase_state_check(struct store *store, const struct record *purchase)
{
	static const char products[] = "select count(*) from purchase_line where parent = %jd and product is not null";
	static const char open_lines[] =
		"select count(*) from purchase_line as l where l.parent = %jd and l.product is not null"
		" and l.qty > coalesce((select sum(got.qty) from stock_movement as got where got.source = l.id * %d + %d), 0)";
	static const char begun_lines[] =
		"select count(*) from purchase_line as l where l.parent = %jd and l.product is not null"
		" and exists (select 1 from stock_movement as got where got.source = l.id * %d + %d)";
	const char *state = record_text(purchase, "status");
	int64_t all = 0, open = 0, begun = 0;
	enum status status = db_one(store->db, &all, products, purchase->id);

	if (!status)
		status = db_one(store->db, &open, open_lines, purchase->id, RECORD_TYPE_LIMIT, record_purchase_line.number);
	if (!status)
		status = db_one(store->db, &begun, begun_lines, purchase->id, RECORD_TYPE_LIMIT, record_purchase_line.number);
	bool fits = strcmp(state, "received") == 0 ? !open : strcmp(state, "part-received") == 0 ? begun && open : !begun;
	if (status || !all || fits)
		return status;
	return error_set(store->error, STATUS_REFUSED, "status: that does not match what was received of po%lld; crm-purchase receive po%lld takes it into stock", (long long)purchase->id,
	                 (long long)purchase->id);
}
