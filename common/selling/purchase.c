#include "selling/document.h"

#include "selling/selling.h"

static const struct pick statuses[] = {
	{ .key = "draft", .en = "Draft", .zh = "草稿", .initial = true },
	{ .key = "approved", .en = "Approved", .zh = "已批准" },
	{ .key = "part-received", .en = "Partly received", .zh = "部分到货" },
	{ .key = "received", .en = "Received", .zh = "已到货" },
	{ .key = "closed", .en = "Closed", .zh = "已完成" },
	{ .key = "cancelled", .en = "Cancelled", .zh = "已取消" },
	{ 0 },
};

static const struct field fields[] = {
	{ .id = 1, .name = "supplier", .kind = KIND_REF, .target = &record_supplier, .en = "Supplier", .zh = "供应商",
	  .required = true, .composition = true, .help = "whom we buy from" },
	{ .id = 2, .name = "number", .kind = KIND_TEXT, .en = "Number", .zh = "编号", .unique = true, .search = true,
	  .nocopy = true, .computed = true, .help = "assigned when it is issued" },
	{ .id = 3, .name = "subject", .kind = KIND_TEXT, .printed = true, .en = "Subject", .zh = "主题", .search = true,
	  .help = "what it is about" },
	{ .id = 11, .name = "contact", .kind = KIND_TEXT, .printed = true, .personal = true, .en = "Contact", .zh = "联系人", .search = true,
	  .help = "person to talk to; of the supplier unless given" },
	{ .id = 12, .name = "orders", .kind = KIND_REFS, .target = &record_order, .en = "Orders", .zh = "销售订单", .nocopy = true,
	  .help = "orders of customers that it is bought for" },
	{ .id = 4, .name = "status", .kind = KIND_PICK, .picks = statuses, .en = "Status", .zh = "状态",
	  .nocopy = true, .help = "how far it has progressed" },
	{ .id = 5, .name = "ordered_on", .kind = KIND_DATE, .en = "Ordered", .zh = "下单日期", .nocopy = true,
	  .initial = "today", .help = "day of the order" },
	{ .id = 6, .name = "requisition_no", .kind = KIND_TEXT, .printed = true, .en = "Requisition number", .zh = "请购单号",
	  .search = true, .digits = true, .help = "number of the request for it" },
	{ .id = 13, .name = "carrier", .kind = KIND_TEXT, .en = "Carrier", .zh = "承运人", .help = "who carries it" },
	{ .id = 7, .name = "tracking_no", .kind = KIND_TEXT, .en = "Tracking number", .zh = "运单号", .search = true,
	  .nocopy = true, .digits = true, .help = "the carrier's number for it" },
	{ .id = 8, .name = "due_on", .kind = KIND_DATE, .printed = true, .en = "Due", .zh = "到货日期", .help = "day on which it is expected" },
	{ .id = 9, .name = "lines", .kind = KIND_LINES, .target = &record_purchase_line, .en = "Lines", .zh = "明细",
	  .help = "what is bought" },
	{ .id = 10, .name = "leave_reason", .kind = KIND_TEXT, .en = "Reason not to bill", .zh = "不再入账原因", .nocopy = true, .computed = true,
	  .help = "why it was closed although something that was received is not billed" },
	{ 0 },
};

const struct record_type record_purchase = {
	.number = 23,
	.name = "purchase",
	.plural = "purchases",
	.prefix = "po",
	.en = "Purchase",
	.zh = "采购单",
	.words = "采购订单",
	.help = "A purchase is an order that we place with a supplier.",
	.title = "subject",
	.bare_word = "subject",
	.list = "number,supplier,subject,status,total,currency,due_on,owner",
	.least = "owner,subject",
	.books = true, .fields = fields,
	.shared = { record_address, record_money, record_printed },
};

static const struct field line_fields[] = {
	{ .id = 1, .name = "parent", .kind = KIND_REF, .target = &record_purchase, .en = "Purchase", .zh = "采购",
	  .required = true, .composition = true, .help = "document that it is part of" },
	{ .id = 2, .name = "number", .kind = KIND_INT, .en = "Number", .zh = "行号", .nocopy = true,
	  .help = "permanent number in the document" },
	{ .id = 3, .name = "received", .kind = KIND_DECIMAL, .en = "Received", .zh = "已收货", .derived = true,
	  .expr = "coalesce((select sum(got.qty) from stock_movement as got where got.source = {purchase_line:$.id}), 0)",
	  .help = "quantity that was received, less what was returned" },
	{ 0 },
};

const struct record_type record_purchase_line = {
	.number = 24,
	.name = "purchase_line",
	.plural = "purchase_lines",
	.prefix = "pl",
	.en = "Purchase line",
	.zh = "采购行",
	.help = "A purchase line is one position of a purchase.",
	.title = "description",
	.list = "description,qty,unit,price,amount,currency",
	.least = "number,product,discount,unit,tax",
	.fields = line_fields,
	.shared = { record_line },
	.parent = &record_purchase,
	.internal = true,
	.no_common_fields = true,
};
