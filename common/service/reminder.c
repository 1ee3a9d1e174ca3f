/* The fields of reminders, and of what was asked when; both are written by crm-remind alone. */
#include "service/reminder.h"
#include "service/service.h"

static const struct pick statuses[] = {
	{ .key = "pending", .en = "Pending", .zh = "待发", .initial = true },
	{ .key = "sending", .en = "Being sent", .zh = "发送中" },
	{ .key = "sent", .en = "Sent", .zh = "已发" },
	{ .key = "failed", .en = "Failed", .zh = "失败" },
	{ .key = "uncertain", .en = "Uncertain", .zh = "不确定" },
	{ 0 },
};

static const struct field fields[] = {
	{ .id = 1, .name = "key", .kind = KIND_TEXT, .en = "Key", .zh = "键", .required = true, .unique = true,
	  .help = "rule, record, occurrence, recipient and channel: what is sent once" },
	{ .id = 2, .name = "rule", .kind = KIND_TEXT, .en = "Rule", .zh = "规则", .required = true, .help = "rule of the schema that it follows from" },
	{ .id = 3, .name = "about", .kind = KIND_ANYREF, .en = "About", .zh = "关于", .index = true, .composition = true, .help = "record that it is about" },
	{ .id = 4, .name = "recipient", .kind = KIND_REF, .target = &record_user, .en = "Recipient", .zh = "收件人", .required = true, .help = "user who is reminded" },
	{ .id = 5, .name = "channel", .kind = KIND_TEXT, .en = "Channel", .zh = "渠道", .required = true, .help = "mail, print or command" },
	{ .id = 6, .name = "due_at", .kind = KIND_TIMESTAMP, .en = "Due", .zh = "时间", .required = true, .help = "when it is to be sent" },
	{ .id = 7, .name = "status", .kind = KIND_PICK, .picks = statuses, .en = "Status", .zh = "状态", .index = true, .help = "whether it was sent" },
	{ .id = 8, .name = "text", .kind = KIND_TEXT, .en = "Text", .zh = "内容", .help = "what it says" },
	{ .id = 9, .name = "tries", .kind = KIND_INT, .en = "Tries", .zh = "次数", .help = "how often it was tried" },
	{ .id = 10, .name = "lease_until", .kind = KIND_TIMESTAMP, .en = "Lease until", .zh = "租约至", .help = "while it is being sent: until when nobody else looks at it" },
	{ .id = 11, .name = "message_id", .kind = KIND_TEXT, .en = "Message ID", .zh = "邮件标识", .help = "message that it was sent in" },
	{ .id = 12, .name = "sent_at", .kind = KIND_TIMESTAMP, .en = "Sent at", .zh = "发送时间", .help = "when it was sent" },
	{ .id = 13, .name = "reason", .kind = KIND_TEXT, .en = "Reason", .zh = "原因", .help = "why it failed" },
	{ 0 },
};

const struct record_type record_reminder = {
	.number = 43,
	.name = "reminder",
	.plural = "reminders",
	.prefix = "rm",
	.en = "Reminder",
	.zh = "提醒",
	.help = "A reminder is one occurrence of what a rule of the schema says, for one user.",
	.title = "text",
	.list = "rule,about,recipient,channel,due_at,status,text",
	.least = "channel,status",
	.fields = fields,
	.internal = true,
	.no_common_fields = true,
	.trail = true,
};

static const struct field state_fields[] = {
	{ .id = 1, .name = "rule", .kind = KIND_TEXT, .en = "Rule", .zh = "规则", .required = true, .unique = true, .help = "rule of the schema" },
	{ .id = 2, .name = "asked_at", .kind = KIND_TIMESTAMP, .en = "Asked at", .zh = "上次运行", .required = true, .help = "up to when it was asked" },
	{ 0 },
};

const struct record_type record_remind_state = {
	.number = 44,
	.name = "remind_state",
	.plural = "remind_states",
	.prefix = "ra",
	.en = "State of a rule",
	.zh = "规则状态",
	.help = "The state of a rule of reminders says up to when it was asked.",
	.title = "rule",
	.list = "rule,asked_at",
	.fields = state_fields,
	.internal = true,
	.no_common_fields = true,
	.trail = true,
};
