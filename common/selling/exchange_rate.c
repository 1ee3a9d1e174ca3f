#include "selling/exchange_rate.h"

#include "base/date.h"
#include "base/money.h"
#include "selling/price.h"
#include "selling/selling.h"
#include <string.h>

/* One in units of KIND_RATE. */
static const int64_t one = 10000000000;

enum { NUMBER_BITS = 84, OVER_BITS = 124, QUOTIENT_BITS = 100 };

/* The newest rate for one of `from` in `to` on the day; its value 0 when there is none. Whether there is one at all is asked first, of the index of
 * currencies: most pairs have rates one way round only. Then the days are walked back, whose index holds the newest ones of all currencies side by side; the
 * empty text keeps the first index out of that. */
static enum status newest(struct store *store, const char *from, const char *to, const char *day, int64_t *value, char since[DATE_SIZE])
{
	struct statement *statement;
	enum status status = STATUS_OK;
	bool row = true;

	*value = 0;
	*since = '\0';
	for (size_t i = 0; !status && row && i < 2; i++) {
		status = i == 0 ? db_ask(store->db, &statement, "select 0, '' from rate where currency = %s and to_currency = %s", from, to) :
		                  db_ask(store->db, &statement, "select rate, valid_from from rate where currency || '' = %s and to_currency = %s and valid_from <= %s"
		                         " and rate > 0 order by valid_from desc, id desc", from, to, day);
		row = db_next(statement, &status);
		const char *text = row ? db_text(statement, 1) : NULL;
		if (text && strlen(text) < DATE_SIZE) {
			*value = db_integer(statement, 0);
			memcpy(since, text, strlen(text) + 1);
		}
		db_done(statement);
	}
	return status;
}

/* Between two currencies without a third one; over is 0 when there is nothing. Of two rates of one day the one that is written this way round holds. */
static enum status direct(struct store *store, const char *from, const char *to, const char *day, struct rate *out)
{
	int64_t forth, back = 0;
	char forth_since[DATE_SIZE], back_since[DATE_SIZE];
	enum status status = newest(store, from, to, day, &forth, forth_since);

	if (!status)
		status = newest(store, to, from, day, &back, back_since);
	*out = (struct rate){ 0 };
	if (status || (!forth && !back))
		return status;
	bool inverse = !forth || (back && strcmp(back_since, forth_since) > 0);
	out->times = inverse ? one : forth;
	out->over = inverse ? back : one;
	return STATUS_OK;
}

/* The command is for the rate as most people write it down: a foreign currency in that of the database. */
static enum status missing(struct store *store, const char *from, const char *to, const char *day)
{
	const char *home = store->conventions.currency;
	bool turned = strcmp(from, home) == 0;
	const char *foreign = turned ? to : from, *other = turned ? from : to;

	return error_set(store->error, STATUS_REFUSED, "there is no rate from %s to %s on %s: crm-rate add currency=%s%s%s rate=… valid_from=%s", from, to, day,
	                 foreign, strcmp(other, home) == 0 ? "" : " to_currency=", strcmp(other, home) == 0 ? "" : other, day);
}

static enum status across(struct store *store, const char *from, const char *to, const char *day, struct rate *out)
{
	const char *home = store->conventions.currency;
	struct rate first, second;

	if (strcmp(from, home) == 0 || strcmp(to, home) == 0)
		return missing(store, from, to, day);
	enum status status = direct(store, from, home, day, &first);
	if (!status && !first.over)
		status = missing(store, from, home, day);
	if (!status)
		status = direct(store, home, to, day, &second);
	if (!status && !second.over)
		status = missing(store, home, to, day);
	if (!status)
		*out = (struct rate){ .times = first.times * second.times, .over = first.over * second.over };
	return status;
}

/* What was looked up in the open change: the lines of a document ask for the same few rates. */
enum { KNOWN_RATES = 8 };

struct known {
	char from[4], to[4], day[DATE_SIZE];
	struct rate rate;
};

struct known_rates {
	struct known known[KNOWN_RATES];
	size_t next;
};

static bool recall(struct store *store, const char *from, const char *to, const char *day, struct rate *out)
{
	const struct known_rates *rates = store->change.id ? change_type(store, &record_rate)->cache : NULL;

	for (size_t i = 0; rates && i < KNOWN_RATES; i++) {
		const struct known *known = &rates->known[i];
		if (strcmp(known->from, from) != 0 || strcmp(known->to, to) != 0 || strcmp(known->day, day) != 0)
			continue;
		*out = known->rate;
		return true;
	}
	return false;
}

static void remember(struct store *store, const char *from, const char *to, const char *day, const struct rate *rate)
{
	struct change *change = &store->change;
	struct known_rates *rates = change_type(store, &record_rate)->cache;

	if (!change->id || strlen(from) != 3 || strlen(to) != 3 || strlen(day) != DATE_SIZE - 1)
		return;
	if (!rates)
		change_type(store, &record_rate)->cache = rates = arena_alloc(&change->memory, sizeof *rates);
	struct known *known = &rates->known[rates->next++ % KNOWN_RATES];
	memcpy(known->from, from, sizeof known->from);
	memcpy(known->to, to, sizeof known->to);
	memcpy(known->day, day, sizeof known->day);
	known->rate = *rate;
}

void rate_forget(struct store *store)
{
	change_type(store, &record_rate)->cache = NULL;
}

enum status rate_ratio(struct store *store, const char *from, const char *to, const char *day, struct rate *out)
{
	*out = (struct rate){ .times = 1, .over = 1 };
	if (strcmp(from, to) == 0 || recall(store, from, to, day, out))
		return STATUS_OK;
	enum status status = direct(store, from, to, day, out);
	if (!status && !out->over)
		status = across(store, from, to, day, out);
	if (!status && out->over >> OVER_BITS)
		status = error_set(store->error, STATUS_DATA, "the rates from %s to %s are too large", from, to);
	if (!status)
		remember(store, from, to, day, out);
	return status;
}

/* number × times ÷ over and its rest, bit by bit, since the product may have 200 bits. number has up to NUMBER_BITS and is not negative. */
static bool multiply(const struct rate *rate, wide number, wide *quotient, wide *rest)
{
	wide whole = rate->times / rate->over, part = rate->times % rate->over;

	*quotient = *rest = 0;
	for (int bit = NUMBER_BITS; bit-- > 0;) {
		*quotient += *quotient;
		*rest += *rest;
		if (number >> bit & 1) {
			*quotient += whole;
			*rest += part;
		}
		for (; *rest >= rate->over; *rest -= rate->over)
			++*quotient;
		if (*quotient >> QUOTIENT_BITS)
			return false;
	}
	return true;
}

enum { SCALABLE_BITS = 100 }; /* of a ratio that is multiplied by another one; real ones have 80 */

bool rate_scale(struct rate *rate, int64_t times, int64_t over)
{
	if (rate->times >> SCALABLE_BITS || rate->over >> SCALABLE_BITS)
		return false;
	rate->times *= times;
	rate->over *= over;
	return true;
}

bool rate_of_minor(struct rate *rate, int from, int to)
{
	static const int64_t scales[] = { 1, 10, 100, 1000, 10000 };

	return rate_scale(rate, to > from ? scales[to - from] : 1, from > to ? scales[from - to] : 1);
}

bool rate_apply(const struct rate *rate, int64_t number, int64_t discount, enum rounding rounding, int64_t *out)
{
	wide size = number < 0 ? -(wide)number : number, quotient, rest;

	if (!multiply(rate, size * (WIDE_WHOLE - discount), &quotient, &rest))
		return false;
	wide result = quotient / WIDE_WHOLE, twice = 2 * (quotient % WIDE_WHOLE);
	if (twice > WIDE_WHOLE || (twice == WIDE_WHOLE && (rest || rounding == ROUNDING_HALF_UP || result % 2)))
		result++;
	return int64_from_wide(number < 0 ? -result : result, out);
}

bool rate_value(const struct rate *rate, int64_t *out)
{
	wide quotient, rest;

	return multiply(rate, one, &quotient, &rest) && int64_from_wide(quotient + (rest * 2 >= rate->over), out);
}

enum status rate_find(struct store *store, const char *from, const char *to, const char *day, int64_t *rate)
{
	struct rate ratio;
	enum status status = rate_ratio(store, from, to, day, &ratio);

	if (!status && (!rate_value(&ratio, rate) || *rate == 0))
		status = error_set(store->error, STATUS_DATA, "the rate from %s to %s is out of range", from, to);
	return status;
}

enum status rate_exchange(struct store *store, struct exchange *exchange, int64_t amount, int64_t *out)
{
	struct rate rate = { .times = exchange->times, .over = exchange->over };
	enum status status = rate.over ? STATUS_OK : rate_ratio(store, exchange->from, exchange->to, exchange->day, &rate);

	int from = currency_digits(exchange->from), to = currency_digits(exchange->to);
	if (!status && !exchange->over && !rate_of_minor(&rate, from < 0 ? 2 : from, to < 0 ? 2 : to))
		status = error_set(store->error, STATUS_DATA, "the rates from %s to %s are too large", exchange->from, exchange->to);
	if (status)
		return status;
	exchange->times = rate.times;
	exchange->over = rate.over;
	if (!rate_apply(&rate, amount, 0, ROUNDING_HALF_UP, out))
		return error_set(store->error, STATUS_DATA, "an amount in %s is too large in %s", exchange->from, exchange->to);
	return STATUS_OK;
}
