/* crm-supplier: the shared verbs. */
#include "cli/command.h"
#include "selling/selling.h"

const struct command command = { .name = "crm-supplier", .place = 110, .type = &record_supplier };
