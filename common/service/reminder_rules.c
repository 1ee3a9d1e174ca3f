/* The section `reminders` of the schema: the rules, and those that there are from the start; and the rule of what was sent. */
#include "service/reminder.h"

#include "base/date.h"
#include "service/service.h"
#include <stdlib.h>
#include <string.h>

bool remind_next_span(const char **text, struct remind_span *out)
{
	static const struct {
		const char *unit;
		bool days;
		int64_t factor;
	} units[] = { { "min", false, 60 }, { "h", false, 3600 }, { "d", true, 1 }, { "w", true, 7 } };
	const char *p = *text + strspn(*text, " ,");
	char *end;
	long count = strtol(p, &end, 10);

	if (end == p || count > 3660 || count < -3660)
		return false;
	for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
		size_t length = strlen(units[i].unit);
		if (strncmp(end, units[i].unit, length) == 0 && (end[length] == '\0' || end[length] == ',' || end[length] == ' ')) {
			*out = (struct remind_span){ units[i].days, count * units[i].factor };
			*text = end + length;
			return true;
		}
	}
	return false;
}

static enum status check_spans(const char *value, struct error *error)
{
	const char *rest = value;
	struct remind_span span;

	while (remind_next_span(&rest, &span))
		;
	if (!rest[strspn(rest, " ,")])
		return STATUS_OK;
	return error_set(error, STATUS_DATA, "'%s' is not a list of spans; write 3d, 0d before, -7d after, 15min or 2h", value);
}

static enum status check_every(const char *value, struct error *error)
{
	struct remind_span span;
	const char *rest = value;

	if (!*value || (remind_next_span(&rest, &span) && span.days && span.count > 0 && !*rest))
		return STATUS_OK;
	return error_set(error, STATUS_DATA, "'%s' is not a number of days; write it as 7d", value);
}

static enum status check_type(const char *value, struct error *error)
{
	if (!*value || record_by_name(value))
		return STATUS_OK;
	return error_set(error, STATUS_DATA, "there is no type '%s'; write the name of one, such as task", value);
}

static const struct form_field rule_fields[] = {
	{ .name = "en", .kind = KIND_TEXT, .at = offsetof(struct reminder_rule, en), .required = true, .label = true, .help = "label in English" },
	{ .name = "zh", .kind = KIND_TEXT, .at = offsetof(struct reminder_rule, zh), .required = true, .label = true, .help = "label in Chinese" },
	{ .name = "type", .kind = KIND_TEXT, .at = offsetof(struct reminder_rule, type), .check = check_type, .help = "type of the records: task, invoice" },
	{ .name = "where", .kind = KIND_TEXT, .at = offsetof(struct reminder_rule, where), .filter_of = "type", .help = "filter: of which of these" },
	{ .name = "day", .kind = KIND_TEXT, .at = offsetof(struct reminder_rule, day), .filter_of = "type", .path = true, .help = "field with the day or time; without it, the rule is about what holds now" },
	{ .name = "minutes", .kind = KIND_TEXT, .at = offsetof(struct reminder_rule, minutes), .filter_of = "type", .path = true, .help = "field that lists minutes before, in place of before" },
	{ .name = "before", .kind = KIND_TEXT, .at = offsetof(struct reminder_rule, before), .check = check_spans, .help = "how long before: 3d, 0d; after: -7d; 15min" },
	{ .name = "every", .kind = KIND_TEXT, .at = offsetof(struct reminder_rule, every), .check = check_every, .help = "without a day: how often while it holds, 7d" },
	{ .name = "to", .kind = KIND_TEXT, .at = offsetof(struct reminder_rule, to), .initial = "owner", .help = "owner, manager, administrator, all, or logins joined by commas" },
	{ .name = "text", .kind = KIND_TEXT, .at = offsetof(struct reminder_rule, text), .help = "what it says, with {{fields}}" },
	{ .name = "yearly", .kind = KIND_BOOL, .at = offsetof(struct reminder_rule, yearly), .help = "the day comes every year" },
	{ .name = "off", .kind = KIND_BOOL, .at = offsetof(struct reminder_rule, off), .help = "nobody is reminded" },
	{ 0 },
};

#define OPEN_CLAIM "status=issued payment=open,part"

static const struct reminder_rule built_in[] = {
	{ .name = "event", .en = "Events ahead", .zh = "日程", .type = "event", .where = "status=planned", .day = "starts_at", .minutes = "remind_minutes", .before = "15min", .to = "owner", .text = "{{subject}}" },
	{ .name = "task-time", .en = "Tasks", .zh = "任务提醒", .type = "task", .where = "not status=done", .day = "remind_at", .before = "0min",
	  .to = "owner", .text = "{{subject}}" },
	{ .name = "service-level", .en = "Tickets in danger", .zh = "服务单时限", .to = "owner" },
	{ .name = "task-due", .en = "Tasks due today", .zh = "今日到期任务", .type = "task", .where = "not status=done", .day = "due_on", .before = "0d",
	  .to = "owner", .text = "{{subject}}" },
	{ .name = "task-overdue", .en = "Overdue tasks", .zh = "逾期任务", .type = "task", .where = "not status=done", .day = "due_on", .before = "-1d, -7d",
	  .to = "owner", .text = "{{subject}}, due {{due_on}}" },
	{ .name = "quote-unanswered", .en = "Quotes without an answer", .zh = "未答复的报价", .type = "quote", .where = "stage=issued,reviewed", .day = "issued_on",
	  .before = "-7d", .to = "owner", .text = "{{number}} {{customer.name}}: {{subject}}" },
	{ .name = "quote-expiring", .en = "Quotes that expire", .zh = "即将到期的报价", .type = "quote", .where = "stage=issued,reviewed", .day = "valid_until",
	  .before = "3d, 0d", .to = "owner", .text = "{{number}} {{customer.name}}, valid until {{valid_until}}" },
	{ .name = "order-ending", .en = "Contracts that end", .zh = "即将结束的合同", .type = "order", .where = "status=approved", .day = "repeat_until",
	  .before = "30d, 7d", .to = "owner", .text = "{{number}} {{customer.name}}, until {{repeat_until}}" },
	{ .name = "delivery-late", .en = "Late deliveries", .zh = "逾期未交货", .type = "order", .where = "status=approved not delivered=yes", .day = "due_on",
	  .before = "-1d, -7d", .to = "owner", .text = "{{number}} {{customer.name}}, due {{due_on}}" },
	{ .name = "invoice-due", .en = "Invoices due soon", .zh = "即将到期的应收", .type = "invoice", .where = OPEN_CLAIM, .day = "due_on", .before = "3d",
	  .to = "owner", .text = "{{number}} {{customer.name}}: {{balance}} {{currency}}, due {{due_on}}" },
	{ .name = "invoice-overdue", .en = "Overdue invoices", .zh = "逾期应收", .type = "invoice", .where = OPEN_CLAIM, .day = "due_on", .before = "-1d, -7d, -30d", .to = "owner", .text = "{{number}} {{customer.name}}: {{balance}} {{currency}}, due {{due_on}}" },
	{ .name = "instalment-due", .en = "Instalments to invoice", .zh = "分期应开票", .before = "3d, 0d", .to = "owner" },
	{ .name = "bill-due", .en = "Bills to pay", .zh = "应付到期", .type = "bill", .where = "payment=open,part kind!=credit-note", .day = "due_on", .before = "3d, 0d",
	  .to = "owner", .text = "{{supplier_number}} {{supplier.name}}: {{balance}} {{currency}}, due {{due_on}}" },
	{ .name = "deal-without-step", .en = "Deals without a next step", .zh = "没有下一步的商机", .type = "deal", .where = "not stage=won,lost next_step=", .every = "7d", .to = "owner", .text = "{{name}}, {{customer.name}}" },
	{ .name = "quiet-class-a", .en = "Class A customers not contacted for 30 days", .zh = "A 类客户 30 天未联系", .type = "customer",
	  .where = "class=A not archived=yes not last_contact=-30d..", .every = "7d", .to = "owner", .text = "{{name}}, last contact {{last_contact|never}}" },
	{ .name = "quiet-class-b", .en = "Class B customers not contacted for 90 days", .zh = "B 类客户 90 天未联系", .type = "customer",
	  .where = "class=B not archived=yes not last_contact=-90d..", .every = "30d", .to = "owner", .text = "{{name}}, last contact {{last_contact|never}}" },
	{ .name = "quiet-class-c", .en = "Class C customers not contacted for 180 days", .zh = "C 类客户 180 天未联系", .type = "customer",
	  .where = "class=C not archived=yes not last_contact=-180d..", .every = "90d", .to = "owner", .text = "{{name}}, last contact {{last_contact|never}}" },
	{ .name = "birthday-contact", .en = "Birthdays of contacts", .zh = "联系人生日", .type = "contact", .where = "not archived=yes", .day = "birthday", .before = "3d, 0d", .to = "owner", .text = "{{name}}, {{customer.name}}: {{birthday}}" },
	{ .name = "birthday-customer", .en = "Birthdays of customers", .zh = "客户生日", .type = "customer", .where = "not archived=yes", .day = "birthday", .before = "3d, 0d", .to = "owner", .text = "{{name}}: {{birthday}}" },
	{ .name = "founding-day", .en = "Founding days", .zh = "客户成立纪念日", .type = "customer", .where = "not archived=yes", .day = "founded_on", .before = "3d", .to = "owner", .text = "{{name}}: {{founded_on}}", .yearly = true },
	{ .name = "warranty", .en = "Warranties that end", .zh = "质保到期", .type = "asset", .day = "warranty_until", .before = "30d",
	  .to = "owner", .text = "{{serial}} {{customer.name}}, until {{warranty_until}}" },
	{ .name = "service-due", .en = "Service due", .zh = "保养到期", .type = "asset", .day = "next_service_on", .before = "14d", .to = "owner",
	  .text = "{{serial}} {{customer.name}}, on {{next_service_on}}" },
	{ .name = "document-expiring", .en = "Documents that expire", .zh = "证照到期", .type = "file", .day = "valid_until", .before = "30d, 7d",
	  .to = "owner", .text = "{{name}}, until {{valid_until}}" },
	{ .name = "stock-low", .en = "Stock is low", .zh = "库存不足", .type = "product", .where = "stock=low", .every = "7d", .to = "owner",
	  .text = "{{name}}: {{on_hand}}" },
	{ .name = "reminders-failed", .en = "Reminders that were not sent", .zh = "未送达的提醒", .every = "1d", .to = "all" },
	{ .name = "backup-old", .en = "Old backup", .zh = "备份过期", .before = "-7d", .every = "1d", .to = "administrator" },
	{ .name = REMINDER_CHECK, .en = "Findings of crm-db check", .zh = "数据检查有问题", .every = "1d", .to = "administrator" },
};

/* A rule has a day, or says how often. */
static enum status check_rules(const struct schema *schema, struct error *error)
{
	const struct reminder_rule *rule;

	for (size_t i = 0; (rule = schema_entry_at(schema, &section_reminders, i)); i++) {
		const struct record_type *record = rule->type && *rule->type ? record_by_name(rule->type) : NULL;
		if (!record)
			continue;
		bool dated = rule->day && *rule->day, counted = rule->every && *rule->every;
		if (!dated && !counted)
			return error_set(error, STATUS_DATA, "%s: say the day: with a field, or every: 7d for what holds now", rule->name);
		if (dated && !(rule->before && *rule->before) && !(rule->minutes && *rule->minutes))
			return error_set(error, STATUS_DATA, "%s: say how long before its day: before: 0d for the day itself", rule->name);
	}
	return STATUS_OK;
}

const struct schema_section section_reminders = {
	.name = "reminders", .setting = "reminder",
	.form = { .item = "reminder", .example = "{type: task, day: due_on, before: 0d}", .fields = rule_fields, .size = sizeof(struct reminder_rule) },
	.built_in = built_in, .built_in_count = sizeof built_in / sizeof *built_in, .block = true, .check = check_rules,
};

/* What was handed over cannot be taken back: undone, it would be sent again. */
enum status reminder_undone(struct store *store, const struct record *now, const struct record *then, int64_t change)
{
	const char *status = record_text(now, "status");

	if (!then || strcmp(status, record_text(then, "status")) == 0 || strcmp(status, "pending") == 0)
		return STATUS_OK;
	return error_set(store->error, STATUS_REFUSED, "ch%lld cannot be undone: rm%lld %s", (long long)change, (long long)now->id,
	                 strcmp(status, "sent") == 0 ? "was sent, and has left the house" : "was handed over to be sent");
}
