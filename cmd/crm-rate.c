/* crm-rate: the shared verbs. */
#include "cli/command.h"
#include "selling/selling.h"

const struct command command = { .name = "crm-rate", .place = 130, .type = &record_rate };
