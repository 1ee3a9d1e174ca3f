/* crm-undo: takes changes back. */
#include "cli/verbs.h"

const struct command command = { .name = "crm-undo", .place = 290, .summary = "Takes back your newest change.", .verbs = undo_verbs };
