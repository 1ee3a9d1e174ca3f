/* What may be changed of an order that was approved before, while parts of it are delivered or invoiced: these stay parts of it. */
#include "selling/order_revisions.h"

#include "base/decimal.h"
#include "selling/active_dependents.h"
#include "selling/document_part.h"
#include "selling/fulfilment.h"
#include "selling/order_instalment.h"
#include "selling/quantities.h"
#include "store/check.h"
#include "store/rule.h"
#include <string.h>

/* What is a part of an order as it is, and how that is taken back first. */
static const struct part_kind {
	const struct record_type *record;
	const char *sql; /* their ids in order, for the id of the order */
	const char *remedy;
} deliveries = { &record_delivery, "select id from delivery where \"order\" = ? and status <> 'cancelled' order by id", "crm-delivery cancel first" },
  /* One that a credit note gives back altogether, to be invoiced again, claims nothing of the order. */
  invoices = { &record_invoice,
	       "select claim.id from invoice as claim where claim.\"order\" = ? and claim.kind <> 'credit-note' and claim.status <> 'cancelled'"
	       " and not exists (select 1 from invoice as note where " GIVES_ALL_BACK("claim", "note") ") order by claim.id",
	       "crm-invoice cancel, or crm-invoice credit --rebill first" };

/* What all parts have in common with the order, and what invoices have parts of. */
static const char *const common[] = { "customer", "currency", "rate", "prices_include_tax", NULL },
                        *const divided[] = { "tax_mode", "discount", "discount_amount", "shipping", "shipping_tax", "adjustment", NULL };

static enum status check_parts(struct store *store, const struct record *order, const char *field, const struct part_kind *part)
{
	struct text names = { 0 };
	int64_t count = 0;
	enum status status = active_dependents_list(store, part->record, part->sql, order->id, &names, &count);

	if (!status && count)
		status = error_set(store->error, STATUS_REFUSED, "%s: %s %s of so%lld as it is; %s", field, names.data, count > 1 ? "are parts" : "is a part", (long long)order->id, part->remedy);
	text_free(&names);
	return status;
}

static enum status check_head(struct store *store, const struct record *old, const struct record *order)
{
	enum status status = STATUS_OK;

	if (rule_changed(old, order, "ordered_on"))
		return error_set(store->error, STATUS_REFUSED, "ordered_on: so%lld has its number by that day, so it cannot be changed", (long long)order->id);
	for (size_t i = 0; !status && common[i]; i++) {
		if (!rule_changed(old, order, common[i]))
			continue;
		status = check_parts(store, order, common[i], &deliveries);
		if (!status)
			status = check_parts(store, order, common[i], &invoices);
	}
	for (size_t i = 0; !status && divided[i]; i++)
		if (rule_changed(old, order, divided[i]))
			status = check_parts(store, order, divided[i], &invoices);
	return status;
}

/* Whether it is a draft again, of an order that has its number. */
static bool is_reopened(const struct record *order)
{
	return rule_pick(order, "status", "draft") && *record_text(order, "number");
}

enum status order_revision_before(struct store *store, const struct record *old, struct record *order)
{
	long long id = order ? (long long)order->id : 0;

	if (!old || !order)
		return STATUS_OK;
	if (is_reopened(old))
		return check_head(store, old, order);
	if (!is_reopened(order))
		return STATUS_OK;
	if (rule_pick(old, "status", "closed"))
		return error_set(store->error, STATUS_REFUSED, "status: so%lld is closed; to change it, crm-order reopen so%lld first", id, id);
	if (rule_pick(old, "status", "cancelled"))
		return error_set(store->error, STATUS_REFUSED, "status: so%lld is cancelled, which is final; crm-order copy so%lld creates a new one", id, id);
	*record_value(order, "revision") = value_integer(order_revision(old) + 1);
	*record_value(order, "over_limit") = (struct value){ 0 };
	return STATUS_OK;
}

static const char *first_changed(const struct record *old, const struct record *line, const char *const *fields)
{
	while (*fields && !rule_changed(old, line, *fields))
		fields++;
	return *fields;
}

static enum status refuse_line(struct store *store, const struct document_context *context, const struct record *line, const char *field, int64_t quantity, bool invoiced)
{
	struct text text = { 0 };

	decimal_format(&text, quantity, DECIMAL_QUANTITY);
	error_set(store->error, STATUS_REFUSED, "%s: %s of so%lld.%lld is %s as it is; add a line for what is new, or %s first", field, text.data, (long long)context->id,
	          (long long)record_integer(line, "number"), invoiced ? "invoiced" : "delivered", invoiced ? "crm-invoice cancel, or crm-invoice credit --rebill" : "crm-delivery return");
	text_free(&text);
	return STATUS_REFUSED;
}

/* A line of which there are parts keeps its price, and what it is about; how much of it there are is a matter of line_links.h. */
static enum status check_line(struct store *store, const struct document_context *context, const struct record *old, const struct record *line)
{
	static const char *const terms[] = { "price", "discount", "discount_amount", "tax", "product", "unit", NULL };
	const char *priced = first_changed(old, line, terms), *named = first_changed(old, line, terms + 4);
	int64_t invoiced = 0, delivered = 0;
	enum status status = priced ? fulfilment_invoiced(store, line->id, 0, &invoiced) : STATUS_OK;

	if (!status && named)
		status = fulfilment_delivered(store, line->id, 0, &delivered);
	if (status)
		return status;
	return invoiced > 0 ? refuse_line(store, context, line, priced, invoiced, true) : delivered > 0 ? refuse_line(store, context, line, named, delivered, false) : STATUS_OK;
}

enum status order_revision_line_before(struct store *store, const struct record *old, struct record *line, struct arena *arena)
{
	static const char *const figures[] = { "qty", "price", "discount", "discount_amount", "tax", NULL };
	struct document_context *context;
	int64_t count = 0;

	(void)arena;
	if (old && line && !first_changed(old, line, figures) && !rule_changed(old, line, "product") && !rule_changed(old, line, "unit"))
		return STATUS_OK;
	enum status status = document_context(store, document_kind(&record_order), record_integer(line ? line : old, "parent"), &context);
	if (status || !is_reopened(context->document))
		return status;
	if (!old || !line || first_changed(old, line, figures))
		status = order_instalment_invoiced(store, context->id, &count);
	if (!status && count)
		status = error_set(store->error, STATUS_REFUSED, "so%lld is invoiced by instalments, which are parts of what it comes to; crm-invoice cancel, or crm-invoice credit --rebill first",
		                   (long long)context->id);
	return status || !old || !line ? status : check_line(store, context, old, line);
}

enum status order_revision_approve(struct store *store, const struct record *order, struct arena *arena)
{
	struct document_totals totals;
	struct text findings = { 0 };
	enum status status = order_revision(order) > 1 ? document_totals(store, document_kind(&record_order), order, arena, &totals) : STATUS_OK;

	for (size_t i = 0; !status && order_revision(order) > 1 && i < totals.count && !findings.length; i++)
		status = part_check(store, &totals, i, arena, &findings);
	const char *rest = text_string(&findings), *field, *fault = finding_next(&rest, &field, arena);
	if (!status && fault)
		status = error_set(store->error, STATUS_REFUSED, "so%lld: %s; leave what is invoiced as it was, or run crm-invoice credit --rebill first", (long long)order->id, fault);
	text_free(&findings);
	return status;
}
