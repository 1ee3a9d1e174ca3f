#include "selling/document.h"

#include "selling/selling.h"

static const struct pick kinds_of_bill[] = {
	{ .key = "bill", .en = "Bill", .zh = "账单", .initial = true },
	{ .key = "credit-note", .en = "Credit note", .zh = "红冲单" },
	{ 0 },
};

static const struct pick statuses[] = {
	{ .key = "open", .en = "Open", .zh = "未结", .initial = true },
	{ .key = "cancelled", .en = "Cancelled", .zh = "已取消" },
	{ 0 },
};

static const struct pick payments[] = {
	{ .key = "open", .en = "Open", .zh = "未付" },
	{ .key = "part", .en = "Part", .zh = "部分付款" },
	{ .key = "paid", .en = "Paid", .zh = "已付清" },
	{ .key = "over", .en = "Overpaid", .zh = "多付" },
	{ 0 },
};

/* A credit note takes from the bill that it corrects; without one the supplier owes it. */
#define ALLOCATED "coalesce((select sum(paid.amount) from allocation as paid where paid.bill = $.id), 0)"
#define BALANCE \
	"(case when $.status = 'cancelled' then 0" \
	" when $.kind = 'credit-note' then case when $.original is null then " ALLOCATED " - $.total else 0 end" \
	" else $.total - " ALLOCATED " - coalesce((select sum(note.total) from bill as note" \
	" where note.original = $.id and note.kind = 'credit-note' and note.status = 'open'), 0) end)"
/* A credit note is never to be paid by us. */
#define IS_DUE "$.status = 'open' and $.due_on < today() and coalesce($.kind, '') <> 'credit-note'"

static const char overdue_amount[] =
	"(case when " IS_DUE " then (select case when rest.amount > 0 then rest.amount else 0 end from (select " BALANCE
	" - coalesce((select sum(later.amount) from due_part as later where later.bill = $.id and (later.due_on is null or later.due_on >= today())), 0) as amount)"
	" as rest) else 0 end)";

static const struct field fields[] = {
	{ .id = 1, .name = "supplier", .kind = KIND_REF, .target = &record_supplier, .en = "Supplier", .zh = "供应商",
	  .required = true, .composition = true, .help = "whom we buy from" },
	{ .id = 2, .name = "supplier_number", .kind = KIND_TEXT, .en = "Number", .zh = "账单号", .search = true,
	  .nocopy = true, .digits = true, .help = "the supplier's number for it" },
	{ .id = 3, .name = "subject", .kind = KIND_TEXT, .en = "Subject", .zh = "主题", .search = true,
	  .help = "what it is about" },
	{ .id = 4, .name = "purchase", .kind = KIND_REF, .target = &record_purchase, .en = "Purchase", .zh = "采购单",
	  .help = "purchase that it bills" },
	{ .id = 14, .name = "kind", .kind = KIND_PICK, .picks = kinds_of_bill, .en = "Kind", .zh = "类型", .earlier = "'bill'", .since = 7,
	  .help = "bill or credit note" },
	{ .id = 15, .name = "original", .kind = KIND_REF, .target = &record_bill, .en = "Original", .zh = "原账单", .nocopy = true,
	  .help = "bill that a credit note corrects" },
	{ .id = 16, .name = "reason", .kind = KIND_TEXT, .en = "Reason", .zh = "红冲原因", .nocopy = true, .help = "why it is credited" },
	{ .id = 5, .name = "status", .kind = KIND_PICK, .picks = statuses, .en = "Status", .zh = "状态", .nocopy = true,
	  .help = "whether it is owed" },
	{ .id = 6, .name = "issued_on", .kind = KIND_DATE, .en = "Issued", .zh = "开票日期", .nocopy = true,
	  .initial = "today", .help = "day it was issued" },
	{ .id = 7, .name = "due_on", .kind = KIND_DATE, .en = "Due", .zh = "付款日期", .index = true, .nocopy = true,
	  .help = "due date; from the payment terms unless given; of parts, the next one that is not paid" },
	{ .id = 8, .name = "lines", .kind = KIND_LINES, .target = &record_bill_line, .en = "Lines", .zh = "明细",
	  .help = "what is claimed" },
	{ .id = 9, .name = "balance", .kind = KIND_MONEY, .en = "Balance", .zh = "余额", .derived = true,
	  .expr = BALANCE, .help = "what is still to be paid" },
	{ .id = 10, .name = "payment", .kind = KIND_PICK, .picks = payments, .en = "Payment", .zh = "付款情况",
	  .derived = true,
	  .expr = "(case when $.status <> 'cancelled' then (select case when rest.balance < 0 then 'over' when rest.balance = 0 then 'paid'"
	          " when rest.balance < $.total then 'part' else 'open' end from (select case $.kind when 'credit-note' then -" BALANCE " else " BALANCE " end as balance)"
	          " as rest) end)",
	  .help = "whether it is paid; empty for cancelled ones" },
	{ .id = 11, .name = "overdue", .kind = KIND_BOOL, .en = "Overdue", .zh = "逾期", .derived = true,
	  .expr = "(case when " IS_DUE " then " BALANCE " > 0 else 0 end)",
	  .help = "whether it should have been paid" },
	{ .id = 12, .name = "payment_terms", .kind = KIND_TEXT, .printed = true, .en = "Payment terms", .zh = "付款条件", .nocopy = true,
	  .offers = payment_terms_offers, .help = "net 30, delivery+30d, or parts; of the supplier unless given" },
	{ .id = 13, .name = "overdue_amount", .kind = KIND_MONEY, .en = "Overdue amount", .zh = "逾期金额", .derived = true,
	  .expr = overdue_amount, .help = "what of it should have been paid" },
	{ .id = 17, .name = "rebill", .kind = KIND_BOOL, .en = "Bill again", .zh = "重新入账", .nocopy = true,
	  .help = "whether what a credit note takes back of a purchase is to be billed again" },
	{ 0 },
};

const struct record_type record_bill = {
	.number = 25,
	.name = "bill",
	.plural = "bills",
	.prefix = "bl",
	.en = "Bill",
	.zh = "供应商账单",
	.help = "A bill is the invoice of a supplier, or his credit note.",
	.title = "supplier_number",
	.bare_word = "supplier_number",
	.list = "supplier_number,supplier,total,currency,due_on,payment,balance,owner,kind",
	.least = "owner,payment,kind",
	.books = true, .fields = fields,
	.unmerged = true,
	.shared = { record_money },
};

static const struct field line_fields[] = {
	{ .id = 1, .name = "parent", .kind = KIND_REF, .target = &record_bill, .en = "Bill", .zh = "供应商账单",
	  .required = true, .composition = true, .help = "document that it is part of" },
	{ .id = 2, .name = "number", .kind = KIND_INT, .en = "Number", .zh = "行号", .nocopy = true,
	  .help = "permanent number in the document" },
	{ .id = 3, .name = "purchase_line", .kind = KIND_REF, .target = &record_purchase_line, .en = "Purchase line",
	  .zh = "采购行", .help = "line of the purchase that it bills" },
	{ .id = 4, .name = "original", .kind = KIND_REF, .target = &record_bill_line, .en = "Original line", .zh = "原账单行", .nocopy = true, .computed = true,
	  .help = "line of the bill that a credit note corrects" },
	{ 0 },
};

const struct record_type record_bill_line = {
	.number = 26,
	.name = "bill_line",
	.plural = "bill_lines",
	.prefix = "bn",
	.en = "Bill line",
	.zh = "供应商账单行",
	.help = "A bill line is one position of a bill.",
	.title = "description",
	.list = "description,qty,unit,price,amount,currency",
	.least = "number,product,discount,unit,tax",
	.fields = line_fields,
	.shared = { record_line },
	.parent = &record_bill,
	.internal = true,
	.no_common_fields = true,
};
