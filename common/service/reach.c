/* What customers, contacts and leads have for the gate (may_contact.h), and the rule of it. */
#include "service/service.h"
#include "store/rule.h"

#include <string.h>

static const struct pick spans[] = {
	{ .key = "any", .en = "Any time", .zh = "不限", .initial = true },
	{ .key = "weekly", .en = "Weekly", .zh = "每周" },
	{ .key = "monthly", .en = "Monthly", .zh = "每月" },
	{ .key = "quarterly", .en = "Quarterly", .zh = "每季" },
	{ .key = "yearly", .en = "Yearly", .zh = "每年" },
	{ .key = "never", .en = "Never", .zh = "从不" },
	{ 0 },
};

const struct field reach_fields[] = {
	{ .id = 60, .name = "declined", .kind = KIND_TAGS, .en = "Declined channels", .zh = "谢绝渠道",
	  .help = "channels that were declined: phone, sms, email, wechat, qq, weibo, visit, post, fax" },
	{ .id = 61, .name = "contact_every", .kind = KIND_PICK, .picks = spans, .en = "Contact at most", .zh = "联系频率",
	  .help = "how often marketing may reach out" },
	{ .id = 62, .name = "email_bounced_on", .kind = KIND_DATE, .en = "E-mail bounced", .zh = "退信日期", .help = "when a mail last could not be delivered" },
	{ .id = 63, .name = "email_bounces", .kind = KIND_INT, .en = "Bounces", .zh = "退信次数", .computed = true,
	  .help = "mails that could not be delivered; after the second one, marketing mail is no longer sent" },
	{ 0 },
};

static const char *const channels[] = { "phone", "sms", "email", "wechat", "qq", "weibo", "visit", "post", "fax", NULL };

static bool is_channel(const char *name, size_t length)
{
	for (size_t i = 0; channels[i]; i++)
		if (strlen(channels[i]) == length && strncmp(channels[i], name, length) == 0)
			return true;
	return false;
}

/* Another address, or a day that was taken away, is a new start. */
enum status reach_before(struct store *store, const struct record *old, struct record *person, struct arena *arena)
{
	(void)arena;
	if (!person)
		return STATUS_OK;
	if (rule_changed(old, person, "declined"))
		for (const char *tag = record_text(person, "declined"); *tag; tag += strcspn(tag, ",")) {
			tag += *tag == ',';
			size_t length = strcspn(tag, ",");
			if (length && !is_channel(tag, length))
				return error_set(store->error, STATUS_DATA, "declined: '%.*s' is not a channel; write phone, sms, email, wechat, qq, weibo, visit, post or fax", (int)length, tag);
		}
	if (old && rule_changed(old, person, "email") && !rule_changed(old, person, "email_bounced_on"))
		*record_value(person, "email_bounced_on") = (struct value){ 0 };
	if (record_value(person, "email_bounced_on")->type == VALUE_NULL)
		*record_value(person, "email_bounces") = (struct value){ 0 };
	return STATUS_OK;
}
