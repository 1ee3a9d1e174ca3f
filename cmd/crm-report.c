/* crm-report: the shared verbs. */
#include "cli/command.h"
#include "reporting/reporting.h"

const struct command command = { .name = "crm-report", .place = 240, .type = &record_report };
