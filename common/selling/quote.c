#include "selling/document.h"

#include "people/people.h"
#include "selling/selling.h"

static const struct pick stages[] = {
	{ .key = "draft", .en = "Draft", .zh = "草稿", .initial = true },
	{ .key = "issued", .en = "Issued", .zh = "已发出" },
	{ .key = "reviewed", .en = "Reviewed", .zh = "已审阅" },
	{ .key = "accepted", .en = "Accepted", .zh = "已接受" },
	{ .key = "rejected", .en = "Rejected", .zh = "已拒绝" },
	{ .key = "expired", .en = "Expired", .zh = "已过期" },
	{ 0 },
};

static const struct field fields[] = {
	{ .id = 1, .name = "customer", .kind = KIND_REF, .target = &record_customer, .en = "Customer", .zh = "客户",
	  .headers = CUSTOMER_HEADERS,
	  .required = true, .composition = true, .help = "customer it is for" },
	{ .id = 2, .name = "number", .kind = KIND_TEXT, .en = "Number", .zh = "编号", .unique = true, .search = true,
	  .nocopy = true, .computed = true, .help = "assigned when it is issued" },
	{ .id = 3, .name = "revision", .kind = KIND_INT, .en = "Revision", .zh = "版本", .nocopy = true,
	  .computed = true, .help = "1, and one more for each revision" },
	{ .id = 4, .name = "previous", .kind = KIND_REF, .target = &record_quote, .en = "Previous", .zh = "上一版本",
	  .nocopy = true, .computed = true, .help = "quote that it revises" },
	{ .id = 5, .name = "subject", .kind = KIND_TEXT, .printed = true, .en = "Subject", .zh = "主题", .required = true, .search = true,
	  .help = "what it is about" },
	{ .id = 6, .name = "contact", .kind = KIND_REF, .printed = true, .target = &record_contact, .en = "Contact", .zh = "联系人",
	  .help = "person it is for" },
	{ .id = 7, .name = "deal", .kind = KIND_REF, .target = &record_deal, .en = "Deal", .zh = "商机",
	  .help = "deal it belongs to" },
	{ .id = 8, .name = "stage", .kind = KIND_PICK, .picks = stages, .en = "Stage", .zh = "阶段",
	  .nocopy = true, .help = "how far it has progressed" },
	{ .id = 9, .name = "issued_on", .kind = KIND_DATE, .en = "Issued", .zh = "发出日期", .nocopy = true,
	  .computed = true, .help = "day it was issued" },
	{ .id = 10, .name = "valid_until", .kind = KIND_DATE, .printed = true, .en = "Valid until", .zh = "有效期至",
	  .help = "last day it can be accepted" },
	{ .id = 11, .name = "reject_reason", .kind = KIND_TEXT, .en = "Reason of rejection", .zh = "拒绝原因",
	  .nocopy = true, .help = "why it was rejected" },
	{ .id = 12, .name = "lines", .kind = KIND_LINES, .target = &record_quote_line, .en = "Lines", .zh = "明细",
	  .help = "what is offered" },
	{ .id = 13, .name = "margin", .kind = KIND_MONEY, .en = "Margin", .zh = "毛利", .derived = true,
	  .expr = DOCUMENT_MARGIN("quote_line"),
	  .help = "nets of the lines that have a cost, less the cost and the discount" },
	{ 0 },
};

const struct record_type record_quote = {
	.number = 16,
	.name = "quote",
	.plural = "quotes",
	.prefix = "q",
	.en = "Quote",
	.zh = "报价单",
	.help = "A quote is an offer to a customer.",
	.title = "subject",
	.bare_word = "subject",
	.list = "number,subject,customer,stage,total,currency,valid_until,owner",
	.least = "owner,valid_until",
	.books = true, .fields = fields,
	.shared = { record_address, record_tax_data, record_money, record_printed },
};

static const struct field line_fields[] = {
	{ .id = 1, .name = "parent", .kind = KIND_REF, .target = &record_quote, .en = "Quote", .zh = "报价",
	  .required = true, .composition = true, .help = "document that it is part of" },
	{ .id = 2, .name = "number", .kind = KIND_INT, .en = "Number", .zh = "行号", .nocopy = true,
	  .help = "permanent number in the document" },
	{ 0 },
};

const struct record_type record_quote_line = {
	.number = 17,
	.name = "quote_line",
	.plural = "quote_lines",
	.prefix = "ql",
	.en = "Quote line",
	.zh = "报价行",
	.help = "A quote line is one position of a quote.",
	.title = "description",
	.list = "description,qty,unit,price,amount,currency",
	.least = "number,product,discount,unit,tax",
	.fields = line_fields,
	.shared = { record_line },
	.parent = &record_quote,
	.internal = true,
	.no_common_fields = true,
};
