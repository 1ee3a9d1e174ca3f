/* Reports that ship: products, stock, purchases. */
#include "reporting/shipped.h"

const struct report_definition shipped_goods[] = {
	{
		.name = "stock", .en = "Stock", .zh = "库存",
		.description = "Active products that are kept in stock: on hand, reserved, on order, and whether the level for reordering is reached.",
		.from = "product", .layout = "list", .where = "active=yes not on_hand=",
		.columns = "ref,code,name,category,unit,on_hand,reserved,on_order,reorder_level,stock",
	},
	{
		.name = "reorder", .en = "To be reordered", .zh = "待补货",
		.description = "Active products whose available quantity is below the level for reordering.",
		.from = "product", .layout = "list", .where = "active=yes stock=low",
		.columns = "ref,code,name,supplier,on_hand,reserved,on_order,reorder_level",
	},
	{
		.name = "purchases", .en = "Purchases by supplier", .zh = "按供应商采购",
		.description = "Purchase orders that are approved, received or closed, by supplier or by=month: how many and their totals.",
		.from = "purchase", .where = "not status=draft,cancelled", .date = "ordered_on", .period = "this-year", .group = "${by}",
		.columns = "count,sum:total", .sort = "-sum:total", .parameters = "by=supplier", .chart = "bar",
	},
	{ 0 },
};
