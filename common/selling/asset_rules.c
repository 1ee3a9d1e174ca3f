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
	                            " where note.id = %jd and sent.product = %jd and note.status <> 'cancelled' and coalesce(note.kind, '') <> 'return'", delivery, product);
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

/* A serial number names one unit of a product: appends which other asset has it. */
static enum status find_twin(struct store *store, const struct record *asset, bool stored, struct text *fault)
{
	int64_t twin = 0;

	(void)stored;
	enum status status = db_one(store->db, &twin, "select id from asset where product = %jd and serial = %s and id <> %jd order by id limit 1",
	                            record_integer(asset, "product"), record_text(asset, "serial"), asset->id);

	if (!status && twin)
		text_printf(fault, "serial: as%lld is unit %s of pr%lld already", (long long)twin, record_text(asset, "serial"), (long long)record_integer(asset, "product"));
	return status;
}

enum status asset_before(struct store *store, const struct record *old, struct record *asset, struct arena *arena)
{
	struct text fault = { 0 };
	enum status status = STATUS_OK;

	(void)arena;
	if (asset && rule_concerns(old, asset, (const char *const[]){ "serial", "product", NULL }))
		status = find_twin(store, asset, false, &fault);
	if (!status && fault.length)
		status = error_set(store->error, STATUS_REFUSED, "%s", fault.data);
	if (!status && asset && rule_concerns(old, asset, (const char *const[]){ "delivery", "product", NULL }))
		status = find_fault(store, asset, false, &fault);
	if (!status && fault.length)
		status = error_set(store->error, STATUS_REFUSED, "%s; leave delivery empty, or name the one that brought it", fault.data);
	text_free(&fault);
	return status;
}

enum status asset_check(struct store *store, const struct record *asset, struct arena *arena, struct text *findings)
{
	enum status (*const finds[])(struct store *, const struct record *, bool, struct text *) = { find_fault, find_twin };
	enum status status = STATUS_OK;

	(void)arena;
	for (size_t i = 0; !status && i < sizeof finds / sizeof *finds; i++) {
		size_t before = findings->length;
		status = finds[i](store, asset, true, findings);
		if (findings->length > before)
			text_byte(findings, '\n');
	}
	return status;
}
