/* crm-undo: takes changes back. */
#include "cli/verbs.h"

const struct command command = { .name = "crm-undo", .place = 290, .summary = "Undoes your most recent change.", .verbs = undo_verbs };
