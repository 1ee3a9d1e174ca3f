/* The rules of documents: what they take from their customer, how they move from state to state, and their totals. */
#include "selling/selling_rules.h"

#include "base/date.h"
#include "selling/credit.h"
#include "selling/document_totals.h"
#include "selling/fulfilment.h"
#include "selling/in_force.h"
#include "selling/line_links.h"
#include "selling/price.h"
#include "selling/stock.h"
#include "base/terms.h"
#include "store/save.h"
#include "store/settle.h"
#include <string.h>

/* Groups are taken as a whole: a street with another city would be no address. */
static const char *const bill_address[] = { "bill_street", "bill_city", "bill_state", "bill_code", "bill_country", NULL };
static const char *const ship_address[] = { "ship_street", "ship_city", "ship_state", "ship_code", "ship_country", NULL };
static const char *const tax_data[] = { "tax_name", "tax_number", "tax_address", "tax_phone", "bank", "bank_account", NULL };

static void take_group(struct record *document, const struct record *party, const char *const fields[])
{
	for (size_t i = 0; fields[i]; i++)
		if (!type_field(document->type, fields[i], NULL) || !rule_open(document, fields[i]))
			return;
	for (size_t i = 0; fields[i]; i++)
		*record_value(document, fields[i]) = *record_value(party, fields[i]);
}

static enum status take_from_party(struct store *store, const struct document_kind *kind, struct record *document, struct arena *arena)
{
	const struct record_type *type = strcmp(kind->party, "customer") == 0 ? &record_customer : &record_supplier;
	struct record *party = NULL;
	int64_t id = record_integer(document, kind->party);
	enum status status = id ? row_load(store, store_type(store, type), id, arena, &party) : STATUS_OK;

	if (status || !party)
		return status;
	if (kind->priced && rule_open(document, "currency"))
		status = rule_take_currency(store, document, party);
	if (type_field(document->type, "payment_terms", NULL) && rule_open(document, "payment_terms"))
		*record_value(document, "payment_terms") = *record_value(party, "payment_terms");
	if (type == &record_customer) {
		take_group(document, party, bill_address);
		take_group(document, party, ship_address);
		take_group(document, party, tax_data);
	}
	return status;
}

/* A delivery goes where its order says, to whom it says. */
static enum status take_from_order(struct store *store, struct record *delivery, struct arena *arena)
{
	struct record *order = NULL;
	int64_t id = record_integer(delivery, "order");
	enum status status = id ? row_load(store, store_type(store, &record_order), id, arena, &order) : STATUS_OK;

	if (status || !order)
		return status;
	*record_value(delivery, "customer") = *record_value(order, "customer");
	take_group(delivery, order, ship_address);
	return STATUS_OK;
}

/* A bill has no states in which it would be issued: its day is known when it is made. */
static enum status due_of_bill(struct store *store, struct record *bill, struct arena *arena)
{
	struct record *supplier = NULL;
	struct terms terms;
	char due[DATE_SIZE];
	int64_t id = record_integer(bill, "supplier");
	enum status status = id && rule_open(bill, "due_on") ? row_load(store, store_type(store, &record_supplier), id, arena, &supplier) : STATUS_OK;

	if (status || !supplier || !*record_text(supplier, "payment_terms"))
		return status;
	status = terms_parse(record_text(supplier, "payment_terms"), &terms, store->error);
	if (!status)
		status = terms_due(&terms, document_day(store, document_kind(&record_bill), bill, arena), due, store->error);
	if (status)
		return error_prefix(store->error, "payment_terms of su%lld: ", (long long)id);
	*record_value(bill, "due_on") = value_text(arena_string(arena, due));
	return STATUS_OK;
}

enum status document_initial(struct store *store, struct record *document, struct arena *arena)
{
	const struct document_kind *kind = document_kind(document->type->record);

	if (kind->record == &record_delivery)
		return take_from_order(store, document, arena);
	if (kind->record == &record_quote && record_value(document, "revision")->type == VALUE_NULL)
		*record_value(document, "revision") = value_integer(1);
	enum status status = take_from_party(store, kind, document, arena);
	return status || kind->record != &record_bill ? status : due_of_bill(store, document, arena);
}

static enum status check_money(struct store *store, const struct document_kind *kind, const struct record *old, struct record *document, struct arena *arena)
{
	enum status status = rule_currency(store, old, document);

	if (!status)
		status = rule_percent(store, old, document, "discount");
	if (!status && record_integer(document, "discount") && record_integer(document, "discount_amount"))
		status = error_set(store->error, STATUS_DATA, "discount: percent or discount_amount, not both; empty one: discount=");
	if (!status && record_integer(document, "discount_amount") < 0)
		status = error_set(store->error, STATUS_DATA, "discount_amount: it is below zero; what is added is an adjustment");
	if (!status && record_integer(document, "shipping") < 0)
		status = error_set(store->error, STATUS_DATA, "shipping: it is below zero; what is taken off is an adjustment");
	if (!status && record_value(document, "rate")->type == VALUE_INTEGER && record_integer(document, "rate") <= 0)
		status = error_set(store->error, STATUS_DATA, "rate: it is not above zero");
	if (!status && (old ? rule_changed(old, document, "shipping_tax") : rule_open(document, "shipping_rates")))
		status = document_rates(store, record_value(document, "shipping_tax"), document_day(store, kind, document, arena), arena,
		                        record_value(document, "shipping_rates"));
	return status;
}

static enum status count_lines(struct store *store, const struct document_kind *kind, int64_t id, int64_t *count)
{

	enum status status = db_one(store->db, count, "select count(*) from \"%s\" where parent = %jd", kind->line->name, id);
	return status;
}

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

/* A revision keeps the number of what it revises: Q-2026-0001, Q-2026-0001-R2. */
static enum status number_revision(struct store *store, struct record *quote, struct arena *arena, bool *done)
{
	struct record *previous = NULL;
	int64_t id = record_integer(quote, "previous");
	enum status status = id ? row_load(store, store_type(store, &record_quote), id, arena, &previous) : STATUS_OK;

	*done = false;
	if (status || !previous || !*record_text(previous, "number"))
		return status;
	const char *number = record_text(previous, "number");
	struct text root = { 0 }, ending = { 0 };
	text_printf(&ending, "-R%lld", (long long)record_integer(previous, "revision"));
	size_t length = strlen(number);
	if (length > ending.length && strcmp(number + length - ending.length, ending.data) == 0)
		length -= ending.length;
	text_printf(&root, "%.*s-R%lld", (int)length, number, (long long)record_integer(quote, "revision"));
	*record_value(quote, "number") = value_text(arena_string(arena, text_string(&root)));
	text_free(&root);
	text_free(&ending);
	*done = true;
	return STATUS_OK;
}

static enum status due_day(struct store *store, struct record *invoice, struct arena *arena)
{
	struct terms terms;
	char day[DATE_SIZE];
	const char *text = record_text(invoice, "payment_terms");

	if (*record_text(invoice, "due_on"))
		return STATUS_OK;
	if (!*text) {
		*record_value(invoice, "due_on") = *record_value(invoice, "issued_on");
		return STATUS_OK;
	}
	enum status status = terms_parse(text, &terms, store->error);
	if (!status)
		status = terms_due(&terms, record_text(invoice, "issued_on"), day, store->error);
	if (status)
		return error_prefix(store->error, "payment_terms: ");
	*record_value(invoice, "due_on") = value_text(arena_string(arena, day));
	return STATUS_OK;
}

/* Whether the number comes from the series: not that of a revision. */
static bool takes_number(const struct document_kind *kind, const struct record *document)
{
	return document_series_of(kind, document) && (kind->record != &record_quote || !record_integer(document, "previous"));
}

static enum status issue(struct store *store, const struct document_kind *kind, const struct record *old, struct record *document, struct arena *arena)
{
	const char *day = document_day(store, kind, document, arena), *number = NULL;
	bool opening = kind->record == &record_invoice && strcmp(record_text(document, "kind"), "opening") == 0, numbered = false;
	int64_t lines = 1;
	enum status status = old && !opening ? count_lines(store, kind, document->id, &lines) : STATUS_OK;

	if (!status && lines == 0)
		status = error_set(store->error, STATUS_REFUSED, "%s%lld has no lines; crm-%s line %s%lld add product=… qty=… gives it one", kind->record->prefix,
		                   (long long)document->id, kind->record->name, kind->record->prefix, (long long)document->id);
	if (!status && kind->priced && record_integer(document, "total") < 0)
		status = error_set(store->error, STATUS_REFUSED, "%s%lld comes to less than nothing; lower its discounts, or make a credit note of what goes back",
		                   kind->record->prefix, (long long)document->id);
	if (!status && record_value(document, kind->day)->type == VALUE_NULL)
		*record_value(document, kind->day) = value_text(day);
	if (!status && kind->priced)
		status = freeze_rate(store, document, day);
	if (!status && kind->record == &record_order)
		status = credit_check(store, document);
	if (!status && kind->record == &record_invoice && strcmp(record_text(document, "kind"), "credit-note") == 0)
		status = credit_note_check(store, document, arena);
	if (!status && kind->record == &record_invoice)
		status = due_day(store, document, arena);
	if (!status && kind->record == &record_quote)
		status = number_revision(store, document, arena, &numbered);
	if (!status && !numbered && document_series_of(kind, document) && record_value(document, "number")->type == VALUE_NULL)
		status = document_number_next(store, document_series_of(kind, document), day, arena, &number);
	if (!status && number)
		*record_value(document, "number") = value_text(number);
	return status;
}

/* Documents are made as drafts and issued when they are complete; deliveries and what was open on day one are there at once. */
static bool issued_at_once(const struct document_kind *kind, const struct record *document)
{
	return kind->record == &record_delivery ||
	       (kind->record == &record_invoice && strcmp(record_text(document, "kind"), "opening") == 0 && strcmp(record_text(document, "status"), "issued") == 0);
}

/* What it claimed, or gave back, is counted no more. */
static enum status check_leaving(struct store *store, const struct record *document, struct arena *arena)
{
	enum status status = rule_kind(document, "credit-note") ? credit_note_less_check(store, document, -1) : STATUS_OK;

	return status ? status : line_links_gone(store, document, arena);
}

static enum status check_move(struct store *store, const struct document_kind *kind, const struct record *old, struct record *document, struct arena *arena)
{
	const char *to = record_text(document, kind->state), *until;
	char today[DATE_SIZE];

	if ((kind->record == &record_delivery && !old) || (kind->record == &record_invoice && rule_changed(old, document, "order"))) {
		enum status status = fulfilment_order_check(store, kind, document, arena);
		if (status)
			return status;
	}
	if (!old) {
		if (issued_at_once(kind, document))
			return issue(store, kind, old, document, arena);
		if (strcmp(to, kind->moves->from) == 0)
			return STATUS_OK;
		return error_set(store->error, STATUS_REFUSED, "%s: a new %s is %s; add its lines, then change it to %s", kind->state, kind->record->name,
		                 kind->moves->from, *to ? to : "another state");
	}
	if (!rule_changed(old, document, kind->state))
		return STATUS_OK;
	const struct move *move = document_move(kind, record_text(old, kind->state), to);
	if (!move)
		return document_illegal(store, kind, document, record_text(old, kind->state), to);
	date_today(&store->conventions, today);
	until = kind->record == &record_quote ? record_text(document, "valid_until") : "";
	if (strcmp(to, "accepted") == 0 && *until && strcmp(until, today) < 0)
		return error_set(store->error, STATUS_REFUSED, "stage: q%lld was valid until %s; crm-quote revise q%lld makes a new revision, or set valid_until",
		                 (long long)document->id, until, (long long)document->id);
	if (strcmp(to, "cancelled") == 0) {
		enum status status = in_force_refuse(store, kind, document);
		return status || kind->record != &record_invoice ? status : check_leaving(store, document, arena);
	}
	if (kind->record == &record_purchase && !move->issues)
		return purchase_state_check(store, document);
	return move->issues ? issue(store, kind, old, document, arena) : STATUS_OK;
}

static enum status refuse_removal(struct store *store, const struct document_kind *kind, const struct record *document)
{
	if (kind->record == &record_invoice && rule_kind(document, "opening") && strcmp(record_text(document, "status"), "issued") == 0)
		return error_set(store->error, STATUS_REFUSED, "in%lld was open on day one and stays; crm-invoice cancel in%lld takes it out of force", (long long)document->id,
		                 (long long)document->id);
	if (!kind->numbers[0].name || record_value(document, "number")->type == VALUE_NULL)
		return STATUS_OK;
	return error_set(store->error, STATUS_REFUSED, "%s%lld has the number %s and stays; crm-%s set %s%lld %s=%s takes it out of use", kind->record->prefix,
	                 (long long)document->id, record_text(document, "number"), kind->record->name, kind->record->prefix, (long long)document->id, kind->state,
	                 kind->withdrawn);
}

enum status document_before(struct store *store, const struct record *old, struct record *document, struct arena *arena)
{
	const struct document_kind *kind = document_kind((document ? document : old)->type->record);
	enum status status = STATUS_OK;

	if (!document) {
		status = refuse_removal(store, kind, old);
		return status || kind->record != &record_invoice ? status : check_leaving(store, old, arena);
	}
	if (kind->priced)
		status = check_money(store, kind, old, document, arena);
	if (!status && type_field(document->type, "tax_number", NULL))
		status = rule_tax_number(store, old, document, false, arena);
	if (!status && kind->record == &record_quote)
		status = rule_order(store, old, document, "issued_on", "valid_until");
	if (!status && kind->record == &record_invoice)
		status = rule_order(store, old, document, "issued_on", "due_on");
	if (!status && kind->record == &record_invoice)
		status = opening_before(store, old, document);
	if (!status && kind->record == &record_invoice)
		status = credit_note_fits(store, old, document, arena);
	if (!status && old && kind->record == &record_invoice && rule_kind(document, "credit-note") && record_integer(document, "total") < record_integer(old, "total"))
		status = credit_note_less_check(store, document, record_integer(document, "total"));
	if (!status && old)
		status = fulfilment_source_check(store, kind, old, document);
	if (!status && old && !document_is_draft(kind, old))
		status = document_frozen_check(store, kind, old, document);
	return status ? status : check_move(store, kind, old, document, arena);
}

enum status document_after(struct store *store, const struct record *old, const struct record *document, struct arena *arena)
{
	const struct document_kind *kind = document_kind((document ? document : old)->type->record);
	enum status status = STATUS_OK;

	document_forget(store, kind);
	if (!document)
		return STATUS_OK;
	bool numbered = kind->numbers[0].name && rule_changed(old, document, "number") && takes_number(kind, document);
	if (numbered)
		status = document_number_taken(store, document_series_of(kind, document), document_day(store, kind, document, arena), arena);
	if (!status && (!old || rule_changed(old, document, kind->state)))
		status = stock_document_moved(store, kind, old, document, arena);
	if (kind->priced || !old)
		settle_later(store, kind->record, document->id);
	return status;
}

static void put(struct record *document, const char *field, int64_t amount)
{
	*record_value(document, field) = value_integer(amount);
}

/* In group mode the lines' nets are shares of the sum, and a change of currency or price mode concerns every line. */
static enum status settle_lines(struct store *store, const struct document_totals *totals, const struct record *document, struct arena *arena)
{
	enum status status = STATUS_OK;

	for (size_t i = 0; !status && i < totals->count; i++) {
		struct record *line = record_copy(arena, totals->records[i]);
		put(line, "amount", totals->result.lines[i].amount);
		put(line, "net", totals->result.lines[i].net);
		*record_value(line, "currency") = *record_value(document, "currency");
		status = save_set(store, totals->records[i], line, arena);
	}
	return status;
}

/* A delivery has its number at once, and its lines in the same change. */
static enum status refuse_empty(struct store *store, const struct document_kind *kind, const struct record *delivery)
{
	int64_t lines = 0;
	enum status status = count_lines(store, kind, delivery->id, &lines);

	if (!status && !lines)
		status = error_set(store->error, STATUS_REFUSED, "dn%lld has no lines; crm-order deliver so%lld delivers what is open, and crm-order deliver so%lld so%lld.1=2 a part",
		                   (long long)delivery->id, (long long)record_integer(delivery, "order"), (long long)record_integer(delivery, "order"),
		                   (long long)record_integer(delivery, "order"));
	return status;
}

enum status document_settle(struct store *store, struct record *old, struct arena *arena)
{
	const struct document_kind *kind = document_kind(old->type->record);
	struct document_totals totals;
	struct document_context *context;

	if (!kind->priced)
		return refuse_empty(store, kind, old);
	enum status status = document_totals(store, kind, old, arena, &totals);
	if (!status)
		status = settle_lines(store, &totals, old, arena);
	if (!status)
		status = document_context(store, kind, old->id, &context);
	if (status)
		return status;
	struct record *document = record_copy(arena, old);
	put(document, "subtotal", totals.result.subtotal);
	put(document, "discount_total", totals.result.discount_total);
	put(document, "tax_total", totals.result.tax_total);
	put(document, "total", totals.result.total + document_opening(document));
	if (context->last_line)
		put(document, "last_line", context->last_line);
	return save_set(store, old, document, arena);
}
