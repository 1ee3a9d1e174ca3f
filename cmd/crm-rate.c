/* crm-rate: the shared verbs. */
#include "cli/command.h"
#include "sales/rules.h"

const struct command command = { .name = "crm-rate", .type = &record_rate, .rules = sales_rules };
