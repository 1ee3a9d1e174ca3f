/* crm-event: the shared verbs, and log. */
#include "people/people_verbs.h"

const struct command command = { .name = "crm-event", .place = 60, .type = &record_event, .verbs = event_verbs };
