#include "reporting/reporting.h"

static const struct pick measures[] = {
	{ .key = "signed", .en = "Signed", .zh = "签约额", .initial = true },
	{ .key = "delivered", .en = "Delivered", .zh = "发货额" },
	{ .key = "invoiced", .en = "Invoiced", .zh = "开票额" },
	{ .key = "received", .en = "Received", .zh = "回款额" },
	{ .key = "margin", .en = "Margin", .zh = "毛利" },
	{ .key = "new-customers", .en = "New customers", .zh = "新客户数" },
	{ .key = "won-deals", .en = "Won deals", .zh = "成交商机数" },
	{ .key = "calls", .en = "Calls", .zh = "电话数" },
	{ .key = "visits", .en = "Visits", .zh = "拜访数" },
	{ .key = "quotes", .en = "Quotes", .zh = "报价数" },
	{ .key = "leads-converted", .en = "Leads converted", .zh = "线索转化数" },
	{ .key = "response-hours", .en = "Response hours", .zh = "响应小时" },
	{ 0 },
};

static const struct pick perspectives[] = {
	{ .key = "financial", .en = "Financial", .zh = "财务", .initial = true },
	{ .key = "customer", .en = "Customer", .zh = "客户" },
	{ .key = "process", .en = "Process", .zh = "内部流程" },
	{ .key = "learning", .en = "Learning", .zh = "学习与成长" },
	{ 0 },
};

static const struct field fields[] = {
	{ .id = 1, .name = "name", .kind = KIND_TEXT, .en = "Name", .zh = "名称", .search = true, .help = "what the target is called" },
	{ .id = 2, .name = "person", .kind = KIND_REF, .target = &record_user, .en = "Person", .zh = "人员", .help = "user whose target it is" },
	{ .id = 3, .name = "team", .kind = KIND_TEXT, .en = "Team", .zh = "团队", .help = "team whose target it is" },
	{ .id = 4, .name = "measure", .kind = KIND_PICK, .denominates = true, .picks = measures, .en = "Measure", .zh = "指标", .required = true, .help = "what is measured" },
	{ .id = 5, .name = "period", .kind = KIND_TEXT, .en = "Period", .zh = "期间", .required = true, .pattern = "^[0-9]{4}(-(Q[1-4]|0[1-9]|1[0-2]))?$",
	  .help = "2026, 2026-Q1 or 2026-03" },
	{ .id = 6, .name = "value", .kind = KIND_DECIMAL, .priced = true, .en = "Value", .zh = "目标值", .help = "what is to be reached; empty in contests by rank" },
	{ .id = 7, .name = "currency", .kind = KIND_TEXT, .required = true, .en = "Currency", .zh = "币种", .pattern = "^[A-Z]{3}$", .help = "of measures of money" },
	{ .id = 8, .name = "filter", .kind = KIND_TEXT, .en = "Filter", .zh = "筛选", .help = "which of the measured records count" },
	{ .id = 9, .name = "parent", .kind = KIND_REF, .target = &record_target, .en = "Part of", .zh = "上级目标", .help = "target that this one is a part of" },
	{ .id = 10, .name = "weight", .kind = KIND_PERCENT, .en = "Weight", .zh = "权重", .help = "weight in the score card" },
	{ .id = 11, .name = "perspective", .kind = KIND_PICK, .picks = perspectives, .en = "Perspective", .zh = "维度", .help = "side of the balanced score card" },
	{ .id = 12, .name = "contest", .kind = KIND_TEXT, .en = "Contest", .zh = "竞赛", .help = "contest that it belongs to" },
	{ .id = 13, .name = "prize", .kind = KIND_MONEY, .en = "Prize", .zh = "奖金", .help = "what the winner gets; only received money counts then" },
	{ .id = 14, .name = "actual", .kind = KIND_DECIMAL, .en = "Actual", .zh = "实际", .derived = true, .expr = "target_actual($.id)",
	  .help = "what is reached: of money in the currency of the target" },
	{ .id = 15, .name = "attained", .kind = KIND_PERCENT, .en = "Attained", .zh = "完成率", .derived = true, .expr = "target_attained($.id)",
	  .help = "actual divided by value; of response hours value divided by actual" },
	{ .id = 16, .name = "pace", .kind = KIND_PERCENT, .en = "Pace", .zh = "进度", .derived = true, .expr = "target_pace($.id)",
	  .help = "actual divided by what it should be after the working days that have passed" },
	{ .id = 17, .name = "gap", .kind = KIND_DECIMAL, .en = "Gap", .zh = "差额", .derived = true, .expr = "target_gap($.id)", .help = "value less actual" },
	{ 0 },
};

const struct record_type record_target = {
	.number = 47,
	.name = "target",
	.plural = "targets",
	.prefix = "tg",
	.en = "Target",
	.zh = "目标",
	.help = "A target is what a person or a team is to reach in a period.",
	.title = "name",
	.list = "name,person,team,measure,period,value,currency,weight,contest",
	.least = "contest,weight",
	.fields = fields,
};
