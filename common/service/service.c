#include "service/service.h"
#include "service/calendars.h"
#include "store/rule.h"

static const struct record_type *const types[] = {
	NULL,
};

static const struct rule rules[] = {
	{ .type = &record_user, .before = service_user_before },
	{ 0 },
};

static const struct schema_section *const sections[] = { &section_calendars, NULL };

const struct domain domain_service = { .name = "service", .types = types, .rules = rules, .extensions = service_extensions, .sections = sections };
