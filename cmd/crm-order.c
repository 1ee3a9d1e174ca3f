/* crm-order: the shared verbs, its states, instalments, and what is made of it. */
#include "selling/document_verbs.h"
#include "selling/selling.h"

static const struct opt *const move_options[] = { options_write, NULL };
static const struct opt *const approve_options[] = { options_over_limit, options_write, NULL };
static const struct opt *const invoice_options[] = { options_invoice, options_issue, options_over_limit, options_write, NULL };
static const struct opt *const plan_options[] = { options_table, options_write, NULL };

static const struct verb verbs[] = {
	{ .name = "approve", .synopsis = "REF…|- [FIELD=VALUE…]",
	  .help = "give it its number, and reserve what it needs from stock", .access = ACCESS_WRITE, .operands = OPERANDS_REFERENCES_ASSIGNMENTS,
	  .options = approve_options, .run = verb_move },
	{ .name = "close", .synopsis = "REF…|- [FIELD=VALUE…]",
	  .help = "end it; what is not delivered is no longer reserved", .access = ACCESS_WRITE, .operands = OPERANDS_REFERENCES_ASSIGNMENTS,
	  .options = move_options, .run = verb_move },
	{ .name = "reopen", .synopsis = "REF…|- [FIELD=VALUE…]",
	  .help = "take a closed one up again", .access = ACCESS_WRITE, .operands = OPERANDS_REFERENCES_ASSIGNMENTS,
	  .options = move_options, .run = verb_move },
	{ .name = "cancel", .synopsis = "REF…|- [FIELD=VALUE…]",
	  .help = "take it out of force, when no delivery and no invoice of it is", .access = ACCESS_WRITE, .operands = OPERANDS_REFERENCES_ASSIGNMENTS,
	  .options = move_options, .run = verb_move },
	{ .name = "plan", .synopsis = "REF [PERCENT=WHEN…]",
	  .help = "plan its instalments, such as 30%=signing 60%=delivery 10%=delivery+12mo, or list them", .access = ACCESS_WRITE, .operands = OPERANDS_REFERENCES,
	  .options = plan_options, .only_reads = plan_only_reads, .run = verb_plan },
	{ .name = "deliver", .synopsis = "REF…|- [LINE=QTY…] [serial=A77,A78] [LINE.serial=A77,A78] [FIELD=VALUE…]",
	  .help = "make a delivery of what is open, or of the quantities that are said; a draft is approved first", .access = ACCESS_WRITE, .operands = OPERANDS_REFERENCES_ASSIGNMENTS,
	  .options = approve_options, .run = verb_deliver },
	{ .name = "invoice", .synopsis = "REF…|- [LINE=QTY…] [FIELD=VALUE…]",
	  .help = "make an invoice of what is not invoiced yet, or of the quantities that are said; a draft is approved first", .access = ACCESS_WRITE, .operands = OPERANDS_REFERENCES_ASSIGNMENTS,
	  .options = invoice_options, .run = verb_invoice },
	{ 0 },
};

const struct command command = { .name = "crm-order", .type = &record_order, .verbs = verbs, .shared = document_groups };
