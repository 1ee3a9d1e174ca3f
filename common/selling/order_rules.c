/* What is particular of orders: their plans of instalments, and what is left when they are closed. */
#include "selling/document_kinds.h"

#include "base/decimal.h"
#include "base/money.h"
#include "base/sentence.h"
#include "store/rule.h"
#include <string.h>

enum { NAMED_LINES = 5 };

/* Lines of which more was delivered than invoiced, with the difference; of an order that is invoiced by instalments, or as a whole, the amounts say what is left. */
static const char left_sql[] =
	"select l.number, l.delivered - l.invoiced from (select line.number as number,"
	" coalesce((select sum(sent.qty) from delivery_line as sent join delivery as note on note.id = sent.parent"
	" where sent.order_line = line.id and note.status <> 'cancelled'), 0) as delivered,"
	" coalesce((select sum(case claim.kind when 'credit-note' then -billed.qty else billed.qty end) from invoice_line as billed"
	" join invoice as claim on claim.id = billed.parent where billed.order_line = line.id and claim.status <> 'cancelled'), 0) as invoiced"
	" from order_line as line where line.parent = %jd) as l where l.delivered > l.invoiced and (select sold.total from \"order\" as sold where sold.id = %jd) >"
	" coalesce((select sum(case claim.kind when 'credit-note' then -claim.total else claim.total end) from invoice as claim"
	" where claim.\"order\" = %jd and claim.status <> 'cancelled'), 0) order by l.number";

static enum status find_left(struct store *store, int64_t order, struct text *names)
{
	struct statement *statement;
	size_t count = 0;
	enum status status = db_ask(store->db, &statement, left_sql, order, order, order);

	for (; db_next(statement, &status); count++) {
		if (count >= NAMED_LINES)
			continue;
		text_printf(names, "%s", count ? ", " : "");
		decimal_format(names, db_integer(statement, 1), DECIMAL_QUANTITY);
		text_printf(names, " of so%lld.%lld", (long long)order, (long long)db_integer(statement, 0));
	}
	db_done(statement);
	sentence_more(names, count > NAMED_LINES ? count - NAMED_LINES : 0);
	return status;
}

enum status order_before(struct store *store, const struct record *old, struct record *order, struct arena *arena)
{
	struct text names = { 0 };
	enum status status = STATUS_OK;

	(void)arena;
	if (!old || !order || !rule_changed(old, order, "status"))
		return STATUS_OK;
	if (strcmp(record_text(order, "status"), "closed") != 0)
		*record_value(order, "leave_reason") = (struct value){ 0 };
	else if (!*record_text(order, "leave_reason"))
		status = find_left(store, order->id, &names);
	if (!status && names.length)
		status = error_set(store->error, STATUS_REFUSED, "status: %s was delivered and is not invoiced; crm-order invoice so%lld --delivered invoices it,"
		                   " crm-order close so%lld --leave='reason' leaves it", names.data, (long long)order->id, (long long)order->id);
	text_free(&names);
	return status;
}

/* The parts of two plans would come to more than the whole. */
enum status order_merge(struct store *store, const struct record *keep, const struct record *drop)
{
	int64_t planned;
	enum status status = db_one(store->db, &planned, "select count(distinct \"order\") from instalment where \"order\" in (%jd, %jd)", keep->id, drop->id);

	if (status || planned < 2)
		return status;
	return error_set(store->error, STATUS_REFUSED, "so%lld and so%lld have a plan of instalments each; only one of two drafts that are merged may have one",
	                 (long long)keep->id, (long long)drop->id);
}
