/* crm-redo: takes an undo back. */
#include "cli/verbs.h"

const struct command command = { .name = "crm-redo", .verbs = redo_verbs };
