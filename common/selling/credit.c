#include "selling/credit.h"

#include "base/date.h"
#include "base/money.h"
#include "base/wide.h"
#include "people/people.h"
#include "selling/price.h"
#include <string.h>

/* What approved orders have not been invoiced yet; never less than nothing, though more may have been invoiced than was ordered. */
static const char ordered_sql[] =
	"select sum(case when o.total > o.claimed then o.total - o.claimed else 0 end) from (select sold.total as total,"
	" coalesce((select sum(case claim.kind when 'credit-note' then -claim.total else claim.total end) from invoice as claim"
	" where claim.\"order\" = sold.id and claim.status = 'issued'), 0) as claimed"
	" from \"order\" as sold join customer as who on who.id = sold.customer"
	" where sold.customer = %jd and sold.status = 'approved' and sold.currency = who.currency) as o";

enum status credit_balance(struct store *store, int64_t customer, int64_t *balance, int64_t *ordered)
{
	enum status status = row_derived(store, &record_customer, "balance", customer, balance);

	return status ? status : db_one(store->db, ordered, ordered_sql, customer);
}

static enum status beyond(struct store *store, const struct record *order, const struct record *customer, int64_t sum)
{
	const char *currency = record_text(customer, "currency");
	struct text amount = { 0 }, limit = { 0 };

	money_format(&amount, sum, record_digits(customer));
	money_format(&limit, record_integer(customer, "credit_limit"), record_digits(customer));
	error_set(store->error, STATUS_REFUSED,
	          "so%lld: with it c%lld would owe %s %s, beyond the credit limit of %s; --over-limit='reason' approves it nevertheless", (long long)order->id,
	          (long long)customer->id, currency, amount.data, limit.data);
	text_free(&amount);
	text_free(&limit);
	return STATUS_REFUSED;
}

/* By currency: what is owed on invoices, less what was paid, and what approved orders besides one will still claim. */
static const char owed_sql[] =
	"select owed.currency, sum(owed.amount) from ("
	"select claim.currency as currency, case claim.kind when 'credit-note' then -claim.total else claim.total end as amount from invoice as claim"
	" where claim.customer = %jd and claim.status = 'issued'"
	" union all select paid.currency, case paid.kind when 'refund' then paid.amount else -paid.amount end from payment as paid where paid.customer = %jd"
	" union all select o.currency, case when o.total > o.claimed then o.total - o.claimed else 0 end from (select sold.currency as currency, sold.total as total,"
	" coalesce((select sum(case claim.kind when 'credit-note' then -claim.total else claim.total end) from invoice as claim"
	" where claim.\"order\" = sold.id and claim.status = 'issued'), 0) as claimed"
	" from \"order\" as sold where sold.customer = %jd and sold.id <> %jd and sold.status = 'approved') as o) as owed group by owed.currency";

/* An amount in the currency of the customer, by the rate of today. */
static enum status add_converted(struct store *store, const struct record *customer, const char *currency, int64_t amount, wide *sum)
{
	static const int64_t scales[] = { 1, 10, 100, 1000, 10000 };
	const int64_t unit = INT64_C(10000000000); /* of a rate */
	char day[DATE_SIZE];
	int64_t rate, scaled, converted;
	int from = currency_digits(currency), to = record_digits(customer);

	if (strcmp(currency, record_text(customer, "currency")) == 0) {
		*sum += amount;
		return STATUS_OK;
	}
	date_today(&store->conventions, day);
	enum status status = rate_find(store, currency, record_text(customer, "currency"), day, &rate);
	if (status || from < 0 || from > 4 || to > 4)
		return status ? status : error_set(store->error, STATUS_DATA, "%s is not an ISO 4217 currency", currency);
	if (!int64_from_wide((wide)amount * (to > from ? scales[to - from] : 1), &scaled) ||
	    !wide_ratio(scaled, rate, unit * (from > to ? scales[from - to] : 1), ROUNDING_HALF_UP, &converted))
		return error_set(store->error, STATUS_DATA, "c%lld: the amount that it owes is too large", (long long)customer->id);
	*sum += converted;
	return STATUS_OK;
}

struct owed {
	char currency[4];
	int64_t amount;
};

/* Rates are read when the statement is done with: they have statements of their own. */
static enum status owed_in_all(struct store *store, const struct record *customer, int64_t besides, wide *sum)
{
	enum { CURRENCIES = 200 }; /* more than there are */
	struct owed owed[CURRENCIES];
	struct statement *statement;
	size_t count = 0;
	enum status status = db_ask(store->db, &statement, owed_sql, customer->id, customer->id, customer->id, besides);

	while (db_next(statement, &status) && count < CURRENCIES) {
		const char *currency = db_text(statement, 0);
		if (!currency || strlen(currency) != 3 || !db_integer(statement, 1))
			continue;
		memcpy(owed[count].currency, currency, sizeof owed[count].currency);
		owed[count++].amount = db_integer(statement, 1);
	}
	db_done(statement);
	for (size_t i = 0; !status && i < count; i++)
		status = add_converted(store, customer, owed[i].currency, owed[i].amount, sum);
	return status;
}

enum status credit_check(struct store *store, struct record *order, struct arena *arena)
{
	struct record *customer;
	wide owed = 0;
	int64_t sum = 0;
	enum status status = row_load(store, store_type(store, &record_customer), record_integer(order, "customer"), arena, &customer);

	if (!status && customer && record_value(customer, "credit_limit")->type == VALUE_INTEGER && !*record_text(order, "over_limit")) {
		status = owed_in_all(store, customer, order->id, &owed);
		if (!status)
			status = add_converted(store, customer, record_text(order, "currency"), record_integer(order, "total"), &owed);
		if (!status && !int64_from_wide(owed, &sum))
			status = error_set(store->error, STATUS_DATA, "so%lld: the amount that the customer owes is too large", (long long)order->id);
		if (!status && sum > record_integer(customer, "credit_limit"))
			status = beyond(store, order, customer, sum);
	}
	return status;
}
