/* crm-quote: the shared verbs, its states, and what is made of it. */
#include "selling/document_verbs.h"
#include "selling/selling.h"

static const struct opt *const move_options[] = { options_write, NULL };
static const struct opt *const make_options[] = { options_issue, options_write, NULL };

static const struct verb verbs[] = {
	{ .name = "issue", .synopsis = "REF…|- [FIELD=VALUE…]",
	  .help = "give it its number, and freeze it as the customer has it", .access = ACCESS_WRITE, .operands = OPERANDS_REFERENCES_ASSIGNMENTS,
	  .options = move_options, .run = verb_move },
	{ .name = "review", .synopsis = "REF…|- [FIELD=VALUE…]",
	  .help = "note that the customer looks at it", .access = ACCESS_WRITE, .operands = OPERANDS_REFERENCES_ASSIGNMENTS,
	  .options = move_options, .run = verb_move },
	{ .name = "accept", .synopsis = "REF…|- [FIELD=VALUE…]",
	  .help = "note that the customer agrees", .access = ACCESS_WRITE, .operands = OPERANDS_REFERENCES_ASSIGNMENTS,
	  .options = move_options, .run = verb_move },
	{ .name = "reject", .synopsis = "REF…|- [reason=TEXT] [FIELD=VALUE…]",
	  .help = "note that the customer declines, and why", .access = ACCESS_WRITE, .operands = OPERANDS_REFERENCES_ASSIGNMENTS,
	  .options = move_options, .run = verb_move },
	{ .name = "expire", .synopsis = "REF…|- [FIELD=VALUE…]",
	  .help = "note that it is no longer valid", .access = ACCESS_WRITE, .operands = OPERANDS_REFERENCES_ASSIGNMENTS,
	  .options = move_options, .run = verb_move },
	{ .name = "revise", .synopsis = "REF…|- [FIELD=VALUE…]",
	  .help = "make a new revision as a draft; the old one expires", .access = ACCESS_WRITE, .operands = OPERANDS_REFERENCES_ASSIGNMENTS,
	  .options = make_options, .run = verb_revise },
	{ .name = "order", .synopsis = "REF…|- [FIELD=VALUE…]",
	  .help = "accept it, and make an order of it", .access = ACCESS_WRITE, .operands = OPERANDS_REFERENCES_ASSIGNMENTS,
	  .options = move_options, .run = verb_order },
	{ .name = "invoice", .synopsis = "REF…|- [FIELD=VALUE…]",
	  .help = "accept it, and make an invoice of it without an order", .access = ACCESS_WRITE, .operands = OPERANDS_REFERENCES_ASSIGNMENTS,
	  .options = make_options, .run = verb_invoice },
	{ 0 },
};

const struct command command = { .name = "crm-quote", .type = &record_quote, .verbs = verbs, .shared = document_groups };
