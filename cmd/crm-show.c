/* crm-show: records of any type. */
#include "cli/verbs.h"

const struct command command = { .name = "crm-show", .verbs = show_verbs };
