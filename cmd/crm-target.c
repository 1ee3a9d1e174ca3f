/* crm-target: the shared verbs, and split. */
#include "cli/command.h"
#include "reporting/reporting.h"

const struct command command = { .name = "crm-target", .place = 244, .type = &record_target, .verbs = target_verbs };
