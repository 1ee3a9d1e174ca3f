/* The rule of assets: a unit that a delivery brought is one of those that it has. */
#include "selling/selling.h"
#include "store/rule.h"

#include "base/decimal.h"
#include "base/wide.h"

/* Appends what is wrong when the delivery has brought fewer units of the product than there are assets of it. stored: this asset is one of them already. */
static enum status find_fault(struct store *store, const struct record *asset, bool stored, struct text *fault)
{
	int64_t delivery = record_integer(asset, "delivery"), product = record_integer(asset, "product"), brought = 0, others = 0;

	if (!delivery)
		return STATUS_OK;
	enum status status = db_one(store->db, &brought, "select sum(sent.qty) from delivery as note join delivery_line as sent on sent.parent = note.id"
	                            " where note.id = %jd and sent.product = %jd and note.status <> 'cancelled'", delivery, product);
	if (!status)
		status = db_one(store->db, &others, "select count(*) from asset where delivery = %jd and product = %jd", delivery, product);
	others -= stored;
	if (status || ((wide)others + 1) * WIDE_WHOLE <= brought)
		return status;
	struct text quantity = { 0 };
	decimal_format(&quantity, brought, DECIMAL_QUANTITY);
	text_printf(fault, "delivery: dn%lld delivered %s of pr%lld, and %lld of them are other assets", (long long)delivery, quantity.data, (long long)product, (long long)others);
	text_free(&quantity);
	return STATUS_OK;
}

enum status asset_before(struct store *store, const struct record *old, struct record *asset, struct arena *arena)
{
	struct text fault = { 0 };

	(void)arena;
	if (!asset || !rule_concerns(old, asset, (const char *const[]){ "delivery", "product", NULL }))
		return STATUS_OK;
	enum status status = find_fault(store, asset, false, &fault);
	if (!status && fault.length)
		status = error_set(store->error, STATUS_REFUSED, "%s; leave delivery empty, or name the one that brought it", fault.data);
	text_free(&fault);
	return status;
}

enum status asset_check(struct store *store, const struct record *asset, struct arena *arena, struct text *findings)
{
	size_t before = findings->length;
	enum status status = find_fault(store, asset, true, findings);

	(void)arena;
	if (findings->length > before)
		text_byte(findings, '\n');
	return status;
}
