#include "people/picks.h"
#include "people/people.h"

static const struct pick kinds_of_event[] = {
	{ .key = "meeting", .en = "Meeting", .zh = "会议", .initial = true },
	{ .key = "call", .en = "Call", .zh = "通话" },
	{ .key = "visit", .en = "Visit", .zh = "拜访" },
	{ .key = "message", .en = "Message", .zh = "消息" },
	{ .key = "other", .en = "Other", .zh = "其他" },
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
	{ .key = "post", .en = "Post", .zh = "邮寄" },
	{ .key = "other", .en = "Other", .zh = "其他" },
	{ 0 },
};

static const struct pick directions[] = {
	{ .key = "out", .en = "Outgoing", .zh = "呼出", .initial = true },
	{ .key = "in", .en = "Incoming", .zh = "呼入" },
	{ 0 },
};

static const struct pick statuses[] = {
	{ .key = "planned", .en = "Planned", .zh = "已计划", .initial = true },
	{ .key = "held", .en = "Held", .zh = "已举行" },
	{ .key = "not-held", .en = "Not held", .zh = "未举行" },
	{ 0 },
};

static const struct pick visibilities[] = {
	{ .key = "public", .en = "Public", .zh = "公开", .initial = true },
	{ .key = "private", .en = "Private", .zh = "私人" },
	{ 0 },
};

/* Whoever has none takes part without having been asked. */
static const struct pick roles[] = {
	{ .key = "invited", .en = "Invited", .zh = "已邀请" },
	{ .key = "accepted", .en = "Accepted", .zh = "已接受" },
	{ .key = "tentative", .en = "Tentative", .zh = "暂定" },
	{ .key = "declined", .en = "Declined", .zh = "已拒绝" },
	{ 0 },
};

static const struct field fields[] = {
	{ .id = 1, .name = "subject", .kind = KIND_TEXT, .en = "Subject", .zh = "主题",
	  .headers = "Title,Summary,Event Name,标题", .required = true, .search = true,
	  .help = "what it is about, in a few words" },
	{ .id = 2, .name = "kind", .kind = KIND_PICK, .picks = kinds_of_event, .en = "Kind", .zh = "活动类型",
	  .help = "meeting, call, visit or message" },
	{ .id = 3, .name = "channel", .kind = KIND_PICK, .picks = channels, .en = "Channel", .zh = "渠道",
	  .help = "means of communication" },
	{ .id = 4, .name = "direction", .kind = KIND_PICK, .picks = directions, .en = "Direction", .zh = "方向",
	  .help = "out: from us; in: to us" },
	{ .id = 5, .name = "starts_at", .shown = true, .kind = KIND_TIMESTAMP, .en = "Starts", .zh = "开始时间", .required = true,
	  .index = true, .help = "when it begins" },
	{ .id = 6, .name = "ends_at", .shown = true, .kind = KIND_TIMESTAMP, .from = "starts_at", .en = "Ends", .zh = "结束时间", .help = "when it ends" },
	{ .id = 7, .name = "all_day", .shown = true, .kind = KIND_BOOL, .en = "All day", .zh = "全天", .initial = "no",
	  .help = "takes whole days: the times of day are ignored" },
	{ .id = 8, .name = "timezone", .shown = true, .kind = KIND_TEXT, .en = "Time zone", .zh = "时区",
	  .help = "zone it is planned in, such as Asia/Shanghai; that of the database unless set" },
	{ .id = 9, .name = "location", .kind = KIND_TEXT, .en = "Location", .zh = "地点",
	  .help = "where it takes place" },
	{ .id = 10, .name = "status", .kind = KIND_PICK, .picks = statuses, .en = "Status", .zh = "状态", .nocopy = true,
	  .help = "whether it took place" },
	{ .id = 11, .name = "priority", .kind = KIND_PICK, .picks = picks_priority, .en = "Priority", .zh = "优先级",
	  .help = "importance of the event" },
	{ .id = 12, .name = "visibility", .shown = true, .kind = KIND_PICK, .picks = visibilities, .en = "Visibility", .zh = "可见性",
	  .help = "private ones show others only that the time is taken" },
	{ .id = 13, .name = "about", .kind = KIND_ANYREF, .en = "About", .zh = "关于", .composition = true,
	  .help = "record it is about, of any type" },
	{ .id = 14, .name = "contacts", .kind = KIND_REFS, .target = &record_contact, .roles = roles, .en = "Contacts", .zh = "联系人",
	  .help = "people from outside who take part" },
	{ .id = 15, .name = "attendees", .kind = KIND_REFS, .target = &record_user, .roles = roles, .en = "Attendees", .zh = "参加人",
	  .help = "users who take part" },
	{ .id = 16, .name = "remind_minutes", .kind = KIND_TAGS, .digits = true, .en = "Remind minutes", .zh = "提前提醒分钟",
	  .help = "minutes before the start to be reminded, one or several" },
	{ .id = 17, .name = "repeat", .shown = true, .kind = KIND_RRULE, .en = "Repeat", .zh = "重复", .index = true,
	  .help = "how it recurs" },
	{ .id = 18, .name = "outcome", .kind = KIND_LONGTEXT, .en = "Outcome", .zh = "结果", .search = true,
	  .help = "what was said and agreed" },
	{ .id = 19, .name = "leads", .kind = KIND_REFS, .target = &record_lead, .roles = roles, .en = "Leads", .zh = "线索",
	  .help = "leads who take part" },
	{ .id = 20, .name = "series", .shown = true, .kind = KIND_REF, .target = &record_event, .en = "Series", .zh = "系列", .computed = true,
	  .nocopy = true, .composition = true, .help = "event that repeats, one occurrence of which this is" },
	{ .id = 21, .name = "occurrence", .shown = true, .kind = KIND_TIMESTAMP, .en = "Occurrence", .zh = "原定时间", .computed = true,
	  .nocopy = true, .help = "start of that occurrence as the series has it" },
	{ .id = 22, .name = "moved", .kind = KIND_INT, .en = "Moved", .zh = "改期次数", .computed = true, .nocopy = true,
	  .help = "how often it was put off or brought forward" },
	{ .id = 23, .name = "uid", .kind = KIND_TEXT, .en = "UID", .zh = "UID", .computed = true, .nocopy = true, .index = true,
	  .help = "identifier in the calendar that it was imported from" },
	{ .id = 24, .name = "sequence", .kind = KIND_INT, .en = "Sequence", .zh = "修订号", .computed = true, .nocopy = true,
	  .help = "revision that participants know" },
	{ 0 },
};

const struct record_type record_event = {
	.number = 7,
	.name = "event",
	.plural = "events",
	.prefix = "e",
	.en = "Event",
	.zh = "活动",
	.words = "事件",
	.help = "An event is a meeting, call, visit or message, planned or held; a held one is a logged contact.",
	.title = "subject",
	.bare_word = "subject",
	.list = "subject,kind,starts_at,status,about,location,owner",
	.least = "owner,location,status,kind",
	.fields = fields,
	.privacy = "visibility",
};
