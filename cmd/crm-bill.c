/* crm-bill: the shared verbs, and its states. */
#include "selling/document_verbs.h"
#include "selling/selling.h"

static const struct opt *const move_options[] = { options_write, NULL };

static const struct verb verbs[] = {
	{ .name = "cancel", .synopsis = "REF…|- [FIELD=VALUE…]",
	  .help = "take it out of force, when nothing is paid on it", .access = ACCESS_WRITE, .operands = OPERANDS_REFERENCES_ASSIGNMENTS,
	  .options = move_options, .run = verb_move },
	{ 0 },
};

const struct command command = { .name = "crm-bill", .type = &record_bill, .verbs = verbs, .shared = priced_groups };
