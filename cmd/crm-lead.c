/* crm-lead: the shared verbs, convert, and assign. */
#include "cli/verbs.h"
#include "people/people.h"
#include "service/assign_verbs.h"

static const struct verb *const *const shared[] = { lead_assign_verbs, NULL };

const struct command command = { .name = "crm-lead", .place = 30, .type = &record_lead, .verbs = lead_verbs, .shared = shared, .presets = people_presets };
