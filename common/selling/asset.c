#include "selling/selling.h"

static const struct field fields[] = {
	{ .id = 1, .name = "serial", .kind = KIND_TEXT, .en = "Serial number", .zh = "序列号", .required = true,
	  .search = true, .index = true, .nocopy = true, .digits = true, .help = "number of the unit" },
	{ .id = 2, .name = "product", .kind = KIND_REF, .target = &record_product, .en = "Product", .zh = "产品",
	  .required = true, .help = "what it is" },
	{ .id = 3, .name = "customer", .kind = KIND_REF, .target = &record_customer, .en = "Customer", .zh = "客户",
	  .required = true, .composition = true, .help = "who has it" },
	{ .id = 4, .name = "delivery", .kind = KIND_REF, .target = &record_delivery, .en = "Delivery", .zh = "发货单",
	  .help = "delivery that brought it" },
	{ .id = 5, .name = "installed_on", .kind = KIND_DATE, .en = "Installed", .zh = "安装日期",
	  .help = "day it was installed" },
	{ .id = 6, .name = "installed_at", .kind = KIND_TEXT, .en = "Installed at", .zh = "安装地点",
	  .help = "where it stands" },
	{ .id = 7, .name = "warranty_until", .kind = KIND_DATE, .en = "Warranty until", .zh = "保修截止",
	  .help = "last day of the warranty" },
	{ .id = 8, .name = "next_service_on", .kind = KIND_DATE, .en = "Next service", .zh = "下次保养", .index = true,
	  .help = "day the next service is due" },
	{ 0 },
};

const struct record_type record_asset = {
	.number = 33,
	.name = "asset",
	.plural = "assets",
	.prefix = "as",
	.en = "Asset",
	.zh = "资产",
	.help = "An asset is a unit that was sold, by its serial number.",
	.title = "serial",
	.bare_word = "serial",
	.list = "serial,product,customer,installed_on,warranty_until,next_service_on",
	.least = "installed_on,next_service_on",
	.books = true, .fields = fields,
};
