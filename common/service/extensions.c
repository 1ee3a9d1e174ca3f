/* What service adds to the types of earlier domains. */
#include "service/service.h"

static const struct field user_calendar[] = {
	{ .id = 13, .name = "calendar", .kind = KIND_TEXT, .en = "Calendar", .zh = "工作日历", .help = "working calendar of the user; empty: standard" },
	{ 0 },
};

static const struct pick channels_of_reminders[] = {
	{ .key = "mail", .en = "E-mail", .zh = "电子邮件" },
	{ .key = "print", .en = "Printed by the job", .zh = "由任务输出" },
	{ .key = "command", .en = "Command", .zh = "命令" },
	{ .key = "none", .en = "None", .zh = "不提醒" },
	{ 0 },
};

static const struct field user_reminders[] = {
	{ .id = 20, .name = "remind_by", .kind = KIND_PICK, .picks = channels_of_reminders, .en = "Remind by", .zh = "提醒渠道",
	  .help = "how reminders reach the user; empty: by mail where there is an address" },
	{ .id = 21, .name = "remind_hour", .kind = KIND_TEXT, .en = "Remind hour", .zh = "提醒时间", .help = "when reminders of a day are sent; empty: 08:00" },
	{ 0 },
};

static const struct pick kinds_of_task[] = {
	{ .key = "todo", .en = "To do", .zh = "待办", .initial = true },
	{ .key = "promise", .en = "Promise", .zh = "承诺" },
	{ .key = "requirement", .en = "Requirement", .zh = "要求" },
	{ .key = "communication", .en = "Communication", .zh = "沟通" },
	{ .key = "milestone", .en = "Milestone", .zh = "里程碑" },
	{ .key = "care", .en = "Care", .zh = "关怀" },
	{ .key = "handover", .en = "Handover", .zh = "交接" },
	{ 0 },
};

static const struct field task_kind[] = {
	{ .id = 30, .name = "kind", .kind = KIND_PICK, .picks = kinds_of_task, .en = "Kind", .zh = "种类",
	  .help = "a promise to a customer must be done before its ticket is closed" },
	{ 0 },
};

static const struct field asset_faults[] = {
	{ .id = 20, .name = "in_warranty", .kind = KIND_BOOL, .en = "In warranty", .zh = "保修期内", .derived = true,
	  .expr = "(case when $.warranty_until >= today() then 1 else 0 end)", .help = "the last day of its warranty has not passed" },
	{ .id = 21, .name = "faults", .kind = KIND_INT, .en = "Faults", .zh = "故障次数", .derived = true,
	  .expr = "(select count(*) from ticket as fault where fault.asset = $.id and (fault.category in ('problem', 'complaint', 'return') or fault.fault is not null))",
	  .help = "how many tickets report a fault of it" },
	{ .id = 22, .name = "open_tickets", .kind = KIND_INT, .en = "Open tickets", .zh = "未结服务单", .derived = true,
	  .expr = "(select count(*) from ticket as pending where pending.asset = $.id and pending.status <> 'closed')", .help = "how many tickets about it are not closed" },
	{ 0 },
};

static const struct field customer_tickets[] = {
	{ .id = 70, .name = "open_tickets", .kind = KIND_INT, .en = "Open tickets", .zh = "未结服务单", .derived = true,
	  .expr = "(select count(*) from ticket as pending where pending.customer = $.id and pending.status <> 'closed')", .help = "how many of its tickets are not closed" },
	{ 0 },
};

static const struct field user_signature[] = {
	{ .id = 40, .name = "signature", .kind = KIND_LONGTEXT, .en = "Signature", .zh = "签名", .help = "text at the end of mail that the user sends" },
	{ 0 },
};

const struct type_extension service_extensions[] = {
	{ .type = &record_user, .after = "hours_per_week", .fields = user_calendar },
	{ .type = &record_user, .after = "calendar", .fields = user_signature },
	{ .type = &record_user, .after = "calendar", .fields = user_reminders },
	{ .type = &record_task, .after = "priority", .fields = task_kind },
	{ .type = &record_asset, .after = "next_service_on", .fields = asset_faults },
	{ .type = &record_customer, .after = "open_deals", .fields = customer_tickets },
	{ .type = &record_customer, .after = "do_not_email", .fields = reach_fields },
	{ .type = &record_contact, .after = "do_not_email", .fields = reach_fields },
	{ .type = &record_lead, .after = "email", .fields = reach_fields },
	{ 0 },
};
