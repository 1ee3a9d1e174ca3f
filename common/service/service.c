#include "service/service.h"
#include "service/calendars.h"
#include "service/duty.h"
#include "service/reminder.h"
#include "service/sections.h"
#include "service/ticket_sections.h"
#include "store/rule.h"

static const struct record_type *const types[] = {
	&record_template,
	&record_mail,
	&record_file,
	&record_ticket,
	&record_comment,
	&record_ticket_move,
	&record_faq,
	&record_reminder,
	&record_remind_state,
	NULL,
};

/* These types are written by the hundred thousand, so that their rules name the fields that they look at (rule.h). */
static const char *const of_person[] = { "declined", "email", "email_bounced_on", "email_bounces", NULL };
static const char *const of_customer[] = { "class", NULL };
static const char *const of_event[] = { "status", "about", "starts_at", "direction", NULL };

static const struct rule rules[] = {
	{ .type = &record_user, .before = service_user_before },
	{ .type = &record_customer, .fields = of_person, .before = reach_before },
	{ .type = &record_contact, .fields = of_person, .before = reach_before },
	{ .type = &record_lead, .fields = of_person, .before = reach_before },
	{ .type = &record_template, .before = template_before, .check = template_check },
	{ .type = &record_mail, .initial = mail_initial, .before = mail_before, .after = mail_after, .check = mail_check, .undone = mail_undone, .conflict = mail_conflict },
	{ .type = &record_file, .before = file_before, .check = file_check },
	{ .type = &record_customer, .fields = of_customer, .after = ticket_customer_after },
	{ .type = &record_event, .fields = of_event, .after = ticket_event_after },
	{ .type = &record_asset, .before = asset_service_before },
	{ .type = &record_ticket, .initial = ticket_initial, .before = ticket_before, .after = ticket_after, .settle = ticket_settle, .check = ticket_check,
	  .merge = ticket_merge, .finished = ticket_finished },
	{ .type = &record_comment, .before = comment_before, .after = comment_after },
	{ .type = &record_faq, .before = faq_before, .finished = faq_finished },
	{ .type = &record_reminder, .undone = reminder_undone },
	{ 0 },
};

/* What the service centre asks for. */
static const struct saved_filter filters[] = {
	{ &record_ticket, "open", "not status=closed" },
	{ &record_ticket, "mine", "not status=closed [ owner=me or worker=me ]" },
	{ &record_ticket, "at_risk", "at_risk=yes" },
	{ &record_ticket, "breached", "breached=yes not status=closed" },
	{ &record_ticket, "callbacks", "status=closed callback_on=..today callback_score=" },
	{ &record_faq, "published", "status=published expired=no" },
	{ &record_asset, "service-due", "next_service_on=..+14d" },
	{ &record_mail, "drafts", "status=draft" },
	{ &record_mail, "queued", "status=queued" },
	{ &record_mail, "sent", "status=sent" },
	{ &record_mail, "failed", "status=failed" },
	{ &record_mail, "uncertain", "status=uncertain" },
	{ &record_mail, "received", "status=received" },
	{ 0 },
};

static const struct schema_section *const sections[] = {
	&section_calendars,
	&section_service_levels,
	&section_desks,
	&section_callback,
	&section_service_every,
	&section_intake,
	&section_files,
	&section_contact_limits,
	&section_quiet_hours,
	&section_duty,
	&section_reminders,
	NULL,
};

const struct domain domain_service = {
	.name = "service", .types = types, .rules = rules, .extensions = service_extensions, .filters = filters, .sections = sections,
};
