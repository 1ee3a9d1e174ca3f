/* crm-event: the shared verbs, and those of events: log, hold, move, cancel, invite. */
#include "cli/verbs.h"
#include "people/people.h"
#include "service/service.h"

static const struct verb *const *const shared[] = { invite_verbs, NULL };

const struct command command = { .name = "crm-event", .place = 60, .type = &record_event, .verbs = event_verbs, .shared = shared };
