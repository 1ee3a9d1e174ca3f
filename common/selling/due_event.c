#include "selling/due_event.h"

#include "selling/documents.h"
#include "selling/quantities.h"
#include "selling/selling.h"
#include "store/rule.h"
#include <string.h>

/* While something that is waited for did not come. */
#define WAITS "9999-12-31"

/* The day on which so much of a line had come, less what had gone back by then; null while it has not. */
static const char shipped[] =
	"select min(note.shipped_on) from delivery_line as sent join delivery as note on note.id = sent.parent"
	" where sent.order_line = wanted.line and note.status <> 'cancelled' and coalesce(note.kind, '') <> 'return' and (select sum(" DELIVERED_QTY("upto") ") from delivery_line as upto"
	" join delivery as slip on slip.id = upto.parent where upto.order_line = wanted.line and slip.status <> 'cancelled'"
	" and slip.shipped_on <= note.shipped_on) >= wanted.qty";
static const char accepted[] =
	"select min(note.received_on) from delivery_line as sent join delivery as note on note.id = sent.parent"
	" where sent.order_line = wanted.line and note.status = 'received' and coalesce(note.kind, '') <> 'return' and (select sum(" DELIVERED_QTY("upto") ")"
	" from delivery_line as upto join delivery as slip on slip.id = upto.parent where upto.order_line = wanted.line and case slip.kind when 'return'"
	" then slip.status <> 'cancelled' and slip.shipped_on <= note.received_on else slip.status = 'received' and slip.received_on <= note.received_on end) >= wanted.qty";

/* The lines of its order that an invoice waits for, and how much of each. Invoices take in the order in which they were made; what a credit note took back
 * of an earlier one is not taken any more. Each `?` is the invoice. */
static const char invoiced[] =
	"select mine.line as line, sum(case taken.kind when 'credit-note' then -billed.qty else billed.qty end) as qty"
	" from (select distinct order_line as line from invoice_line where parent = ? and order_line is not null) as mine"
	" join invoice_line as billed on billed.order_line = mine.line join invoice as taken on taken.id = billed.parent"
	" where taken.status = 'issued' and case taken.kind when 'credit-note' then taken.original < ? else taken.id <= ? end group by mine.line";
static const char ordered[] = "select id as line, qty from order_line where parent = ?";

/* The same of a bill, whose goods come into stock; what is no product does not. */
static const char received[] =
	"select max(coalesce(came.day, '" WAITS "')) from (select (select min(got.moved_on) from stock_movement as got where got.source = wanted.source"
	" and (select sum(upto.qty) from stock_movement as upto where upto.source = got.source and upto.moved_on <= got.moved_on) >= wanted.qty) as day"
	" from (select mine.line * %d + %d as source, sum(case taken.kind when 'credit-note' then -billed.qty else billed.qty end) as qty"
	" from (select distinct purchase_line as line from bill_line where parent = %jd and purchase_line is not null) as mine"
	" join purchase_line as bought on bought.id = mine.line and bought.product is not null"
	" join bill_line as billed on billed.purchase_line = mine.line join bill as taken on taken.id = billed.parent"
	" where taken.status = 'open' and case taken.kind when 'credit-note' then taken.original < %jd else taken.id <= %jd end group by mine.line) as wanted"
	" where wanted.qty > 0) as came";

/* *any: something is waited for. */
static enum status read_last(struct statement *statement, enum status status, char day[DATE_SIZE], bool *any)
{
	*any = false;
	*day = '\0';
	if (db_next(statement, &status) && db_text(statement, 0) && strlen(db_text(statement, 0)) == DATE_SIZE - 1) {
		*any = true;
		if (strcmp(db_text(statement, 0), WAITS) != 0)
			memcpy(day, db_text(statement, 0), DATE_SIZE);
	}
	db_done(statement);
	return status;
}

static enum status delivered(struct store *store, const char *wanted, int64_t id, int parameters, enum term_when when, char day[DATE_SIZE], bool *any)
{
	struct statement *statement;
	enum status status = db_ask(store->db, &statement, "select max(coalesce(came.day, '" WAITS "')) from (select (%-s) as day from (%-s) as wanted"
	                            " where wanted.qty > 0) as came", when == TERM_ACCEPTANCE ? accepted : shipped, wanted);

	for (int i = 1; !status && i <= parameters; i++)
		db_bind_integer(statement, i, id);
	return read_last(statement, status, day, any);
}

enum status due_event_of_order(struct store *store, const struct record *order, enum term_when when, char day[DATE_SIZE])
{
	const char *known = *record_text(order, "signed_on") ? record_text(order, "signed_on") : record_text(order, "ordered_on");
	bool any;

	if (when == TERM_DELIVERY || when == TERM_ACCEPTANCE)
		return delivered(store, ordered, order->id, 1, when, day, &any);
	memcpy(day, known, *known ? DATE_SIZE : 1);
	return STATUS_OK;
}

enum status due_event_of_invoice(struct store *store, const struct record *invoice, enum term_when when, struct arena *arena, char day[DATE_SIZE])
{
	struct record *order;
	bool any = false;
	enum status status = rule_load(store, &record_order, record_integer(invoice, "order"), arena, &order);

	if (status || !order || *record_text(order, "repeat"))
		return status;
	if ((when == TERM_DELIVERY || when == TERM_ACCEPTANCE) && !record_integer(invoice, "instalment"))
		status = delivered(store, invoiced, invoice->id, 3, when, day, &any);
	return status || any ? status : due_event_of_order(store, order, when, day);
}

enum status due_event_of_bill(struct store *store, const struct record *bill, enum term_when when, struct arena *arena, char day[DATE_SIZE])
{
	char own[DATE_SIZE];
	struct statement *statement;
	struct record *purchase;
	bool any;
	enum status status = rule_load(store, &record_purchase, record_integer(bill, "purchase"), arena, &purchase);

	if (status || !purchase)
		return status;
	memcpy(own, day, DATE_SIZE);
	if (when == TERM_ORDER || when == TERM_SIGNING) {
		const char *known = record_text(purchase, "ordered_on");
		memcpy(day, known, *known ? DATE_SIZE : 1);
		return STATUS_OK;
	}
	status = db_ask(store->db, &statement, received, RECORD_TYPE_LIMIT, record_purchase_line.number, bill->id, bill->id, bill->id);
	status = read_last(statement, status, day, &any);
	if (!any)
		memcpy(day, own, DATE_SIZE);
	return status;
}

enum status due_event_day(struct store *store, const struct record *claim, enum term_when when, struct arena *arena, char day[DATE_SIZE])
{
	const struct document_kind *kind = document_kind(claim->type->record);
	const char *own = record_text(claim, kind->day);

	memcpy(day, own, *own ? DATE_SIZE : 1);
	return term_waits(when) ? kind->event_day(store, claim, when, arena, day) : STATUS_OK;
}
