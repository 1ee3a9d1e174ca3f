/* Reports that ship: calls, visits, targets. */
#include "reporting/passes.h"
#include "reporting/shipped.h"

const struct report_definition shipped_activities[] = {
	{
		.name = "activities", .en = "Activities by user and kind", .zh = "活动统计",
		.description = "Events that were held, by owner and kind: how many.",
		.from = "event", .where = "status=held starts_at=..now", .date = "starts_at", .period = "this-month", .group = "owner,kind", .columns = "count",
	},
	{
		.name = "activity", .en = "Activity sheet", .zh = "业务员日志",
		.description = "By person and day, or by=person,week, person,month, person: calls and visits that were held, customers who bought for the first time, quotes "
			"issued (no revisions), orders approved or closed, and the hours of held events that say when they ended.",
		.from = "event", .period = "this-month", .parameters = "by=person,day", .pass = pass_activity,
	},
	{
		.name = "targets", .en = "Targets", .zh = "目标完成情况",
		.description = "Targets by period, then by reference: value, actual, attained = actual ÷ value (of response hours value ÷ actual), pace = actual ÷ (value × "
			"working days that have begun ÷ working days of the period), gap = value − actual, and, of measures of money, forecast = actual + weighted "
			"open deals of the person or team that are to close in the period. Amounts are in the currency of the target.",
		.from = "target", .pass = pass_targets, .chooses = true,
	},
	{
		.name = "contest", .en = "Contest", .zh = "销售竞赛",
		.description = "The targets of a contest (contest=NAME) by rank: by attained, or by actual where none has a value; equals share a rank (1, 2, 2, 4).",
		.from = "target", .parameters = "contest=", .pass = pass_contest,
	},
	{
		.name = "scorecard", .en = "Score card", .zh = "平衡计分卡",
		.description = "Score = Σ weight × min(attained, 120 %) of the targets with a weight, by person or team and period, and the part of each perspective. "
			"Weights that are not 100 % together are refused.",
		.from = "target", .pass = pass_scorecard,
	},
	{
		.name = "headcount", .en = "Headcount", .zh = "人员编制",
		.description = "Persons that visiting takes, by class of customers: customers × visits a year × (minutes + travel minutes) ÷ 60 ÷ (days × hours × selling), "
			"as the sections workload and seller of the schema say, and beside it the minutes of the visits of the last 365 days.",
		.from = "customer", .pass = pass_headcount,
	},
	{ 0 },
};
