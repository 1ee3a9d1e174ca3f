/* crm-user: the shared verbs, and handover. */
#include "people/people_verbs.h"

const struct command command = { .name = "crm-user", .type = &record_user, .verbs = user_verbs };
