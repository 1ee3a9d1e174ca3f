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
	*made = delivery->id;
	return status;
}
