/* crm-find: finds records of all types. */
#include "cli/verbs.h"

const struct command command = { .name = "crm-find", .verbs = find_verbs };
