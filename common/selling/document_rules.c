/* The rules of documents: what they take from their customer, how they move from state to state, and their totals. */
#include "selling/selling.h"
#include "store/rule.h"

#include "base/money.h"
#include "selling/document_issue.h"
#include "selling/document_left.h"
#include "selling/document_terms.h"
#include "selling/document_totals.h"
#include "selling/active_dependents.h"
#include "selling/due_plan.h"
#include "selling/price.h"
#include "store/save.h"
#include "store/settle.h"
#include <string.h>

/* Groups are taken as a whole: a street with another city would be no address. */
const char *const document_bill_address[] = { "bill_street", "bill_city", "bill_state", "bill_code", "bill_country", NULL };
const char *const document_ship_address[] = { "ship_street", "ship_city", "ship_state", "ship_code", "ship_country", NULL };
static const char *const tax_data[] = { "tax_name", "tax_number", "tax_address", "tax_phone", "bank", "bank_account", NULL };
const char *const *const document_groups[] = { document_bill_address, document_ship_address, tax_data, NULL };

void document_take_group(struct record *document, const struct record *from, const char *const fields[])
{
	for (size_t i = 0; fields[i]; i++)
		if (!type_field(document->type, fields[i], NULL) || !type_field(from->type, fields[i], NULL) || !rule_open(document, fields[i]))
			return;
	for (size_t i = 0; fields[i]; i++)
		*record_value(document, fields[i]) = *record_value(from, fields[i]);
}

enum status document_take_party(struct store *store, struct record *document, struct arena *arena)
{
	const struct document_kind *kind = document_kind(document->type->record);
	struct record *party;
	enum status status = document_party(store, kind, document, arena, &party);

	if (status || !party)
		return status;
	if (kind->priced && rule_open(document, "currency"))
		status = rule_take_currency(store, document, party);
	if (type_field(document->type, "payment_terms", NULL) && rule_open(document, "payment_terms"))
		*record_value(document, "payment_terms") = *record_value(party, "payment_terms");
	for (size_t i = 0; document_groups[i]; i++)
		document_take_group(document, party, document_groups[i]);
	return status;
}

enum status document_initial(struct store *store, struct record *document, struct arena *arena)
{
	const struct document_kind *kind = document_kind(document->type->record);

	return kind->initial ? kind->initial(store, document, arena) : document_take_party(store, document, arena);
}

/* Whether a draft gets another day, by which its taxes are looked up. */
static bool is_moved(const struct document_kind *kind, const struct record *old, const struct record *document)
{
	return kind->priced && old && document_is_draft(kind, old) && document_is_draft(kind, document) && rule_changed(old, document, kind->day);
}

static enum status check_money(struct store *store, const struct document_kind *kind, const struct record *old, struct record *document, struct arena *arena)
{
	enum status status = rule_currency(store, old, document);

	if (!status && record_integer(document, "discount") && record_integer(document, "discount_amount"))
		status = error_set(store->error, STATUS_DATA, "discount: percent or discount_amount, not both; clear one: discount=");
	if (!status && (old ? rule_changed(old, document, "shipping_tax") || is_moved(kind, old, document) : rule_open(document, "shipping_rates")))
		status = document_rates(store, record_value(document, "shipping_tax"), document_day(store, kind, document, arena), arena,
		                        record_value(document, "shipping_rates"));
	return status;
}

/* Shipping that somebody changed is no part of that of another document. */
static void check_shipping_part(const struct record *old, struct record *document)
{
	static const char *const terms[] = { "shipping", "shipping_tax", "prices_include_tax", "currency", NULL };

	if (old && rule_concerns(old, document, terms) && !rule_changed(old, document, "shipping_part"))
		*record_value(document, "shipping_part") = (struct value){ 0 };
}

/* Documents are made as drafts and issued when they are complete. */
static enum status check_new(struct store *store, const struct document_kind *kind, struct record *document, struct arena *arena)
{
	const char *state = record_text(document, kind->state);

	if (kind->issued_at_once && kind->issued_at_once(document))
		return document_issue(store, kind, document, true, arena);
	if (strcmp(state, kind->moves->from) == 0)
		return STATUS_OK;
	return error_set(store->error, STATUS_REFUSED, "%s: a new %s is %s; add its lines, then change it to %s", kind->state, kind->record->name,
	                 kind->moves->from, *state ? state : "another state");
}

static enum status check_move(struct store *store, const struct document_kind *kind, const struct record *old, struct record *document, struct arena *arena)
{
	const char *to = record_text(document, kind->state);

	if (!rule_changed(old, document, kind->state))
		return STATUS_OK;
	const struct move *move = document_move(kind, record_text(old, kind->state), to);
	if (!move)
		return document_illegal(store, kind, document, record_text(old, kind->state), to);
	if (document_is_withdrawn(document)) {
		enum status status = active_dependents_refuse(store, kind, document);
		return status || !kind->withdraw ? status : kind->withdraw(store, document, arena);
	}
	enum status status = kind->move ? kind->move(store, document) : STATUS_OK;
	return status || !move->issues ? status : document_issue(store, kind, document, false, arena);
}

static enum status check_removal(struct store *store, const struct document_kind *kind, const struct record *document, struct arena *arena)
{
	if (kind->numbers[0].name && record_value(document, "number")->type != VALUE_NULL)
		return error_set(store->error, STATUS_REFUSED, "%s%lld has the number %s and cannot be removed; crm-%s set %s%lld %s=%s takes it out of use", kind->record->prefix,
		                 (long long)document->id, record_text(document, "number"), kind->record->name, kind->record->prefix, (long long)document->id,
		                 kind->state, kind->withdrawn);
	return kind->withdraw ? kind->withdraw(store, document, arena) : STATUS_OK;
}

enum status document_before(struct store *store, const struct record *old, struct record *document, struct arena *arena)
{
	const struct document_kind *kind = document_kind((document ? document : old)->type->record);
	enum status status = STATUS_OK;

	if (document && kind->priced)
		status = check_money(store, kind, old, document, arena);
	if (!status && document && kind->priced)
		status = document_terms_check(store, kind, old, document);
	if (!status && document && kind->priced)
		check_shipping_part(old, document);
	if (!status && document && type_field(document->type, "tax_number", NULL))
		status = rule_tax_number(store, old, document, false, arena);
	/* Whoever issues one gets its day later, and may be late. */
	if (!status && document && kind->until && (rule_changed(old, document, kind->day) || rule_changed(old, document, kind->until)))
		status = field_order(kind->day, record_value(document, kind->day), kind->until, record_value(document, kind->until), store->error);
	if (!status && kind->left)
		status = document_left_before(store, old, document, arena);
	if (!status && kind->before)
		status = kind->before(store, old, document, arena);
	if (status || !document)
		return status ? status : check_removal(store, kind, old, arena);
	if (!old)
		return check_new(store, kind, document, arena);
	if (document_is_out(kind, old))
		status = document_frozen_check(store, kind, old, document);
	return status ? status : check_move(store, kind, old, document, arena);
}

static void put(struct record *document, const char *field, int64_t amount)
{
	*record_value(document, field) = value_integer(amount);
}

/* In group mode the lines' nets are shares of the sum, and a change of currency or price mode concerns every line. */
static enum status settle_lines(struct store *store, const struct document_totals *totals, const struct record *document, struct arena *arena)
{
	bool shared = totals->document.group_tax || totals->document.discount_percent || totals->document.discount_amount;
	enum status status = STATUS_OK;

	for (size_t i = 0; !status && i < totals->count; i++) {
		struct record *line = record_copy(arena, totals->records[i]);
		put(line, "amount", totals->result.lines[i].amount);
		put(line, "net", totals->result.lines[i].net);
		if (!totals->old)
			*record_value(line, "taxable") = shared || document_line_is_part(line) ? value_integer(totals->result.lines[i].discounted_net) : (struct value){ 0 };
		*record_value(line, "currency") = *record_value(document, "currency");
		status = save_set(store, totals->records[i], line, arena);
	}
	return status;
}

/* A discount as an amount, where lines are parts of others, is what these have of it: it follows them. */
static void settle_discount(const struct document_totals *totals, struct record *document)
{
	bool parts = false;
	int64_t share = 0;

	for (size_t i = 0; i < totals->count; i++) {
		parts |= totals->lines[i].part != NULL;
		share += totals->lines[i].part ? totals->result.lines[i].share : 0;
	}
	if (parts && !totals->document.discount_percent)
		*record_value(document, "discount_amount") = share ? value_integer(share) : (struct value){ 0 };
}

/* The lines of a draft take the rates of its day. */
static enum status rate_lines(struct store *store, const struct document_kind *kind, const struct record *document, struct arena *arena)
{
	struct record **lines;
	size_t count = 0;
	enum status status = document_gives_back(document) ? STATUS_OK : document_lines(store, kind, document->id, arena, &lines, &count);

	for (size_t i = 0; !status && i < count; i++) {
		struct record *line = record_copy(arena, lines[i]);
		*record_value(line, "tax_rates") = (struct value){ 0 };
		status = save_set(store, lines[i], line, arena);
	}
	return status;
}

/* Other terms of the document than those that its parts were made by: they are lines of its own then. */
static enum status parts_follow(struct store *store, const struct document_kind *kind, const struct record *old, const struct record *document, struct arena *arena)
{
	static const char *const terms[] = { "currency", "prices_include_tax", "tax_mode", "discount", NULL };
	bool others = rule_concerns(old, document, terms);
	struct document_totals totals;
	int64_t share = 0, part = 0;

	if (!document_is_draft(kind, document) || (!others && !rule_changed(old, document, "discount_amount")))
		return STATUS_OK;
	enum status status = db_one(store->db, &part, "select 1 from \"%s\" where parent = %jd and part is not null limit 1", kind->line->name, document->id);
	if (status || !part)
		return status;
	status = document_totals_anew(store, kind, document, arena, &totals);
	for (size_t i = 0; !status && i < totals.count; i++)
		share += totals.lines[i].part ? totals.result.lines[i].share : 0;
	for (size_t i = 0; !status && i < totals.count && (others || share != record_integer(document, "discount_amount")); i++) {
		if (!totals.lines[i].part)
			continue;
		struct record *line = record_copy(arena, totals.records[i]);
		*record_value(line, "part") = (struct value){ 0 };
		status = save_set(store, totals.records[i], line, arena);
	}
	return status;
}

static enum status settle(struct store *store, struct record *old, bool anew, struct arena *arena)
{
	const struct document_kind *kind = document_kind(old->type->record);
	struct document_totals totals;
	struct document_context *context;
	enum status status = (anew ? document_totals_anew : document_totals)(store, kind, old, arena, &totals);

	if (!status)
		status = document_totals_limit(store, old, &totals.result);
	if (!status)
		status = settle_lines(store, &totals, old, arena);
	if (!status)
		status = document_context(store, kind, old->id, &context);
	if (status)
		return status;
	struct record *document = record_copy(arena, old);
	if (document_is_draft(kind, document))
		settle_discount(&totals, document);
	put(document, "subtotal", totals.result.subtotal);
	put(document, "discount_total", totals.result.discount_total);
	put(document, "tax_total", totals.result.tax_total);
	put(document, "total", totals.result.total + document_opening(document));
	if (context->last_line)
		put(document, "last_line", context->last_line);
	return save_set(store, old, document, arena);
}

enum status document_settle(struct store *store, struct record *old, struct arena *arena)
{
	const struct document_kind *kind = document_kind(old->type->record);
	enum status status = kind->settle ? kind->settle(store, old) : settle(store, old, document_is_draft(kind, old), arena);

	return status || !kind->settled ? status : kind->settled(store, old, arena);
}

enum status document_after(struct store *store, const struct record *old, const struct record *document, struct arena *arena)
{
	const struct document_kind *kind = document_kind((document ? document : old)->type->record);

	document_forget(store, kind);
	enum status status = active_dependents_after(store, old, document, arena);
	if (status || !document)
		return status;
	if (kind->numbers[0].name && rule_changed(old, document, "number") && document_series_of(kind, document))
		status = document_number_taken(store, document_series_of(kind, document), document_day(store, kind, document, arena), arena);
	if (!status && is_moved(kind, old, document))
		status = rate_lines(store, kind, document, arena);
	if (!status && kind->moved && old && rule_changed(old, document, kind->state))
		status = kind->moved(store, document, arena);
	if (!status && kind->priced && old)
		status = parts_follow(store, kind, old, document, arena);
	/* Once it is issued, lines from an earlier version of the program would seem to be settled. */
	if (!status && kind->priced && old && document_is_draft(kind, old) && !document_is_draft(kind, document))
		status = settle(store, record_copy(arena, document), true, arena);
	if (!status && kind->claim && old)
		status = due_plan_changed(store, old, document, arena);
	if (kind->priced || kind->settled || !old)
		settle_defer(store, kind->record, document->id);
	return status;
}

