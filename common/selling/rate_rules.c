#include "selling/selling.h"
#include "store/check.h"
#include "store/rule.h"

#include "base/money.h"
#include "selling/exchange_rate.h"
#include <string.h>

static enum status check_pair(struct store *store, struct record *rate)
{
	const char *from = record_text(rate, "currency"), *to = record_text(rate, "to_currency");

	if (!*to) {
		to = store->conventions.currency;
		*record_value(rate, "to_currency") = value_text(to);
	}
	if (currency_digits(to) < 0)
		return error_set(store->error, STATUS_DATA, "to_currency: %s is not an ISO 4217 currency; write a code like CNY, USD, EUR", to);
	if (strcmp(from, to) == 0)
		return error_set(store->error, STATUS_DATA, "currency: a rate is between two currencies, not from %s to %s; write the foreign one as currency=…", from,
		                 to);
	return STATUS_OK;
}

static enum status check_alone(struct store *store, const struct record *rate)
{
	struct statement *statement;
	enum status status = db_ask(store->db, &statement, "select id from rate where valid_from = ? and currency = ? and to_currency = ? and id <> %jd",
	                            rate->id);

	if (status)
		return status;
	db_bind(statement, 1, record_value(rate, "valid_from"));
	db_bind(statement, 2, record_value(rate, "currency"));
	db_bind(statement, 3, record_value(rate, "to_currency"));
	if (db_next(statement, &status)) {
		long long other = db_integer(statement, 0);
		status = error_set(store->error, STATUS_REFUSED, "fx%lld is already the rate from %s to %s on %s; crm-rate set fx%lld rate=… changes it", other,
		                   record_text(rate, "currency"), record_text(rate, "to_currency"), record_text(rate, "valid_from"), other);
	}
	db_done(statement);
	return status;
}

enum status rate_before(struct store *store, const struct record *old, struct record *record, struct arena *arena)
{
	(void)arena;
	if (!record || !rule_concerns(old, record, (const char *const[]){ "currency", "to_currency", "rate", "valid_from", NULL }))
		return STATUS_OK;
	enum status status = rule_currency(store, old, record);
	if (!status)
		status = check_pair(store, record);
	return status ? status : check_alone(store, record);
}

enum status rate_check(struct store *store, const struct record *rate, struct arena *arena, struct text *findings)
{
	enum status status = check_pair(store, record_copy(arena, rate));

	return finding_refused(findings, status ? status : check_alone(store, rate), store->error);
}

enum status rate_after(struct store *store, const struct record *old, const struct record *record, struct arena *arena)
{
	(void)old;
	(void)record;
	(void)arena;
	rate_forget(store);
	return STATUS_OK;
}
