/* crm-undo: takes changes back. */
#include "cli/verbs.h"

const struct command command = { .name = "crm-undo", .verbs = undo_verbs };
