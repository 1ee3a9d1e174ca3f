#include "selling/fulfilment.h"

#include "selling/quantities.h"
#include "store/rule.h"
#include <string.h>

enum status fulfilment_delivered(struct store *store, int64_t order_line, int64_t besides, int64_t *quantity)
{
	return db_one(store->db, quantity, "select sum(" DELIVERED_QTY("sent") ") from delivery_line as sent join delivery as note on note.id = sent.parent"
	              " where sent.order_line = %jd and sent.id <> %jd and note.status <> 'cancelled'", order_line, besides);
}

enum status fulfilment_invoiced(struct store *store, int64_t order_line, int64_t besides, int64_t *quantity)
{
	return db_one(store->db, quantity, "select sum(" CLAIMED("claim", "billed.qty") ") from invoice_line as billed"
	              " join invoice as claim on claim.id = billed.parent where billed.order_line = %jd and billed.id <> %jd and claim.status <> 'cancelled'",
	              order_line, besides);
}

enum status fulfilment_returned(struct store *store, int64_t delivery_line, int64_t besides, int64_t *quantity)
{
	return db_one(store->db, quantity, "select sum(back.qty) from delivery_line as back join delivery as note on note.id = back.parent"
	              " where back.original = %jd and back.id <> %jd and note.status <> 'cancelled'", delivery_line, besides);
}

enum status fulfilment_billed(struct store *store, int64_t purchase_line, int64_t besides, int64_t *quantity)
{
	return db_one(store->db, quantity, "select sum(" CLAIMED("claim", "billed.qty") ") from bill_line as billed join bill as claim on claim.id = billed.parent"
	              " where billed.purchase_line = %jd and billed.id <> %jd and claim.status <> 'cancelled'", purchase_line, besides);
}

static enum status credited(struct store *store, const char *claim, int64_t line, int64_t besides, int64_t *quantity)
{
	return db_one(store->db, quantity, "select sum(back.qty) from \"%s_line\" as back join \"%s\" as note on note.id = back.parent"
	              " where back.original = %jd and back.id <> %jd and note.status <> 'cancelled'", claim, claim, line, besides);
}

enum status fulfilment_credited(struct store *store, int64_t invoice_line, int64_t besides, int64_t *quantity)
{
	return credited(store, record_invoice.name, invoice_line, besides, quantity);
}

enum status fulfilment_credited_bill(struct store *store, int64_t bill_line, int64_t besides, int64_t *quantity)
{
	return credited(store, record_bill.name, bill_line, besides, quantity);
}

enum status fulfilment_received(struct store *store, int64_t purchase_line, int64_t besides, int64_t *quantity)
{
	(void)besides;
	return db_one(store->db, quantity, "select case when bought.product is not null then (select sum(got.qty) from stock_movement as got where got.source = %jd)"
	              " when made.status in ('received', 'closed') then bought.qty else 0 end from purchase_line as bought join purchase as made on made.id = bought.parent"
	              " where bought.id = %jd", anyref_pack(&record_purchase_line, purchase_line), purchase_line);
}

enum status purchase_state(struct store *store, const struct record *purchase, const char **state)
{
	static const char sql[] =
		"select count(*), sum(case when l.got < l.qty then 1 else 0 end), sum(case when l.got <> 0 then 1 else 0 end) from (select bought.qty as qty, coalesce((select sum(got.qty) from stock_movement as got"
		" where got.source = bought.id * %d + %d), 0) as got from purchase_line as bought where bought.parent = %jd and bought.product is not null) as l";
	struct statement *statement;
	int64_t all = 0, open = 0, begun = 0;
	enum status status = db_ask(store->db, &statement, sql, RECORD_TYPE_LIMIT, record_purchase_line.number, purchase->id);

	if (db_next(statement, &status)) {
		all = db_integer(statement, 0);
		open = db_integer(statement, 1);
		begun = db_integer(statement, 2);
	}
	db_done(statement);
	*state = all && !open ? "received" : begun ? "part-received" : "approved";
	return status;
}

enum status purchase_state_check(struct store *store, const struct record *purchase)
{
	const char *state = record_text(purchase, "status"), *wanted;
	int64_t products = 0;
	enum status status = strcmp(state, "closed") == 0 ? STATUS_OK :
	                     db_one(store->db, &products, "select count(*) from purchase_line where parent = %jd and product is not null", purchase->id);

	/* Of free text nobody but the state knows whether it came. */
	if (status || !products)
		return status;
	status = purchase_state(store, purchase, &wanted);
	if (status || strcmp(state, wanted) == 0)
		return status;
	return error_set(store->error, STATUS_REFUSED, "status: that does not match what was received of po%lld; crm-purchase receive po%lld takes it into stock", (long long)purchase->id,
	                 (long long)purchase->id);
}

enum status fulfilment_came_back(struct store *store, int64_t order_line, int64_t besides, int64_t *quantity)
{
	return db_one(store->db, quantity, "select sum(back.qty) from delivery_line as back join delivery as note on note.id = back.parent"
	              " where back.order_line = %jd and back.id <> %jd and note.kind = 'return' and note.status <> 'cancelled'", order_line, besides);
}

enum status fulfilment_went_back(struct store *store, int64_t purchase_line, int64_t besides, int64_t *quantity)
{
	(void)besides;
	return db_one(store->db, quantity, "select -sum(qty) from stock_movement where source = %jd and qty < 0", anyref_pack(&record_purchase_line, purchase_line));
}
