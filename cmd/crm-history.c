/* crm-history: who changed what. */
#include "cli/verbs.h"

static const struct opt *const options[] = { options_read, NULL };

static const struct verb verbs[] = {
	{ .name = NULL, .synopsis = "[REF…|FILTER…]", .help = "List changes (who=me since=today), or those of records field by field.", .access = ACCESS_READ,
	  .operands = OPERANDS_FILTER, .options = options, .run = verb_changes },
	{ 0 },
};

const struct command command = { .name = "crm-history", .type = &record_change, .verbs = verbs };
