#include "selling/document.h"

#include "people/people.h"
#include "selling/selling.h"

static const struct pick kinds_of_invoice[] = {
	{ .key = "invoice", .en = "Invoice", .zh = "账单", .initial = true },
	{ .key = "credit-note", .en = "Credit note", .zh = "红冲单" },
	{ .key = "opening", .en = "Opening balance", .zh = "期初应收" },
	{ 0 },
};

static const struct pick statuses[] = {
	{ .key = "draft", .en = "Draft", .zh = "草稿", .initial = true },
	{ .key = "issued", .en = "Issued", .zh = "已开出" },
	{ .key = "cancelled", .en = "Cancelled", .zh = "已取消" },
	{ 0 },
};

static const struct pick payments[] = {
	{ .key = "open", .en = "Open", .zh = "未收" },
	{ .key = "part", .en = "Part", .zh = "部分收款" },
	{ .key = "paid", .en = "Paid", .zh = "已收清" },
	{ .key = "over", .en = "Overpaid", .zh = "多收" },
	{ 0 },
};

static const struct pick cover[] = {
	{ .key = "none", .en = "None", .zh = "未开" },
	{ .key = "part", .en = "Part", .zh = "部分" },
	{ .key = "full", .en = "Full", .zh = "已开" },
	{ 0 },
};

/* A credit note takes from the invoice that it corrects; without one it is a credit of the customer. */
#define ALLOCATED "coalesce((select sum(paid.amount) from allocation as paid where paid.invoice = $.id), 0)"
#define BALANCE \
	"(case when $.status = 'cancelled' then 0" \
	" when $.kind = 'credit-note' then case when $.original is null then " ALLOCATED " - $.total else 0 end" \
	" else $.total - " ALLOCATED " - coalesce((select sum(note.total) from invoice as note" \
	" where note.original = $.id and note.kind = 'credit-note' and note.status = 'issued'), 0) end)"

/* Only what is issued is to be paid. Of a credit note without an invoice the balance is below zero until it is paid back. */
static const char payment[] =
	"(case when $.status = 'issued' then"
	" (select case when rest.balance = 0 then 'paid' when rest.balance < 0 then 'over' when rest.balance < $.total then 'part' else 'open' end"
	" from (select case $.kind when 'credit-note' then -" BALANCE " else " BALANCE " end as balance) as rest) end)";

/* The cheap questions come first: most invoices are paid long before they would be overdue. */
static const char overdue[] =
	"(case when $.status = 'issued' and $.due_on < today() and $.kind <> 'credit-note' then " BALANCE " > 0 else 0 end)";

/* Of terms in parts, those that are due later, or wait for something, are not overdue with the first one. */
static const char overdue_amount[] =
	"(case when $.status = 'issued' and $.due_on < today() and $.kind <> 'credit-note' then (select case when rest.amount > 0 then rest.amount else 0 end from (select " BALANCE
	" - coalesce((select sum(later.amount) from due_part as later where later.invoice = $.id and (later.due_on is null or later.due_on >= today())), 0) as amount)"
	" as rest) else 0 end)";

#define RELATED_FAPIAOS "select link.fapiao from fapiao_invoices as link where link.invoice in (select invoice from related)"

/* Invoices that share fapiaos, directly or through others, are covered together, when what the fapiaos come to reaches what the invoices do. A credit note
 * takes from the invoice that it corrects, whether a red fapiao names the one or the other; a red one takes from what it corrects. */
static const char fapiao[] =
	"(with recursive related (invoice) as (select $.id union select other.invoice from related"
	" join fapiao_invoices as mine on mine.invoice = related.invoice join fapiao_invoices as other on other.fapiao = mine.fapiao)"
	" select case when sums.covered is null or (sums.covered = 0 and sums.wanted <> 0) then 'none'"
	" when sums.covered >= sums.wanted and sums.wanted >= 0 then 'full' when sums.covered <= sums.wanted and sums.wanted < 0 then 'full' else 'part' end from (select"
	" (select sum(coalesce(slip.net, 0) + coalesce(slip.tax, 0)) from fapiao as slip where slip.id in ("
	RELATED_FAPIAOS "))"
	" + coalesce((select sum(coalesce(red.net, 0) + coalesce(red.tax, 0)) from fapiao as red where red.original in (" RELATED_FAPIAOS ")"
	" and red.id not in (" RELATED_FAPIAOS ")), 0) as covered,"
	" (select sum(case claim.kind when 'credit-note' then -claim.total else claim.total end) from invoice as claim where claim.id in (select invoice from related))"
	" - coalesce((select sum(note.total) from invoice as note where note.original in (select invoice from related) and note.kind = 'credit-note'"
	" and coalesce(note.status, '') = 'issued' and note.id not in (select invoice from related)), 0) as wanted) as sums)";

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
	{ .id = 6, .name = "order", .kind = KIND_REF, .target = &record_order, .en = "Order", .zh = "订单",
	  .help = "order that it invoices" },
	{ .id = 7, .name = "instalment", .kind = KIND_REF, .target = &record_instalment, .en = "Instalment",
	  .zh = "分期", .nocopy = true, .computed = true, .help = "instalment of the order that it invoices" },
	{ .id = 8, .name = "kind", .kind = KIND_PICK, .printed = true, .picks = kinds_of_invoice, .en = "Kind", .zh = "类型",
	  .help = "invoice, credit note, or opening balance" },
	{ .id = 9, .name = "original", .kind = KIND_REF, .printed = true, .target = &record_invoice, .en = "Original", .zh = "原账单",
	  .nocopy = true, .help = "invoice that a credit note corrects" },
	{ .id = 10, .name = "status", .kind = KIND_PICK, .picks = statuses, .en = "Status", .zh = "状态",
	  .nocopy = true, .help = "how far it has progressed" },
	{ .id = 11, .name = "issued_on", .kind = KIND_DATE, .en = "Issued", .zh = "开出日期", .index = true,
	  .nocopy = true, .help = "day it was issued" },
	{ .id = 12, .name = "due_on", .kind = KIND_DATE, .printed = true, .en = "Due", .zh = "到期日", .index = true, .nocopy = true,
	  .help = "due date; from the payment terms unless given; of parts, the next one that is not paid" },
	{ .id = 13, .name = "opening_balance", .kind = KIND_MONEY, .en = "Opening balance", .zh = "期初余额",
	  .help = "amount that was unpaid at the start, of kind opening" },
	{ .id = 14, .name = "lines", .kind = KIND_LINES, .target = &record_invoice_line, .en = "Lines", .zh = "明细",
	  .help = "what is claimed" },
	{ .id = 15, .name = "balance", .kind = KIND_MONEY, .en = "Balance", .zh = "未收余额", .derived = true,
	  .expr = BALANCE, .help = "what is still to be paid" },
	{ .id = 16, .name = "payment", .kind = KIND_PICK, .picks = payments, .en = "Payment", .zh = "收款情况",
	  .derived = true, .expr = payment, .help = "whether it is paid; empty for drafts and cancelled ones" },
	{ .id = 17, .name = "overdue", .kind = KIND_BOOL, .en = "Overdue", .zh = "逾期", .derived = true,
	  .expr = overdue, .help = "whether it should have been paid" },
	{ .id = 18, .name = "fapiao", .kind = KIND_PICK, .picks = cover, .en = "Fapiao", .zh = "发票情况", .derived = true,
	  .expr = fapiao, .help = "whether tax invoices cover it" },
	{ .id = 19, .name = "margin", .kind = KIND_MONEY, .en = "Margin", .zh = "毛利", .derived = true,
	  .expr = DOCUMENT_MARGIN("invoice_line"),
	  .help = "nets of the lines that have a cost, less the cost and the discount" },
	{ .id = 20, .name = "payment_terms", .kind = KIND_TEXT, .printed = true, .en = "Payment terms", .zh = "付款条件",
	  .offers = payment_terms_offers, .help = "net 30, 2/10 net 30, delivery+30d, or parts; of the customer unless given" },
	{ .id = 21, .name = "quote", .kind = KIND_REF, .target = &record_quote, .en = "Quote", .zh = "报价单",
	  .nocopy = true, .computed = true, .help = "quote that it was made from directly, without an order" },
	{ .id = 22, .name = "overdue_amount", .kind = KIND_MONEY, .en = "Overdue amount", .zh = "逾期金额", .derived = true,
	  .expr = overdue_amount, .help = "what of it should have been paid" },
	{ .id = 23, .name = "early_discount", .kind = KIND_BOOL, .en = "Early-payment discount", .zh = "提前付款折扣", .nocopy = true, .computed = true,
	  .help = "whether a credit note gives the discount for early payment" },
	{ .id = 40, .name = "supplied_on", .kind = KIND_DATE, .printed = true, .nocopy = true, .en = "Supplied", .zh = "供货日期",
	  .help = "day of supply; that of the deliveries of what it invoices, where all are of one day, unless given" },
	{ .id = 41, .name = "reason", .kind = KIND_TEXT, .printed = true, .nocopy = true, .en = "Reason", .zh = "红冲原因",
	  .help = "why a credit note gives something back" },
	{ .id = 31, .name = "rebill", .kind = KIND_BOOL, .en = "Invoice again", .zh = "重新开票", .nocopy = true,
	  .earlier = "case kind when 'credit-note' then 1 end", .since = 7,
	  .help = "whether what a credit note takes back of an order is to be invoiced again" },
	{ .id = 30, .name = "over_limit", .kind = KIND_TEXT, .en = "Reason beyond the limit", .zh = "超额原因",
	  .nocopy = true, .computed = true, .help = "why it was issued beyond the credit limit" },
	{ 0 },
};

const struct record_type record_invoice = {
	.number = 27,
	.name = "invoice",
	.plural = "invoices",
	.prefix = "in",
	.en = "Invoice",
	.zh = "账单",
	.words = "销售发票",
	.help = "An invoice asks a customer to pay.",
	.title = "number",
	.bare_word = "subject",
	.list = "number,customer,kind,status,total,currency,due_on,balance,owner",
	.least = "owner,kind,status",
	.books = true, .fields = fields,
	.shared = { record_address, record_tax_data, record_money, record_printed },
};

static const struct field line_fields[] = {
	{ .id = 1, .name = "parent", .kind = KIND_REF, .target = &record_invoice, .en = "Invoice", .zh = "账单",
	  .required = true, .composition = true, .help = "document that it is part of" },
	{ .id = 2, .name = "number", .kind = KIND_INT, .en = "Number", .zh = "行号", .nocopy = true,
	  .help = "permanent number in the document" },
	{ .id = 3, .name = "order_line", .kind = KIND_REF, .target = &record_order_line, .en = "Order line",
	  .zh = "订单行", .help = "line of the order that it invoices" },
	{ .id = 4, .name = "original", .kind = KIND_REF, .target = &record_invoice_line, .en = "Original line",
	  .zh = "原账单行", .nocopy = true, .computed = true, .help = "line of the invoice that a credit note corrects" },
	{ 0 },
};

const struct record_type record_invoice_line = {
	.number = 28,
	.name = "invoice_line",
	.plural = "invoice_lines",
	.prefix = "il",
	.en = "Invoice line",
	.zh = "账单行",
	.help = "An invoice line is one position of an invoice.",
	.title = "description",
	.list = "description,qty,unit,price,amount,currency",
	.least = "number,product,discount,unit,tax",
	.fields = line_fields,
	.shared = { record_line },
	.parent = &record_invoice,
	.internal = true,
	.no_common_fields = true,
};
