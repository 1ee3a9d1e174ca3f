/* crm-asset: the shared verbs. */
#include "cli/command.h"
#include "sales/rules.h"

const struct command command = { .name = "crm-asset", .type = &record_asset, .rules = sales_rules };
