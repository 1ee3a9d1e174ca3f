#include "people/people.h"
#include "store/rule.h"

static const struct record_type *const types[] = {
	&record_customer, &record_contact, &record_lead, &record_deal, &record_task, &record_event, &record_note, &record_campaign, &record_stage_move, NULL,
};

/* These types are written by the hundred thousand, so that their rules name the fields that they look at (rule.h). */
static const char *const of_customer[] = { "currency", "tax_number", NULL };
static const char *const of_lead[] = { "status", "converted_customer", "converted_contact", "currency", NULL };
static const char *const of_deal[] = { "currency", "pipeline", "stage", "probability", "closed_at", NULL };
static const char *const of_task[] = { "status", "done_at", "start_on", "due_on", NULL };
static const char *const of_event[] = { "status", "about", "starts_at", "ends_at", "all_day", "timezone", "repeat", "location", "attendees", "contacts", "leads", "owner", NULL };

static const struct rule rules[] = {
	{ .type = &record_user, .before = user_before },
	{ .type = &record_customer, .fields = of_customer, .before = customer_before, .finished = customer_finished },
	{ .type = &record_contact, .finished = customer_finished },
	{ .type = &record_lead, .fields = of_lead, .before = lead_before, .finished = lead_finished },
	{ .type = &record_deal, .fields = of_deal, .before = deal_before, .after = deal_after, .finished = deal_finished },
	{ .type = &record_task, .fields = of_task, .before = task_before, .after = task_after, .finished = task_finished },
	{ .type = &record_event, .fields = of_event, .before = event_before, .after = event_after, .finished = event_finished },
	{ .type = &record_note, .before = note_before },
	{ .type = &record_campaign, .before = campaign_before },
	{ 0 },
};

/* What a morning at the desk asks for, before anyone has saved a filter of his own. */
static const struct saved_filter filters[] = {
	{ &record_task, "today", "due_on=..today not status=done" },
	{ &record_task, "overdue", "overdue=yes" },
	{ &record_task, "open", "not status=done" },
	{ &record_task, "mine", "owner=me not status=done" },
	{ &record_deal, "open", "not stage=won,lost" },
	{ &record_deal, "mine", "owner=me not stage=won,lost" },
	{ &record_lead, "open", "not status=lost,junk,converted" },
	{ &record_event, "today", "starts_at=today" },
	{ &record_customer, "mine", "owner=me archived=no,\"\"" },
	{ 0 },
};

const struct domain domain_people = { .name = "people", .types = types, .rules = rules, .filters = filters };
