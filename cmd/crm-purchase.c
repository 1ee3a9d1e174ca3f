/* crm-purchase: the shared verbs, reorder, its states, and what comes of it. */
#include "selling/document_verbs.h"
#include "selling/selling.h"

static const struct opt *const reorder_options[] = { options_write, NULL };
static const struct opt *const move_options[] = { options_write, NULL };

static const struct verb verbs[] = {
	{ .name = "reorder", .synopsis = "PRODUCT…|-", .help = "draft purchases of what products lack to their reorder level, one for each supplier",
	  .access = ACCESS_WRITE, .operands = OPERANDS_REFERENCES, .options = reorder_options, .run = verb_reorder },
	{ .name = "approve", .synopsis = "REF…|- [FIELD=VALUE…]",
	  .help = "give it its number: it is ordered", .access = ACCESS_WRITE, .operands = OPERANDS_REFERENCES_ASSIGNMENTS,
	  .options = move_options, .run = verb_move },
	{ .name = "cancel", .synopsis = "REF…|- [FIELD=VALUE…]",
	  .help = "take it out of force, when nothing has come", .access = ACCESS_WRITE, .operands = OPERANDS_REFERENCES_ASSIGNMENTS,
	  .options = move_options, .run = verb_move },
	{ .name = "receive", .synopsis = "REF…|- [LINE=QTY…] [FIELD=VALUE…]",
	  .help = "take what is open, or the quantities that are said, into stock", .access = ACCESS_WRITE, .operands = OPERANDS_REFERENCES_ASSIGNMENTS,
	  .options = move_options, .run = verb_receive },
	{ .name = "bill", .synopsis = "REF…|- [LINE=QTY…] [FIELD=VALUE…]",
	  .help = "make a bill of what is not billed yet, or of the quantities that are said", .access = ACCESS_WRITE, .operands = OPERANDS_REFERENCES_ASSIGNMENTS,
	  .options = move_options, .run = verb_bill },
	{ 0 },
};

const struct command command = { .name = "crm-purchase", .type = &record_purchase, .verbs = verbs, .shared = priced_groups };
