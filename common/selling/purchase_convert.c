/* What comes of a purchase: the goods, and the supplier's bill. */
#include "selling/document_left.h"

#include "base/date.h"
#include "selling/fulfilment.h"
#include "selling/selling.h"
#include "selling/stock.h"
#include "store/save.h"
#include "store/settle.h"
#include <string.h>

static const char bills_of_purchase[] = "select id from bill where purchase = ? and status <> 'cancelled' order by id";

static bool is_kept(const struct record *line)
{
	return record_integer(line, "product") != 0;
}

static const char *day_of(struct store *store, const struct document_request *request, struct arena *arena)
{
	char today[DATE_SIZE];

	if (request->on)
		return request->on;
	date_today(&store->conventions, today);
	return arena_string(arena, today);
}

/* Only products are in stock: what is free text comes with the rest. sign: 1 for what comes, -1 for what goes back. */
static enum status move_lines(struct store *store, const struct record *purchase, const struct document_request *request, const struct taking *taking, int sign,
                              struct arena *arena)
{
	const char *day = day_of(store, request, arena);
	enum status status = STATUS_OK;

	for (size_t i = 0; !status && i < taking->count; i++) {
		const struct record *line = taking->lines[i];
		if (is_kept(line) && taking->now[i])
			status = stock_receive(store, line, sign * taking->now[i], day, request->reason, arena);
		else if (!is_kept(line) && taking->now[i] && taking->open[i] != taking->now[i])
			status = error_set(store->error, STATUS_REFUSED, "po%lld.%lld is not a product, so no parts of it can be received", (long long)purchase->id,
			                   (long long)record_integer(line, "number"));
	}
	return status;
}

static enum status check_open(struct store *store, const struct record *purchase, const struct taking *taking, bool *kept)
{
	bool open = false;

	*kept = false;
	for (size_t i = 0; i < taking->count; i++) {
		*kept |= is_kept(taking->lines[i]);
		open |= is_kept(taking->lines[i]) && taking->open[i] > 0;
	}
	if (open || (!*kept && strcmp(record_text(purchase, "status"), "received") != 0))
		return STATUS_OK;
	return error_set(store->error, STATUS_REFUSED, "po%lld: nothing is left to be received", (long long)purchase->id);
}

/* The purchase gets the state that follows, and the fields that were given. */
static enum status follow(struct store *store, const struct record *purchase, const char *state, const struct document_request *request, struct arena *arena)
{
	struct record *record = record_copy(arena, purchase);

	*record_value(record, "status") = value_text(state);
	enum status status = assign_apply(store, request->fields, request->field_count, record, purchase->id, arena);
	/* More of the goods may have come, or gone, without another state of it. */
	settle_defer(store, &record_purchase, purchase->id);
	return status ? status : save_set(store, purchase, record, arena);
}

enum status purchase_receive(struct store *store, int64_t id, const struct document_request *request, struct arena *arena, int64_t *made)
{
	struct record *purchase;
	struct taking taking = { 0 };
	const char *state = "received";
	bool kept = false;
	enum status status = document_approve(store, &record_purchase, id, request,
	                                      (const char *const[]){ "approved", "part-received", "received", NULL }, arena, &purchase);

	if (!status)
		status = taking_lines(store, purchase, fulfilment_received, arena, &taking);
	if (!status)
		status = check_open(store, purchase, &taking, &kept);
	if (!status)
		status = taking_parts(store, purchase, request, "received", &taking);
	if (!status)
		status = move_lines(store, purchase, request, &taking, 1, arena);
	if (!status && kept)
		status = purchase_state(store, purchase, &state);
	*made = id;
	return status ? status : follow(store, purchase, state, request, arena);
}

/* What came by the day, and did not go back, is what may go back on it. */
static enum status check_came(struct store *store, const struct record *purchase, const struct taking *taking, const char *day)
{
	enum status status = STATUS_OK;

	for (size_t i = 0; !status && i < taking->count; i++) {
		int64_t there = 0;
		if (!taking->now[i])
			continue;
		status = db_one(store->db, &there, "select sum(qty) from stock_movement where source = %jd and moved_on <= %s",
		                anyref_pack(&record_purchase_line, taking->lines[i]->id), day);
		if (!status && there < taking->now[i])
			status = error_set(store->error, STATUS_REFUSED, "on: so much of po%lld.%lld had not come by %s; give a later day", (long long)purchase->id,
			                   (long long)record_integer(taking->lines[i], "number"), day);
	}
	return status;
}

/* Of each line that was received goes back what is asked for, or all of it. */
static enum status take_received(struct store *store, const struct record *purchase, const struct document_request *request, struct arena *arena, struct taking *taking)
{
	enum status status = taking_lines(store, purchase, fulfilment_received, arena, taking);
	bool any = false;

	for (size_t i = 0; !status && i < taking->count; i++) {
		taking->open[i] = is_kept(taking->lines[i]) ? taking->before[i] : 0;
		any |= taking->open[i] > 0;
	}
	if (!status && !any)
		status = error_set(store->error, STATUS_REFUSED, "po%lld: nothing of it was received, so nothing can go back; crm-purchase receive po%lld receives what is open",
		                   (long long)purchase->id, (long long)purchase->id);
	return status ? status : taking_parts(store, purchase, request, "returned", taking);
}

enum status purchase_return(struct store *store, int64_t id, const struct document_request *request, struct arena *arena, int64_t *made)
{
	struct record *purchase;
	struct taking taking = { 0 };
	const char *state = "closed";
	enum status status = document_load(store, &record_purchase, id, arena, &purchase);

	if (!status)
		status = take_received(store, purchase, request, arena, &taking);
	if (!status)
		status = check_came(store, purchase, &taking, day_of(store, request, arena));
	if (!status)
		status = move_lines(store, purchase, request, &taking, -1, arena);
	/* A closed one stays so: nothing is awaited in place of what went back. */
	if (!status && strcmp(record_text(purchase, "status"), "closed") != 0)
		status = purchase_state(store, purchase, &state);
	*made = id;
	return status ? status : follow(store, purchase, state, request, arena);
}

enum status purchase_bill(struct store *store, int64_t id, const struct document_request *request, struct arena *arena, int64_t *made)
{
	struct record *purchase;
	struct claim claim = { .record = &record_bill, .line_field = "purchase_line", .others = bills_of_purchase, .extras = true };
	enum status status = document_approve(store, &record_purchase, id, request,
	                                      (const char *const[]){ "approved", "part-received", "received", "closed", NULL }, arena, &purchase);

	if (!status)
		status = claim_begin(store, &claim, purchase, arena);
	if (status)
		return status;
	/* Of a closed one the supplier claims what came. */
	bool left = request->left || (!request->part_count && strcmp(record_text(purchase, "status"), "closed") == 0);
	status = left ? taking_left(store, purchase, &claim.taking) : taking_parts(store, purchase, request, claim.link->done, &claim.taking);
	return status ? status : claim_make(store, &claim, request, arena, made);
}
