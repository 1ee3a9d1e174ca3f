/* Reports that ship: deals, quotes, orders, sales. */
#include "reporting/passes.h"
#include "reporting/shipped.h"

const struct report_definition shipped_sales[] = {
	{
		.name = "pipeline", .en = "Pipeline by stage", .zh = "销售漏斗（按阶段）",
		.description = "Open deals by stage: how many, their amounts, and the amounts weighted by probability (amount × probability).",
		.from = "deal", .where = "stage!=won,lost", .date = "close_on", .group = "${by}", .columns = "count,sum:amount,sum:weighted",
		.parameters = "by=stage", .chart = "funnel", .all_values = true,
	},
	{
		.name = "forecast", .en = "Forecast against target", .zh = "销售预测与目标",
		.description = "Months of the period: the target, which is the sum of the targets of just that month without a filter, the actual value of the measure, open "
			"deals that are to close in the month, weighted, forecast = actual + weighted, gap = target − actual, and pace = actual ÷ (target × working "
			"days that have begun ÷ working days of the month). Months without a target have no gap and no pace. Measures of money only; amounts are in "
			"the currency of the database, or in_currency, at the rates of documents, open deals at that of rate_on.",
		.from = "deal", .date = "close_on", .period = "this-year",
		.parameters = "measure=signed\n"
			"measure: signed delivered invoiced received margin", .chart = "bar", .pass = pass_forecast,
	},
	{
		.name = "funnel", .en = "Funnel", .zh = "转化漏斗",
		.description = "Stages of a pipeline: reached counts the deals entered in the period whose furthest stage was that one or a later one, lost not being one; "
			"share = reached ÷ reached of the first stage; conversion = reached ÷ reached of the stage before.",
		.from = "deal", .date = "created_at", .period = "12m", .parameters = "pipeline=sales", .chart = "funnel", .pass = pass_funnel,
	},
	{
		.name = "stage-conversion", .en = "Stage conversion", .zh = "阶段转化",
		.description = "Moves of deals from stage to stage in the period; share = moves ÷ all moves out of the same stage. By stage, in the order of the pipeline.",
		.from = "deal", .period = "12m", .parameters = "pipeline=sales", .chart = "heatmap", .pass = pass_stage_conversion,
	},
	{
		.name = "stage-time", .en = "Time in stage", .zh = "阶段停留时间",
		.description = "Stays of deals in open stages that began in the period: how many, their mean and their longest in days of 24 hours. A stay ends with the "
			"next move; that of an open deal lasts until now.",
		.from = "deal", .period = "12m", .parameters = "pipeline=sales", .pass = pass_stage_time,
	},
	{
		.name = "deals-closed", .en = "Deals closed", .zh = "已关闭商机",
		.description = "Deals that were won or lost in the period, by the day they were closed; of a day the first one first.",
		.from = "deal", .layout = "list", .where = "stage=won,lost", .date = "closed_at", .period = "this-month",
		.columns = "ref,name,customer,stage,amount,currency,closed_at,lost_reason,owner", .sort = "closed_at",
	},
	{
		.name = "deals-slipped", .en = "Deals that slipped", .zh = "逾期未成交商机",
		.description = "Open deals whose close_on has passed, the oldest first.",
		.from = "deal", .layout = "list", .where = "stage!=won,lost close_on=..yesterday", .date = "close_on",
		.columns = "ref,name,customer,stage,amount,currency,close_on,days_in_stage,owner", .sort = "close_on",
	},
	{
		.name = "deals-without-next-step", .en = "Deals without next step", .zh = "无下一步的商机",
		.description = "Open deals whose next_step is empty, by close_on.",
		.from = "deal", .layout = "list", .where = "stage!=won,lost next_step=", .date = "close_on",
		.columns = "ref,name,customer,stage,amount,currency,close_on,owner", .sort = "close_on",
	},
	{
		.name = "win-loss", .en = "Won and lost", .zh = "赢单与输单",
		.description = "Deals closed in the period by stage and reason: how many and their amounts. by=competitor,stage or by=source,stage instead.",
		.from = "deal", .where = "stage=won,lost", .date = "closed_at", .period = "12m", .group = "${by}", .columns = "count,sum:amount",
		.parameters = "by=stage,lost_reason", .chart = "bar",
	},
	{
		.name = "sales", .en = "Sales", .zh = "销售额",
		.description = "What was sold by month, or by=quarter, year, week, customer, owner, region, class, industry: how many documents, their totals with tax, and the margin "
			"(nets of the lines that have a cost, less the cost and the discount; lines without cost are left out). basis=signed counts orders that are approved or "
			"closed by the day they were ordered; delivered the value of deliveries, in the currency of the database, by the day they were shipped; "
			"invoiced issued invoices less credit notes; received receipts less refunds by the day they were paid (by=customer.owner for who answers for the customer).",
		.from = "order", .where = "status=approved,closed", .date = "ordered_on", .period = "this-year", .group = "${by}",
		.columns = "count,sum:total,sum:margin",
		.parameters = "basis=signed\n"
			"basis: signed delivered invoiced received\n"
			"by=month\n"
			"by.region=customer.region\n"
			"by.class=customer.class\n"
			"by.industry=customer.industry\n"
			"[basis=delivered]\n"
			"from=delivery\n"
			"where=status=shipped,received\n"
			"date=shipped_on\n"
			"columns=count,sum:value\n"
			"[basis=invoiced]\n"
			"from=invoice\n"
			"where=status=issued kind=invoice,credit-note\n"
			"date=issued_on\n"
			"columns=count,sum:revenue,sum:profit\n"
			"[basis=received]\n"
			"from=payment\n"
			"where=kind=receipt,refund\n"
			"date=paid_on\n"
			"columns=count,sum:received",
		.chart = "bar", .all_values = true,
	},
	{
		.name = "sales-by-product", .en = "Sales by product", .zh = "按产品销售",
		.description = "Lines of orders that are approved or closed, by product or by=product.category: quantity, net after all discounts, margin of the lines that "
			"have a cost, share of the whole. Free-text lines have no product.",
		.from = "order_line", .where = "parent.status=approved,closed", .date = "parent.ordered_on", .period = "this-year", .group = "${by}",
		.columns = "count,sum:qty,sum:revenue,sum:margin,share:sum:revenue", .sort = "-sum:revenue", .parameters = "by=product", .chart = "bar",
	},
	{
		.name = "product-customers", .en = "Products by customers", .zh = "产品与客户",
		.description = "Which customer bought which product: quantity and net after all discounts, of orders that are approved or closed.",
		.from = "order_line", .where = "parent.status=approved,closed", .date = "parent.ordered_on", .period = "this-year",
		.group = "product,parent.customer", .columns = "sum:qty,sum:revenue",
	},
	{
		.name = "top-customers", .en = "Top customers", .zh = "大客户排名",
		.description = "The customers with the highest totals of orders that are approved or closed, with the others in one row: orders, total, margin, share of the "
			"whole. Ties by reference.",
		.from = "order", .where = "status=approved,closed", .date = "ordered_on", .period = "this-year", .group = "customer",
		.columns = "count,sum:total,sum:margin,share:sum:total", .sort = "-sum:total", .top = 10, .chart = "bar",
	},
	{
		.name = "year-on-year", .en = "Year against year", .zh = "年度对比",
		.description = "Months of the period: total of orders that are approved or closed, that of the same month of the year before, growth = (this − before) ÷ "
			"before, and the total since the year began; in the currencies of the period and of the year before.",
		.from = "order", .where = "status=approved,closed", .date = "ordered_on", .period = "this-year", .group = "month",
		.columns = "sum:total,year:sum:total,growth:sum:total,cumulated:sum:total", .chart = "line", .all_values = true,
	},
	{
		.name = "quotes-closed", .en = "Quotes won and lost", .zh = "报价赢输",
		.description = "Quotes that were issued in the period by stage and reason of rejection: how many and their totals.",
		.from = "quote", .where = "stage=accepted,rejected,expired", .date = "issued_on", .period = "12m", .group = "stage,reject_reason",
		.columns = "count,sum:total",
	},
	{
		.name = "orders-not-delivered", .en = "Orders not delivered", .zh = "未发货订单",
		.description = "Approved orders that are not delivered, or only a part of them, by the day they are due.",
		.from = "order", .layout = "list", .where = "status=approved delivered=no,part", .date = "ordered_on",
		.columns = "ref,number,customer,ordered_on,due_on,delivered,total,currency,owner", .sort = "due_on",
	},
	{
		.name = "orders-not-invoiced", .en = "Orders not invoiced", .zh = "未开票订单",
		.description = "Approved or closed orders that are not invoiced, or only a part of them, the oldest first.",
		.from = "order", .layout = "list", .where = "status=approved,closed invoiced=no,part", .date = "ordered_on",
		.columns = "ref,number,customer,ordered_on,invoiced,total,currency,owner", .sort = "ordered_on",
	},
	{
		.name = "whom-to-win", .en = "Whom to win this year", .zh = "今年要争取的客户",
		.description = "Customers that bought before but not this year: last purchase day, what they bought last year and ever (totals of orders that are approved "
			"or closed), and their open deals, weighted. By last year's total, then by that of all years, then by reference.",
		.from = "customer", .parameters = "n=50", .pass = pass_win,
	},
	{
		.name = "biggest-last-year", .en = "Last year's biggest", .zh = "去年大客户今年走势",
		.description = "The customers with the highest totals of orders last year, how much of it by this day of the year, this year's, and trend = (this year − "
			"last year by this day) ÷ last year by this day. Ties by reference.",
		.from = "customer", .parameters = "n=20", .pass = pass_biggest,
	},
	{ 0 },
};
