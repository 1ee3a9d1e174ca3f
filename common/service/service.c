#include "service/service.h"
#include "service/calendars.h"
#include "service/sections.h"
#include "store/rule.h"

static const struct record_type *const types[] = {
	&record_file,
	NULL,
};

static const struct rule rules[] = {
	{ .type = &record_user, .before = service_user_before },
	{ .type = &record_file, .before = file_before, .check = file_check },
	{ 0 },
};

static const struct schema_section *const sections[] = {
	&section_calendars,
	&section_files,
	NULL,
};

const struct domain domain_service = { .name = "service", .types = types, .rules = rules, .extensions = service_extensions, .sections = sections };
