/* crm-event: the shared verbs, and log. */
#include "cli/verbs.h"
#include "people/people.h"

static const struct opt *const log_options[] = { options_add, options_write, NULL };

static const struct verb verbs[] = {
	{ .name = "log", .synopsis = "REF…|- [FIELD=VALUE…]", .help = "log a contact that took place: an event that was held", .access = ACCESS_WRITE,
	  .operands = OPERANDS_REFERENCES_ASSIGNMENTS, .options = log_options, .run = verb_log },
	{ 0 },
};

const struct command command = { .name = "crm-event", .type = &record_event, .verbs = verbs };
