#include "selling/credit.h"

#include "base/date.h"
#include "base/money.h"
#include "base/wide.h"
#include "people/people.h"
#include "selling/exchange_rate.h"
#include "selling/quantities.h"
#include <string.h>

/* What an approved order has not been invoiced yet; never less than nothing, though more may have been invoiced than was ordered. */
#define ORDERED \
	"select sold.id as id, sold.customer as customer, sold.currency as currency, sold.total" \
	" - coalesce((select sum(" CLAIMED("claim", "claim.total") ") from invoice as claim" \
	" where claim.\"order\" = sold.id and claim.status = 'issued'), 0) as amount from \"order\" as sold where sold.status = 'approved'"

/* By currency, the customer's own first: what is owed on invoices, less what was paid, and what approved orders besides one will still claim. */
static const char owed_sql[] =
	"select owed.currency, sum(owed.balance), sum(owed.ordered) from ("
	"select who.currency as currency, 0 as balance, 0 as ordered from customer as who where who.id = %jd"
	" union all select claim.currency, case claim.kind when 'credit-note' then -claim.total else claim.total end, 0 from invoice as claim"
	" where claim.customer = %jd and claim.status = 'issued'"
	" union all select paid.currency, case paid.kind when 'refund' then paid.amount else -paid.amount end, 0 from payment as paid where paid.customer = %jd"
	" union all select o.currency, 0, o.amount from (" ORDERED " and sold.customer = %jd and sold.id <> %jd) as o where o.amount > 0"
	") as owed group by owed.currency order by owed.currency <> (select who.currency from customer as who where who.id = %jd), owed.currency";

enum status credit_owed(struct store *store, int64_t customer, int64_t besides, struct arena *arena, struct owed **owed, size_t *count)
{
	struct statement *statement;
	enum status status = db_ask(store->db, &statement, owed_sql, customer, customer, customer, customer, besides, customer);

	*owed = NULL;
	*count = 0;
	while (db_next(statement, &status)) {
		*owed = array_grow(arena, *owed, *count, sizeof **owed);
		struct owed *row = &(*owed)[(*count)++];
		*row = (struct owed){ .currency = arena_string(arena, db_text(statement, 0)), .balance = db_integer(statement, 1), .ordered = db_integer(statement, 2) };
		if (db_value_as(statement, 1, VALUE_INTEGER).type == VALUE_NULL || db_value_as(statement, 2, VALUE_INTEGER).type == VALUE_NULL)
			status = error_set(store->error, STATUS_DATA, "c%lld: the amount that it owes is too large", (long long)customer);
		else if (currency_digits(row->currency) < 0)
			status = error_set(store->error, STATUS_DATA, "%s is not an ISO 4217 currency", row->currency);
	}
	db_done(statement);
	return status;
}

static enum status too_large(struct store *store, const struct record *customer)
{
	return error_set(store->error, STATUS_DATA, "c%lld: the amount that it owes is too large", (long long)customer->id);
}

/* An amount in the currency of the customer, by the rate of today. */
static enum status add_converted(struct store *store, const struct record *customer, const char *currency, wide amount, wide *sum)
{
	char day[DATE_SIZE];
	struct rate rate;
	int64_t whole, converted;

	if (!int64_from_wide(amount, &whole))
		return too_large(store, customer);
	if (whole == 0 || strcmp(currency, record_text(customer, "currency")) == 0) {
		*sum += whole;
		return STATUS_OK;
	}
	date_today(&store->conventions, day);
	enum status status = rate_ratio(store, currency, record_text(customer, "currency"), day, &rate);
	if (status)
		return status;
	if (!rate_of_minor(&rate, currency_digits(currency), record_digits(customer)) || !rate_apply(&rate, whole, 0, ROUNDING_HALF_UP, &converted))
		return too_large(store, customer);
	*sum += converted;
	return STATUS_OK;
}

enum status credit_sum(struct store *store, const struct record *customer, const struct owed *owed, size_t count, int64_t *sum)
{
	enum status status = STATUS_OK;
	wide all = 0;

	for (size_t i = 0; !status && i < count; i++)
		status = add_converted(store, customer, owed[i].currency, (wide)owed[i].balance + owed[i].ordered, &all);
	return status || int64_from_wide(all, sum) ? status : too_large(store, customer);
}

static enum status beyond(struct store *store, const struct record *document, const struct record *customer, int64_t sum, const char *verb)
{
	struct text amount = { 0 }, limit = { 0 }, reference = { 0 };

	reference_format(&reference, document->type->record, document->id);
	money_format(&amount, sum, record_digits(customer));
	money_format(&limit, record_integer(customer, "credit_limit"), record_digits(customer));
	error_set(store->error, STATUS_REFUSED, "%s: with it c%lld would owe %s %s, beyond the credit limit of %s; --over-limit='reason' %s it nevertheless", reference.data,
	          (long long)customer->id, record_text(customer, "currency"), amount.data, limit.data, verb);
	text_free(&amount);
	text_free(&limit);
	text_free(&reference);
	return STATUS_REFUSED;
}

/* Whether the customer may owe so much more, in the currency of the document; besides: an order that is not counted, or 0. */
static enum status check_more(struct store *store, const struct record *document, int64_t besides, int64_t more, const char *verb, struct arena *arena)
{
	struct record *customer;
	struct owed *owed;
	size_t count;
	int64_t sum = 0;
	enum status status = row_load(store, store_type(store, &record_customer), record_integer(document, "customer"), arena, &customer);

	if (status || !customer || record_value(customer, "credit_limit")->type != VALUE_INTEGER || *record_text(document, "over_limit"))
		return status;
	status = credit_owed(store, customer->id, besides, arena, &owed, &count);
	if (!status) {
		owed = array_grow(arena, owed, count, sizeof *owed);
		owed[count++] = (struct owed){ .currency = record_text(document, "currency"), .balance = more };
		status = credit_sum(store, customer, owed, count, &sum);
	}
	return status || sum <= record_integer(customer, "credit_limit") ? status : beyond(store, document, customer, sum, verb);
}

enum status credit_check(struct store *store, struct record *order, struct arena *arena)
{
	int64_t claimed = 0, more = record_integer(order, "total");
	/* An order that was changed may have been invoiced in part, which is owed already. */
	enum status status = db_one(store->db, &claimed, "select sum(" CLAIMED("claim", "claim.total") ") from invoice as claim where claim.\"order\" = %jd and claim.status = 'issued'", order->id);

	more = more > claimed ? more - claimed : 0;
	return status ? status : check_more(store, order, order->id, more, "approves", arena);
}

enum status credit_check_invoice(struct store *store, const struct record *invoice, struct arena *arena)
{
	int64_t ordered = 0, more = record_integer(invoice, "total");
	enum status status = db_one(store->db, &ordered, "select o.amount from (" ORDERED " and sold.id = %jd) as o where o.amount > 0", record_integer(invoice, "order"));

	more -= ordered;
	return status || more <= 0 ? status : check_more(store, invoice, 0, more, "issues", arena);
}
