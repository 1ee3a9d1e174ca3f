/* crm-redo: takes an undo back. */
#include "cli/verbs.h"

const struct command command = { .name = "crm-redo", .place = 300, .summary = "Takes back your newest undo.", .verbs = redo_verbs };
