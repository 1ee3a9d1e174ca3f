#include "record/domain.h"
#include "record/section.h"

static const struct record_type *const types[] = { &record_user, &record_distinct, &record_alias, &record_setting, &record_change, NULL };

static const struct schema_section *const sections[] = { &section_conventions, NULL };

const struct domain domain_system = { .name = "system", .types = types, .sections = sections };
