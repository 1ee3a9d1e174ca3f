#include "reporting/split.h"

#include "base/calendar.h"
#include "base/date.h"
#include "base/decimal.h"
#include "base/money.h"
#include "reporting/reporting.h"
#include "reporting/target.h"
#include "selling/shares.h"
#include "store/save.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The smallest step of a value, in 10^-6: a minor unit of the currency, one of what is counted. */
static int64_t step_of(const struct record *whole)
{
	const struct measure *measure = measure_find(record_text(whole, "measure"));
	int64_t step = WIDE_WHOLE;

	for (int digits = measure && measure->amount ? currency_digits(record_text(whole, "currency")) : 0; digits > 0; digits--)
		step /= 10;
	return step;
}

static enum status spread(struct store *store, const struct record *whole, int64_t value, struct split_part *parts, size_t count, struct arena *arena)
{
	int64_t step = step_of(whole), *weights = arena_alloc(arena, (count ? count : 1) * sizeof *weights), sum = 0, wanted = value / step;
	wide total = 0;

	for (size_t i = 0; i < count; i++)
		total += weights[i] = parts[i].weight;
	if (total <= 0 || total > INT64_MAX)
		return error_set(store->error, STATUS_REFUSED, "the weights of a split are whole numbers above 0 that can be summed");
	if (!share_spread(weights, count, (struct share_ratio){ wanted, (int64_t)total }, ROUNDING_HALF_UP, arena, weights, &sum))
		return error_set(store->error, STATUS_REFUSED, "the weights of a split are too large");
	for (size_t i = 0; i < count; i++)
		parts[i].value = weights[i] * step;
	parts[0].value += value - wanted * step; /* of a value with more decimals than its currency has */
	return STATUS_OK;
}

enum status split_values(struct store *store, const struct record *whole, struct split_part *parts, size_t count, struct arena *arena)
{
	return spread(store, whole, record_integer(whole, "value"), parts, count, arena);
}

/* The months of a period: 2026-01 … */
static enum status months_of(struct store *store, const char *period, struct arena *arena, const char **out, size_t *count)
{
	struct period span;
	int year, month;
	enum status status = date_period(&store->conventions, period, &span, store->error);

	if (status || sscanf(span.first, "%d-%d", &year, &month) != 2)
		return status;
	char text[32];
	for (*count = 0; *count < 12; month++) {
		snprintf(text, sizeof text, "%04d-%02d", year, month);
		if (strncmp(text, span.last, 7) > 0)
			break;
		out[(*count)++] = arena_string(arena, text);
	}
	return STATUS_OK;
}

/* What the measure came to in that month of the year before, of the person or team of the part. */
static enum status season(struct store *store, const struct record *whole, const struct split_part *part, const char *month, int64_t *out)
{
	struct measured measured;
	char before[32];
	bool known;

	target_measured(whole, &measured);
	if (part->person || part->team)
		measured.person = part->person, measured.team = part->team;
	snprintf(before, sizeof before, "%04d%s", atoi(month) - 1, month + 4);
	measured.period = before;
	enum status status = measure_sum(store, &measured, out, &known);
	if (*out < 0)
		*out = 0;
	return status;
}

enum status split_months(struct store *store, const struct record *whole, const struct split_part *parts, size_t part_count, bool seasonal, struct arena *arena,
                         struct split_part **out, size_t *count)
{
	const char *months[12];
	size_t month_count = 0;
	enum status status = months_of(store, record_text(whole, "period"), arena, months, &month_count);

	*count = 0;
	*out = arena_alloc(arena, (part_count * month_count + 1) * sizeof **out);
	if (!status && month_count < 2)
		return error_set(store->error, STATUS_REFUSED, "%s is a month; it has no months to be split into", record_text(whole, "period"));
	for (size_t i = 0; !status && i < part_count; i++) {
		struct split_part *first = *out + *count;
		int64_t sum = 0;
		for (size_t m = 0; !status && m < month_count; m++) {
			struct split_part *part = &(*out)[(*count)++];
			*part = parts[i];
			part->period = months[m];
			part->weight = 1;
			if (seasonal)
				status = season(store, whole, &parts[i], months[m], &part->weight);
			part->weight /= seasonal ? step_of(whole) : 1;
			sum += part->weight;
		}
		if (!status && sum == 0)
			status = error_set(store->error, STATUS_REFUSED, "there is nothing a year before %s to be proportional to; write months=even", record_text(whole, "period"));
		if (!status)
			status = spread(store, whole, parts[i].value, first, month_count, arena);
	}
	return status;
}

static enum status write_part(struct store *store, const struct record *whole, const struct split_part *part, struct arena *arena, int64_t *id)
{
	static const char *const same[] = { "name", "person", "team", "measure", "period", "currency", "filter", "perspective", "contest", NULL };
	struct record *record = record_new(arena, whole->type);

	for (size_t i = 0; same[i]; i++)
		*record_value(record, same[i]) = *record_value(whole, same[i]);
	if (part->person || part->team) {
		*record_value(record, "person") = part->person ? value_integer(part->person) : (struct value){ 0 };
		*record_value(record, "team") = part->team ? value_text(part->team) : (struct value){ 0 };
	}
	if (part->period)
		*record_value(record, "period") = value_text(part->period);
	*record_value(record, "value") = value_integer(part->value);
	*record_value(record, "parent") = value_integer(whole->id);
	enum status status = save_add(store, record, arena);
	*id = record->id;
	return status;
}

enum status split_write(struct store *store, const struct record *whole, const struct split_part *parts, size_t count, struct arena *arena,
                        enum status (*made)(void *context, int64_t id), void *context)
{
	enum status status = STATUS_OK;
	wide sum = 0;
	int64_t id;

	for (size_t i = 0; i < count; i++)
		sum += parts[i].value;
	if (sum != record_integer(whole, "value")) {
		struct text text = { 0 };
		decimal_format(&text, (int64_t)(record_integer(whole, "value") - sum), DECIMAL_QUANTITY);
		status = error_set(store->error, STATUS_REFUSED, "the parts do not sum to the whole: %s is left", text_string(&text));
		text_free(&text);
	}
	for (size_t i = 0; !status && i < count; i++)
		if (!(status = write_part(store, whole, &parts[i], arena, &id)))
			status = made(context, id);
	return status;
}
