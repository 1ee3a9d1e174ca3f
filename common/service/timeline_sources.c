/* What the types say in a timeline. */
#include "service/service.h"
#include "service/timeline.h"

#include <string.h>

#define ISSUED "coalesce(t.issued_on, t.created_at)"

const struct timeline_source timeline_sources[] = {
	{ .record = &record_contact, .leads_on = true },
	{ .record = &record_lead, .kind = "lead", .zh = "线索", .at = "t.created_at", .title = "t.name", .state = "t.status", .who = "t.owner", .leads_on = true },
	{ .record = &record_deal, .kind = "deal", .zh = "商机", .at = "t.created_at", .title = "t.name", .state = "t.stage", .amount = "t.amount", .who = "t.owner",
	  .leads_on = true },
	{ .record = &record_stage_move, .kind = "stage", .zh = "阶段", .at = "t.at", .title = "t.from_stage", .state = "t.to_stage", .who = "t.who",
	  .where = "t.from_stage is not null" },
	{ .record = &record_event, .kind = "event", .zh = "活动", .at = "t.starts_at", .title = "t.subject", .state = "t.status", .who = "t.owner", .body = "t.outcome" },
	{ .record = &record_task, .kind = "task", .zh = "任务", .at = "coalesce(t.done_at, t.due_on, t.created_at)", .title = "t.subject", .state = "t.status",
	  .who = "t.owner", .body = "t.notes" },
	{ .record = &record_note, .kind = "note", .zh = "备忘录", .at = "t.created_at", .title = "t.title", .who = "t.owner", .body = "t.body" },
	{ .record = &record_quote, .kind = "quote", .zh = "报价单", .at = ISSUED, .title = "coalesce(t.number || ' ', '') || t.subject", .state = "t.stage",
	  .amount = "t.total", .who = "t.owner", .leads_on = true },
	{ .record = &record_order, .kind = "order", .zh = "销售订单", .at = "coalesce(t.ordered_on, t.created_at)", .title = "coalesce(t.number || ' ', '') || coalesce(t.subject, '')",
	  .state = "t.status", .amount = "t.total", .who = "t.owner", .leads_on = true },
	{ .record = &record_delivery, .kind = "delivery", .zh = "交货单", .at = "coalesce(t.shipped_on, t.created_at)", .title = "coalesce(t.number, '')", .state = "t.status",
	  .who = "t.owner", .leads_on = true },
	{ .record = &record_invoice, .kind = "invoice", .zh = "发票", .at = ISSUED, .title = "coalesce(t.number || ' ', '') || coalesce(t.subject, '')", .state = "t.status",
	  .amount = "t.total", .who = "t.owner", .leads_on = true },
	{ .record = &record_fapiao, .kind = "fapiao", .zh = "税务发票", .at = ISSUED, .title = "t.number", .state = "t.kind", .who = "t.owner" },
	{ .record = &record_payment, .kind = "payment", .zh = "收付款", .at = "t.paid_on", .title = "coalesce(t.reference, '')", .state = "t.kind", .amount = "t.amount",
	  .who = "t.owner" },
	{ .record = &record_asset, .kind = "asset", .zh = "资产", .at = "t.installed_on", .title = "t.serial", .where = "t.installed_on is not null", .who = "t.owner",
	  .leads_on = true },
	{ .record = &record_ticket, .kind = "ticket", .zh = "服务单", .at = "t.opened_at", .title = "t.title", .state = "t.status", .who = "t.owner", .body = "t.description",
	  .leads_on = true },
	{ .record = &record_ticket, .kind = "ticket", .zh = "服务单", .at = "t.closed_at", .title = "t.title", .state = "t.status", .who = "t.owner", .body = "t.solution",
	  .where = "t.closed_at is not null" },
	{ .record = &record_comment, .kind = "comment", .zh = "评论", .at = "t.at", .title = "substr(t.text, 1, 80)", .who = "t.who", .body = "t.text" },
	{ .record = &record_mail, .kind = "mail", .zh = "邮件", .at = "coalesce(t.sent_at, t.created_at)", .title = "t.subject", .state = "t.status", .who = "t.owner", .body = "t.body" },
	{ .record = &record_file, .kind = "file", .zh = "文件", .at = "t.created_at", .title = "t.name", .who = "t.owner" },
	{ 0 },
};

static bool is_new(const struct timeline_source *source)
{
	for (const struct timeline_source *other = timeline_sources; other < source; other++)
		if (other->kind && strcmp(other->kind, source->kind) == 0)
			return false;
	return true;
}

const char *timeline_kind(size_t index)
{
	for (const struct timeline_source *source = timeline_sources; source->record; source++)
		if (source->kind && is_new(source) && index-- == 0)
			return source->kind;
	return index == 0 ? "change" : NULL;
}

const char *timeline_next_kind(void *state)
{
	size_t *index = state;

	return timeline_kind((*index)++);
}
