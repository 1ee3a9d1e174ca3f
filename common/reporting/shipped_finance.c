/* Reports that ship: invoices, bills, payments. */
#include "reporting/passes.h"
#include "reporting/shipped.h"

const struct report_definition shipped_finance[] = {
	{
		.name = "invoices-aged", .en = "Invoices aged", .zh = "应收账龄",
		.description = "What is open of issued invoices on the day (on=DAY: by the days of documents and payments), by customer and currency: not due, and by the "
			"days since it was due, up to 30, 60, 90, and more. Of payment terms in parts each part is of its own age; what is paid pays the first. "
			"Credit notes without an invoice are below zero. By reference, then by currency.",
		.from = "invoice", .chart = "stacked", .pass = pass_invoices_aged,
	},
	{
		.name = "bills-aged", .en = "Bills aged, payables", .zh = "应付账龄",
		.description = "The same of what is open of bills, by supplier and currency.",
		.from = "bill", .chart = "stacked", .pass = pass_bills_aged,
	},
	{
		.name = "days-sales-outstanding", .en = "Days sales outstanding", .zh = "应收账款周转天数",
		.description = "By currency: what is receivable on the day, what was invoiced less credit notes in the days=90 up to it, and days = receivable ÷ invoiced × "
			"days.",
		.from = "invoice", .parameters = "days=90", .pass = pass_sales_outstanding,
	},
	{
		.name = "payments-received", .en = "Payments received", .zh = "收款",
		.description = "Receipts less refunds by month, or by=customer, method, customer.owner: how many and the amount.",
		.from = "payment", .where = "kind=receipt,refund", .date = "paid_on", .period = "this-year", .group = "${by}", .columns = "count,sum:received",
		.parameters = "by=month", .chart = "bar", .all_values = true,
	},
	{
		.name = "advances", .en = "Statement of advances", .zh = "预收款",
		.description = "Receipts of which something is left on the day: what was paid, what of it pays invoices, what is left, the oldest first.",
		.from = "payment", .layout = "list", .where = "kind=receipt not advance=0", .date = "paid_on",
		.columns = "ref,customer,paid_on,amount,allocated,advance,currency", .sort = "paid_on",
	},
	{
		.name = "fapiao-outstanding", .en = "Fapiao outstanding", .zh = "未开发票",
		.description = "Issued invoices that no fapiao covers, or only a part of them, the oldest first.",
		.from = "invoice", .layout = "list", .where = "status=issued kind=invoice fapiao=none,part", .date = "issued_on",
		.columns = "ref,number,customer,issued_on,total,currency,fapiao,owner", .sort = "issued_on",
	},
	{ 0 },
};
