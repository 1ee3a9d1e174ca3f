/* crm-lead: the shared verbs, and convert. */
#include "cli/verbs.h"
#include "people/people.h"

const struct command command = { .name = "crm-lead", .place = 30, .type = &record_lead, .verbs = lead_verbs };
