#include "service/service.h"

static const struct pick statuses[] = {
	{ .key = "draft", .en = "Draft", .zh = "草稿", .initial = true },
	{ .key = "queued", .en = "Queued", .zh = "待发送", .computed = true },
	{ .key = "sent", .en = "Sent", .zh = "已发送", .computed = true },
	{ .key = "failed", .en = "Failed", .zh = "发送失败", .computed = true },
	{ .key = "uncertain", .en = "Uncertain", .zh = "状态不明", .computed = true },
	{ .key = "received", .en = "Received", .zh = "已收到", .computed = true },
	{ 0 },
};

static const struct pick directions[] = {
	{ .key = "out", .en = "Outgoing", .zh = "发出", .initial = true },
	{ .key = "in", .en = "Incoming", .zh = "收到" },
	{ 0 },
};

static const struct pick channels[] = {
	{ .key = "email", .en = "E-mail", .zh = "电子邮件", .initial = true },
	{ .key = "letter", .en = "Letter", .zh = "信函" },
	{ .key = "fax", .en = "Fax", .zh = "传真" },
	{ .key = "sms", .en = "Text message", .zh = "短信" },
	{ 0 },
};

static const struct field fields[] = {
	{ .id = 1, .name = "subject", .kind = KIND_TEXT, .en = "Subject", .zh = "主题", .required = true, .search = true, .help = "what it is about, in a few words" },
	{ .id = 2, .name = "body", .kind = KIND_LONGTEXT, .en = "Body", .zh = "正文", .search = true, .help = "the text itself, or HTML where the format says so" },
	{ .id = 3, .name = "to", .kind = KIND_TEXT, .en = "To", .zh = "收件人", .search = true, .help = "addresses, separated by commas; those of the recipient unless set" },
	{ .id = 4, .name = "cc", .kind = KIND_TEXT, .en = "Copy", .zh = "抄送", .help = "addresses that get a copy" },
	{ .id = 5, .name = "bcc", .kind = KIND_TEXT, .en = "Blind copy", .zh = "密送", .help = "addresses that get a copy which nobody else sees" },
	{ .id = 6, .name = "sender", .kind = KIND_TEXT, .en = "From", .zh = "发件人", .search = true,
	  .help = "address it is from; of the owner, or else of the company, unless set" },
	{ .id = 7, .name = "about", .kind = KIND_ANYREF, .en = "About", .zh = "关于", .composition = true, .help = "record it is about, of any type" },
	{ .id = 8, .name = "recipient", .kind = KIND_ANYREF, .en = "Recipient", .zh = "收件对象", .index = true,
	  .help = "contact, customer or lead who gets it, or whom it is from" },
	{ .id = 9, .name = "status", .kind = KIND_PICK, .picks = statuses, .en = "Status", .zh = "状态", .nocopy = true, .computed = true, .index = true,
	  .help = "draft; queued: to be sent; uncertain: handed over, and nobody knows whether it left" },
	{ .id = 10, .name = "direction", .kind = KIND_PICK, .picks = directions, .en = "Direction", .zh = "收发", .nocopy = true, .computed = true, .help = "out: from us; in: to us" },
	{ .id = 11, .name = "channel", .kind = KIND_PICK, .picks = channels, .en = "Channel", .zh = "渠道", .help = "how it is sent" },
	{ .id = 12, .name = "template", .kind = KIND_TEXT, .en = "Template", .zh = "所用模板", .help = "name of the template that it was made from" },
	{ .id = 13, .name = "purpose", .kind = KIND_PICK, .picks = picks_mail_purpose, .en = "Purpose", .zh = "用途",
	  .help = "why it is sent; marketing is sent only to those who may be contacted" },
	{ .id = 14, .name = "format", .kind = KIND_PICK, .picks = picks_mail_format, .en = "Format", .zh = "格式", .help = "whether the body is text or HTML" },
	{ .id = 15, .name = "attachments", .kind = KIND_REFS, .target = &record_file, .en = "Files", .zh = "附件", .help = "files that are attached" },
	{ .id = 16, .name = "calendar", .kind = KIND_LONGTEXT, .en = "Invitation", .zh = "日历邀请", .help = "an iCalendar object that is sent with it, such as an invitation" },
	{ .id = 17, .name = "answers", .kind = KIND_REF, .target = &record_mail, .en = "Answers", .zh = "回复", .nocopy = true, .help = "mail that it answers" },
	{ .id = 18, .name = "sent_at", .kind = KIND_TIMESTAMP, .en = "Sent", .zh = "发送时间", .nocopy = true, .computed = true, .index = true, .help = "when it was sent" },
	{ .id = 19, .name = "message_id", .kind = KIND_TEXT, .en = "Message-ID", .zh = "邮件编号", .nocopy = true, .computed = true, .unique = true,
	  .help = "its Message-ID, without angle brackets" },
	{ .id = 20, .name = "in_reply_to", .kind = KIND_TEXT, .en = "In reply to", .zh = "所回复邮件编号", .nocopy = true, .computed = true, .help = "Message-ID of the mail that it answers" },
	{ .id = 21, .name = "thread", .kind = KIND_TEXT, .en = "Thread", .zh = "邮件会话", .nocopy = true, .computed = true, .help = "Message-IDs of the mails before it, the first one first" },
	{ .id = 22, .name = "reason", .kind = KIND_TEXT, .en = "Reason", .zh = "失败原因", .nocopy = true, .computed = true, .help = "why it failed or came back" },
	{ .id = 23, .name = "automatic", .kind = KIND_BOOL, .en = "Automatic", .zh = "自动邮件", .initial = "no", .nocopy = true, .computed = true,
	  .help = "no person wrote it: nothing answers it" },
	{ 0 },
};

const struct record_type record_mail = {
	.number = 41,
	.name = "mail",
	.plural = "mails",
	.prefix = "m",
	.en = "Mail",
	.zh = "邮件",
	.help = "A mail is a message to or from a contact, customer or lead.",
	.title = "subject",
	.bare_word = "subject",
	.list = "subject,to,about,status,sent_at,direction,sender,owner",
	.least = "owner,sender,direction,about",
	.fields = fields,
};
