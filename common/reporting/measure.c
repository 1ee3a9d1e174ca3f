#include "reporting/measure.h"

#include "base/date.h"
#include "base/decimal.h"
#include "base/money.h"
#include "reporting/reporting.h"
#include "selling/exchange_rate.h"
#include "selling/sections.h"
#include "service/ticket_clock.h"
#include <string.h>

static const struct measure measures[] = {
	{ .key = "signed", .type = &record_order, .where = "status=approved,closed", .date = "ordered_on", .owner = "owner", .amount = "total", .rate = "rate" },
	{ .key = "delivered", .type = &record_delivery, .where = "status=shipped,received", .date = "shipped_on", .owner = "order.owner", .amount = "value", .home = true },
	{ .key = "invoiced", .type = &record_invoice, .where = "status=issued not kind=opening", .date = "issued_on", .owner = "owner", .amount = "revenue", .rate = "rate" },
	{ .key = "received", .type = &record_payment, .where = "kind=receipt,refund", .date = "paid_on", .owner = "customer.owner", .amount = "received" },
	{ .key = "margin", .type = &record_invoice, .where = "status=issued not kind=opening", .date = "issued_on", .owner = "owner", .amount = "profit", .rate = "rate" },
	{ .key = "new-customers", .type = &record_customer, .where = "", .date = "first_purchase", .owner = "owner" },
	{ .key = "won-deals", .type = &record_deal, .where = "stage=won", .date = "closed_at", .owner = "owner" },
	{ .key = "calls", .type = &record_event, .where = "kind=call status=held starts_at=..now", .date = "starts_at", .owner = "owner" },
	{ .key = "visits", .type = &record_event, .where = "kind=visit status=held starts_at=..now", .date = "starts_at", .owner = "owner" },
	{ .key = "quotes", .type = &record_quote, .where = "not stage=draft previous=", .date = "issued_on", .owner = "owner" },
	{ .key = "leads-converted", .type = &record_lead, .where = "status=converted", .date = "converted_contact.created_at", .owner = "owner" },
	{ .key = "response-hours", .type = &record_ticket, .where = "not first_response_at=", .date = "opened_at", .owner = "owner", .hours = true },
	{ 0 },
};

const struct measure *measure_find(const char *key)
{
	for (const struct measure *measure = measures; measure->key; measure++)
		if (strcmp(measure->key, key) == 0)
			return measure;
	return NULL;
}

static enum status and_string(struct query *query, const char *string)
{
	struct expr *expr;
	enum status status = filter_parse_string(&query->arena, query->store->schema, query->type->record, string, &expr, query->store->error);

	return status || !expr ? status : query_filter(query, expr);
}

static enum status and_equal(struct query *query, const char *path, enum item_type type, const char *text)
{
	struct item *item = arena_alloc(&query->arena, sizeof *item);
	struct expr *expr = arena_alloc(&query->arena, sizeof *expr);

	*item = (struct item){ .type = type, .text = text };
	*expr = (struct expr){ .type = EXPR_TERM, .path = path, .op = OP_EQUAL, .items = item };
	return query_filter(query, expr);
}

enum status measure_query(struct query *query, const struct measured *measured)
{
	const struct measure *measure = measured->measure;
	struct text words = { 0 };

	text_printf(&words, "%s=%s %s", measure->date, measured->period, measure->where);
	if (measured->person) {
		text_printf(&words, " %s=", measure->owner);
		reference_format(&words, &record_user, measured->person);
	}
	enum status status = and_string(query, text_take(&words, &query->arena));
	if (!status && measured->team && *measured->team) {
		text_printf(&words, "%s.team", measure->owner);
		status = and_equal(query, text_take(&words, &query->arena), ITEM_EXACT, measured->team);
	}
	return status || !measured->filter || !*measured->filter ? status : and_string(query, measured->filter);
}

void measure_words(const struct measured *measured, struct text *out)
{
	text_printf(out, "%s=%s", measured->measure->date, measured->period);
	if (*measured->measure->where)
		text_printf(out, " %s", measured->measure->where);
	if (measured->person) {
		text_printf(out, " %s=", measured->measure->owner);
		reference_format(out, &record_user, measured->person);
	}
	if (measured->team && *measured->team)
		text_printf(out, " '%s.team=\"%s\"'", measured->measure->owner, measured->team);
	if (measured->filter && *measured->filter)
		text_printf(out, " %s", measured->filter);
}

/* Places of the columns of a sum: behind the reference. */
enum { AMOUNT = 1, DAY, CURRENCY, RATE };

static struct value cell(struct query *query, int column)
{
	return db_value(query->statement, query->columns[column].value);
}

static enum rounding rounding_of(const struct store *store)
{
	return schema_half_even(store->schema) ? ROUNDING_HALF_EVEN : ROUNDING_HALF_UP;
}

bool home_amount(const struct store *store, int64_t amount, const char *currency, int64_t rate, int64_t *out)
{
	struct rate ratio = { .times = rate, .over = INT64_C(10000000000) };

	return rate_of_minor(&ratio, currency_digits(currency), currency_digits(store->conventions.currency)) && rate_apply(&ratio, amount, 0, rounding_of(store), out);
}

bool decimal_of_minor(int64_t minor, const char *currency, int64_t *out)
{
	wide number = minor;

	for (int digits = currency_digits(currency); digits < DECIMAL_QUANTITY; digits++)
		number *= 10;
	return int64_from_wide(number, out);
}

/* A minor unit of the currency of the database in 10^-6. */
static int64_t home_step(const struct store *store)
{
	int64_t step = 1;

	decimal_of_minor(1, store->conventions.currency, &step);
	return step;
}

enum status amount_in(struct store *store, const struct amount *amount, const char *to, int64_t *out)
{
	struct rate rate;

	*out = amount->minor;
	if (strcmp(amount->currency, to) == 0)
		return STATUS_OK;
	if (amount->rate && strcmp(to, store->conventions.currency) == 0 && home_amount(store, amount->minor, amount->currency, amount->rate, out))
		return STATUS_OK;
	enum status status = rate_ratio(store, amount->currency, to, amount->day, &rate);
	if (status)
		return status;
	if (rate_of_minor(&rate, currency_digits(amount->currency), currency_digits(to)) && rate_apply(&rate, amount->minor, 0, rounding_of(store), out))
		return STATUS_OK;
	return error_set(store->error, STATUS_REFUSED, "an amount in %s is too large to be converted to %s", amount->currency, to);
}

/* The amount of the row in minor units of the currency that is wanted; of `home`, from 10^-6. */
static enum status converted(struct query *query, const struct measured *measured, int64_t minor, int64_t *out)
{
	struct store *store = query->store;
	const struct measure *measure = measured->measure;
	struct amount amount = { minor, store->conventions.currency, 0, cell(query, DAY).text };

	if (measure->home) {
		amount.minor = minor / home_step(store);
		return amount_in(store, &amount, measured->currency, out);
	}
	struct value currency = cell(query, CURRENCY), frozen = measure->rate ? cell(query, RATE) : (struct value){ 0 };
	if (currency.type == VALUE_TEXT)
		amount.currency = currency.text;
	if (frozen.type == VALUE_INTEGER)
		amount.rate = frozen.integer;
	return amount_in(store, &amount, measured->currency, out);
}

static enum status sum_rows(struct query *query, const struct measured *measured, int64_t *out)
{
	wide sum = 0;
	bool row = true;
	int64_t id, amount;
	enum status status = query_open(query);

	while (!status && !(status = query_next(query, &id, &row)) && row) {
		struct value value = cell(query, AMOUNT);
		if (value.type == VALUE_INTEGER && !(status = converted(query, measured, value.integer, &amount)))
			sum += amount;
	}
	query_close(query);
	for (int digits = currency_digits(measured->currency); digits < DECIMAL_QUANTITY; digits++)
		sum *= 10;
	if (!status && !int64_from_wide(sum, out))
		status = error_set(query->store->error, STATUS_REFUSED, "a sum is beyond what can be counted");
	return status;
}

/* The mean of the working hours between opening and the first response, in each ticket's calendar. */
static enum status mean_hours(struct query *query, int64_t *out, bool *known)
{
	struct store *store = query->store;
	struct arena arena = { 0 };
	int64_t *ids, seconds = 0;
	size_t count = 0;
	enum status status = query_ids(query, &ids, &count);

	for (size_t i = 0; !status && i < count; i++) {
		struct record *ticket;
		struct ticket_clock clock;
		if (!(status = row_load(store, query->type, ids[i], &arena, &ticket)) && !(status = ticket_clock_open(store, ticket, &clock, &arena)))
			seconds += working_time_between(&clock.working, timestamp_seconds(record_text(ticket, "opened_at")),
			                                timestamp_seconds(record_text(ticket, "first_response_at")));
		arena_reset(&arena);
	}
	arena_free(&arena);
	*known = !status && count > 0 && wide_ratio(seconds, WIDE_WHOLE, (int64_t)count * 3600, ROUNDING_HALF_UP, out);
	return status;
}

enum status measure_sum(struct store *store, const struct measured *measured, int64_t *out, bool *known)
{
	const struct measure *measure = measured->measure;
	struct query query;
	enum status status;

	*out = 0;
	*known = true;
	query_init(&query, store, store_type(store, measure->type));
	status = query_column(&query, "ref");
	if (!status && measure->amount) {
		const char *const paths[] = { measure->amount, measure->date, measure->home ? NULL : "currency", measure->rate };
		for (size_t i = 0; !status && i < sizeof paths / sizeof *paths && paths[i]; i++)
			status = query_column(&query, paths[i]);
	}
	if (!status)
		status = measure_query(&query, measured);
	if (!status && measure->hours)
		status = mean_hours(&query, out, known);
	else if (!status && measure->amount)
		status = sum_rows(&query, measured, out);
	else if (!status && !(status = query_count(&query, out)))
		*out *= WIDE_WHOLE;
	query_free(&query);
	if (status == STATUS_USAGE && store->error->code == ERROR_PAST) {
		*known = false;
		status = STATUS_OK;
	}
	return status;
}
