/* Reports that ship: deals, quotes, orders, sales. */
#include "reporting/shipped.h"

const struct report_definition shipped_sales[] = {
	{
		.name = "pipeline", .en = "Pipeline by stage", .zh = "销售漏斗（按阶段）",
		.description = "Open deals by stage: how many, their amounts, and the amounts weighted by probability (amount × probability).",
		.from = "deal", .where = "stage!=won,lost", .date = "close_on", .group = "${by}", .columns = "count,sum:amount,sum:weighted",
		.parameters = "by=stage", .chart = "funnel", .all_values = true,
	},
	{ 0 },
};
