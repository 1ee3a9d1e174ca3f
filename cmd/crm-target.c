/* crm-target: the shared verbs. */
#include "cli/command.h"
#include "reporting/reporting.h"

const struct command command = { .name = "crm-target", .place = 244, .type = &record_target };
