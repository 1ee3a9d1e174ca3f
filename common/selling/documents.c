#include "selling/documents.h"

#include "base/date.h"
#include "selling/selling.h"
#include <string.h>

static const struct move quote_moves[] = {
	{ .from = "draft", .to = "issued", .issues = true },
	{ .from = "issued", .to = "reviewed" },
	{ .from = "draft", .to = "accepted", .issues = true },
	{ .from = "issued", .to = "accepted" },
	{ .from = "reviewed", .to = "accepted" },
	{ .from = "issued", .to = "rejected" },
	{ .from = "reviewed", .to = "rejected" },
	{ .from = "issued", .to = "expired" },
	{ .from = "reviewed", .to = "expired" },
	{ .from = "draft", .to = "rejected" },
	{ .from = "expired", .to = "rejected" },
	{ 0 },
};

static const struct move order_moves[] = {
	{ .from = "draft", .to = "approved", .issues = true },
	{ .from = "draft", .to = "cancelled" },
	{ .from = "approved", .to = "closed" },
	{ .from = "approved", .to = "cancelled" },
	{ .from = "closed", .to = "approved" },
	{ 0 },
};

static const struct move delivery_moves[] = {
	{ .from = "shipped", .to = "received" },
	{ .from = "shipped", .to = "cancelled" },
	{ .from = "received", .to = "cancelled" },
	{ 0 },
};

static const struct move purchase_moves[] = {
	{ .from = "draft", .to = "approved", .issues = true },
	{ .from = "draft", .to = "cancelled" },
	{ .from = "approved", .to = "part-received" },
	{ .from = "approved", .to = "received" },
	{ .from = "approved", .to = "cancelled" },
	{ .from = "part-received", .to = "received" },
	{ .from = "part-received", .to = "approved" },
	{ .from = "received", .to = "part-received" },
	{ .from = "received", .to = "approved" },
	{ 0 },
};

static const struct move bill_moves[] = {
	{ .from = "open", .to = "cancelled" },
	{ 0 },
};

static const struct move invoice_moves[] = {
	{ .from = "draft", .to = "issued", .issues = true },
	{ .from = "draft", .to = "cancelled" },
	{ .from = "issued", .to = "cancelled" },
	{ 0 },
};

const struct document_kind document_kinds[] = {
	{ .record = &record_quote, .line = &record_quote_line, .state = "stage", .party = "customer", .day = "issued_on", .priced = true, .numbered = true, .moves = quote_moves },
	{ .record = &record_order, .line = &record_order_line, .state = "status", .party = "customer", .day = "ordered_on", .priced = true, .numbered = true, .moves = order_moves },
	{ .record = &record_delivery, .line = &record_delivery_line, .state = "status", .party = "customer", .day = "shipped_on", .numbered = true, .moves = delivery_moves },
	{ .record = &record_purchase, .line = &record_purchase_line, .state = "status", .party = "supplier", .day = "ordered_on", .priced = true, .numbered = true, .moves = purchase_moves },
	{ .record = &record_bill, .line = &record_bill_line, .state = "status", .party = "supplier", .day = "issued_on", .priced = true, .moves = bill_moves },
	{ .record = &record_invoice, .line = &record_invoice_line, .state = "status", .party = "customer", .day = "issued_on", .priced = true, .numbered = true, .moves = invoice_moves },
	{ 0 },
};

const struct document_kind *document_kind(const struct record_type *record)
{
	for (const struct document_kind *kind = document_kinds; kind->record; kind++)
		if (kind->record == record || kind->line == record)
			return kind;
	return NULL;
}

bool document_is_draft(const struct document_kind *kind, const struct record *document)
{
	return strcmp(record_text(document, kind->state), kind->moves->from) == 0;
}

const struct move *document_move(const struct document_kind *kind, const char *from, const char *to)
{
	for (const struct move *move = kind->moves; move->from; move++)
		if (strcmp(move->from, from) == 0 && strcmp(move->to, to) == 0)
			return move;
	return NULL;
}

enum status document_illegal(struct store *store, const struct document_kind *kind, const struct record *document, const char *from, const char *to)
{
	struct text legal = { 0 }, reference = { 0 };

	for (const struct move *move = kind->moves; move->from; move++)
		if (strcmp(move->from, from) == 0)
			text_printf(&legal, "%s%s", legal.length ? ", " : "", move->to);
	reference_format(&reference, kind->record, document->id);
	if (legal.length)
		error_set(store->error, STATUS_REFUSED, "%s: %s is %s: from there it can become %s, not %s", kind->state, reference.data, from, legal.data,
		          *to ? to : "empty");
	else
		error_set(store->error, STATUS_REFUSED, "%s: %s is %s, and stays so", kind->state, reference.data, from);
	text_free(&legal);
	text_free(&reference);
	return STATUS_REFUSED;
}

const char *document_series(const struct document_kind *kind, const struct record *document)
{
	if (kind->record == &record_invoice && strcmp(record_text(document, "kind"), "credit-note") == 0)
		return "credit-note";
	/* What was open on day one has the number of the system that it comes from, as its external_id. */
	if (kind->record == &record_invoice && strcmp(record_text(document, "kind"), "opening") == 0)
		return NULL;
	return kind->numbered ? kind->record->name : NULL;
}

const char *document_day(struct store *store, const struct document_kind *kind, const struct record *document, struct arena *arena)
{
	const char *day = record_text(document, kind->day);
	char today[DATE_SIZE];

	if (*day)
		return day;
	date_today(&store->conventions, today);
	return arena_string(arena, today);
}

/* Lines that were removed may have had higher numbers than those that are there. */
static enum status last_line(struct store *store, const struct document_kind *kind, const struct record *document, int64_t *last)
{
	int64_t known = kind->priced ? record_integer(document, "last_line") : 0;

	enum status status = db_one(store->db, last, "select max(number) from \"%s\" where parent = %jd", kind->line->name, document->id);
	if (*last < known)
		*last = known;
	return status;
}

enum status document_context(struct store *store, const struct document_kind *kind, int64_t id, struct document_context **out)
{
	struct change *change = &store->change;
	struct document_context *context = change->kept[kind->record->number];

	*out = context;
	if (context && context->id == id)
		return STATUS_OK;
	context = arena_alloc(&change->memory, sizeof *context);
	*context = (struct document_context){ .id = id, .kind = kind };
	enum status status = row_load(store, store_type(store, kind->record), id, &change->memory, &context->document);
	if (!status && !context->document)
		status = store_missing(store, kind->record, id);
	if (!status)
		status = last_line(store, kind, context->document, &context->last_line);
	if (status)
		return status;
	context->digits = record_digits(context->document);
	context->day = document_day(store, kind, context->document, &change->memory);
	change->kept[kind->record->number] = *out = context;
	return STATUS_OK;
}

void document_forget(struct store *store, const struct document_kind *kind)
{
	store->change.kept[kind->record->number] = NULL;
}
