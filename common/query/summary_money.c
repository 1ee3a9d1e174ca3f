/* Amounts in one currency: at the rate that is frozen in their document, else at the rate of a day. */
#include "query/summary_parts.h"

#include "base/money.h"
#include "record/domain.h"
#include <string.h>

struct summary_exchange {
	struct exchange exchange;
	struct summary_exchange *next;
};

static enum status too_large(const struct summary *summary, const char *from, const char *to)
{
	return error_set(summary_error(summary), STATUS_DATA, "an amount in %s is too large in %s", from, to);
}

static enum status at_rate_of_day(struct summary *summary, const char *from, const char *to, int64_t amount, int64_t *out)
{
	enum status (*run)(struct store *, struct exchange *, int64_t, int64_t *) = NULL;
	struct summary_exchange *known = summary->exchanges;

	for (size_t i = 0; !run && domains[i]; i++)
		run = domains[i]->exchange;
	if (!run)
		return error_set(summary_error(summary), STATUS_REFUSED, "there is no rate from %s to %s", from, to);
	while (known && (strcmp(known->exchange.from, from) != 0 || strcmp(known->exchange.to, to) != 0))
		known = known->next;
	if (!known) {
		known = arena_alloc(&summary->query.arena, sizeof *known);
		memcpy(known->exchange.from, from, strlen(from) + 1);
		memcpy(known->exchange.to, to, strlen(to) + 1);
		memcpy(known->exchange.day, summary->rate_day, sizeof known->exchange.day);
		known->next = summary->exchanges;
		summary->exchanges = known;
	}
	return run(summary->store, &known->exchange, amount, out);
}

static int digits_of(const char *currency)
{
	int digits = currency_digits(currency);

	return digits < 0 ? 2 : digits;
}

/* A frozen rate says what one unit is in the currency of the database. */
static enum status at_frozen_rate(struct summary *summary, const char *from, int64_t rate, int64_t amount, int64_t *out)
{
	const char *home = summary->store->conventions.currency;
	wide product = (wide)amount * rate, over = (wide)FORMULA_SCALE * 10000;

	for (int i = digits_of(from); i < digits_of(home); i++)
		if (__builtin_mul_overflow(product, (wide)10, &product))
			return too_large(summary, from, home);
	for (int i = digits_of(home); i < digits_of(from); i++)
		over *= 10;
	return int64_from_wide(wide_round(product, over, ROUNDING_HALF_UP), out) ? STATUS_OK : too_large(summary, from, home);
}

enum status summary_convert(struct summary *summary, const char *currency, int64_t rate, int64_t *amount)
{
	const char *home = summary->store->conventions.currency, *to = summary->spec.currency;
	char from[4] = "";
	enum status status = STATUS_OK;

	if (!currency || strcmp(currency, to) == 0)
		return STATUS_OK;
	if (strlen(currency) >= sizeof from)
		return error_set(summary_error(summary), STATUS_DATA, "'%s' is no currency", currency);
	memcpy(from, currency, strlen(currency) + 1);
	if (rate > 0 && strcmp(from, home) != 0) {
		status = at_frozen_rate(summary, from, rate, *amount, amount);
		memcpy(from, home, sizeof from);
	}
	return status || strcmp(from, to) == 0 ? status : at_rate_of_day(summary, from, to, *amount, amount);
}

enum status summary_read_currency(struct summary *summary)
{
	const char *to = summary->spec.currency, *on = summary->spec.rate_on;
	enum status status = STATUS_OK;

	if (to && !*to)
		summary->spec.currency = to = NULL;
	if (to && currency_digits(to) < 0)
		return error_set(summary_error(summary), STATUS_USAGE, "currency: '%s' is not an ISO 4217 code such as CNY", to);
	date_today(&summary->store->conventions, summary->rate_day);
	if (on && *on)
		status = date_parse(&summary->store->conventions, on, summary->rate_day, summary_error(summary));
	if (status) {
		error_prefix(summary_error(summary), "rate_on: ");
		return summary_error(summary)->status = STATUS_USAGE;
	}
	return status;
}
