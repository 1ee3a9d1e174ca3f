/* crm-ticket: the shared verbs, and what is done with tickets. */
#include "cli/verbs.h"
#include "service/service.h"

const struct command command = { .name = "crm-ticket", .place = 224, .type = &record_ticket, .verbs = ticket_verbs };
