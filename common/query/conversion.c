#include "query/conversion.h"

#include "base/money.h"
#include "base/wide.h"
#include "record/domain.h"
#include <string.h>

struct conversion_rate {
	struct exchange exchange;
	struct conversion_rate *next;
};

static enum status too_large(const struct conversion *conversion, const char *from, const char *to)
{
	return error_set(conversion->store->error, STATUS_DATA, "an amount in %s is too large in %s", from, to);
}

static enum status at_rate_of_day(struct conversion *conversion, const char *from, const char *to, int64_t amount, int64_t *out)
{
	enum status (*run)(struct store *, struct exchange *, int64_t, int64_t *) = NULL;
	struct conversion_rate *known = conversion->rates;

	for (size_t i = 0; !run && domains[i]; i++)
		run = domains[i]->exchange;
	if (!run)
		return error_set(conversion->store->error, STATUS_REFUSED, "there is no rate from %s to %s", from, to);
	while (known && (strcmp(known->exchange.from, from) != 0 || strcmp(known->exchange.to, to) != 0))
		known = known->next;
	if (!known) {
		known = arena_alloc(conversion->arena, sizeof *known);
		memcpy(known->exchange.from, from, strlen(from) + 1);
		memcpy(known->exchange.to, to, strlen(to) + 1);
		memcpy(known->exchange.day, conversion->day, sizeof known->exchange.day);
		known->next = conversion->rates;
		conversion->rates = known;
	}
	return run(conversion->store, &known->exchange, amount, out);
}

static int digits_of(const char *currency)
{
	int digits = currency_digits(currency);

	return digits < 0 ? 2 : digits;
}

/* A frozen rate says what one unit is in the currency of the database. */
static enum status at_frozen_rate(struct conversion *conversion, const char *from, int64_t rate, int64_t amount, int64_t *out)
{
	const char *home = conversion->store->conventions.currency;
	wide product = (wide)amount * rate, over = (wide)10000000000;

	for (int i = digits_of(from); i < digits_of(home); i++)
		if (__builtin_mul_overflow(product, (wide)10, &product))
			return too_large(conversion, from, home);
	for (int i = digits_of(home); i < digits_of(from); i++)
		over *= 10;
	return int64_from_wide(wide_round(product, over, ROUNDING_HALF_UP), out) ? STATUS_OK : too_large(conversion, from, home);
}

enum status conversion_run(struct conversion *conversion, const char *currency, int64_t rate, int64_t *amount)
{
	const char *home = conversion->store->conventions.currency, *to = conversion->currency;
	char from[4] = "";
	enum status status = STATUS_OK;

	if (!currency || strcmp(currency, to) == 0)
		return STATUS_OK;
	if (strlen(currency) >= sizeof from)
		return error_set(conversion->store->error, STATUS_DATA, "'%s' is not a currency", currency);
	memcpy(from, currency, strlen(currency) + 1);
	if (rate > 0 && strcmp(from, home) != 0) {
		status = at_frozen_rate(conversion, from, rate, *amount, amount);
		memcpy(from, home, sizeof from);
	}
	return status || strcmp(from, to) == 0 ? status : at_rate_of_day(conversion, from, to, *amount, amount);
}

enum status conversion_open(struct conversion *conversion, struct store *store, struct arena *arena, const char *currency, const char *on)
{
	enum status status = STATUS_OK;

	*conversion = (struct conversion){ .store = store, .arena = arena, .currency = currency && *currency ? currency : NULL };
	if (conversion->currency && currency_digits(currency) < 0)
		return error_set(store->error, STATUS_USAGE, "currency: '%s' is not an ISO 4217 code such as CNY", currency);
	date_today(&store->conventions, conversion->day);
	if (on && *on)
		status = date_parse(&store->conventions, on, conversion->day, store->error);
	if (status) {
		error_prefix(store->error, "rate_on: ");
		return store->error->status = STATUS_USAGE;
	}
	return status;
}

bool conversion_has_rate(struct store *store, const struct record_type *record)
{
	const struct field *field = type_field(store_type(store, record), "rate", NULL);

	return field && field->kind == KIND_RATE;
}
