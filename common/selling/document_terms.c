#include "selling/document_terms.h"

#include "base/decimal.h"
#include "selling/document_totals.h"
#include "selling/exchange_rate.h"
#include "selling/sections.h"
#include "store/rule.h"
#include "store/save.h"
#include <string.h>

static const char *price_mode(const struct record *document)
{
	return record_integer(document, "prices_include_tax") ? "with tax" : "without tax";
}

static bool changes_prices(const struct record *old, const struct record *document)
{
	return rule_changed(old, document, "currency") || record_integer(old, "prices_include_tax") != record_integer(document, "prices_include_tax");
}

enum status document_terms_check(struct store *store, const struct document_kind *kind, const struct record *old, const struct record *document)
{
	int64_t count = 0;

	if (!old || !document || store->repricing || store->merging || !document_is_draft(kind, old) || !changes_prices(old, document))
		return STATUS_OK;
	enum status status = document_line_count(store, kind, document->id, &count);
	if (status || !count)
		return status;
	bool currency = rule_changed(old, document, "currency");
	return error_set(store->error, STATUS_REFUSED, "%s: the prices of the lines of %s%lld are %s%s; crm-%s set %s%lld %s=%s --convert=rate converts them, --keep keeps the figures",
	                 currency ? "currency" : "prices_include_tax", kind->record->prefix, (long long)document->id, currency ? "in " : "",
	                 currency ? record_text(old, "currency") : price_mode(old), kind->record->name, kind->record->prefix, (long long)document->id,
	                 currency ? "currency" : "prices_include_tax", currency ? record_text(document, "currency") : record_integer(document, "prices_include_tax") ? "yes" : "no");
}

enum status document_terms_copy(struct store *store, const struct record *from, const struct record *copy)
{
	const struct document_kind *kind = document_kind(from->type->record);
	int64_t count = 0;

	if (!changes_prices(from, copy))
		return STATUS_OK;
	enum status status = document_line_count(store, kind, from->id, &count);
	if (status || !count)
		return status;
	bool currency = rule_changed(from, copy, "currency");
	return error_set(store->error, STATUS_REFUSED, "%s: the prices of the lines of %s%lld are %s%s; copy it as it is, then set %s of the copy with --convert=rate or --keep",
	                 currency ? "currency" : "prices_include_tax", kind->record->prefix, (long long)from->id, currency ? "in " : "",
	                 currency ? record_text(from, "currency") : price_mode(from), currency ? "currency" : "prices_include_tax");
}

/* How figures change. */
struct conversion {
	struct store *store;
	const struct record *old, *document;
	enum terms_change how;
	bool tax;      /* prices get their taxes, or lose them */
	bool has_rate; /* rate is that from one currency to the other; else it is 1 */
	struct rate rate;
	enum rounding rounding;
};

static enum status too_large(const struct conversion *conversion, const char *field)
{
	return error_set(conversion->store->error, STATUS_DATA, "%s: it is too large to be converted", field);
}

/* A figure at the rate, and with taxes of that sum or without them, rounded once. An amount is in minor units, of which another currency may have another
 * number. Kept figures change in this alone. */
static bool convert(const struct conversion *conversion, int64_t rates, bool money, int64_t number, int64_t *out)
{
	bool keeps = conversion->how == TERMS_KEEP, with_tax = record_integer(conversion->document, "prices_include_tax") != 0;
	struct rate rate = keeps ? (struct rate){ .times = 1, .over = 1 } : conversion->rate;

	return (!money || rate_of_minor(&rate, record_digits(conversion->old), record_digits(conversion->document))) &&
	       (keeps || !conversion->tax || rate_scale(&rate, with_tax ? WIDE_WHOLE + rates : WIDE_WHOLE, with_tax ? WIDE_WHOLE : WIDE_WHOLE + rates)) &&
	       rate_apply(&rate, number, 0, conversion->rounding, out);
}

static enum status convert_field(const struct conversion *conversion, struct record *record, const char *field, int64_t rates, bool money)
{
	struct value *value = record_value(record, field);
	int64_t number;

	if (value->type != VALUE_INTEGER)
		return STATUS_OK;
	if (!convert(conversion, rates, money, value->integer, &number))
		return too_large(conversion, field);
	*value = value_integer(number);
	return STATUS_OK;
}

static enum status save_line(const struct conversion *conversion, const struct record *old, struct arena *arena)
{
	struct record *line = record_copy(arena, old);
	int64_t rates = document_rates_sum(record_text(line, "tax_rates")), cost;
	struct value *own = record_value(line, "cost");
	enum status status = convert_field(conversion, line, "price", rates, false);

	if (!status)
		status = convert_field(conversion, line, "discount_amount", rates, true);
	if (!status && conversion->has_rate && own->type == VALUE_INTEGER) {
		if (!rate_apply(&conversion->rate, own->integer, 0, conversion->rounding, &cost))
			return too_large(conversion, "cost");
		*own = value_integer(cost);
	}
	*record_value(line, "currency") = *record_value(conversion->document, "currency");
	/* A price without taxes is the same in both modes, and of the same rule. */
	if (conversion->has_rate || rates)
		*record_value(line, "priced_by") = (struct value){ 0 };
	return status ? status : save_set(conversion->store, old, line, arena);
}

/* What stands in the head, unless somebody gave it with the change. A discount as an amount is taken off the lines, and follows them where these are converted. */
static enum status convert_head(const struct conversion *conversion, struct record *document)
{
	static const char *const amounts[] = { "shipping", "adjustment", "discount_amount" };
	int64_t rates = document_rates_sum(record_text(document, "shipping_rates"));
	enum status status = STATUS_OK;

	for (size_t i = 0; !status && i < (conversion->how == TERMS_KEEP ? 3 : 2); i++)
		if (!rule_changed(conversion->old, document, amounts[i]))
			status = convert_field(conversion, document, amounts[i], i ? 0 : rates, true);
	return status;
}

static enum status convert_discount(const struct conversion *conversion, int64_t before, int64_t after, struct arena *arena)
{
	const struct record *document = conversion->document;
	struct record *record = record_copy(arena, document);
	int64_t discount = record_integer(document, "discount_amount");

	if (!discount || rule_changed(conversion->old, document, "discount_amount") || conversion->how == TERMS_KEEP || before <= 0)
		return STATUS_OK;
	if (!wide_ratio(discount, after, before, conversion->rounding, &discount))
		return too_large(conversion, "discount_amount");
	*record_value(record, "discount_amount") = discount ? value_integer(discount) : (struct value){ 0 };
	return save_set(conversion->store, document, record, arena);
}

static enum status find_rate(struct conversion *conversion, const struct document_kind *kind, struct arena *arena)
{
	const char *from = record_text(conversion->old, "currency"), *to = record_text(conversion->document, "currency");

	conversion->has_rate = strcmp(from, to) != 0;
	if (!conversion->has_rate)
		return STATUS_OK;
	return rate_ratio(conversion->store, from, to, document_day(conversion->store, kind, conversion->document, arena), &conversion->rate);
}

static enum status sum_amounts(struct store *store, const struct document_kind *kind, int64_t id, int64_t *sum)
{
	return db_one(store->db, sum, "select sum(amount) from \"%s\" where parent = %jd", kind->line->name, id);
}

enum status document_terms_save(struct store *store, const struct record *old, struct record *document, enum terms_change how, struct arena *arena)
{
	const struct document_kind *kind = document_kind(document->type->record);
	struct conversion conversion = { .store = store, .old = old, .document = document, .how = how, .rate = { .times = 1, .over = 1 },
		                         .tax = record_integer(old, "prices_include_tax") != record_integer(document, "prices_include_tax"),
		                         .rounding = schema_half_even(store->schema) ? ROUNDING_HALF_EVEN : ROUNDING_HALF_UP };
	struct record **lines;
	size_t count = 0;
	int64_t there = 0, before = 0, after = 0;
	enum status status = document_line_count(store, kind, old->id, &there);

	if (status || !there || !changes_prices(old, document))
		return status ? status : save_set(store, old, document, arena);
	status = find_rate(&conversion, kind, arena);
	if (!status)
		status = convert_head(&conversion, document);
	if (!status)
		status = sum_amounts(store, kind, old->id, &before);
	store->repricing = true;
	if (!status)
		status = save_set(store, old, document, arena);
	/* What was a part of another document is none any more. */
	if (!status)
		status = document_lines(store, kind, old->id, arena, &lines, &count);
	for (size_t i = 0; !status && i < count; i++)
		status = save_line(&conversion, lines[i], arena);
	if (!status)
		status = sum_amounts(store, kind, old->id, &after);
	if (!status)
		status = convert_discount(&conversion, before, after, arena);
	store->repricing = false;
	return status;
}
