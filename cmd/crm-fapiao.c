/* crm-fapiao: the shared verbs. */
#include "cli/command.h"
#include "selling/selling.h"

const struct command command = { .name = "crm-fapiao", .place = 180, .type = &record_fapiao };
