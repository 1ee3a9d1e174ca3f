#include "service/service.h"

const struct pick picks_mail_purpose[] = {
	{ .key = "none", .en = "None", .zh = "无", .initial = true },
	{ .key = "offer", .en = "Offer", .zh = "促销" },
	{ .key = "newsletter", .en = "Newsletter", .zh = "资讯" },
	{ .key = "festival", .en = "Festival", .zh = "节日问候" },
	{ .key = "birthday", .en = "Birthday", .zh = "生日问候" },
	{ .key = "survey", .en = "Survey", .zh = "调查" },
	{ .key = "referral", .en = "Referral", .zh = "转介绍" },
	{ .key = "follow-up", .en = "Follow-up", .zh = "跟进" },
	{ .key = "thanks", .en = "Thanks", .zh = "感谢" },
	{ .key = "apology", .en = "Apology", .zh = "致歉" },
	{ .key = "quote", .en = "Quote", .zh = "报价" },
	{ .key = "invoice", .en = "Invoice", .zh = "发票" },
	{ .key = "payment", .en = "Payment reminder", .zh = "催款" },
	{ .key = "call-back", .en = "Call-back", .zh = "回访" },
	{ .key = "ticket", .en = "Ticket", .zh = "服务单" },
	{ .key = "invitation", .en = "Invitation", .zh = "邀请" },
	{ .key = "other", .en = "Other", .zh = "其他" },
	{ 0 },
};

const struct pick picks_mail_format[] = {
	{ .key = "text", .en = "Text", .zh = "纯文本", .initial = true },
	{ .key = "html", .en = "HTML", .zh = "HTML格式" },
	{ 0 },
};

static const struct field fields[] = {
	{ .id = 1, .name = "name", .kind = KIND_TEXT, .en = "Name", .zh = "名称", .required = true, .search = true,
	  .help = "by which mail uses it; one for each language may have the same, and an own one goes before a built-in one" },
	{ .id = 2, .name = "folder", .kind = KIND_TEXT, .en = "Folder", .zh = "文件夹", .help = "where it is kept: sales, service" },
	{ .id = 3, .name = "purpose", .kind = KIND_PICK, .picks = picks_mail_purpose, .en = "Purpose", .zh = "用途",
	  .help = "why it is sent; offers, newsletters, greetings, surveys and referrals are marketing" },
	{ .id = 4, .name = "language", .kind = KIND_TEXT, .pattern = "^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$", .en = "Language", .zh = "语言",
	  .help = "language it is written in, such as en or zh; empty: any" },
	{ .id = 5, .name = "subject", .kind = KIND_TEXT, .en = "Subject", .zh = "主题", .search = true, .help = "subject of the mail, with {{fields}}" },
	{ .id = 6, .name = "body", .kind = KIND_LONGTEXT, .en = "Body", .zh = "正文", .search = true,
	  .help = "text of the mail, with {{customer.name}}, {{contact.salutation|Dear customer}}" },
	{ .id = 7, .name = "format", .kind = KIND_PICK, .picks = picks_mail_format, .en = "Format", .zh = "格式", .help = "whether the body is text or HTML" },
	{ 0 },
};

const struct record_type record_template = {
	.number = 40,
	.name = "template",
	.plural = "templates",
	.prefix = "tpl",
	.en = "Template",
	.zh = "邮件模板",
	.help = "A template is a mail with fields to be filled in.",
	.title = "name",
	.bare_word = "name",
	.list = "name,language,purpose,folder,subject,format",
	.least = "format,folder",
	.fields = fields,
	.literal = true,
};
