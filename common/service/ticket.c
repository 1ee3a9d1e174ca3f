#include "people/picks.h"
#include "service/service.h"

static const struct pick statuses[] = {
	{ .key = "open", .en = "Open", .zh = "待处理", .initial = true },
	{ .key = "in-progress", .en = "In progress", .zh = "处理中" },
	{ .key = "waiting", .en = "Waiting for the customer", .zh = "等待客户" },
	{ .key = "closed", .en = "Closed", .zh = "已关闭" },
	{ 0 },
};

static const struct pick priorities[] = {
	{ .key = "low", .en = "Low", .zh = "低" },
	{ .key = "normal", .en = "Normal", .zh = "普通", .initial = true },
	{ .key = "high", .en = "High", .zh = "高" },
	{ .key = "urgent", .en = "Urgent", .zh = "紧急" },
	{ 0 },
};

static const struct pick severities[] = {
	{ .key = "minor", .en = "Minor", .zh = "轻微", .initial = true },
	{ .key = "major", .en = "Major", .zh = "较大" },
	{ .key = "critical", .en = "Critical", .zh = "严重" },
	{ .key = "feature", .en = "Feature", .zh = "新功能" },
	{ 0 },
};

static const struct pick categories[] = {
	{ .key = "problem", .en = "Problem", .zh = "故障", .initial = true },
	{ .key = "question", .en = "Question", .zh = "咨询" },
	{ .key = "complaint", .en = "Complaint", .zh = "投诉" },
	{ .key = "request", .en = "Request", .zh = "请求" },
	{ .key = "return", .en = "Return", .zh = "退货" },
	{ .key = "order", .en = "Order", .zh = "订单" },
	{ .key = "billing", .en = "Billing", .zh = "结算" },
	{ .key = "service", .en = "Service", .zh = "保养" },
	{ 0 },
};

static const struct pick needs[] = {
	{ .key = "none", .en = "None", .zh = "无", .initial = true },
	{ .key = "safety", .en = "Safety", .zh = "安全" },
	{ .key = "fairness", .en = "Fairness", .zh = "公平" },
	{ .key = "esteem", .en = "Esteem", .zh = "尊重" },
	{ 0 },
};

static const struct pick channels[] = {
	{ .key = "phone", .en = "Phone", .zh = "电话", .initial = true },
	{ .key = "sms", .en = "Text message", .zh = "短信" },
	{ .key = "email", .en = "E-mail", .zh = "电子邮件" },
	{ .key = "wechat", .en = "WeChat", .zh = "微信" },
	{ .key = "qq", .en = "QQ", .zh = "QQ消息" },
	{ .key = "weibo", .en = "Weibo", .zh = "微博" },
	{ .key = "visit", .en = "Visit", .zh = "拜访" },
	{ .key = "web", .en = "Web", .zh = "网络" },
	{ .key = "other", .en = "Other", .zh = "其他" },
	{ 0 },
};

/* What has no due time, because the clock stands still, is not late. A ticket that ended without an answer was answered when it ended. */
#define RESPONSE_BROKEN "$.response_due_at < coalesce($.first_response_at, $.closed_at, now())"
#define SOLUTION_BROKEN "$.due_at < coalesce($.closed_at, now())"
#define HALF_PASSED "($.clock_from is not null and (($.response_half_at <= now() and $.first_response_at is null) or $.half_at <= now()))"

/* The owner while time runs out, his manager when it has, and the deputy of who is absent today. */
static const char notify[] =
	"(select case when asked.absent_until >= today() and coalesce(asked.absent_from, '') <= today() then coalesce(stand_in.login, asked.login) else asked.login end"
	" from \"user\" as asked left join \"user\" as stand_in on stand_in.id = asked.deputy where asked.id = case when $.closed_at is not null then null"
	" when " RESPONSE_BROKEN " or " SOLUTION_BROKEN " then coalesce((select above.manager from \"user\" as above where above.id = $.owner), $.owner)"
	" when " HALF_PASSED " then $.owner end)";

static const struct field fields[] = {
	{ .id = 1, .name = "title", .kind = KIND_TEXT, .en = "Title", .zh = "标题", .required = true, .search = true,
	  .help = "what is the matter, in a few words" },
	{ .id = 2, .name = "customer", .kind = KIND_REF, .target = &record_customer, .en = "Customer", .zh = "客户", .composition = true,
	  .help = "who has the problem" },
	{ .id = 3, .name = "contact", .kind = KIND_REF, .target = &record_contact, .en = "Contact", .zh = "联系人", .help = "person who reported it" },
	{ .id = 4, .name = "product", .kind = KIND_REF, .target = &record_product, .en = "Product", .zh = "产品", .help = "product it is about" },
	{ .id = 5, .name = "asset", .kind = KIND_REF, .target = &record_asset, .en = "Asset", .zh = "资产", .help = "unit it is about" },
	{ .id = 6, .name = "status", .kind = KIND_PICK, .picks = statuses, .en = "Status", .zh = "状态", .nocopy = true, .index = true,
	  .help = "how far it has progressed; the clock stops only while it is waiting" },
	{ .id = 7, .name = "priority", .kind = KIND_PICK, .picks = priorities, .en = "Priority", .zh = "优先级", .help = "how soon it must be solved" },
	{ .id = 8, .name = "severity", .kind = KIND_PICK, .picks = severities, .en = "Severity", .zh = "严重程度", .help = "how much it disturbs the customer" },
	{ .id = 9, .name = "category", .kind = KIND_PICK, .picks = categories, .en = "Category", .zh = "类别", .help = "what kind of matter it is" },
	{ .id = 10, .name = "need", .kind = KIND_PICK, .picks = needs, .en = "Need", .zh = "需求", .help = "need of the customer that is at stake" },
	{ .id = 11, .name = "channel", .kind = KIND_PICK, .picks = channels, .en = "Channel", .zh = "渠道", .help = "how it was reported" },
	{ .id = 12, .name = "desk", .kind = KIND_TEXT, .en = "Desk", .zh = "服务台", .help = "desk that works on it" },
	{ .id = 13, .name = "worker", .kind = KIND_REF, .target = &record_user, .en = "Worker", .zh = "处理人",
	  .help = "user who works on it; the owner stays accountable" },
	{ .id = 14, .name = "watchers", .kind = KIND_REFS, .target = &record_user, .en = "Watchers", .zh = "关注人", .help = "users who want to know of it" },
	{ .id = 15, .name = "why", .kind = KIND_TEXT, .en = "Why", .zh = "原因", .nocopy = true,
	  .help = "reason of the hand-over or reopening that is being made; it is recorded with that and emptied" },
	{ .id = 16, .name = "fault", .kind = KIND_TEXT, .en = "Fault", .zh = "故障代码", .index = true, .help = "key of the fault, such as leak" },
	{ .id = 17, .name = "description", .kind = KIND_LONGTEXT, .en = "Description", .zh = "描述", .search = true, .help = "what happened, in detail" },
	{ .id = 18, .name = "solution", .kind = KIND_LONGTEXT, .en = "Solution", .zh = "解决方案", .search = true, .nocopy = true, .help = "what solved it" },
	{ .id = 19, .name = "opened_at", .kind = KIND_TIMESTAMP, .en = "Opened", .zh = "开单时间", .required = true, .nocopy = true, .index = true,
	  .initial = "now",
	  .help = "when it was reported" },
	{ .id = 20, .name = "first_response_at", .kind = KIND_TIMESTAMP, .from = "opened_at", .en = "First response", .zh = "首次响应", .nocopy = true,
	  .help = "when a user first answered the customer" },
	{ .id = 21, .name = "closed_at", .kind = KIND_TIMESTAMP, .from = "opened_at", .en = "Closed", .zh = "关闭时间", .nocopy = true, .help = "when it was closed" },
	{ .id = 22, .name = "response_due_at", .kind = KIND_TIMESTAMP, .en = "Response due", .zh = "响应时限", .computed = true, .nocopy = true,
	  .help = "by when its service level wants a first response" },
	{ .id = 23, .name = "due_at", .kind = KIND_TIMESTAMP, .en = "Due", .zh = "解决时限", .computed = true, .nocopy = true, .index = true,
	  .help = "by when its service level wants a solution; empty while the clock stands still" },
	{ .id = 24, .name = "callback_on", .kind = KIND_DATE, .en = "Call back on", .zh = "回访日期", .nocopy = true, .index = true,
	  .help = "day to ask the customer whether it is solved" },
	{ .id = 25, .name = "callback_score", .kind = KIND_INT, .en = "Call-back score", .zh = "回访评分", .nocopy = true,
	  .help = "what the customer then said, from 1 to 5" },
	{ .id = 26, .name = "repeat_of", .kind = KIND_REF, .target = &record_ticket, .en = "Repeat of", .zh = "重复自", .computed = true, .nocopy = true,
	  .help = "ticket about the same that was closed at most 90 days before" },
	{ .id = 27, .name = "level", .kind = KIND_TEXT, .en = "Service level", .zh = "服务级别", .computed = true, .nocopy = true,
	  .help = "service level of the schema that applies" },
	{ .id = 28, .name = "clock_from", .kind = KIND_TIMESTAMP, .en = "Clock from", .zh = "计时起点", .computed = true, .workings = true, .nocopy = true,
	  .help = "since when its clock runs; empty while it stands still" },
	{ .id = 29, .name = "clock_used", .kind = KIND_INT, .en = "Clock used", .zh = "已用时间", .computed = true, .workings = true, .nocopy = true,
	  .help = "seconds of working time that had passed before" },
	{ .id = 30, .name = "response_half_at", .kind = KIND_TIMESTAMP, .en = "Half of the response", .zh = "响应过半", .computed = true, .workings = true,
	  .nocopy = true, .help = "when half the time to the first response has passed" },
	{ .id = 31, .name = "half_at", .kind = KIND_TIMESTAMP, .en = "Half of the solution", .zh = "解决过半", .computed = true, .workings = true, .nocopy = true,
	  .help = "when half the time to the solution has passed" },
	{ .id = 32, .name = "response_breached", .kind = KIND_BOOL, .en = "Response late", .zh = "响应超时", .derived = true,
	  .expr = "(case when " RESPONSE_BROKEN " then 1 else 0 end)", .help = "the first response came after its time, or is late" },
	{ .id = 33, .name = "solution_breached", .kind = KIND_BOOL, .en = "Solution late", .zh = "解决超时", .derived = true,
	  .expr = "(case when " SOLUTION_BROKEN " then 1 else 0 end)", .help = "the solution came after its time, or is late" },
	{ .id = 34, .name = "breached", .kind = KIND_BOOL, .en = "Breached", .zh = "已超时", .derived = true,
	  .expr = "(case when " RESPONSE_BROKEN " or " SOLUTION_BROKEN " then 1 else 0 end)", .help = "one of both" },
	{ .id = 35, .name = "at_risk", .kind = KIND_BOOL, .en = "At risk", .zh = "有超时风险", .derived = true,
	  .expr = "(case when " RESPONSE_BROKEN " or " SOLUTION_BROKEN " then 0 when $.closed_at is null and " HALF_PASSED " then 1 else 0 end)",
	  .help = "not closed, half of the time has passed, and nothing is late yet" },
	{ .id = 39, .name = "notify", .kind = KIND_TEXT, .en = "Notify", .zh = "应通知", .derived = true, .expr = notify,
	  .help = "login of who must know now: the owner when half of the time has passed, the manager when it is late, the deputy of who is absent" },
	{ .id = 36, .name = "comment_count", .kind = KIND_INT, .en = "Comments", .zh = "评论数", .derived = true,
	  .expr = "(select count(*) from comment as said where said.parent = $.id)", .help = "how many comments it has" },
	{ .id = 37, .name = "hand_overs", .kind = KIND_INT, .en = "Hand-overs", .zh = "转交次数", .derived = true,
	  .expr = "(select count(*) from ticket_move as gone where gone.ticket = $.id and gone.kind = 'hand-over')", .help = "how often it went to another desk or worker" },
	{ .id = 38, .name = "reopenings", .kind = KIND_INT, .en = "Reopenings", .zh = "重开次数", .derived = true,
	  .expr = "(select count(*) from ticket_move as back where back.ticket = $.id and back.kind = 'reopening')", .help = "how often it was reopened" },
	{ 0 },
};

const struct record_type record_ticket = {
	.number = 36,
	.name = "ticket",
	.plural = "tickets",
	.prefix = "tk",
	.en = "Ticket",
	.zh = "服务单",
	.words = "传票",
	.help = "A ticket (服务单, 传票) is a matter of a customer that is to be solved within the time of its service level.",
	.title = "title",
	.bare_word = "title",
	.list = "title,customer,category,priority,status,desk,due_at,owner",
	.least = "owner,category,desk,priority",
	.fields = fields,
};
