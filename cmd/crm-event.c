/* crm-event: the shared verbs, and log. */
#include "cli/verbs.h"
#include "people/people.h"

const struct command command = { .name = "crm-event", .place = 60, .type = &record_event, .verbs = event_verbs };
