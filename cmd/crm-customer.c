/* crm-customer: all it does are the verbs that every type has. */
#include "cli/command.h"
#include "sales/rules.h"

const struct command command = { .name = "crm-customer", .type = &record_customer, .rules = sales_rules };
