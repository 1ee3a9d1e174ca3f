#include "selling/document_issue.h"

#include "base/money.h"
#include "selling/document_paper.h"
#include "selling/document_totals.h"
#include "selling/price.h"
#include "store/rule.h"
#include <string.h>

static enum status freeze_rate(struct store *store, struct record *document, const char *day)
{
	int64_t rate;

	if (record_value(document, "rate")->type == VALUE_INTEGER)
		return STATUS_OK;
	enum status status = rate_find(store, record_text(document, "currency"), store->conventions.currency, day, &rate);
	if (!status)
		*record_value(document, "rate") = value_integer(rate);
	return status;
}

/* A draft may have its discount before its lines. */
static enum status check_discount(struct store *store, const struct document_kind *kind, const struct record *document)
{
	int64_t sum = 0, discount = record_integer(document, "discount_amount");
	enum status status = discount ? db_one(store->db, &sum, "select sum(amount) from \"%s\" where parent = %jd", kind->line->name, document->id) : STATUS_OK;

	if (status || discount <= sum)
		return status;
	struct text wanted = { 0 }, there = { 0 };
	money_format(&wanted, discount, record_digits(document));
	money_format(&there, sum, record_digits(document));
	error_set(store->error, STATUS_REFUSED, "discount_amount: %s is more than the %s of all lines of %s%lld; lower it, or add the lines that are missing", wanted.data,
	          there.data, kind->record->prefix, (long long)document->id);
	text_free(&wanted);
	text_free(&there);
	return STATUS_REFUSED;
}

/* Nothing is given away by forgetting its price. What is ordered may get one later, and is not invoiced before. */
static enum status check_prices(struct store *store, const struct document_kind *kind, const struct record *document)
{
	int64_t number = 0;
	enum status status = db_one(store->db, &number, "select coalesce(min(number), 0) from \"%s\" where parent = %jd and price is null", kind->line->name, document->id);

	if (status || !number)
		return status;
	return error_set(store->error, STATUS_REFUSED, "line %lld has no price; crm-%s line %s%lld set %lld price=… gives it one, and price=0 says that it costs nothing",
	                 (long long)number, kind->record->name, kind->record->prefix, (long long)document->id, (long long)number);
}

/* What was open on day one has no lines. */
static enum status check_issuable(struct store *store, const struct document_kind *kind, const struct record *document, bool new)
{
	int64_t lines = 1;
	enum status status = new || document_opening(document) ? STATUS_OK : document_line_count(store, kind, document->id, &lines);

	if (!status && lines == 0)
		return error_set(store->error, STATUS_REFUSED, "%s%lld has no lines; crm-%s line %s%lld add product=… qty=… gives it one", kind->record->prefix,
		                 (long long)document->id, kind->record->name, kind->record->prefix, (long long)document->id);
	if (!status && kind->priced && !new && !document_opening(document))
		status = check_discount(store, kind, document);
	if (!status && kind->asks_prices && !new && !document_gives_back(document))
		status = check_prices(store, kind, document);
	if (!status && kind->priced && record_integer(document, "total") < 0)
		return error_set(store->error, STATUS_REFUSED, "%s%lld has a negative total; lower its discounts, or create a credit note for what is returned",
		                 kind->record->prefix, (long long)document->id);
	return status;
}

/* A tax is charged at the rate of the day of issue. A credit note takes back what was charged. */
static enum status check_taxes(struct store *store, const struct document_kind *kind, const struct record *document, const char *day, struct arena *arena)
{
	struct record **lines;
	size_t count = 0;
	struct value rates;
	enum status status = document_gives_back(document) ? STATUS_OK : document_lines(store, kind, document->id, arena, &lines, &count);

	for (size_t i = 0; !status && i < count; i++) {
		long long number = record_integer(lines[i], "number");
		if ((status = document_rates(store, record_value(lines[i], "tax"), day, arena, &rates)))
			error_prefix(store->error, "line %lld: ", number);
		else if (!value_equal(&rates, record_value(lines[i], "tax_rates")))
			status = error_set(store->error, STATUS_REFUSED, "line %lld: its tax has another rate on %s; crm-%s line %s%lld set %lld tax=%.*s takes that", number, day,
			                   kind->record->name, kind->record->prefix, (long long)document->id, number,
			                   (int)strlen(record_text(lines[i], "tax")) - 2, record_text(lines[i], "tax") + 1);
	}
	if (status || document_gives_back(document) || document_rates(store, record_value(document, "shipping_tax"), day, arena, &rates))
		return status ? status : error_prefix(store->error, "shipping_tax: ");
	if (!value_equal(&rates, record_value(document, "shipping_rates")))
		status = error_set(store->error, STATUS_REFUSED, "shipping_tax: it has another rate on %s; empty it and set it again to take that", day);
	return status;
}

enum status document_issue(struct store *store, const struct document_kind *kind, struct record *document, bool new, struct arena *arena)
{
	const char *day = document_day(store, kind, document, arena), *number = NULL;
	enum status status = check_issuable(store, kind, document, new);

	if (!status && kind->priced && !new)
		status = check_taxes(store, kind, document, day, arena);
	if (!status && record_value(document, kind->day)->type == VALUE_NULL)
		*record_value(document, kind->day) = value_text(day);
	if (!status && kind->priced)
		status = freeze_rate(store, document, day);
	if (!status && kind->issue)
		status = kind->issue(store, document, arena);
	if (!status)
		status = document_paper_freeze(store, kind, document, arena);
	if (status || !document_series_of(kind, document) || record_value(document, "number")->type != VALUE_NULL)
		return status;
	status = document_number_next(store, document_series_of(kind, document), day, arena, &number);
	if (status)
		return error_prefix(store->error, "%s: ", kind->day);
	if (number)
		*record_value(document, "number") = value_text(number);
	return status;
}
