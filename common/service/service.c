#include "service/service.h"
#include "service/calendars.h"
#include "service/sections.h"
#include "store/rule.h"

static const struct record_type *const types[] = {
	&record_file,
	NULL,
};

/* These types are written by the hundred thousand, so that their rules name the fields that they look at (rule.h). */
static const char *const of_person[] = { "declined", "email", "email_bounced_on", NULL };

static const struct rule rules[] = {
	{ .type = &record_user, .before = service_user_before },
	{ .type = &record_customer, .fields = of_person, .before = reach_before },
	{ .type = &record_contact, .fields = of_person, .before = reach_before },
	{ .type = &record_lead, .fields = of_person, .before = reach_before },
	{ .type = &record_file, .before = file_before, .check = file_check },
	{ 0 },
};

static const struct schema_section *const sections[] = {
	&section_calendars,
	&section_files,
	&section_contact_limits,
	&section_quiet_hours,
	NULL,
};

const struct domain domain_service = { .name = "service", .types = types, .rules = rules, .extensions = service_extensions, .sections = sections };
