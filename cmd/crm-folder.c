/* crm-folder: the shared verbs. */
#include "cli/command.h"
#include "reporting/reporting.h"

const struct command command = { .name = "crm-folder", .place = 242, .type = &record_folder };
