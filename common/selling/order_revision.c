#include "people/people.h"
#include "selling/selling.h"

/* What an approved order said before it was changed (order_revisions.h). */
static const struct field fields[] = {
	{ .id = 1, .name = "order", .kind = KIND_REF, .target = &record_order, .en = "Order", .zh = "订单",
	  .required = true, .composition = true, .help = "order that was changed" },
	{ .id = 2, .name = "number", .kind = KIND_INT, .en = "Revision", .zh = "修订", .required = true,
	  .help = "number of the revision" },
	{ .id = 3, .name = "ordered_on", .kind = KIND_DATE, .en = "Ordered", .zh = "下单日期", .help = "day of the order" },
	{ .id = 4, .name = "revised_on", .kind = KIND_DATE, .en = "Revised", .zh = "修订日期", .required = true, .help = "day on which it was changed" },
	{ .id = 5, .name = "contact", .kind = KIND_REF, .target = &record_contact, .en = "Contact", .zh = "联系人", .composition = true,
	  .help = "person that it names" },
	{ .id = 6, .name = "content", .kind = KIND_LONGTEXT, .personal = true, .en = "Content", .zh = "内容", .computed = true,
	  .help = "all that is printed of it, as JSON: the order, its lines, whom it names, the schema" },
	{ 0 },
};

const struct record_type record_order_revision = {
	.number = 64,
	.name = "order_revision",
	.plural = "order_revisions",
	.prefix = "sv",
	.en = "Order revision",
	.zh = "订单修订",
	.help = "An order revision is what an order said before it was changed.",
	.title = "number",
	.list = "order,number,ordered_on,revised_on",
	.books = true, .fields = fields,
	.internal = true,
	.trail = true,
	.no_common_fields = true,
};
