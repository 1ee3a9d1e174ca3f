/* Reports that ship: the data, and who uses it; one page of several. */
#include "reporting/passes.h"
#include "reporting/shipped.h"

const struct report_definition shipped_system[] = {
	{
		.name = "usage", .en = "Use of the system", .zh = "系统使用情况",
		.description = "By user and month: changes, and days with at least one.",
		.from = "user", .period = "12m", .pass = pass_usage,
	},
	{
		.name = "data-quality", .en = "Data quality", .zh = "数据质量",
		.description = "Records that lack something, by type and what: how many, of how many, share. The filter of each is what --filters shows.",
		.from = "customer", .pass = pass_data_quality,
	},
	{
		.name = "boss", .en = "The boss's month", .zh = "老板月报",
		.description = "One page: sales by month, forecast against target, top customers, pipeline, invoices aged, payments received, new and lost customers, "
			"tickets, activities.",
		.parts = "sales forecast top-customers pipeline invoices-aged payments-received customers-new-lost tickets activities",
	},
	{ 0 },
};
