/* crm-campaign: all it does are the verbs that every type has. */
#include "cli/command.h"
#include "people/people.h"

const struct command command = { .name = "crm-campaign", .place = 90, .type = &record_campaign };
