#include "selling/order_instalment.h"

#include "base/date.h"
#include "base/decimal.h"
#include "base/sentence.h"
#include "selling/document_convert_parts.h"
#include "selling/document_part.h"
#include "selling/due_event.h"
#include "selling/quantities.h"
#include "selling/selling.h"
#include "store/remove.h"
#include "store/rule.h"
#include "store/save.h"
#include <string.h>

enum status order_instalment_invoiced(struct store *store, int64_t order, int64_t *count)
{
	struct text invoiced = { 0 };

	row_expression(&invoiced, &record_instalment, type_field(store_type(store, &record_instalment), "invoiced", NULL), "part");
	enum status status = db_one(store->db, count, "select count(*) from instalment as part where part.\"order\" = %jd and %-s", order, invoiced.data);
	text_free(&invoiced);
	return status;
}

static enum status read_instalments(struct store *store, int64_t order, struct arena *arena, struct instalment **out, size_t *count)
{
	struct text invoiced = { 0 };
	struct statement *statement;
	struct instalment *list = arena_alloc(arena, TERMS_PARTS_LIMIT * sizeof *list);

	*count = 0;
	*out = list;
	row_expression(&invoiced, &record_instalment, type_field(store_type(store, &record_instalment), "invoiced", NULL), "part");
	enum status status = db_ask(store->db, &statement, "select part.id, part.number, part.percent, part.due, %-s from instalment as part"
	                            " where part.\"order\" = %jd order by part.number, part.id", invoiced.data, order);
	text_free(&invoiced);
	while (db_next(statement, &status) && *count < TERMS_PARTS_LIMIT)
		list[(*count)++] = (struct instalment){ .id = db_integer(statement, 0),
			                                .number = db_integer(statement, 1),
			                                .percent = db_integer(statement, 2),
			                                .due = arena_string(arena, db_text(statement, 3)),
			                                .invoiced = db_integer(statement, 4) != 0 };
	db_done(statement);
	return status;
}

/* What the order comes to for each set of taxes, of the lines that have a cost and of those that have none; shipping and adjustment stand apart. */
enum { GROUPS = 64 };
struct group {
	struct value tax, rates;
	struct part part;
	int64_t cost;
	bool costed;
};
struct groups {
	struct group items[GROUPS];
	size_t count;
	struct part shipping;
	int64_t adjustment;
};

static struct group *group_of(struct groups *groups, const struct record *line, size_t columns)
{
	const struct value *tax = record_value(line, "tax"), *rates = record_value(line, "tax_rates");
	bool costed = record_value(line, "cost")->type != VALUE_NULL;

	for (size_t i = 0; i < groups->count; i++)
		if (value_equal(&groups->items[i].tax, tax) && value_equal(&groups->items[i].rates, rates) && groups->items[i].costed == costed)
			return &groups->items[i];
	if (groups->count == GROUPS)
		return NULL;
	groups->items[groups->count] = (struct group){ .tax = *tax, .rates = *rates, .costed = costed, .part = { .count = columns } };
	return &groups->items[groups->count++];
}

static bool add_line(struct groups *groups, const struct document_totals *totals, size_t i)
{
	const struct record *line = totals->records[i];
	struct part part;
	int64_t cost = 0;

	part_of_line(totals, i, &part);
	struct group *group = group_of(groups, line, part.count);
	if (!group || !part_add(&group->part, &part))
		return false;
	return !group->costed || (!wide_product(record_integer(line, "qty"), record_integer(line, "cost"), totals->document.digits, totals->document.rounding, &cost, NULL) &&
	                          int64_from_wide((wide)group->cost + cost, &group->cost));
}

static enum status find_groups(struct store *store, const struct record *order, struct arena *arena, struct document_totals *totals,
                               struct groups *groups)
{
	enum status status = document_totals(store, document_kind(&record_order), order, arena, totals);
	bool fits = true;

	*groups = (struct groups){ .adjustment = totals->document.adjustment };
	if (!status)
		part_of_shipping(totals, order, &groups->shipping);
	for (size_t i = 0; !status && fits && i < totals->count; i++)
		fits = add_line(groups, totals, i);
	if (!status && !fits)
		status = error_set(store->error, STATUS_DATA, "so%lld: its amounts are too large, or its taxes too many, to be divided",
		                   (long long)order->id);
	return status;
}

/* What each group, shipping and the adjustment have between two marks, and what they come to. The costs are divided too. */
static bool share_groups(const struct groups *whole, int64_t from, int64_t to, enum rounding rounding, struct groups *parts, int64_t *total)
{
	int64_t part = 0;

	*parts = *whole;
	bool fits = share_between(whole->adjustment, from, to, TERMS_WHOLE, rounding, &parts->adjustment) &&
	            part_between(&whole->shipping, from, to, TERMS_WHOLE, rounding, &parts->shipping) && part_total(&parts->shipping, &part);
	wide sum = (wide)parts->adjustment + part;
	for (size_t i = 0; fits && i < whole->count; i++) {
		fits = part_between(&whole->items[i].part, from, to, TERMS_WHOLE, rounding, &parts->items[i].part) && part_total(&parts->items[i].part, &part) &&
		       share_between(whole->items[i].cost, from, to, TERMS_WHOLE, rounding, &parts->items[i].cost);
		sum += part;
	}
	return fits && int64_from_wide(sum, total);
}

enum status order_instalments(struct store *store, const struct record *order, struct arena *arena, struct instalment **out, size_t *count)
{
	struct document_totals totals;
	struct groups groups, parts;
	int64_t from = 0;
	enum status status = read_instalments(store, order->id, arena, out, count);

	if (!status)
		status = find_groups(store, order, arena, &totals, &groups);
	for (size_t i = 0; !status && i < *count; i++) {
		struct instalment *instalment = &(*out)[i];
		int64_t to = from + instalment->percent;
		bool fits = share_groups(&groups, from, to, totals.document.rounding, &parts, &instalment->amount);
		if (!fits)
			status = error_set(store->error, STATUS_DATA, "so%lld: its amounts are too large to be divided",
			                   (long long)order->id);
		from = to;
	}
	return status;
}

static enum status check_plannable(struct store *store, const struct record *order)
{
	const char *state = record_text(order, "status");
	int64_t invoiced = 0;

	if (strcmp(state, "cancelled") == 0 || strcmp(state, "closed") == 0)
		return error_set(store->error, STATUS_REFUSED, "so%lld is %s, so no instalments can be planned", (long long)order->id, state);
	enum status status = order_instalment_invoiced(store, order->id, &invoiced);
	if (status || !invoiced)
		return status;
	return error_set(store->error, STATUS_REFUSED,
	                 sentence_plural(invoiced, "so%lld: %lld of its instalments is invoiced, so they cannot be changed; crm-invoice cancel or credit reverses that",
	                                 "so%lld: %lld of its instalments are invoiced, so they cannot be changed; crm-invoice cancel or credit reverses that"),
	                 (long long)order->id, (long long)invoiced);
}

/* The instalment of that number becomes what the plan says of it: an invoice that was cancelled, or credited, still names it. */
static enum status plan_part(struct store *store, int64_t order, const struct instalment *there, size_t count, size_t i, const struct term *part, struct arena *arena)
{
	struct record *old = NULL, *record = record_new(arena, store_type(store, &record_instalment));
	struct text due = { 0 };
	enum status status = i < count ? document_load(store, &record_instalment, there[i].id, arena, &old) : STATUS_OK;

	if (status)
		return status;
	if (old)
		record = record_copy(arena, old);
	term_format(&due, part);
	*record_value(record, "order") = value_integer(order);
	*record_value(record, "number") = value_integer((int64_t)i + 1);
	*record_value(record, "percent") = value_integer(part->percent);
	*record_value(record, "due") = value_text(text_take(&due, arena));
	return old ? save_set(store, old, record, arena) : save_add(store, record, arena);
}

enum status order_plan(struct store *store, int64_t id, const struct terms *terms, struct arena *arena)
{
	struct record *order;
	struct instalment *there = NULL;
	size_t count = 0;
	enum status status = document_load(store, &record_order, id, arena, &order);

	if (!status)
		status = check_plannable(store, order);
	if (!status)
		status = read_instalments(store, id, arena, &there, &count);
	for (size_t i = 0; !status && i < terms->count; i++)
		status = plan_part(store, id, there, count, i, &terms->parts[i], arena);
	for (size_t i = terms->count; !status && i < count; i++)
		status = remove_unreferenced(store, store_type(store, &record_instalment), there[i].id,
		                             arena_printf(arena, "plan at least %lld instalments", (long long)there[i].number), arena);
	return status;
}

/* What the instalment waits for is the term of its invoice. When that has happened, a day that is still ahead is when it falls due; else the customer's
 * payment terms say it, unless these have parts themselves. */
static enum status give_due(struct store *store, const struct record *order, const struct instalment *instalment, struct record *head,
                            struct arena *arena)
{
	const char *term = arena_printf(arena, "100%% %s", instalment->due);
	struct error ignored = { 0 };
	struct terms terms, own;
	char day[DATE_SIZE], due[DATE_SIZE], today[DATE_SIZE];
	struct record *customer = NULL;
	enum status status = terms_parse(term, &terms, store->error);

	if (!status)
		status = rule_load(store, &record_customer, record_integer(order, "customer"), arena, &customer);
	bool parts = customer && *record_text(customer, "payment_terms") && !terms_parse(record_text(customer, "payment_terms"), &own, &ignored) && terms_planned(&own);

	date_today(&store->conventions, today);
	memcpy(day, today, DATE_SIZE);
	if (!status && term_waits(terms.parts[0].when))
		status = due_event_of_order(store, order, terms.parts[0].when, day);
	if (!status && *day && !parts)
		status = term_due(&terms.parts[0], day, due, store->error);
	if (status)
		return status;
	if (!*day || parts)
		*record_value(head, "payment_terms") = value_text(term);
	else if (strcmp(due, today) > 0)
		*record_value(head, "due_on") = value_text(arena_string(arena, due));
	return STATUS_OK;
}

static bool is_empty(const struct part *part)
{
	for (size_t i = 0; i < part->count; i++)
		if (part->columns[i])
			return false;
	return true;
}

/* A part so small that only shipping is left of it, or nothing, has a line all the same: no document is without. */
static bool is_empty_all(const struct groups *parts)
{
	for (size_t i = 0; i < parts->count; i++)
		if (!is_empty(&parts->items[i].part))
			return false;
	return true;
}

static enum status make_line(struct store *store, const struct record *order, const struct instalment *instalment, const struct group *group,
                             const struct totals_document *document, bool own, int64_t invoice, struct arena *arena)
{
	struct record *line = document_new(store, &record_invoice_line, arena);
	int64_t price, cost, scale = 1;
	struct text percent = { 0 };

	part_give(&group->part, document->prices_include_tax, line, arena);
	for (int i = document->digits; i < DECIMAL_QUANTITY; i++)
		scale *= 10;
	if (!int64_from_wide((wide)record_integer(line, "amount") * scale, &price) || !int64_from_wide((wide)group->cost * scale, &cost))
		return error_set(store->error, STATUS_DATA, "so%lld: its amounts are too large to be divided", (long long)order->id);
	decimal_format(&percent, instalment->percent, DECIMAL_PERCENT);
	if (own)
		document_give(line, "part", (struct value){ 0 });
	document_give(line, "parent", value_integer(invoice));
	document_give(
		line, "description",
		value_text(arena_printf(arena, "%s%s%s: %s%% %s", record_text(order, "number"), *record_text(order, "subject") ? " " : "",
	                                record_text(order, "subject"), percent.data, instalment->due)));
	text_free(&percent);
	document_give(line, "qty", value_integer(WIDE_WHOLE));
	document_give(line, "price", value_integer(price));
	document_give(line, "tax", group->tax);
	document_give(line, "tax_rates", group->rates);
	document_give(line, "cost", group->costed ? value_integer(cost) : (struct value){ 0 });
	return save_add(store, line, arena);
}

/* The header of the invoice: the terms of the order, and its shipping, adjustment and discount in part. A discount as an amount follows the lines. */
static enum status make_head(struct store *store, const struct record *order, const struct instalment *instalment, const struct groups *parts,
                             const struct totals_document *document, struct arena *arena, struct record **out)
{
	enum status status = document_head(store, order, &record_invoice, arena, out);
	struct record *head = *out;

	if (status)
		return status;
	part_give_shipping(&parts->shipping, document->prices_include_tax, head, arena);
	document_give(head, "shipping", *record_value(head, "shipping"));
	document_give(head, "adjustment", parts->adjustment ? value_integer(parts->adjustment) : (struct value){ 0 });
	document_give(head, "discount_amount", (struct value){ 0 });
	document_give(head, "order", value_integer(order->id));
	document_give(head, "instalment", value_integer(instalment->id));
	return give_due(store, order, instalment, head, arena);
}

static enum status make_invoice(struct store *store, const struct record *order, const struct instalment *instalment, int64_t from,
                                const struct document_request *request, struct arena *arena, int64_t *made)
{
	struct document_totals totals;
	struct groups groups, parts;
	struct record *head;
	int64_t total = 0;
	enum status status = find_groups(store, order, arena, &totals, &groups);

	if (!status && !share_groups(&groups, from, from + instalment->percent, totals.document.rounding, &parts, &total))
		status = error_set(store->error, STATUS_DATA, "so%lld: its amounts are too large to be divided", (long long)order->id);
	if (!status)
		status = make_head(store, order, instalment, &parts, &totals.document, arena, &head);
	if (!status)
		status = document_assign_terms(store, request, head, order, arena);
	if (!status)
		status = save_add(store, head, arena);
	for (size_t i = 0; !status && i < parts.count; i++)
		if (!is_empty(&parts.items[i].part) || (i == 0 && is_empty_all(&parts)))
			status = make_line(store, order, instalment, &parts.items[i], &totals.document, document_own_terms(request), head->id, arena);
	if (status)
		return status;
	*made = head->id;
	return document_finish(store, &record_invoice, *made, request, arena);
}

enum status instalment_invoice(struct store *store, const struct record *order, const struct document_request *request, struct arena *arena,
                               int64_t *made)
{
	struct instalment *list;
	size_t count, i = 0;
	int64_t from = 0, claimed = 0;
	long long id = (long long)order->id;
	enum status status = read_instalments(store, order->id, arena, &list, &count);

	if (!status)
		status = db_one(store->db, &claimed,
		                "select count(*) from invoice_line as billed join order_line as l on l.id = billed.order_line join invoice "
		                "as claim on claim.id = billed.parent"
		                " where l.parent = %jd and claim.kind <> 'credit-note' and claim.status <> 'cancelled' and not exists "
		                "(select 1 from invoice as note where " GIVES_ALL_BACK("claim", "note") ")",
		                order->id);
	if (status)
		return status;
	for (; i < count && list[i].number != request->instalment; i++)
		from += list[i].percent;
	if (count == 0)
		return error_set(store->error, STATUS_REFUSED,
		                 "so%lld has no instalments; crm-order plan so%lld 30%%=signing 70%%=delivery plans them", id, id);
	if (i == count)
		return error_set(store->error, STATUS_REFUSED,
		                 "so%lld has %zu instalments, but no number %lld; crm-order plan so%lld lists them", id, count,
		                 (long long)request->instalment, id);
	if (list[i].invoiced)
		return error_set(store->error, STATUS_REFUSED, "so%lld: instalment %lld is already invoiced", id,
		                 (long long)request->instalment);
	if (claimed)
		return error_set(store->error, STATUS_REFUSED,
		                 "so%lld is invoiced by quantities; what is left is invoiced by them too: crm-order invoice so%lld", id,
		                 id);
	return make_invoice(store, order, &list[i], from, request, arena, made);
}
