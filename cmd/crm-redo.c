/* crm-redo: takes an undo back. */
#include "cli/verbs.h"

const struct command command = { .name = "crm-redo", .place = 300, .summary = "Reverts your most recent undo.", .verbs = redo_verbs };
