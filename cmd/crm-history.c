/* crm-history: who changed what. */
#include "cli/verbs.h"

const struct command command = { .name = "crm-history", .type = &record_change, .verbs = history_verbs };
