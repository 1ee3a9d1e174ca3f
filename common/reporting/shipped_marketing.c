/* Reports that ship: leads and campaigns. */
#include "reporting/passes.h"
#include "reporting/shipped.h"

const struct report_definition shipped_marketing[] = {
	{
		.name = "lead-sources", .en = "Lead sources", .zh = "线索来源",
		.description = "Leads by source: how many, how many became customers, and rate = converted ÷ all, in percent.",
		.from = "lead", .date = "created_at", .period = "12m", .group = "${by}", .columns = "count,count:converted_customer,rate",
		.compute = "rate=count:converted_customer/count*100", .parameters = "by=source", .chart = "bar", .all_values = true,
	},
	{
		.name = "leads-by-status", .en = "Leads by status", .zh = "线索状态",
		.description = "Leads by status and source: how many.",
		.from = "lead", .date = "created_at", .period = "12m", .group = "status,source", .columns = "count",
	},
	{
		.name = "lead-conversion", .en = "Lead-to-deal conversion", .zh = "线索转化",
		.description = "Leads by the month they were entered: how many became customers, how many brought a deal, and rates = customers ÷ leads, deals ÷ leads, in "
			"percent.",
		.from = "lead", .date = "created_at", .period = "12m", .group = "${by}",
		.columns = "count,count:converted_customer,count:converted_deal,customers,deals",
		.compute = "customers=count:converted_customer/count*100\n"
			"deals=count:converted_deal/count*100", .parameters = "by=month",
		.chart = "line", .all_values = true,
	},
	{
		.name = "lead-response", .en = "Response to leads", .zh = "线索响应时间",
		.description = "Leads entered in the period by=source, owner or status: how many, how many were answered, and the mean and the longest of the working hours "
			"between entering them and the first contact, in the calendar standard.",
		.from = "lead", .period = "12m", .parameters = "by=source\n"
			"by: source owner status", .pass = pass_lead_response,
	},
	{
		.name = "campaigns", .en = "Campaigns", .zh = "市场活动效果",
		.description = "Campaigns that began in the period: leads, those that were converted, deals, budget, actual cost, expected revenue, amounts of the deals "
			"that were won, cost per lead = actual cost ÷ leads, and return = (won − cost) ÷ cost.",
		.from = "campaign", .pass = pass_campaigns,
	},
	{ 0 },
};
