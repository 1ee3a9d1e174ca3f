#include "people/picks.h"
#include "people/people.h"

static const struct pick statuses[] = {
	{ .key = "not-started", .en = "Not started", .zh = "未开始", .initial = true },
	{ .key = "in-progress", .en = "In progress", .zh = "进行中" },
	{ .key = "waiting", .en = "Waiting", .zh = "等待中" },
	{ .key = "deferred", .en = "Deferred", .zh = "已推迟" },
	{ .key = "done", .en = "Done", .zh = "已完成" },
	{ 0 },
};

static const char overdue[] =
	"(case when $.due_on < today() and coalesce($.status, '') <> 'done' then 1 else 0 end)";

static const struct field fields[] = {
	{ .id = 1, .name = "subject", .kind = KIND_TEXT, .en = "Subject", .zh = "主题",
	  .headers = "Title,Task,Task Name,Summary,任务名称,标题", .required = true, .search = true,
	  .help = "what is to be done" },
	{ .id = 2, .name = "due_on", .kind = KIND_DATE, .from = "start_on", .en = "Due", .zh = "截止日期",
	  .headers = "Due Date", .index = true,
	  .help = "last day to do it" },
	{ .id = 3, .name = "start_on", .kind = KIND_DATE, .en = "Start", .zh = "开始日期",
	  .headers = "Start Date",
	  .help = "first day to work on it" },
	{ .id = 4, .name = "status", .kind = KIND_PICK, .picks = statuses, .en = "Status", .zh = "状态", .nocopy = true,
	  .help = "how far it has progressed" },
	{ .id = 5, .name = "priority", .kind = KIND_PICK, .picks = picks_priority, .en = "Priority", .zh = "优先级",
	  .help = "importance of the event" },
	{ .id = 6, .name = "about", .kind = KIND_ANYREF, .en = "About", .zh = "关于", .composition = true,
	  .help = "record it is about, of any type" },
	{ .id = 7, .name = "contact", .kind = KIND_REF, .target = &record_contact, .en = "Contact", .zh = "联系人",
	  .help = "person to do it with" },
	{ .id = 8, .name = "remind_at", .kind = KIND_TIMESTAMP, .en = "Remind at", .zh = "提醒时间",
	  .help = "when to be reminded" },
	{ .id = 9, .name = "done_at", .kind = KIND_TIMESTAMP, .en = "Done at", .zh = "完成时间", .computed = true,
	  .nocopy = true, .help = "when it was done" },
	{ .id = 10, .name = "repeat", .kind = KIND_RRULE, .en = "Repeat", .zh = "重复", .help = "how it recurs" },
	{ .id = 11, .name = "overdue", .kind = KIND_BOOL, .en = "Overdue", .zh = "逾期", .derived = true,
	  .expr = overdue, .help = "due before today and not done" },
	{ 0 },
};

const struct record_type record_task = {
	.number = 6,
	.name = "task",
	.plural = "tasks",
	.prefix = "t",
	.en = "Task",
	.zh = "任务",
	.help = "A task is something to be done, usually by a certain day.",
	.title = "subject",
	.bare_word = "subject",
	.list = "subject,due_on,status,priority,about,owner",
	.least = "owner,priority,status",
	.fields = fields,
};
