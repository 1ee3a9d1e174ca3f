#include "selling/selling.h"

static const struct field fields[] = {
	{ .id = 1, .name = "name", .kind = KIND_TEXT, .en = "Name", .zh = "名称", .required = true, .search = true,
	  .index = true, .help = "name of the price book" },
	{ .id = 2, .name = "active", .kind = KIND_BOOL, .en = "Active", .zh = "启用", .initial = "yes",
	  .help = "whether it is used" },
	{ .id = 3, .name = "standard", .kind = KIND_BOOL, .en = "Standard", .zh = "默认", .initial = "no",
	  .help = "whether it is for customers that have none of their own" },
	{ .id = 4, .name = "valid_from", .kind = KIND_DATE, .en = "Valid from", .zh = "生效日期",
	  .help = "first day on which it is valid" },
	{ .id = 5, .name = "valid_until", .kind = KIND_DATE, .en = "Valid until", .zh = "失效日期",
	  .help = "last day on which it is valid" },
	{ .id = 6, .name = "entries", .kind = KIND_LINES, .target = &record_pricebook_entry, .en = "Entries",
	  .zh = "价格明细", .help = "prices of products" },
	{ .id = 9, .name = "last_entry", .kind = KIND_INT, .en = "Last entry number", .zh = "末行号", .nocopy = true,
	  .computed = true, .bookkeeping = true, .help = "the highest number that an entry ever had" },
	{ .id = 8, .name = "customers", .kind = KIND_REFS, .target = &record_customer, .en = "Customers", .zh = "适用客户",
	  .help = "customers for whom it is valid" },
	{ .id = 7, .name = "currency", .kind = KIND_TEXT, .en = "Currency", .zh = "币种", .required = true,
	  .pattern = "^[A-Z]{3}$", .help = "ISO 4217 code of the amounts" },
	{ 0 },
};

static const struct field entry_fields[] = {
	{ .id = 1, .name = "parent", .kind = KIND_REF, .target = &record_pricebook, .en = "Price book", .zh = "价格表",
	  .required = true, .composition = true, .help = "price book that it is part of" },
	{ .id = 2, .name = "number", .kind = KIND_INT, .en = "Number", .zh = "行号", .nocopy = true,
	  .help = "permanent number in the price book" },
	{ .id = 3, .name = "product", .kind = KIND_REF, .target = &record_product, .en = "Product", .zh = "产品",
	  .required = true, .composition = true, .help = "product whose price it is" },
	{ .id = 4, .name = "price", .kind = KIND_DECIMAL, .en = "Price", .zh = "单价",
	  .help = "price of one unit; empty: the list price less the discount" },
	{ .id = 5, .name = "min_qty", .kind = KIND_DECIMAL, .en = "From quantity", .zh = "起订量", .initial = "0",
	  .help = "quantity from which it applies" },
	{ .id = 6, .name = "discount", .kind = KIND_PERCENT, .en = "Discount", .zh = "折扣",
	  .help = "discount on the price, in percent" },
	{ 0 },
};

const struct record_type record_pricebook = {
	.number = 13,
	.name = "pricebook",
	.plural = "pricebooks",
	.prefix = "pb",
	.en = "Price book",
	.zh = "价格表",
	.help = "A price book contains prices for a group of customers.",
	.title = "name",
	.bare_word = "name",
	.list = "name,currency,valid_from,valid_until,active",
	.fields = fields,
};

const struct record_type record_pricebook_entry = {
	.number = 14,
	.name = "pricebook_entry",
	.plural = "pricebook_entries",
	.prefix = "pe",
	.en = "Price book entry",
	.zh = "价格明细",
	.help = "A price book entry is the price of a product from some quantity on.",
	.title = "product",
	.list = "product,min_qty,price,discount",
	.fields = entry_fields,
	.parent = &record_pricebook,
	.internal = true,
	.no_common_fields = true,
};
