/* crm-recur: the invoices that are due of orders that repeat. A program of its own: recurrence rules take a library that the others start faster without. */
#include "cli/verbs.h"
#include "selling/selling.h"

static const struct opt *const options[] = { options_recur, options_issue, options_write, NULL };

static const struct verb verbs[] = {
	{ .name = NULL, .synopsis = "[FILTER…]", .help = "Make every invoice that is due of approved orders that repeat.", .access = ACCESS_WRITE, .operands = OPERANDS_FILTER,
	  .options = options, .run = verb_recur },
	{ 0 },
};

const struct command command = { .name = "crm-recur", .about = &record_order, .verbs = verbs };
