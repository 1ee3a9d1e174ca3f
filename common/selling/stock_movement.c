#include "selling/selling.h"

/* The ledger of a product: movements are never edited, but reversed by contrary ones. */
static const struct pick movement_kinds[] = {
	{ .key = "opening", .en = "Opening", .zh = "期初" },
	{ .key = "receipt", .en = "Receipt", .zh = "入库" },
	{ .key = "issue", .en = "Issue", .zh = "出库" },
	{ .key = "adjustment", .en = "Adjustment", .zh = "调整" },
	{ .key = "reservation", .en = "Reservation", .zh = "预留" },
	{ 0 },
};

static const struct field fields[] = {
	{ .id = 1, .name = "parent", .kind = KIND_REF, .target = &record_product, .en = "Product", .zh = "产品",
	  .required = true, .composition = true, .help = "what moved" },
	{ .id = 2, .name = "number", .kind = KIND_INT, .en = "Number", .zh = "序号", .nocopy = true,
	  .help = "number of the movement within the product" },
	{ .id = 3, .name = "kind", .kind = KIND_PICK, .picks = movement_kinds, .en = "Kind", .zh = "类型",
	  .required = true, .help = "what happened" },
	{ .id = 4, .name = "qty", .kind = KIND_DECIMAL, .en = "Quantity", .zh = "数量", .required = true,
	  .help = "quantity in, or out if negative" },
	{ .id = 5, .name = "moved_on", .kind = KIND_DATE, .en = "Moved on", .zh = "日期", .required = true,
	  .help = "day it happened" },
	{ .id = 6, .name = "source", .kind = KIND_ANYREF, .en = "Source", .zh = "来源", .outlives = true,
	  .help = "line of the document that it follows from" },
	{ .id = 7, .name = "reason", .kind = KIND_TEXT, .en = "Reason", .zh = "原因",
	  .help = "reason, if no document gives it" },
	{ .id = 8, .name = "who", .kind = KIND_REF, .target = &record_user, .en = "Who", .zh = "操作人",
	  .help = "who recorded it" },
	{ .id = 9, .name = "counted", .kind = KIND_DECIMAL, .en = "Counted", .zh = "实盘数",
	  .help = "of a count, what was there at its end" },
	{ 0 },
};

const struct record_type record_stock_movement = {
	.number = 32,
	.name = "stock_movement",
	.plural = "stock_movements",
	.prefix = "mv",
	.en = "Stock movement",
	.zh = "库存变动",
	.help = "A stock movement is one row of the ledger of a product.",
	.title = "kind",
	.list = "parent,kind,qty,moved_on,source,reason,who,counted",
	.fields = fields,
	.parent = &record_product,
	.summed = "kind, qty",
	.internal = true,
	.no_common_fields = true,
};
