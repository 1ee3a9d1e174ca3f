/* crm-deal: the shared verbs, and stage. */
#include "cli/verbs.h"
#include "people/people.h"

static const struct opt *const stage_options[] = { options_set, options_write, NULL };

static const struct verb verbs[] = {
	{ .name = "stage", .synopsis = "REF…|- stage=STAGE [FIELD=VALUE…]", .help = "move deals to another stage", .access = ACCESS_WRITE,
	  .operands = OPERANDS_REFERENCES_ASSIGNMENTS, .options = stage_options, .run = verb_stage },
	{ 0 },
};

const struct command command = { .name = "crm-deal", .type = &record_deal, .verbs = verbs };
