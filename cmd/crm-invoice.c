/* crm-invoice: the shared verbs, its states and credit notes. */
#include "selling/document_verbs.h"
#include "selling/selling.h"

static const struct opt *const move_options[] = { options_write, NULL };
static const struct opt *const make_options[] = { options_issue, options_write, NULL };

static const struct verb verbs[] = {
	{ .name = "issue", .synopsis = "REF…|- [FIELD=VALUE…]",
	  .help = "give it its number and the day it is due, and freeze it", .access = ACCESS_WRITE, .operands = OPERANDS_REFERENCES_ASSIGNMENTS,
	  .options = move_options, .run = verb_move },
	{ .name = "cancel", .synopsis = "REF…|- [FIELD=VALUE…]",
	  .help = "take it out of force, when nothing is paid on it", .access = ACCESS_WRITE, .operands = OPERANDS_REFERENCES_ASSIGNMENTS,
	  .options = move_options, .run = verb_move },
	{ .name = "credit", .synopsis = "REF…|- [LINE=QTY…] [FIELD=VALUE…]",
	  .help = "make a credit note over what it still claims, or over the quantities that are said", .access = ACCESS_WRITE, .operands = OPERANDS_REFERENCES_ASSIGNMENTS,
	  .options = make_options, .run = verb_credit },
	{ 0 },
};

const struct command command = { .name = "crm-invoice", .type = &record_invoice, .verbs = verbs, .shared = document_groups };
