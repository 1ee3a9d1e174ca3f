#include "selling/quantities.h"
#include "selling/selling.h"

static const struct field fields[] = {
	{ .id = 1, .name = "order", .kind = KIND_REF, .target = &record_order, .en = "Order", .zh = "订单",
	  .required = true, .composition = true, .help = "order it is a part of" },
	{ .id = 2, .name = "number", .kind = KIND_INT, .en = "Number", .zh = "期数", .required = true,
	  .help = "number of the instalment within the order" },
	{ .id = 3, .name = "percent", .kind = KIND_PERCENT, .en = "Percent", .zh = "比例", .required = true,
	  .help = "part of the total" },
	{ .id = 4, .name = "due", .kind = KIND_TEXT, .en = "Due at", .zh = "付款节点", .required = true,
	  .help = "signing, order, delivery, acceptance, invoice, each optionally + a period, or a day" },
	{ .id = 5, .name = "invoiced", .kind = KIND_BOOL, .en = "Invoiced", .zh = "已开票", .derived = true,
	  .expr = "(exists (select 1 from invoice as claim where claim.instalment = $.id and claim.kind = 'invoice' and claim.status <> 'cancelled'"
	          " and not exists (select 1 from invoice as note where " GIVES_ALL_BACK("claim", "note") ")))",
	  .help = "whether an invoice claims it" },
	{ 0 },
};

const struct record_type record_instalment = {
	.number = 20,
	.name = "instalment",
	.plural = "instalments",
	.prefix = "ip",
	.en = "Instalment",
	.zh = "分期",
	.help = "An instalment is a part of the total of an order that is invoiced separately.",
	.title = "due",
	.list = "order,number,percent,due,invoiced",
	.fields = fields,
	.internal = true,
};
