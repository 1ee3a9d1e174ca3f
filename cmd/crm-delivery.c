/* crm-delivery: the shared verbs, and its states. */
#include "cli/verbs.h"
#include "selling/selling.h"

static const struct opt *const move_options[] = { options_write, NULL };

static const struct verb verbs[] = {
	{ .name = "receive", .synopsis = "REF…|- received_by=NAME [received_on=DAY] [FIELD=VALUE…]",
	  .help = "note who took it", .access = ACCESS_WRITE, .operands = OPERANDS_REFERENCES_ASSIGNMENTS,
	  .options = move_options, .run = verb_move },
	{ .name = "cancel", .synopsis = "REF…|- [FIELD=VALUE…]",
	  .help = "take it back: what it issued is in stock again", .access = ACCESS_WRITE, .operands = OPERANDS_REFERENCES_ASSIGNMENTS,
	  .options = move_options, .run = verb_move },
	{ 0 },
};

const struct command command = { .name = "crm-delivery", .type = &record_delivery, .verbs = verbs };
