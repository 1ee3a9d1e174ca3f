/* crm-deal: the shared verbs, and stage. */
#include "cli/verbs.h"
#include "people/people.h"

const struct command command = { .name = "crm-deal", .place = 40, .type = &record_deal, .verbs = deal_verbs, .presets = people_presets };
