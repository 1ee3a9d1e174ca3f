/* Whether the ledger of stock and the documents agree: for crm-db check. */
#include "selling/selling.h"
#include "store/rule.h"

#include "base/decimal.h"
#include "selling/document_kinds.h"
#include "selling/document_totals.h"
#include "selling/fulfilment.h"
#include "selling/line_links.h"
#include "selling/quantities.h"
#include "selling/stock.h"
#include "store/check.h"
#include <string.h>

static void report(struct text *findings, const struct record *line, const char *what, int64_t has, int64_t wanted)
{
	struct text there = { 0 }, right = { 0 };

	decimal_format(&there, has, DECIMAL_QUANTITY);
	decimal_format(&right, wanted, DECIMAL_QUANTITY);
	finding_add(findings, NULL, "line %lld: pr%lld: the ledger has %s %s, but it should be %s", (long long)record_integer(line, "number"),
	            (long long)record_integer(line, "product"), there.data, what, right.data);
	text_free(&there);
	text_free(&right);
}

/* The document's lines that name a product. */
static enum status stocked_lines(struct store *store, const struct record *document, struct arena *arena, struct record ***lines, size_t *count)
{
	size_t kept = 0;
	enum status status = document_lines(store, document_kind(document->type->record), document->id, arena, lines, count);

	for (size_t i = 0; !status && i < *count; i++)
		if (record_integer((*lines)[i], "product"))
			(*lines)[kept++] = (*lines)[i];
	*count = kept;
	return status;
}

/* An instalment is claimed by one invoice that no credit note takes back. */
static enum status check_instalments(struct store *store, const struct record *order, struct text *findings)
{
	static const char sql[] =
		"select part.number from instalment as part where part.\"order\" = %jd and 1 < (select count(*) from invoice as claim"
		" where claim.instalment = part.id and claim.kind = 'invoice' and claim.status <> 'cancelled' and not exists (select 1 from invoice as note"
		" where " GIVES_ALL_BACK("claim", "note") ")) order by part.number";
	struct statement *statement;
	enum status status = db_ask(store->db, &statement, sql, order->id);

	while (db_next(statement, &status))
		finding_add(findings, NULL, "instalment %lld is invoiced more than once", (long long)db_integer(statement, 0));
	db_done(statement);
	return status;
}

enum status order_check(struct store *store, const struct record *order, struct arena *arena, struct text *findings)
{
	bool approved = strcmp(record_text(order, "status"), "approved") == 0;
	struct record **lines;
	size_t count = 0;
	enum status status = document_check(store, order, arena, findings);

	if (!status)
		status = check_instalments(store, order, findings);
	if (!status)
		status = stocked_lines(store, order, arena, &lines, &count);
	for (size_t i = 0; !status && i < count; i++) {
		int64_t delivered = 0, reserved = 0, wanted = 0;
		status = fulfilment_delivered(store, lines[i]->id, 0, &delivered);
		if (!status)
			status = stock_of_line(store, lines[i], true, &reserved);
		if (approved && delivered < record_integer(lines[i], "qty"))
			wanted = record_integer(lines[i], "qty") - delivered;
		if (!status && reserved != wanted)
			report(findings, lines[i], "reserved", reserved, wanted);
	}
	return status;
}

enum status delivery_check(struct store *store, const struct record *delivery, struct arena *arena, struct text *findings)
{
	bool cancelled = document_is_withdrawn(delivery), returned = document_gives_back(delivery);
	struct record **lines;
	size_t count = 0;
	enum status status = line_links_check(store, delivery, arena, findings);

	if (!status)
		status = document_lines(store, document_kind(&record_delivery), delivery->id, arena, &lines, &count);
	for (size_t i = 0; !status && i < count; i++) {
		int64_t moved = 0, wanted = cancelled ? 0 : record_integer(lines[i], "qty") * (returned ? -1 : 1);
		if (!delivery_serials_fit(lines[i]))
			finding_add(findings, NULL, "line %lld: serials: there are more serial numbers than units", (long long)record_integer(lines[i], "number"));
		const char *fault = NULL;
		if (returned && !cancelled)
			status = delivery_return_fault(store, lines[i], arena, &fault);
		else if (!returned && record_integer(lines[i], "original"))
			fault = "original: only a line of a return takes another one back";
		if (fault)
			finding_add(findings, NULL, "line %lld: %s", (long long)record_integer(lines[i], "number"), fault);
		if (status || !record_integer(lines[i], "product"))
			continue;
		status = stock_of_line(store, lines[i], false, &moved);
		if (!status && -moved != wanted)
			report(findings, lines[i], "issued", -moved, wanted);
	}
	return status;
}

/* What a state says of the receipts; purchases of free text alone have none. */
static const char *received_state(const struct record *purchase, bool any, bool all)
{
	const char *state = record_text(purchase, "status");

	if (strcmp(state, "closed") == 0)
		return NULL;
	if (strcmp(state, "received") == 0)
		return all ? NULL : "received, but not all of it is in the ledger";
	if (strcmp(state, "part-received") == 0)
		return any && !all ? NULL : any ? "part-received, but all of it is in the ledger" : "part-received, but nothing of it is in the ledger";
	return any ? "not received, but the ledger has receipts of it" : NULL;
}

enum status purchase_check(struct store *store, const struct record *purchase, struct arena *arena, struct text *findings)
{
	struct record **lines;
	size_t count = 0, free_lines = 0;
	bool any = false, all = true;
	enum status status = document_check(store, purchase, arena, findings);

	if (!status)
		status = document_lines(store, document_kind(&record_purchase), purchase->id, arena, &lines, &free_lines);
	if (!status)
		status = stocked_lines(store, purchase, arena, &lines, &count);
	free_lines -= count;
	for (size_t i = 0; !status && i < count; i++) {
		int64_t received = 0, quantity = record_integer(lines[i], "qty");
		status = stock_of_line(store, lines[i], false, &received);
		any = any || received != 0;
		all = all && received == quantity;
		if (!status && (received < 0 || received > quantity))
			report(findings, lines[i], "received", received, received < 0 ? 0 : quantity);
	}
	/* Of lines of free text nobody but the state knows whether they came. */
	const char *wrong = status || (!count && free_lines) || (free_lines && strcmp(record_text(purchase, "status"), "part-received") == 0) ?
	                    NULL : received_state(purchase, any, all);
	if (wrong)
		finding_add(findings, "status", "it is %s", wrong);
	return status;
}

/* A count says what was there, whatever was entered since. */
static enum status check_counts(struct store *store, const struct record *product, struct arena *arena, struct text *findings)
{
	int64_t *ids = NULL;
	size_t count = 0;
	enum status status = db_integers(store->db, arena, &ids, &count, "select id from stock_movement where parent = %jd and counted is not null order by number", product->id);

	for (size_t i = 0; !status && i < count; i++) {
		struct record *movement;
		int64_t there = 0;
		status = row_load(store, store_type(store, &record_stock_movement), ids[i], arena, &movement);
		if (!status)
			status = stock_at_count(store, product->id, record_text(movement, "moved_on"), record_integer(movement, "number"), &there);
		if (status || there == record_integer(movement, "counted"))
			continue;
		struct text counted = { 0 }, ledger = { 0 };
		decimal_format(&counted, record_integer(movement, "counted"), DECIMAL_QUANTITY);
		decimal_format(&ledger, there, DECIMAL_QUANTITY);
		finding_add(findings, NULL, "movement %lld: %s were counted on %s, and the ledger has %s", (long long)record_integer(movement, "number"), counted.data,
		            record_text(movement, "moved_on"), ledger.data);
		text_free(&counted);
		text_free(&ledger);
	}
	return status;
}

/* Every movement but openings and adjustments follows from a line about the same product; an adjustment may belong to a count. What a line of a changed order had
 * reserved of another product, or while it was there, was let go. */
enum status product_check(struct store *store, const struct record *product, struct arena *arena, struct text *findings)
{
	static const char sql[] =
		"select moved.number, moved.kind from stock_movement as moved where moved.parent = %jd and not case moved.kind"
		" when 'issue' then moved.source %% %d = %d and exists (select 1 from delivery_line as sent where sent.id = moved.source / %d and sent.product = moved.parent)"
		" when 'reservation' then moved.source %% %d = %d and (exists (select 1 from order_line as sold where sold.id = moved.source / %d and sold.product = moved.parent)"
		" or 0 = (select sum(held.qty) from stock_movement as held where held.source = moved.source and held.parent = moved.parent and held.kind = 'reservation'))"
		" when 'receipt' then moved.source %% %d = %d and exists (select 1 from purchase_line as got where got.id = moved.source / %d and got.product = moved.parent)"
		" when 'adjustment' then moved.source is null or (moved.source %% %d = %d and exists (select 1 from stock_movement as own where own.id = moved.source / %d"
		" and own.parent = moved.parent))"
		" else moved.source is null end order by moved.number";
	struct statement *statement;
	const int limit = RECORD_TYPE_LIMIT;
	enum status status = db_ask(store->db, &statement, sql, product->id, limit, record_delivery_line.number, limit, limit, record_order_line.number, limit,
	                            limit, record_purchase_line.number, limit, limit, record_stock_movement.number, limit);

	while (db_next(statement, &status))
		finding_add(findings, NULL, "movement %lld: %s: it does not follow from a line of a document about this product", (long long)db_integer(statement, 0),
		            db_text(statement, 1) ? db_text(statement, 1) : "");
	db_done(statement);
	return status ? status : check_counts(store, product, arena, findings);
}
