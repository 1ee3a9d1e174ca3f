#include "people/people.h"

static const struct pick campaign_types[] = {
	{ .key = "conference", .en = "Conference", .zh = "会议" },
	{ .key = "webinar", .en = "Webinar", .zh = "网络研讨会" },
	{ .key = "trade-show", .en = "Trade show", .zh = "展会" },
	{ .key = "public-relations", .en = "Public relations", .zh = "公共关系" },
	{ .key = "partners", .en = "Partners", .zh = "合作伙伴" },
	{ .key = "referral-program", .en = "Referral program", .zh = "推荐计划" },
	{ .key = "advertisement", .en = "Advertisement", .zh = "广告" },
	{ .key = "banner-ads", .en = "Banner ads", .zh = "横幅广告" },
	{ .key = "print", .en = "Print", .zh = "平面媒体" },
	{ .key = "radio", .en = "Radio", .zh = "电台" },
	{ .key = "television", .en = "Television", .zh = "电视" },
	{ .key = "web", .en = "Web", .zh = "网络" },
	{ .key = "social", .en = "Social media", .zh = "社交媒体" },
	{ .key = "wechat", .en = "WeChat", .zh = "微信" },
	{ .key = "sms", .en = "Text message", .zh = "短信" },
	{ .key = "direct-mail", .en = "Direct mail", .zh = "直邮" },
	{ .key = "email", .en = "E-mail", .zh = "电子邮件" },
	{ .key = "newsletter", .en = "Newsletter", .zh = "电子报" },
	{ .key = "telemarketing", .en = "Telemarketing", .zh = "电话营销" },
	{ .key = "other", .en = "Other", .zh = "其他" },
	{ 0 },
};

static const struct pick statuses[] = {
	{ .key = "planning", .en = "Planning", .zh = "计划中", .initial = true },
	{ .key = "active", .en = "Active", .zh = "进行中" },
	{ .key = "paused", .en = "Paused", .zh = "已暂停" },
	{ .key = "completed", .en = "Completed", .zh = "已完成" },
	{ .key = "cancelled", .en = "Cancelled", .zh = "已取消" },
	{ 0 },
};

static const struct field fields[] = {
	{ .id = 1, .name = "name", .kind = KIND_TEXT, .en = "Name", .zh = "活动名称", .required = true, .search = true,
	  .index = true, .help = "name of the campaign" },
	{ .id = 2, .name = "type", .kind = KIND_PICK, .picks = campaign_types, .en = "Type", .zh = "活动类型",
	  .help = "how it reaches people" },
	{ .id = 3, .name = "status", .kind = KIND_PICK, .picks = statuses, .en = "Status", .zh = "状态", .nocopy = true,
	  .help = "how far it has progressed" },
	{ .id = 4, .name = "starts_on", .kind = KIND_DATE, .en = "Starts", .zh = "开始日期", .help = "first day" },
	{ .id = 5, .name = "ends_on", .kind = KIND_DATE, .from = "starts_on", .en = "Ends", .zh = "结束日期", .help = "last day" },
	{ .id = 6, .name = "budget", .kind = KIND_MONEY, .en = "Budget", .zh = "预算", .help = "planned cost" },
	{ .id = 7, .name = "actual_cost", .kind = KIND_MONEY, .en = "Actual cost", .zh = "实际成本",
	  .help = "actual cost" },
	{ .id = 8, .name = "expected_revenue", .kind = KIND_MONEY, .en = "Expected revenue", .zh = "预期收入",
	  .help = "sales it is expected to bring" },
	{ .id = 9, .name = "currency", .kind = KIND_TEXT, .en = "Currency", .zh = "币种", .required = true,
	  .pattern = "^[A-Z]{3}$", .help = "ISO 4217 code of the amounts" },
	{ 0 },
};

const struct record_type record_campaign = {
	.number = 9,
	.name = "campaign",
	.plural = "campaigns",
	.prefix = "cp",
	.en = "Campaign",
	.zh = "市场活动",
	.help = "A campaign is an effort to bring in leads and deals, with its budget and its cost.",
	.title = "name",
	.bare_word = "name",
	.list = "name,type,status,starts_on,ends_on,budget,currency,owner",
	.least = "owner,type",
	.fields = fields,
};
