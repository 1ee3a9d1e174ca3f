/* crm-asset: the shared verbs. */
#include "cli/command.h"
#include "selling/selling.h"

const struct command command = { .name = "crm-asset", .type = &record_asset };
