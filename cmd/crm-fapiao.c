/* crm-fapiao: the shared verbs. */
#include "cli/command.h"
#include "sales/rules.h"

const struct command command = { .name = "crm-fapiao", .type = &record_fapiao, .rules = sales_rules };
