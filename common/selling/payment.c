#include "selling/selling.h"

static const struct pick kinds_of_payment[] = {
	{ .key = "receipt", .en = "Receipt", .zh = "收款", .initial = true },
	{ .key = "refund", .en = "Refund", .zh = "退款" },
	{ .key = "payment", .en = "Payment", .zh = "付款" },
	{ 0 },
};

static const struct pick methods[] = {
	{ .key = "transfer", .en = "Bank transfer", .zh = "银行转账", .initial = true },
	{ .key = "cash", .en = "Cash", .zh = "现金" },
	{ .key = "cheque", .en = "Cheque", .zh = "支票" },
	{ .key = "acceptance", .en = "Bank acceptance", .zh = "承兑汇票" },
	{ .key = "wechat", .en = "WeChat Pay", .zh = "微信支付" },
	{ .key = "alipay", .en = "Alipay", .zh = "支付宝" },
	{ .key = "card", .en = "Card", .zh = "刷卡" },
	{ .key = "offset", .en = "Offset", .zh = "冲账" },
	{ .key = "other", .en = "Other", .zh = "其他" },
	{ 0 },
};

/* A refund of a payment is part of that: nothing of it is left. */
#define ALLOCATED "coalesce((select sum(paid.amount) from allocation as paid where paid.parent = $.id), 0)"
#define REFUNDED "coalesce((select sum(back.amount) from payment as back where back.original = $.id and back.kind = 'refund'), 0)"

static const struct field fields[] = {
	{ .id = 1, .name = "customer", .kind = KIND_REF, .target = &record_customer, .en = "Customer", .zh = "客户",
	  .composition = true, .help = "who paid, or was paid back" },
	{ .id = 2, .name = "supplier", .kind = KIND_REF, .target = &record_supplier, .en = "Supplier", .zh = "供应商",
	  .composition = true, .help = "supplier that we paid" },
	{ .id = 3, .name = "order", .kind = KIND_REF, .target = &record_order, .en = "Order", .zh = "订单",
	  .help = "order that it is a deposit for" },
	{ .id = 4, .name = "kind", .kind = KIND_PICK, .picks = kinds_of_payment, .en = "Kind", .zh = "类型",
	  .help = "money in, paid back, or out" },
	{ .id = 5, .name = "paid_on", .kind = KIND_DATE, .en = "Paid", .zh = "日期", .required = true, .index = true,
	  .initial = "today", .help = "day the money moved" },
	{ .id = 6, .name = "amount", .kind = KIND_MONEY, .en = "Amount", .zh = "金额", .required = true, .bound = BOUND_POSITIVE, .instead = "money paid back is a refund: kind=refund",
	  .help = "how much; always positive" },
	{ .id = 7, .name = "method", .kind = KIND_PICK, .picks = methods, .en = "Method", .zh = "方式",
	  .help = "how it was paid" },
	{ .id = 8, .name = "reference", .kind = KIND_TEXT, .en = "Reference", .zh = "流水号", .search = true,
	  .nocopy = true, .digits = true, .help = "number or text of the bank" },
	{ .id = 9, .name = "payer_name", .kind = KIND_TEXT, .personal = true, .en = "Payer", .zh = "付款人", .search = true,
	  .help = "name on the account that paid" },
	{ .id = 10, .name = "original", .kind = KIND_REF, .target = &record_payment, .en = "Original", .zh = "原收款",
	  .nocopy = true, .help = "payment that a refund pays back" },
	{ .id = 11, .name = "allocations", .kind = KIND_LINES, .target = &record_allocation, .en = "Allocations",
	  .zh = "核销", .nocopy = true, .help = "what it pays" },
	{ .id = 15, .name = "last_allocation", .kind = KIND_INT, .en = "Last allocation number", .zh = "末次核销号", .nocopy = true,
	  .computed = true, .bookkeeping = true, .help = "the highest number that an allocation ever had" },
	{ .id = 12, .name = "allocated", .kind = KIND_MONEY, .en = "Allocated", .zh = "已核销", .derived = true,
	  .expr = ALLOCATED, .help = "what it pays of invoices or bills" },
	{ .id = 13, .name = "advance", .kind = KIND_MONEY, .en = "Advance", .zh = "预收预付", .derived = true,
	  .expr = "(case when $.original is not null then 0 else $.amount - " ALLOCATED " - " REFUNDED " end)", .help = "what is left to allocate" },
	{ .id = 14, .name = "currency", .kind = KIND_TEXT, .en = "Currency", .zh = "币种", .required = true,
	  .pattern = "^[A-Z]{3}$", .help = "ISO 4217 code of the amounts" },
	{ 0 },
};

static const struct field allocation_fields[] = {
	{ .id = 1, .name = "parent", .kind = KIND_REF, .target = &record_payment, .en = "Payment", .zh = "收付款",
	  .required = true, .composition = true, .help = "payment that it is part of" },
	{ .id = 2, .name = "number", .kind = KIND_INT, .en = "Number", .zh = "序号", .nocopy = true,
	  .help = "permanent number in the payment" },
	{ .id = 3, .name = "invoice", .kind = KIND_REF, .target = &record_invoice, .en = "Invoice", .zh = "账单",
	  .help = "invoice that it pays" },
	{ .id = 4, .name = "bill", .kind = KIND_REF, .target = &record_bill, .en = "Bill", .zh = "供应商账单",
	  .help = "bill that it pays" },
	{ .id = 5, .name = "amount", .kind = KIND_MONEY, .en = "Amount", .zh = "金额", .required = true, .bound = BOUND_POSITIVE,
	  .help = "how much of it" },
	{ .id = 6, .name = "allocated_on", .kind = KIND_DATE, .en = "Allocated", .zh = "核销日期", .initial = "today",
	  .help = "day it was allocated" },
	{ .id = 7, .name = "currency", .kind = KIND_TEXT, .en = "Currency", .zh = "币种", .required = true,
	  .pattern = "^[A-Z]{3}$", .help = "ISO 4217 code of the amounts" },
	{ .id = 8, .name = "no_discount", .kind = KIND_BOOL, .en = "No discount", .zh = "不给折扣",
	  .help = "whether no discount for early payment is given" },
	{ 0 },
};

const struct record_type record_payment = {
	.number = 30,
	.name = "payment",
	.plural = "payments",
	.prefix = "pay",
	.en = "Payment",
	.zh = "收付款",
	.help = "A payment is money from a customer, back to one, or to a supplier.",
	.title = "reference",
	.list = "customer,supplier,kind,paid_on,amount,currency,method,reference,advance",
	.least = "method,advance,reference,supplier,kind",
	.books = true, .fields = fields,
	.unmerged = true,
};

const struct record_type record_allocation = {
	.number = 31,
	.name = "allocation",
	.plural = "allocations",
	.prefix = "ac",
	.en = "Allocation",
	.zh = "核销",
	.help = "An allocation is the part of a payment that pays an invoice or a bill.",
	.title = "amount",
	.list = "invoice,bill,amount,currency,allocated_on",
	.fields = allocation_fields,
	.parent = &record_payment,
	.internal = true,
	.no_common_fields = true,
};
