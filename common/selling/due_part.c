#include "selling/selling.h"

/* The due plan of a claim whose terms have parts. due_plan.h says how its rows follow from the claim. */
static const struct field fields[] = {
	{ .id = 1, .name = "invoice", .kind = KIND_REF, .target = &record_invoice, .en = "Invoice", .zh = "账单",
	  .composition = true, .help = "invoice that it is a part of" },
	{ .id = 2, .name = "bill", .kind = KIND_REF, .target = &record_bill, .en = "Bill", .zh = "供应商账单",
	  .composition = true, .help = "bill that it is a part of" },
	{ .id = 3, .name = "number", .kind = KIND_INT, .en = "Number", .zh = "期数", .required = true,
	  .help = "number of the part within the plan" },
	{ .id = 4, .name = "percent", .kind = KIND_PERCENT, .en = "Percent", .zh = "比例", .required = true,
	  .help = "part of the total" },
	{ .id = 5, .name = "due", .kind = KIND_TEXT, .en = "Due at", .zh = "付款节点", .required = true,
	  .help = "what it waits for, as in payment terms: delivery+12mo" },
	{ .id = 6, .name = "amount", .kind = KIND_MONEY, .en = "Amount", .zh = "金额", .required = true,
	  .help = "how much is due; the parts sum to the total" },
	{ .id = 7, .name = "currency", .kind = KIND_TEXT, .en = "Currency", .zh = "币种", .required = true,
	  .pattern = "^[A-Z]{3}$", .help = "ISO 4217 code of the amounts" },
	{ .id = 8, .name = "due_on", .kind = KIND_DATE, .en = "Due on", .zh = "到期日",
	  .help = "day on which it is due; empty while what it waits for has not happened" },
	{ .id = 9, .name = "agreed", .kind = KIND_BOOL, .en = "Agreed", .zh = "约定", .help = "whether somebody set its day" },
	{ 0 },
};

const struct record_type record_due_part = {
	.number = 35,
	.name = "due_part",
	.plural = "due_parts",
	.prefix = "du",
	.en = "Due part",
	.zh = "付款分期",
	.help = "A due part is the part of an invoice or a bill that is due on a certain day.",
	.title = "due",
	.list = "invoice,bill,number,percent,due,amount,currency,due_on",
	.fields = fields,
	.internal = true,
	.trail = true,
	.no_common_fields = true,
};
