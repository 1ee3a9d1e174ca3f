/* crm-dedupe: likely duplicates, and the decisions about them. */
#include "cli/verbs.h"
#include "people/people.h"

const struct command command = { .name = "crm-dedupe", .about = &record_customer, .verbs = dedupe_verbs };
