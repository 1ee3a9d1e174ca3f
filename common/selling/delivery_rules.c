/* What is particular of deliveries: they follow from an approved order, are made at once with their lines, and stay as they are. */
#include "selling/document_kinds.h"

#include "base/decimal.h"
#include "base/wide.h"
#include "store/rule.h"
#include <string.h>

/* A delivery goes where its order says, to whom it says. */
enum status delivery_initial(struct store *store, struct record *delivery, struct arena *arena)
{
	struct record *order;
	enum status status = rule_load(store, &record_order, record_integer(delivery, "order"), arena, &order);

	if (status || !order)
		return status;
	*record_value(delivery, "customer") = *record_value(order, "customer");
	document_take_group(delivery, order, document_ship_address);
	return STATUS_OK;
}

static enum status check_order(struct store *store, const struct record *delivery, struct arena *arena)
{
	struct record *order;
	enum status status = rule_load(store, &record_order, record_integer(delivery, "order"), arena, &order);
	const char *state = !status && order ? record_text(order, "status") : "";
	bool returned = document_gives_back(delivery);

	if (!*state || strcmp(state, "approved") == 0 || (returned && strcmp(state, "closed") == 0))
		return status;
	if (returned)
		return error_set(store->error, STATUS_REFUSED, strcmp(state, "draft") == 0 ? "order: so%lld is %s; goods come back to an order that is approved or closed: crm-order approve so%lld"
		                 : "order: so%lld is %s; goods come back to an order that is approved or closed", (long long)order->id, state, (long long)order->id);
	return error_set(store->error, STATUS_REFUSED,
	                 strcmp(state, "closed") == 0  ? "order: so%lld is %s; only an approved order is delivered: crm-order reopen so%lld"
	                 : strcmp(state, "draft") == 0 ? "order: so%lld is %s; only an approved order is delivered: crm-order approve so%lld"
	                                               : "order: so%lld is %s; only an approved order is delivered; create a new one: crm-order copy so%lld",
	                 (long long)order->id, state, (long long)order->id);
}

/* A delivery is not later than what came back of it (days.c asks the same of the return). */
static enum status check_day(struct store *store, const struct record *delivery)
{
	int64_t before = 0;
	enum status status = db_one(store->db, &before, "select id from delivery where original = %jd and status <> 'cancelled' and shipped_on < %s order by shipped_on limit 1",
	                            delivery->id, record_text(delivery, "shipped_on"));

	return status || !before ? status : error_set(store->error, STATUS_REFUSED, "shipped_on: dn%lld took it back before", (long long)before);
}

enum status delivery_before(struct store *store, const struct record *old, struct record *delivery, struct arena *arena)
{
	if (!delivery)
		return STATUS_OK;
	if (*record_text(delivery, "reason") && !document_gives_back(delivery))
		return error_set(store->error, STATUS_DATA, "reason: only a return has one; crm-delivery return takes goods back");
	if (!old)
		return check_order(store, delivery, arena);
	if (rule_changed(old, delivery, "shipped_on") && check_day(store, delivery))
		return store->error->status;
	if (!rule_changed(old, delivery, "order"))
		return STATUS_OK;
	return error_set(store->error, STATUS_REFUSED, "order: dn%lld was made from so%lld; crm-delivery cancel dn%lld, and deliver the other order",
	                 (long long)delivery->id, (long long)record_integer(old, "order"), (long long)delivery->id);
}

/* A delivery has its number at once, and its lines in the same change. */
enum status delivery_settle(struct store *store, const struct record *delivery)
{
	int64_t lines = 0;
	enum status status = document_line_count(store, document_kind(&record_delivery), delivery->id, &lines);

	if (!status && !lines)
		status = error_set(store->error, STATUS_REFUSED, "dn%lld has no lines; crm-order deliver so%lld delivers what is open, and crm-order deliver so%lld so%lld.1=2 a part",
		                   (long long)delivery->id, (long long)record_integer(delivery, "order"), (long long)record_integer(delivery, "order"),
		                   (long long)record_integer(delivery, "order"));
	return status;
}

enum status delivery_line_initial(struct store *store, struct record *line, struct arena *arena)
{
	static const char *const taken[] = { "product", "description", "specification", "unit", "qty" };
	struct record *order_line;
	enum status status = rule_load(store, &record_order_line, record_integer(line, "order_line"), arena, &order_line);

	for (size_t i = 0; !status && order_line && i < sizeof taken / sizeof *taken; i++)
		if (record_value(line, taken[i])->type == VALUE_NULL)
			*record_value(line, taken[i]) = *record_value(order_line, taken[i]);
	return status;
}

/* How many serial numbers a line has. */
static int64_t serial_count(const struct record *line)
{
	const char *serials = record_text(line, "serials");
	int64_t count = 0;

	/* As stored: ",A77,A78," */
	for (const char *p = *serials ? serials + 1 : serials; *p; p++)
		count += *p == ',';
	return count;
}

bool delivery_serials_fit(const struct record *line)
{
	return (wide)serial_count(line) * WIDE_WHOLE <= record_integer(line, "qty");
}

/* Each unit has a number of its own: all of them are given, or none. */
static enum status check_serials(struct store *store, const struct record *line)
{
	int64_t count = serial_count(line);
	struct text quantity = { 0 };

	if (!count || (wide)count * WIDE_WHOLE == record_integer(line, "qty"))
		return STATUS_OK;
	decimal_format(&quantity, record_integer(line, "qty"), DECIMAL_QUANTITY);
	error_set(store->error, STATUS_DATA, delivery_serials_fit(line) ? "serials: %lld of %s units have a serial number; give as many as there are units, or none"
	          : "serials: there are more serial numbers than units: %lld for %s", (long long)count, quantity.data);
	text_free(&quantity);
	return STATUS_DATA;
}

static enum status check_return(struct store *store, const struct record *line, struct arena *arena)
{
	const char *fault;
	enum status status = delivery_return_fault(store, line, arena, &fault);

	if (!status && fault)
		status = error_set(store->error, STATUS_REFUSED, "%s", fault);
	return status ? status : check_serials(store, line);
}

/* Ids that were given out before the open change are in the counters, which are written at its end. */
static enum status is_being_made(struct store *store, const struct record *document, bool *made)
{
	int64_t last;
	enum status status = db_one(store->db, &last, "select value from counter where name = %s", document->type->record->name);

	*made = !status && document->id > last;
	return status;
}

enum status delivery_line_before(struct store *store, const struct record *delivery, const struct record *old, const struct record *line, struct arena *arena)
{
	bool made = false;
	enum status status = is_being_made(store, delivery, &made);

	if (status)
		return status;
	if ((!line || old || !made) && document_gives_back(delivery))
		return error_set(store->error, STATUS_REFUSED, "dn%lld is a return, so its lines cannot be changed; crm-delivery cancel dn%lld, then crm-delivery return dn%lld",
		                 (long long)delivery->id, (long long)delivery->id, (long long)record_integer(delivery, "original"));
	if (!line || old || !made)
		return error_set(store->error, STATUS_REFUSED, "dn%lld was shipped, so its lines cannot be changed; crm-delivery cancel dn%lld, then crm-order deliver so%lld",
		                 (long long)delivery->id, (long long)delivery->id, (long long)record_integer(delivery, "order"));
	if (rule_quantity(store, NULL, line, "qty"))
		return STATUS_DATA;
	if (unit_quantity(store, "qty", record_text(line, "unit"), record_integer(line, "qty")))
		return STATUS_DATA;
	return document_gives_back(delivery) ? check_return(store, line, arena) : check_serials(store, line);
}
