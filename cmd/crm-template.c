/* crm-template: the shared verbs, and preview, builtin, install. */
#include "cli/verbs.h"
#include "service/service.h"

const struct command command = { .name = "crm-template", .place = 74, .type = &record_template, .verbs = template_verbs };
