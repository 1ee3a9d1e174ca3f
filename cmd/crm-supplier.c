/* crm-supplier: the shared verbs. */
#include "cli/command.h"
#include "sales/rules.h"

const struct command command = { .name = "crm-supplier", .type = &record_supplier, .rules = sales_rules };
