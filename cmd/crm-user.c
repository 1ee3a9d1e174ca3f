/* crm-user: the shared verbs, and handover. */
#include "people/people_verbs.h"

const struct command command = { .name = "crm-user", .place = 80, .type = &record_user, .verbs = user_verbs };
