/* crm-campaign: all it does are the verbs that every type has. */
#include "cli/command.h"
#include "sales/rules.h"

const struct command command = { .name = "crm-campaign", .type = &record_campaign, .rules = sales_rules };
