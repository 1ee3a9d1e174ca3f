/* What becomes of a quote: a new revision, an order, or an invoice without an order between. */
#include "selling/document_convert_parts.h"

#include "base/date.h"
#include "selling/active_dependents.h"
#include "selling/selling.h"
#include "store/save.h"
#include <string.h>

static enum status save_head(struct store *store, struct record *head, const struct record *quote, const struct document_request *request,
                             struct arena *arena)
{
	enum status status = document_assign_terms(store, request, head, quote, arena);

	return status ? status : save_add(store, head, arena);
}

/* One revision follows another: two of the same quote would have the same number. */
static enum status check_revisable(struct store *store, const struct record *quote)
{
	int64_t newer = 0;
	const char *stage = record_text(quote, "stage");

	if (!*record_text(quote, "number"))
		return error_set(store->error, STATUS_REFUSED,
		                 "q%lld was not issued, so it can still be changed; crm-quote copy q%lld creates another one",
		                 (long long)quote->id, (long long)quote->id);
	if (strcmp(stage, "accepted") == 0)
		return error_set(store->error, STATUS_REFUSED,
		                 "q%lld is accepted: what is agreed is not offered again; crm-quote copy q%lld creates another one",
		                 (long long)quote->id, (long long)quote->id);
	enum status status = db_one(store->db, &newer, "select id from quote where previous = %jd", quote->id);
	if (!status && newer)
		status = error_set(store->error, STATUS_REFUSED, "q%lld was already revised: its revision is q%lld", (long long)quote->id,
		                   (long long)newer);
	return status;
}

enum status quote_revise(struct store *store, int64_t id, const struct document_request *request, struct arena *arena, int64_t *made)
{
	struct record *quote, *head;
	char today[DATE_SIZE];
	enum status status = document_load(store, &record_quote, id, arena, &quote);

	if (!status)
		status = check_revisable(store, quote);
	if (!status)
		status = document_head(store, quote, &record_quote, arena, &head);
	if (status)
		return status;
	date_today(&store->conventions, today);
	document_give(head, "revision", value_integer(record_integer(quote, "revision") + 1));
	document_give(head, "previous", value_integer(id));
	if (strcmp(record_text(quote, "valid_until"), today) >= 0)
		document_carry(head, quote, "valid_until");
	/* Numbers are those of the lines that are copied, and of those that were removed before. */
	document_give(head, "last_line", *record_value(quote, "last_line"));
	status = save_head(store, head, quote, request, arena);
	if (!status)
		status = document_copy_lines(store, &record_quote, id, &record_quote, head->id, NULL, arena);
	const char *stage = record_text(quote, "stage");
	if (!status && (strcmp(stage, "issued") == 0 || strcmp(stage, "reviewed") == 0))
		status = document_change_state(store, document_kind(&record_quote), id, "expired", NULL, arena);
	*made = head->id;
	return status ? status : document_finish(store, &record_quote, *made, request, arena);
}

static enum status refuse_made(struct store *store, const struct record_type *record, const char *sql, int64_t quote, const char *what)
{
	struct text names = { 0 };
	int64_t count = 0;
	enum status status = active_dependents_list(store, record, sql, quote, &names, &count);

	if (!status && count)
		status = error_set(store->error, STATUS_REFUSED,
		                   "q%lld was already %s: %s; cancel that first, or create another one with crm-quote copy q%lld",
		                   (long long)quote, what, names.data, (long long)quote);
	text_free(&names);
	return status;
}

/* Accepts the quote, and issues it by that when it was a draft. */
static enum status accept(struct store *store, int64_t id, struct arena *arena, struct record **quote)
{
	enum status status = document_load(store, &record_quote, id, arena, quote);

	if (status)
		return status;
	const char *stage = record_text(*quote, "stage");
	if (strcmp(stage, "expired") == 0 || strcmp(stage, "rejected") == 0)
		return error_set(store->error, STATUS_REFUSED,
		                 "q%lld is %s; crm-quote revise q%lld creates a new revision, which can be ordered", (long long)id, stage,
		                 (long long)id);
	status = refuse_made(store, &record_order, "select id from \"order\" where quote = ? and status <> 'cancelled' order by id", id,
	                     "ordered");
	if (!status)
		status = refuse_made(store, &record_invoice,
		                     "select id from invoice where quote = ? and kind = 'invoice' and status <> 'cancelled' order by id",
		                     id, "invoiced");
	if (!status && strcmp(stage, "accepted") != 0)
		status = document_change_state(store, document_kind(&record_quote), id, "accepted", NULL, arena);
	return status ? status : document_load(store, &record_quote, id, arena, quote);
}

static enum status make_from(struct store *store, int64_t id, const struct record_type *record, const struct document_request *request,
                             struct arena *arena, int64_t *made)
{
	struct record *quote, *head;
	enum status status = accept(store, id, arena, &quote);

	if (!status)
		status = document_head(store, quote, record, arena, &head);
	if (status)
		return status;
	document_give(head, "quote", value_integer(id));
	status = save_head(store, head, quote, request, arena);
	if (!status)
		status = document_copy_lines(store, &record_quote, id, record, head->id, NULL, arena);
	*made = head->id;
	return status ? status : document_finish(store, record, *made, request, arena);
}

enum status quote_order(struct store *store, int64_t quote, const struct document_request *request, struct arena *arena, int64_t *made)
{
	return make_from(store, quote, &record_order, request, arena, made);
}

enum status quote_invoice(struct store *store, int64_t quote, const struct document_request *request, struct arena *arena, int64_t *made)
{
	return make_from(store, quote, &record_invoice, request, arena, made);
}
