#include "selling/selling.h"
#include "store/rule.h"

#include "base/decimal.h"
#include "base/wide.h"
#include "store/save.h"

enum status unit_quantity(struct store *store, const char *field, const char *unit, int64_t quantity)
{
	struct text text = { 0 };

	if (quantity % WIDE_WHOLE == 0 || !unit_is_whole(unit))
		return STATUS_OK;
	decimal_format(&text, quantity, DECIMAL_QUANTITY);
	error_set(store->error, STATUS_DATA, "%s: %s is not a whole number, and the unit %s is not divided", field, text.data, unit);
	text_free(&text);
	return STATUS_DATA;
}

/* A count of the one is no count of both: it stays as the movement that it was. */
enum status product_merge(struct store *store, struct record *keep, struct record *drop, bool prefer_drop, struct arena *arena)
{
	const struct type *type = store_type(store, &record_stock_movement);
	int64_t *ids = NULL;
	size_t count = 0;
	enum status status = pricebook_entries_merge(store, keep, drop, prefer_drop, arena);

	if (!status)
		status = db_integers(store->db, arena, &ids, &count, "select id from stock_movement where parent in (%jd, %jd) and counted is not null order by id",
		                     keep->id, drop->id);
	for (size_t i = 0; !status && i < count; i++) {
		struct record *old;
		status = row_load(store, type, ids[i], arena, &old);
		if (status || !old)
			continue;
		struct record *movement = record_copy(arena, old);
		*record_value(movement, "counted") = (struct value){ 0 };
		status = save_set(store, old, movement, arena);
	}
	return status;
}

enum status product_before(struct store *store, const struct record *old, struct record *record, struct arena *arena)
{
	(void)arena;
	if (!record)
		return STATUS_OK;
	enum status status = rule_currency(store, old, record);
	if (!status)
		status = rule_quantity(store, old, record, "reorder_level");
	if (!status)
		status = rule_entries(store, old, record, "tax");
	return status;
}
