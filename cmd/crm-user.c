/* crm-user: the shared verbs, and handover. */
#include "cli/verbs.h"
#include "people/people.h"

const struct command command = { .name = "crm-user", .place = 80, .type = &record_user, .verbs = user_verbs };
