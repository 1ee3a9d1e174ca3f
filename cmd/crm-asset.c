/* crm-asset: the shared verbs. */
#include "cli/command.h"
#include "selling/selling.h"

const struct command command = { .name = "crm-asset", .place = 220, .type = &record_asset };
