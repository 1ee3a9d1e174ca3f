#include "selling/due_plan.h"

#include "selling/documents.h"
#include "selling/due_event.h"
#include "selling/payments.h"
#include "selling/selling.h"
#include "selling/shares.h"
#include "store/rule.h"
#include "store/save.h"
#include "store/settle.h"
#include <string.h>

/* Of whatever state: a cancelled claim keeps its rows as they were. */
static bool is_active(const struct record *claim)
{
	return document_is_owed(claim) && !document_gives_back(claim);
}

/* The rows that are there, by number. */
static enum status load(struct store *store, const struct record *claim, struct arena *arena, struct due_plan *plan)
{
	int64_t *ids;
	size_t count;
	enum status status = db_integers(store->db, arena, &ids, &count, "select id from due_part where \"%s\" = %jd order by number, id",
	                                 document_kind(claim->type->record)->claim, claim->id);

	plan->count = 0;
	for (size_t i = 0; !status && i < count && i < TERMS_PARTS_LIMIT; i++) {
		struct due_part *part = &plan->parts[plan->count];
		status = rule_load(store, &record_due_part, ids[i], arena, &part->record);
		plan->count += !status && part->record;
	}
	return status;
}

/* Percentages and terms of the parts; none when a single day says it all. Terms that cannot be read were refused where they matter. */
static void read_terms(const struct record *claim, struct arena *arena, struct terms *terms, struct due_plan *plan)
{
	struct error error = { 0 };

	plan->count = 0;
	if (!*record_text(claim, "payment_terms") || terms_parse(record_text(claim, "payment_terms"), terms, &error) || !terms_planned(terms))
		return;
	for (; plan->count < terms->count; plan->count++) {
		struct due_part *part = &plan->parts[plan->count];
		struct text due = { 0 };
		term_format(&due, &terms->parts[plan->count]);
		part->percent = terms->parts[plan->count].percent;
		part->due = text_take(&due, arena);
	}
}

static enum status give_day(struct store *store, const struct record *claim, const struct term *term, struct arena *arena, struct due_part *part)
{
	const char *own = record_text(claim, document_kind(claim->type->record)->day);
	char from[DATE_SIZE];

	part->agreed = part->record && record_integer(part->record, "agreed");
	if (part->agreed) {
		const char *day = record_text(part->record, "due_on");
		memcpy(part->day, day, *day ? DATE_SIZE : 1);
		return STATUS_OK;
	}
	*part->day = '\0';
	enum status status = due_event_day(store, claim, term->when, arena, from);
	if (!status && (*from || term->when == TERM_DAY))
		status = term_due(term, from, part->day, store->error);
	if (!status && *part->day && strcmp(part->day, own) < 0)
		memcpy(part->day, own, DATE_SIZE);
	return status;
}

/* Whether a part is due before another: by day, those that wait last. */
static bool is_before(const struct due_part *part, const struct due_part *other)
{
	return *part->day && (!*other->day || strcmp(part->day, other->day) < 0);
}

/* What was paid or credited covers the parts in the order of their days. */
static void cover(struct due_plan *plan, int64_t paid)
{
	size_t order[TERMS_PARTS_LIMIT];

	for (size_t i = 0; i < plan->count; i++) {
		size_t at = i;
		for (; at > 0 && is_before(&plan->parts[i], &plan->parts[order[at - 1]]); at--)
			order[at] = order[at - 1];
		order[at] = i;
	}
	plan->next = plan->count;
	for (size_t i = 0; i < plan->count; i++) {
		struct due_part *part = &plan->parts[order[i]];
		int64_t covered = paid < part->amount ? paid : part->amount;
		covered = covered > 0 ? covered : 0;
		part->open = part->amount - covered;
		paid -= covered;
		if (part->open > 0 && plan->next == plan->count)
			plan->next = order[i];
	}
	if (plan->count)
		memcpy(plan->day, plan->parts[plan->next < plan->count ? plan->next : order[plan->count - 1]].day, DATE_SIZE);
}

enum status due_plan(struct store *store, const struct record *claim, struct arena *arena, struct due_plan *out)
{
	struct due_plan there = { 0 };
	struct terms terms;
	int64_t from = 0, balance = 0, total = record_integer(claim, "total");
	enum status status = is_active(claim) ? load(store, claim, arena, &there) : STATUS_OK;

	*out = (struct due_plan){ 0 };
	if (status || !is_active(claim) || (!there.count && *record_text(claim, "due_on")))
		return status;
	read_terms(claim, arena, &terms, out);
	for (size_t i = 0; !status && i < out->count; i++) {
		struct due_part *part = &out->parts[i];
		part->record = i < there.count ? there.parts[i].record : NULL;
		if (!share_between(total, from, from + part->percent, TERMS_WHOLE, ROUNDING_HALF_UP, &part->amount))
			return error_set(store->error, STATUS_DATA, "%s%lld: its total is too large to be divided", claim->type->record->prefix, (long long)claim->id);
		from += part->percent;
		status = give_day(store, claim, &terms.parts[i], arena, part);
	}
	if (!status && out->count)
		status = payment_balance(store, claim->type->record, claim->id, &balance);
	if (!status)
		cover(out, total - balance);
	return status;
}

enum status due_plan_take(struct store *store, struct record *claim, const char *day, struct arena *arena)
{
	struct terms terms;
	char due[DATE_SIZE];
	const char *text = record_text(claim, "payment_terms");
	enum status status = terms_parse(text, &terms, store->error);

	if (!status && !terms_planned(&terms))
		status = term_due(&terms.parts[0], day, due, store->error);
	if (status)
		return error_prefix(store->error, "payment_terms: ");
	if (!terms_planned(&terms))
		*record_value(claim, "due_on") = value_text(arena_string(arena, strcmp(due, day) < 0 ? day : due));
	return STATUS_OK;
}

/* A part as it is to be stored. */
static struct record *row_of(struct store *store, const struct record *claim, const struct due_part *part, size_t number, struct arena *arena)
{
	struct record *row = part->record ? record_copy(arena, part->record) : record_new(arena, store_type(store, &record_due_part));

	*record_value(row, document_kind(claim->type->record)->claim) = value_integer(claim->id);
	*record_value(row, "number") = value_integer((int64_t)number);
	*record_value(row, "percent") = value_integer(part->percent);
	*record_value(row, "due") = value_text(part->due);
	*record_value(row, "amount") = value_integer(part->amount);
	*record_value(row, "currency") = *record_value(claim, "currency");
	*record_value(row, "due_on") = *part->day ? value_text(arena_string(arena, part->day)) : (struct value){ 0 };
	*record_value(row, "agreed") = value_integer(part->agreed);
	return row;
}

static enum status save_rows(struct store *store, const struct record *claim, const struct due_plan *plan, struct arena *arena)
{
	struct due_plan there;
	enum status status = load(store, claim, arena, &there);

	for (size_t i = 0; !status && i < plan->count; i++) {
		struct record *row = row_of(store, claim, &plan->parts[i], i + 1, arena);
		status = plan->parts[i].record ? save_set(store, plan->parts[i].record, row, arena) : save_add(store, row, arena);
	}
	for (size_t i = plan->count; !status && i < there.count; i++)
		status = save_remove(store, there.parts[i].record, arena);
	return status;
}

enum status due_plan_settle(struct store *store, const struct record *claim, struct arena *arena)
{
	const struct record_type *type = claim->type->record;
	struct record *now;
	struct due_plan plan;

	if (document_gives_back(claim))
		return due_plan_paid(store, type, record_integer(claim, "original"));
	/* Settling gave it its totals. */
	enum status status = rule_load(store, type, claim->id, arena, &now);
	if (status || !now || !is_active(now))
		return status;
	status = due_plan(store, now, arena, &plan);
	if (!status)
		status = save_rows(store, now, &plan, arena);
	if (status || !plan.count || strcmp(record_text(now, "due_on"), plan.day) == 0)
		return status;
	struct record *record = record_copy(arena, now);
	*record_value(record, "due_on") = *plan.day ? value_text(arena_string(arena, plan.day)) : (struct value){ 0 };
	return save_set(store, now, record, arena);
}

enum status due_plan_paid(struct store *store, const struct record_type *claim, int64_t id)
{
	int64_t planned = 0;
	enum status status = id ? db_one(store->db, &planned, "select 1 from due_part where \"%s\" = %jd limit 1", document_kind(claim)->claim, id) : STATUS_OK;

	if (planned)
		settle_defer(store, claim, id);
	return status;
}

enum status due_plan_follow(struct store *store, const struct record *document, struct arena *arena)
{
	static const char invoices[] = "select distinct claim.id from invoice as claim join due_part as part on part.invoice = claim.id where claim.\"order\" = %jd";
	static const char bills[] = "select distinct claim.id from bill as claim join due_part as part on part.bill = claim.id where claim.purchase = %jd";
	bool sells = document_sells(document_kind(document->type->record));
	const char *field = sells ? "order" : "purchase";
	int64_t id = type_field(document->type, field, NULL) ? record_integer(document, field) : document->id, *ids;
	size_t count = 0;
	enum status status = db_integers(store->db, arena, &ids, &count, sells ? invoices : bills, id);

	for (size_t i = 0; !status && i < count; i++)
		settle_defer(store, sells ? &record_invoice : &record_bill, ids[i]);
	return status;
}

enum status due_plan_changed(struct store *store, const struct record *old, const struct record *claim, struct arena *arena)
{
	struct due_plan plan;

	if (!rule_changed(old, claim, "due_on") || rule_changed(old, claim, "payment_terms") || !is_active(old))
		return STATUS_OK;
	enum status status = due_plan(store, claim, arena, &plan);
	if (status || !plan.count || !plan.parts[0].record || strcmp(plan.day, record_text(claim, "due_on")) == 0)
		return status;
	if (plan.next == plan.count)
		return error_set(store->error, STATUS_REFUSED, "due_on: all parts of %s%lld are paid, so none of them is due on another day", claim->type->record->prefix, (long long)claim->id);
	const char *day = record_text(claim, "due_on");
	struct due_part *part = &plan.parts[plan.next];
	memcpy(part->day, day, *day ? DATE_SIZE : 1);
	part->agreed = *day != '\0';
	settle_defer(store, claim->type->record, claim->id);
	return save_set(store, part->record, row_of(store, claim, part, plan.next + 1, arena), arena);
}
