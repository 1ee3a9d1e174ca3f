#include "selling/fulfilment.h"

#include "base/decimal.h"
#include "base/money.h"
#include "base/wide.h"
#include "selling/document_totals.h"
#include "selling/selling_rules.h"
#include <string.h>

enum status fulfilment_delivered(struct store *store, int64_t order_line, int64_t besides, int64_t *quantity)
{
	return db_one(store->db, quantity, "select sum(sent.qty) from delivery_line as sent join delivery as note on note.id = sent.parent"
	              " where sent.order_line = %jd and sent.id <> %jd and note.status <> 'cancelled'", order_line, besides);
}

enum status fulfilment_invoiced(struct store *store, int64_t order_line, int64_t besides, int64_t *quantity)
{
	return db_one(store->db, quantity, "select sum(case claim.kind when 'credit-note' then -billed.qty else billed.qty end) from invoice_line as billed"
	              " join invoice as claim on claim.id = billed.parent where billed.order_line = %jd and billed.id <> %jd and claim.status <> 'cancelled'",
	              order_line, besides);
}

enum status fulfilment_billed(struct store *store, int64_t purchase_line, int64_t besides, int64_t *quantity)
{
	return db_one(store->db, quantity, "select sum(billed.qty) from bill_line as billed join bill as claim on claim.id = billed.parent"
	              " where billed.purchase_line = %jd and billed.id <> %jd and claim.status <> 'cancelled'", purchase_line, besides);
}

enum status fulfilment_credited(struct store *store, int64_t invoice_line, int64_t besides, int64_t *quantity)
{
	return db_one(store->db, quantity, "select sum(back.qty) from invoice_line as back join invoice as note on note.id = back.parent"
	              " where back.original = %jd and back.id <> %jd and note.status <> 'cancelled'", invoice_line, besides);
}

enum status delivery_line_initial(struct store *store, struct record *line, struct arena *arena)
{
	static const char *const taken[] = { "product", "description", "unit", "qty" };
	struct record *order_line;
	enum status status = rule_load(store, &record_order_line, record_integer(line, "order_line"), arena, &order_line);

	for (size_t i = 0; !status && order_line && i < sizeof taken / sizeof *taken; i++)
		if (record_value(line, taken[i])->type == VALUE_NULL)
			*record_value(line, taken[i]) = *record_value(order_line, taken[i]);
	return status;
}

bool delivery_serials_fit(const struct record *line)
{
	const char *serials = record_text(line, "serials");
	int64_t count = 0;

	/* As stored: ",A77,A78," */
	for (const char *p = *serials ? serials + 1 : serials; *p; p++)
		count += *p == ',';
	return (wide)count * WIDE_WHOLE <= record_integer(line, "qty");
}

/* Ids that were given out before the open change are in the counters, which are written at its end. */
static enum status is_being_made(struct store *store, const struct record *document, bool *made)
{
	int64_t last;
	enum status status = db_one(store->db, &last, "select value from counter where name = %s", document->type->record->name);

	*made = !status && document->id > last;
	return status;
}

enum status delivery_line_check(struct store *store, const struct record *delivery, const struct record *old, const struct record *line)
{
	bool made = false;
	enum status status = is_being_made(store, delivery, &made);

	if (status)
		return status;
	if (!line || old || !made)
		return error_set(store->error, STATUS_REFUSED, "dn%lld was shipped, so that its lines stay as they are; crm-delivery cancel dn%lld, then crm-order deliver so%lld",
		                 (long long)delivery->id, (long long)delivery->id, (long long)record_integer(delivery, "order"));
	if (record_integer(line, "qty") <= 0)
		return error_set(store->error, STATUS_DATA, "qty: it is not above zero");
	return delivery_serials_fit(line) ? STATUS_OK : error_set(store->error, STATUS_DATA, "serials: there are more serial numbers than units");
}

enum status credit_note_less_check(struct store *store, const struct record *note, int64_t left)
{
	static const char sql[] =
		"select claim.id from invoice as mine join invoice as claim on claim.instalment = mine.instalment where mine.id = %jd and mine.total > %jd"
		" and claim.id <> mine.id and claim.kind = 'invoice' and claim.status <> 'cancelled' and not exists (select 1 from invoice as other"
		" where other.original = claim.id and other.status <> 'cancelled' and other.total >= claim.total)";
	int64_t again = 0;
	enum status status = db_one(store->db, &again, sql, record_integer(note, "original"), left);

	if (status || !again)
		return status;
	return error_set(store->error, STATUS_REFUSED,
	                 "the instalment that in%lld takes back was invoiced again by in%lld, and would be invoiced twice; cancel that invoice first", (long long)note->id, (long long)again);
}

/* What the lines claim, or the invoice as an instalment, is of the document that the header names: it stays while there is such a claim. */
enum status fulfilment_source_check(struct store *store, const struct document_kind *kind, const struct record *old, const struct record *document)
{
	static const char *const sources[] = { "order", "original", "purchase", "kind" };
	bool bill = kind->record == &record_bill;
	int64_t claims = 0;
	enum status status = STATUS_OK;

	if (kind->record == &record_delivery && rule_changed(old, document, "order"))
		return error_set(store->error, STATUS_REFUSED, "order: dn%lld was made from so%lld; crm-delivery cancel dn%lld, and deliver the other order",
		                 (long long)document->id, (long long)record_integer(old, "order"), (long long)document->id);
	if (kind->record != &record_invoice && !bill)
		return STATUS_OK;
	for (size_t i = 0; !status && i < sizeof sources / sizeof *sources; i++) {
		if (!type_field(document->type, sources[i], NULL) || !rule_changed(old, document, sources[i]))
			continue;
		status = db_one(store->db, &claims,
			bill ? "select count(*) from bill_line where parent = %jd and purchase_line is not null" : "select count(*) from invoice_line where parent = %jd and (order_line is not null or original is not null)",
		                document->id);
		if (!status && (claims || (!bill && record_integer(old, "instalment"))))
			status = error_set(store->error, STATUS_REFUSED,
			                   "%s: the lines of %s%lld were taken from another document; crm-%s %s %s%lld, and make it anew", sources[i], kind->record->prefix, (long long)document->id, kind->record->name,
			                   document_is_draft(kind, old) ? "rm" : "cancel", kind->record->prefix, (long long)document->id);
	}
	return status;
}

/* A credit note is for whom its invoice was, in the same currency. */
enum status credit_note_fits(struct store *store, const struct record *old, const struct record *note, struct arena *arena)
{
	struct record *original;

	if (old && !rule_changed(old, note, "original") && !rule_changed(old, note, "customer") && !rule_changed(old, note, "currency"))
		return STATUS_OK;
	enum status status = rule_load(store, &record_invoice, record_integer(note, "original"), arena, &original);
	if (status || !original)
		return status;
	if (record_integer(original, "customer") != record_integer(note, "customer"))
		return error_set(store->error, STATUS_REFUSED, "customer: in%lld, which it corrects, is of another customer", (long long)original->id);
	if (strcmp(record_text(original, "currency"), record_text(note, "currency")) != 0)
		return error_set(store->error, STATUS_REFUSED, "currency: in%lld, which it corrects, is in %s", (long long)original->id,
		                 record_text(original, "currency"));
	return STATUS_OK;
}

enum status fulfilment_order_check(struct store *store, const struct document_kind *kind, const struct record *document, struct arena *arena)
{
	struct record *order;
	enum status status = rule_load(store, &record_order, record_integer(document, "order"), arena, &order);

	if (status || !order)
		return status;
	const char *state = record_text(order, "status");
	if (kind->record == &record_delivery && strcmp(state, "approved") != 0)
		return error_set(store->error, STATUS_REFUSED,
		                 strcmp(state, "closed") == 0  ? "order: so%lld is %s; only what is approved is delivered: crm-order reopen so%lld"
		                 : strcmp(state, "draft") == 0 ? "order: so%lld is %s; only what is approved is delivered: crm-order approve so%lld"
		                                               : "order: so%lld is %s; only what is approved is delivered; make a new one: crm-order copy so%lld",
		                 (long long)order->id, state, (long long)order->id);
	if (strcmp(state, "cancelled") == 0)
		return error_set(store->error, STATUS_REFUSED, "order: so%lld is cancelled; crm-order copy so%lld makes a new one", (long long)order->id, (long long)order->id);
	return STATUS_OK;
}

enum status purchase_state_check(struct store *store, const struct record *purchase)
{
	static const char products[] = "select count(*) from purchase_line where parent = %jd and product is not null";
	/* 24: the number of the type of purchase lines, as in the any-references of the ledger. */
	static const char open_lines[] =
		"select count(*) from purchase_line as l where l.parent = %jd and l.product is not null"
		" and l.qty > coalesce((select sum(got.qty) from stock_movement as got where got.source = l.id * 64 + 24), 0)";
	static const char begun_lines[] =
		"select count(*) from purchase_line as l where l.parent = %jd and l.product is not null"
		" and exists (select 1 from stock_movement as got where got.source = l.id * 64 + 24)";
	const char *state = record_text(purchase, "status");
	int64_t all = 0, open = 0, begun = 0;
	enum status status = db_one(store->db, &all, products, purchase->id);

	if (!status)
		status = db_one(store->db, &open, open_lines, purchase->id);
	if (!status)
		status = db_one(store->db, &begun, begun_lines, purchase->id);
	bool fits = strcmp(state, "received") == 0 ? !open : strcmp(state, "part-received") == 0 ? begun && open : !begun;
	if (status || !all || fits)
		return status;
	return error_set(store->error, STATUS_REFUSED, "status: that is not what has come of po%lld; crm-purchase receive po%lld takes it into stock", (long long)purchase->id,
	                 (long long)purchase->id);
}

enum status credit_note_check(struct store *store, const struct record *note, struct arena *arena)
{
	struct record *original;
	int64_t others = 0, left;
	enum status status = rule_load(store, &record_invoice, record_integer(note, "original"), arena, &original);

	if (status || !original)
		return status;
	if (strcmp(record_text(original, "status"), "issued") != 0 || strcmp(record_text(original, "kind"), "credit-note") == 0)
		return error_set(store->error, STATUS_REFUSED, "original: in%lld is no issued invoice, so that there is nothing to credit", (long long)original->id);
	status = db_one(store->db, &others,
		"select sum(total) from invoice where original = %jd and id <> %jd and kind = 'credit-note' and status <> 'cancelled'", original->id, note->id);
	left = record_integer(original, "total") - others;
	if (status || record_integer(note, "total") <= left)
		return status;
	struct text wanted = { 0 }, open = { 0 };
	money_format(&wanted, record_integer(note, "total"), record_digits(note));
	money_format(&open, left > 0 ? left : 0, record_digits(note));
	error_set(store->error, STATUS_REFUSED, "in%lld takes %s back, more than the %s that in%lld still claims; lower its quantities or prices", (long long)note->id,
	          wanted.data, open.data, (long long)original->id);
	text_free(&wanted);
	text_free(&open);
	return STATUS_REFUSED;
}
