#include "selling/stock.h"

#include "base/date.h"
#include "base/decimal.h"
#include "base/wide.h"
#include "selling/sections.h"
#include "selling/fulfilment.h"
#include "selling/selling.h"
#include "store/remove.h"
#include "store/child_number.h"
#include "store/rule.h"
#include "store/save.h"
#include <string.h>

static enum status stock_sum(struct store *store, int64_t product, int64_t *sum)
{
	return db_one(store->db, sum, "select sum(qty) from stock_movement where parent = %jd and kind <> 'reservation'", product);
}

/* What was on hand at the end of a day. */
static enum status stock_sum_on(struct store *store, int64_t product, const char *day, int64_t *sum)
{
	return db_one(store->db, sum, "select sum(qty) from stock_movement where parent = %jd and kind <> 'reservation' and moved_on <= %s", product, day);
}

static enum status too_little(struct store *store, int64_t product, int64_t there, int64_t wanted, const char *day)
{
	struct text has = { 0 }, needs = { 0 };

	decimal_format(&has, there, DECIMAL_QUANTITY);
	decimal_format(&needs, wanted, DECIMAL_QUANTITY);
	bool warns = schema_negative_stock_warns(store->schema);
	if (warns)
		change_warn(store, "pr%lld: %s on hand, %s taken on %s: its stock is negative", (long long)product, has.data, needs.data, day);
	else
		error_set(store->error, STATUS_REFUSED,
		          "pr%lld: %s on hand, %s needed on %s; crm-product stock pr%lld set=… reason=… corrects a count, negative-stock: warn in the schema allows it",
		          (long long)product, has.data, needs.data, day, (long long)product);
	text_free(&has);
	text_free(&needs);
	return warns ? STATUS_OK : STATUS_REFUSED;
}

/* Stock is kept from the opening or the first receipt on: of services, and of what nobody has counted, there is never too little. */
static enum status is_kept(struct store *store, int64_t product, bool *kept)
{
	int64_t found;
	enum status status = db_one(store->db, &found,
	                            "select 1 from stock_movement where parent = %jd and kind in ('opening', 'receipt', 'adjustment') limit 1", product);

	*kept = found;
	return status;
}

/* A count says what was there on its day. What is entered later for an earlier day is taken back on the day of the first count after it, by a movement whose source
 * is the count, and which belongs to it in the order of the ledger. */
struct count {
	int64_t id, number;
	const char *day; /* in the arena; NULL: there is none */
};

static enum status next_count(struct store *store, int64_t product, const char *day, struct arena *arena, struct count *out)
{
	struct statement *statement;
	enum status status = db_ask(store->db, &statement, "select id, number, moved_on from stock_movement where parent = %jd and counted is not null and moved_on > %s"
	                            " order by moved_on, number limit 1", product, day);

	*out = (struct count){ 0 };
	if (db_next(statement, &status))
		*out = (struct count){ db_integer(statement, 0), db_integer(statement, 1), arena_string(arena, db_text(statement, 2)) };
	db_done(statement);
	return status;
}

enum status stock_at_count(struct store *store, int64_t product, const char *day, int64_t number, int64_t *sum)
{
	return db_one(store->db, sum, "select sum(moved.qty) from stock_movement as moved where moved.parent = %jd and moved.kind <> 'reservation' and (moved.moved_on < %s or"
	              " (moved.moved_on = %s and coalesce((select own.number from stock_movement as own where moved.source %% %d = %d and own.id = moved.source / %d), moved.number) <= %jd))",
	              product, day, day, RECORD_TYPE_LIMIT, record_stock_movement.number, RECORD_TYPE_LIMIT, number);
}

static enum status check_stock(struct store *store, int64_t product, int64_t quantity, const char *day, struct arena *arena)
{
	struct count after;
	int64_t there = 0;
	bool kept = false;
	enum status status = next_count(store, product, day, arena, &after);

	if (!status)
		status = after.day ? stock_at_count(store, product, after.day, after.number - 1, &there) : stock_sum(store, product, &there);
	if (!status && (wide)there + quantity < 0)
		status = is_kept(store, product, &kept);
	return !status && kept ? too_little(store, product, there, -quantity, day) : status;
}

static enum status next_number(struct store *store, int64_t product, int64_t *number)
{
	enum status status = child_number_last(store, &record_stock_movement, product, number);

	++*number;
	return status;
}

static enum status add_movement(struct store *store, int64_t product, const char *kind, int64_t quantity, const char *day, int64_t source, const char *reason,
                                const int64_t *counted, struct arena *arena)
{
	int64_t number;
	enum status status = next_number(store, product, &number);

	if (status)
		return status;
	struct record *movement = record_new(arena, store_type(store, &record_stock_movement));
	*record_value(movement, "parent") = value_integer(product);
	*record_value(movement, "number") = value_integer(number);
	*record_value(movement, "kind") = value_text(kind);
	*record_value(movement, "qty") = value_integer(quantity);
	*record_value(movement, "moved_on") = value_text(arena_string(arena, day));
	if (source)
		*record_value(movement, "source") = value_integer(source);
	if (reason)
		*record_value(movement, "reason") = value_text(arena_string(arena, reason));
	if (store->user)
		*record_value(movement, "who") = value_integer(store->user);
	if (counted)
		*record_value(movement, "counted") = value_integer(*counted);
	return save_add(store, movement, arena);
}

/* counted NULL: it is no count. */
static enum status move(struct store *store, int64_t product, const char *kind, int64_t quantity, const char *day, int64_t source, const char *reason,
                        const int64_t *counted, struct arena *arena)
{
	bool reserves = strcmp(kind, "reservation") == 0;
	struct count after = { 0 };
	enum status status = quantity < 0 && !reserves ? check_stock(store, product, quantity, day, arena) : STATUS_OK;

	if (!status && !reserves)
		status = next_count(store, product, day, arena, &after);
	if (!status)
		status = add_movement(store, product, kind, quantity, day, source, reason, counted, arena);
	if (!status && after.day && quantity)
		status = add_movement(store, product, "adjustment", -quantity, after.day, anyref_pack(&record_stock_movement, after.id), NULL, NULL, arena);
	return status;
}

enum status stock_move(struct store *store, int64_t product, const char *kind, int64_t quantity, const char *day, int64_t source, const char *reason,
                       struct arena *arena)
{
	return quantity ? move(store, product, kind, quantity, day, source, reason, NULL, arena) : STATUS_OK;
}

enum status stock_of_line(struct store *store, const struct record *line, bool reserved, int64_t *sum)
{
	return db_one(store->db, sum, "select sum(qty) from stock_movement where source = %jd and kind %-s 'reservation'",
	              anyref_pack(line->type->record, line->id), reserved ? "=" : "<>");
}

static const char *today(struct store *store, struct arena *arena)
{
	char day[DATE_SIZE];

	date_today(&store->conventions, day);
	return arena_string(arena, day);
}

/* Brings the reservation of an order line to what it should be by a movement of the difference: what an approved order has still to deliver, otherwise nothing. */
static enum status reserve(struct store *store, const struct record *line, const struct record *order, struct arena *arena)
{
	bool approved = strcmp(record_text(order, "status"), "approved") == 0;
	int64_t product = record_integer(line, "product"), delivered = 0, reserved = 0;

	if (!product)
		return STATUS_OK;
	enum status status = fulfilment_delivered(store, line->id, 0, &delivered);
	if (!status)
		status = stock_of_line(store, line, true, &reserved);
	int64_t open = record_integer(line, "qty") - delivered, wanted = approved && open > 0 ? open : 0;
	return status ? status : stock_move(store, product, "reservation", wanted - reserved, today(store, arena), anyref_pack(line->type->record, line->id), NULL, arena);
}

enum status stock_order_moved(struct store *store, const struct record *order, struct arena *arena)
{
	struct record **lines;
	size_t count;
	enum status status = document_lines(store, document_kind(&record_order), order->id, arena, &lines, &count);

	for (size_t i = 0; !status && i < count; i++)
		status = reserve(store, lines[i], order, arena);
	return status;
}

static enum status reserve_line_of(struct store *store, int64_t order_line, struct arena *arena)
{
	struct record *line, *order = NULL;
	enum status status = rule_load(store, &record_order_line, order_line, arena, &line);

	if (!status && line)
		status = rule_load(store, &record_order, record_integer(line, "parent"), arena, &order);
	return status || !order ? status : reserve(store, line, order, arena);
}

/* A unit is with the customer no more. */
static enum status remove_asset(struct store *store, int64_t id, struct arena *arena)
{
	return remove_unreferenced(store, store_type(store, &record_asset), id,
	                           arena_printf(arena, "to remove it first, with what belongs to it, run crm-asset rm as%lld --cascade", (long long)id), arena);
}

static enum status remove_assets(struct store *store, const struct record *delivery, struct arena *arena)
{
	for (;;) {
		int64_t id = 0;
		enum status status = db_one(store->db, &id, "select id from asset where delivery = %jd order by id limit 1", delivery->id);
		if (status || !id || (status = remove_asset(store, id, arena)))
			return status;
	}
}

/* A unit leaves once. */
static enum status check_serial(struct store *store, int64_t product, const char *serial)
{
	struct statement *statement;
	enum status status = db_ask(store->db, &statement, "select id, customer from asset where product = %jd and serial = %s", product, serial);

	if (db_next(statement, &status))
		status = error_set(store->error, STATUS_REFUSED, "serials: unit %s of pr%lld is already as%lld, of c%lld; if it was returned, crm-asset rm as%lld first", serial,
		                   (long long)product, (long long)db_integer(statement, 0), (long long)db_integer(statement, 1), (long long)db_integer(statement, 0));
	db_done(statement);
	return status;
}

static enum status make_asset(struct store *store, const struct record *delivery, const struct record *line, const char *serial, struct arena *arena)
{
	struct record *asset = record_new(arena, store_type(store, &record_asset));
	enum status status = check_serial(store, record_integer(line, "product"), serial);

	if (status)
		return status;
	*record_value(asset, "serial") = value_text(serial);
	*record_value(asset, "product") = *record_value(line, "product");
	*record_value(asset, "customer") = *record_value(delivery, "customer");
	*record_value(asset, "delivery") = value_integer(document_gives_back(delivery) ? record_integer(delivery, "original") : delivery->id);
	return save_add(store, asset, arena);
}

/* The unit that came back, as long as nobody made it another customer's. */
static enum status take_asset(struct store *store, const struct record *delivery, const struct record *line, const char *serial, struct arena *arena)
{
	int64_t id = 0;
	enum status status = db_one(store->db, &id, "select id from asset where product = %jd and serial = %s and delivery = %jd", record_integer(line, "product"), serial,
	                            record_integer(delivery, "original"));

	return status || !id ? status : remove_asset(store, id, arena);
}

typedef enum status asset_step(struct store *store, const struct record *delivery, const struct record *line, const char *serial, struct arena *arena);

/* One step for each serial number of a line. */
static enum status each_serial(struct store *store, const struct record *delivery, const struct record *line, asset_step *step, struct arena *arena)
{
	const char *serials = record_text(line, "serials");
	enum status status = STATUS_OK;

	/* As stored: ",A77,A78," */
	for (const char *p = *serials ? serials + 1 : serials; !status && *p && record_integer(line, "product"); p += strcspn(p, ",") + 1)
		status = step(store, delivery, line, arena_copy(arena, p, strcspn(p, ",")), arena);
	return status;
}

/* Everything that a delivery took, or a return brought, is moved the other way, and its assets go, or are there again. */
enum status stock_delivery_moved(struct store *store, const struct record *delivery, struct arena *arena)
{
	bool returned = document_gives_back(delivery);
	struct record **lines;
	size_t count;

	if (!document_is_withdrawn(delivery))
		return STATUS_OK;
	enum status status = document_lines(store, document_kind(&record_delivery), delivery->id, arena, &lines, &count);

	for (size_t i = 0; !status && i < count; i++) {
		int64_t moved = 0;
		status = stock_of_line(store, lines[i], false, &moved);
		if (!status && record_integer(lines[i], "product"))
			status = stock_move(store, record_integer(lines[i], "product"), "issue", -moved, today(store, arena),
			                    anyref_pack(lines[i]->type->record, lines[i]->id), "cancelled", arena);
		if (!status)
			status = reserve_line_of(store, record_integer(lines[i], "order_line"), arena);
		if (!status && returned)
			status = each_serial(store, delivery, lines[i], make_asset, arena);
	}
	return status || returned ? status : remove_assets(store, delivery, arena);
}

enum status stock_delivery_line(struct store *store, const struct record *delivery, const struct record *line, struct arena *arena)
{
	int64_t product = record_integer(line, "product");
	bool returned = document_gives_back(delivery);

	if (document_is_withdrawn(delivery))
		return STATUS_OK; /* it came in as one, from another system: nothing left the house, and nothing comes back */
	enum status status = reserve_line_of(store, record_integer(line, "order_line"), arena);
	if (!status && product)
		status = stock_move(store, product, "issue", record_integer(line, "qty") * (returned ? 1 : -1), record_text(delivery, "shipped_on"),
		                    anyref_pack(&record_delivery_line, line->id), NULL, arena);
	return status ? status : each_serial(store, delivery, line, returned ? take_asset : make_asset, arena);
}

enum status stock_receive(struct store *store, const struct record *line, int64_t quantity, const char *day, const char *reason, struct arena *arena)
{
	int64_t product = record_integer(line, "product");

	if (!product)
		return STATUS_OK;
	if (rule_quantity_limit(store, "qty", quantity) || unit_quantity(store, "qty", record_text(line, "unit"), quantity < 0 ? -quantity : quantity))
		return STATUS_DATA;
	return stock_move(store, product, "receipt", quantity, day, anyref_pack(&record_purchase_line, line->id), reason, arena);
}

static enum status check_whole(struct store *store, int64_t id, const char *field, int64_t quantity, struct arena *arena)
{
	struct record *product;
	enum status status = rule_load(store, &record_product, id, arena, &product);

	return status || !product ? status : unit_quantity(store, field, record_text(product, "unit"), quantity);
}

enum status stock_count(struct store *store, int64_t product, int64_t quantity, const char *day, const char *reason, struct arena *arena)
{
	int64_t there, difference;
	bool opening = reason && strcmp(reason, "opening") == 0;
	char now[DATE_SIZE];

	date_today(&store->conventions, now);
	if (quantity < 0)
		return error_set(store->error, STATUS_DATA, "set: a count cannot be negative");
	if (strcmp(day, now) > 0)
		return error_set(store->error, STATUS_DATA, "on: %s is in the future; a count is of today or earlier", day);
	enum status status = rule_quantity_limit(store, "set", quantity);
	if (!status)
		status = check_whole(store, product, "set", quantity, arena);
	if (!status)
		status = stock_sum_on(store, product, day, &there);
	if (!status && !int64_from_wide((wide)quantity - there, &difference))
		status = error_set(store->error, STATUS_DATA, "set: the count is too large");
	return status ? status : move(store, product, opening ? "opening" : "adjustment", difference, day, 0, opening ? NULL : reason, &quantity, arena);
}

enum status stock_lacking(struct store *store, int64_t product, int64_t *quantity)
{
	static const char sql[] =
		"select coalesce(p.reorder_level, 0)"
		" + coalesce((select sum(held.qty) from stock_movement as held where held.parent = p.id and held.kind = 'reservation'), 0)"
		" - coalesce((select case when max(moved.kind in ('opening', 'receipt', 'adjustment')) = 1 then sum(moved.qty) end"
		" from stock_movement as moved where moved.parent = p.id and moved.kind <> 'reservation'), 0)"
		" - coalesce((select sum(coming.qty - coalesce((select sum(got.qty) from stock_movement as got where got.source = coming.id * %d + %d), 0))"
		" from purchase_line as coming join purchase as bought on bought.id = coming.parent"
		" where coming.product = p.id and bought.status in ('draft', 'approved', 'part-received')), 0)"
		" from product as p where p.id = %jd";
	enum status status = db_one(store->db, quantity, sql, RECORD_TYPE_LIMIT, record_purchase_line.number, product);

	if (*quantity < 0)
		*quantity = 0;
	return status;
}
