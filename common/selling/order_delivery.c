/* From an order to a delivery of what is open. */
#include "selling/document_convert_parts.h"

#include "selling/fulfilment.h"
#include "selling/selling.h"
#include "store/save.h"

static enum status deliver_line(struct store *store, const struct taking *taking, size_t i, int64_t delivery, struct arena *arena)
{
	struct record *line = record_new(arena, store_type(store, &record_delivery_line));
	const struct field *field = type_field(line->type, "serials", NULL);
	char currency[4] = "";
	enum status status = STATUS_OK;

	*record_value(line, "parent") = value_integer(delivery);
	*record_value(line, "number") = *record_value(taking->lines[i], "number");
	*record_value(line, "order_line") = value_integer(taking->lines[i]->id);
	*record_value(line, "qty") = value_integer(taking->now[i]);
	if (taking->serials[i])
		status = field_parse(&store->conventions, field, taking->serials[i], arena, currency, record_value(line, "serials"),
		                     store->error);
	return status ? status : save_add(store, line, arena);
}

/* What came back and was credited would be delivered again for nothing: nobody is to find that out at the end of the year. */
static enum status warn_of_credited(struct store *store, const struct taking *taking)
{
	static const char sql[] =
		"select note.id from invoice_line as back join invoice as note on note.id = back.parent where back.order_line = %jd and note.kind = 'credit-note'"
		" and note.status <> 'cancelled' and coalesce(note.rebill, 0) = 0 and exists (select 1 from delivery_line as sent join delivery as returned on returned.id = sent.parent"
		" where sent.order_line = %jd and returned.kind = 'return' and returned.status <> 'cancelled') order by note.id limit 1";
	int64_t warned = 0;
	enum status status = STATUS_OK;

	for (size_t i = 0; !status && i < taking->count; i++) {
		int64_t note = 0, line = taking->lines[i]->id;
		if (taking->now[i])
			status = db_one(store->db, &note, sql, line, line);
		if (!status && note && note != warned)
			change_warn(store, "what in%lld credits is delivered again, and is not invoiced again; crm-invoice set in%lld rebill=yes has it invoiced", (long long)note, (long long)note);
		warned = note ? note : warned;
	}
	return status;
}

enum status order_deliver(struct store *store, int64_t id, const struct document_request *request, struct arena *arena, int64_t *made)
{
	struct record *order, *delivery;
	struct taking taking = { 0 };
	enum status status = document_approve(store, &record_order, id, request, (const char *const[]){ "approved", NULL }, arena, &order);

	if (!status)
		status = taking_lines(store, order, fulfilment_delivered, arena, &taking);
	if (!status)
		status = taking_parts(store, order, request, "delivered", &taking);
	if (!status)
		status = taking_serials(store, order, request, "delivered", &taking);
	if (status)
		return status;
	delivery = document_new(store, &record_delivery, arena);
	*record_value(delivery, "order") = value_integer(id);
	*record_value(delivery, "owner") = *record_value(order, "owner");
	status = assign_apply(store, request->fields, request->field_count, delivery, id, arena);
	if (!status)
		status = save_add(store, delivery, arena);
	for (size_t i = 0; !status && i < taking.count; i++)
		if (taking.now[i])
			status = deliver_line(store, &taking, i, delivery->id, arena);
	if (!status)
		status = warn_of_credited(store, &taking);
	*made = delivery->id;
	return status;
}
