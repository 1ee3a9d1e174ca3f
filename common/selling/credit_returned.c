/* What a credit note takes that is made by --returned: of an invoice what came back from the customer, of a bill what went back to the supplier. */
#include "selling/document_convert_parts.h"

#include "selling/fulfilment.h"
#include "selling/selling.h"

static enum status find_came_back(struct store *store, int64_t order_line, int64_t besides, int64_t *quantity)
{
	return db_one(store->db, quantity, "select sum(back.qty) from delivery_line as back join delivery as note on note.id = back.parent"
	              " where back.order_line = %jd and back.id <> %jd and note.kind = 'return' and note.status <> 'cancelled'", order_line, besides);
}

static enum status find_went_back(struct store *store, int64_t purchase_line, int64_t besides, int64_t *quantity)
{
	(void)besides;
	return db_one(store->db, quantity, "select -sum(qty) from stock_movement where source = %jd and qty < 0", anyref_pack(&record_purchase_line, purchase_line));
}

/* By what is credited. Quantities of a line of the order or purchase, 10^-6, as in fulfilment.h. */
static const struct side {
	const struct record_type *claim;  /* invoice or bill */
	const struct record_type *source; /* order_line or purchase_line, which is also the field of the claim's lines */
	enum status (*returned)(struct store *, int64_t, int64_t, int64_t *);
	enum status (*claimed)(struct store *, int64_t, int64_t, int64_t *);
	enum status (*held)(struct store *, int64_t, int64_t, int64_t *); /* by the customer, or by us */
	const char *nothing;
} sides[] = {
	{ &record_invoice, &record_order_line, find_came_back, fulfilment_invoiced, fulfilment_delivered,
	  "nothing came back that is not credited; crm-delivery return takes goods back" },
	{ &record_bill, &record_purchase_line, find_went_back, fulfilment_billed, fulfilment_received, "nothing went back that is not credited; crm-purchase return sends goods back" },
};

static enum status find_credited(struct store *store, const struct side *side, int64_t line, int rebill, int64_t *quantity)
{
	const char *claim = side->claim->name;

	return db_one(store->db, quantity, "select sum(back.qty) from \"%s_line\" as back join \"%s\" as note on note.id = back.parent"
	              " where back.\"%s\" = %jd and note.kind = 'credit-note' and note.status <> 'cancelled' and coalesce(note.rebill, 0) = %d",
	              claim, claim, side->source->name, line, rebill);
}

/*
 * How much of a line of an order or purchase was returned that its credit notes do not answer for. It is no more than was returned, less what was credited and not
 * claimed again since, and no more than is claimed beyond what is held: a unit that was replaced is still to be paid for. Where what is credited is to be claimed again,
 * a unit that was replaced may be credited too, once.
 */
static enum status find_uncredited(struct store *store, const struct side *side, int64_t line, bool rebill, int64_t *quantity)
{
	int64_t returned = 0, final = 0, again = 0, claimed = 0, held = 0, whole = 0;
	enum status status = side->returned(store, line, 0, &returned);

	if (!status)
		status = find_credited(store, side, line, 0, &final);
	if (!status)
		status = find_credited(store, side, line, 1, &again);
	if (!status)
		status = side->claimed(store, line, 0, &claimed);
	if (!status)
		status = side->held(store, line, 0, &held);
	if (!status)
		status = db_one(store->db, &whole, "select qty from \"%s\" where id = %jd", side->source->name, line);
	int64_t open = whole - claimed, beyond = claimed - final - held;
	int64_t unanswered = returned - final - (again < open ? again : open), once = returned - final - again;
	*quantity = unanswered < beyond ? unanswered : beyond;
	if (rebill && *quantity < once)
		*quantity = once;
	return status;
}

enum status taking_returned(struct store *store, const struct record_type *record, const struct record *document, bool rebill, struct taking *taking)
{
	const struct side *side = &sides[record == &record_bill];
	const char *field = side->source->name;
	bool any = false;
	enum status status = STATUS_OK;

	for (size_t i = 0; !status && i < taking->count; i++) {
		int64_t back = 0, line = record_integer(taking->lines[i], field);
		if (!line)
			continue;
		status = find_uncredited(store, side, line, rebill, &back);
		/* A line before it may be of the same line of the order or purchase. */
		for (size_t k = 0; k < i; k++)
			if (record_integer(taking->lines[k], field) == line)
				back -= taking->now[k];
		taking->now[i] = back > taking->open[i] ? taking->open[i] : back > 0 ? back : 0;
		any |= taking->now[i] > 0;
	}
	if (!status && !any)
		status = error_set(store->error, STATUS_REFUSED, "%s%lld: %s", record->prefix, (long long)document->id, side->nothing);
	return status;
}
