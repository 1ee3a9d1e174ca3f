#include "record/domain.h"

static const struct record_type *const types[] = { &record_user, &record_distinct, &record_alias, &record_setting, &record_change, NULL };

const struct domain domain_system = { .name = "system", .types = types };
