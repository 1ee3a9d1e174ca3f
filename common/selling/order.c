#include "selling/document.h"

#include "people/people.h"
#include "selling/quantities.h"
#include "selling/selling.h"

static const struct pick statuses[] = {
	{ .key = "draft", .en = "Draft", .zh = "草稿", .initial = true },
	{ .key = "approved", .en = "Approved", .zh = "已批准" },
	{ .key = "closed", .en = "Closed", .zh = "已完成" },
	{ .key = "cancelled", .en = "Cancelled", .zh = "已取消" },
	{ 0 },
};

static const struct pick parts[] = {
	{ .key = "no", .en = "No", .zh = "否" },
	{ .key = "part", .en = "Part", .zh = "部分" },
	{ .key = "yes", .en = "Yes", .zh = "是" },
	{ 0 },
};

static const char delivered_qty[] =
	"coalesce((select sum(" DELIVERED_QTY("sent") ") from delivery_line as sent join delivery as note on note.id = sent.parent"
	" where sent.order_line = $.id and note.status <> 'cancelled'), 0)";

static const char invoiced_qty[] =
	"coalesce((select sum(" CLAIMED("claim", "billed.qty") ") from invoice_line as billed"
	" join invoice as claim on claim.id = billed.parent where billed.order_line = $.id and claim.status <> 'cancelled'), 0)";

/* The cheap questions come first: few orders have goods that came back. */
static const char delivered[] =
	"(case when not exists (select 1 from delivery as note where note.\"order\" = $.id and note.status <> 'cancelled') then 'no'"
	" when not exists (select 1 from order_line as wanted where wanted.parent = $.id and wanted.qty > coalesce((select sum(" DELIVERED_QTY("sent") ")"
	" from delivery_line as sent join delivery as note on note.id = sent.parent where sent.order_line = wanted.id and note.status <> 'cancelled'), 0)) then 'yes'"
	" when exists (select 1 from delivery as back where back.\"order\" = $.id and back.original is not null and back.status <> 'cancelled')"
	" and (select sum(" DELIVERED_QTY("sent") ") from delivery as note join delivery_line as sent on sent.parent = note.id"
	" where note.\"order\" = $.id and note.status <> 'cancelled') = 0 then 'no' else 'part' end)";

/* By amount, because an instalment has no quantities. */
static const char invoiced[] =
	"(select case when claimed.amount = 0 then 'no' when claimed.amount < $.total then 'part' else 'yes' end from"
	" (select coalesce(sum(" CLAIMED("claim", "claim.total") "), 0) as amount from invoice as claim"
	" where claim.\"order\" = $.id and claim.status <> 'cancelled') as claimed)";

static const struct field fields[] = {
	{ .id = 1, .name = "customer", .kind = KIND_REF, .target = &record_customer, .en = "Customer", .zh = "客户",
	  .headers = CUSTOMER_HEADERS,
	  .required = true, .composition = true, .help = "customer it is for" },
	{ .id = 2, .name = "number", .kind = KIND_TEXT, .en = "Number", .zh = "编号", .unique = true, .search = true,
	  .nocopy = true, .computed = true, .help = "assigned when it is issued" },
	{ .id = 3, .name = "subject", .kind = KIND_TEXT, .printed = true, .en = "Subject", .zh = "主题", .search = true,
	  .help = "what it is about" },
	{ .id = 4, .name = "contact", .kind = KIND_REF, .printed = true, .target = &record_contact, .en = "Contact", .zh = "联系人",
	  .help = "person it is for" },
	{ .id = 5, .name = "deal", .kind = KIND_REF, .target = &record_deal, .en = "Deal", .zh = "商机",
	  .help = "deal it belongs to" },
	{ .id = 6, .name = "quote", .kind = KIND_REF, .target = &record_quote, .en = "Quote", .zh = "报价单",
	  .help = "quote it was made from" },
	{ .id = 7, .name = "contract_no", .kind = KIND_TEXT, .en = "Contract number", .zh = "合同编号", .search = true,
	  .digits = true, .help = "number of the contract" },
	{ .id = 8, .name = "signed_on", .kind = KIND_DATE, .en = "Signed", .zh = "签订日期",
	  .help = "day the contract was signed" },
	{ .id = 9, .name = "customer_po", .kind = KIND_TEXT, .en = "Customer's order number", .zh = "客户订单号",
	  .headers = "PO Number,Purchase Order,Customer Order No",
	  .search = true, .digits = true, .help = "the customer's own number for it" },
	{ .id = 10, .name = "status", .kind = KIND_PICK, .picks = statuses, .en = "Status", .zh = "状态",
	  .nocopy = true, .help = "how far it has progressed" },
	{ .id = 11, .name = "ordered_on", .kind = KIND_DATE, .en = "Ordered", .zh = "下单日期",
	  .headers = "Order Date,Date,订单日期", .nocopy = true,
	  .initial = "today", .help = "day of the order" },
	{ .id = 12, .name = "due_on", .kind = KIND_DATE, .printed = true, .en = "Due", .zh = "交货日期",
	  .headers = "Required Date,Delivery Date",
	  .help = "day it is to be delivered" },
	{ .id = 13, .name = "repeat", .kind = KIND_RRULE, .en = "Repeat", .zh = "重复",
	  .help = "when it is invoiced repeatedly: FREQ=MONTHLY" },
	{ .id = 14, .name = "repeat_until", .kind = KIND_DATE, .en = "Repeat until", .zh = "重复至",
	  .help = "last day of the recurrence" },
	{ .id = 15, .name = "repeated_on", .kind = KIND_DATE, .en = "Repeated", .zh = "上次重复", .nocopy = true,
	  .computed = true, .help = "day of the last recurring invoice" },
	{ .id = 16, .name = "lines", .kind = KIND_LINES, .target = &record_order_line, .en = "Lines", .zh = "明细",
	  .help = "what is ordered" },
	{ .id = 17, .name = "delivered", .kind = KIND_PICK, .picks = parts, .en = "Delivered", .zh = "发货情况",
	  .derived = true, .expr = delivered, .help = "whether all of it was delivered" },
	{ .id = 18, .name = "invoiced", .kind = KIND_PICK, .picks = parts, .en = "Invoiced", .zh = "开票情况",
	  .derived = true, .expr = invoiced, .help = "whether all of it was invoiced" },
	{ .id = 19, .name = "over_limit", .kind = KIND_TEXT, .en = "Reason beyond the limit", .zh = "超额原因",
	  .nocopy = true, .computed = true, .help = "why it was approved beyond the credit limit" },
	{ .id = 20, .name = "margin", .kind = KIND_MONEY, .en = "Margin", .zh = "毛利", .derived = true,
	  .expr = DOCUMENT_MARGIN("order_line"),
	  .help = "nets of the lines that have a cost, less the cost and the discount" },
	{ .id = 30, .name = "leave_reason", .kind = KIND_TEXT, .en = "Reason not to invoice", .zh = "不再开票原因",
	  .nocopy = true, .computed = true, .help = "why it was closed although something that was delivered is not invoiced" },
	{ .id = 31, .name = "revision", .kind = KIND_INT, .en = "Revision", .zh = "修订", .nocopy = true, .computed = true,
	  .help = "how often it was approved with other content; empty for the first time" },
	{ .id = 32, .name = "revise_reason", .kind = KIND_TEXT, .en = "Reason of the revision", .zh = "修订原因", .nocopy = true,
	  .help = "why it was changed last" },
	{ 0 },
};

const struct record_type record_order = {
	.number = 18,
	.name = "order",
	.plural = "orders",
	.prefix = "so",
	.en = "Order",
	.zh = "订单",
	.words = "销售订单",
	.noted = "Employee ID,Shipped Date,Ship Via,Ship Name",
	.help = "An order is what a customer has bought.",
	.title = "subject",
	.bare_word = "subject",
	.list = "number,subject,customer,status,total,currency,due_on,delivered,invoiced,owner",
	.least = "owner,invoiced,delivered,subject",
	.books = true, .fields = fields,
	.shared = { record_address, record_tax_data, record_money, record_printed },
};

static const struct field line_fields[] = {
	{ .id = 1, .name = "parent", .kind = KIND_REF, .target = &record_order, .en = "Order", .zh = "订单",
	  .required = true, .composition = true, .help = "document that it is part of" },
	{ .id = 2, .name = "number", .kind = KIND_INT, .en = "Number", .zh = "行号", .nocopy = true,
	  .help = "permanent number in the document" },
	{ .id = 3, .name = "delivered", .kind = KIND_DECIMAL, .en = "Delivered", .zh = "已发货", .derived = true,
	  .expr = delivered_qty, .help = "quantity on deliveries that are not cancelled, less what came back" },
	{ .id = 4, .name = "invoiced", .kind = KIND_DECIMAL, .en = "Invoiced", .zh = "已开票", .derived = true,
	  .expr = invoiced_qty, .help = "quantity on invoices that are not cancelled, less credit notes that let it be invoiced again" },
	{ 0 },
};

const struct record_type record_order_line = {
	.number = 19,
	.name = "order_line",
	.plural = "order_lines",
	.prefix = "sl",
	.en = "Order line",
	.zh = "订单行",
	.help = "An order line is one position of an order.",
	.title = "description",
	.list = "description,qty,unit,price,amount,currency",
	.least = "number,product,discount,unit,tax",
	.fields = line_fields,
	.shared = { record_line },
	.parent = &record_order,
	.internal = true,
	.no_common_fields = true,
};
