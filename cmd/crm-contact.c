/* crm-contact: all it does are the verbs that every type has. */
#include "cli/command.h"
#include "sales/rules.h"

const struct command command = { .name = "crm-contact", .type = &record_contact, .rules = sales_rules };
