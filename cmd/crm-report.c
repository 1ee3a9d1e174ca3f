/* crm-report: the shared verbs, and those of reporting/report_verbs.h. */
#include "cli/command.h"
#include "reporting/report_verbs.h"
#include "reporting/reporting.h"

const struct command command = { .name = "crm-report", .place = 240, .type = &record_report, .verbs = report_verbs, .lists = report_lists };
