/* crm-print: documents and statements as PDF, text or HTML. */
#include "cli/verbs.h"

static const struct opt *const options[] = { options_print, NULL };

static const struct verb verbs[] = {
	{ .name = NULL, .synopsis = "REF…", .help = "Print quotes, orders, deliveries, purchases, invoices, and statements of customers.", .access = ACCESS_READ,
	  .operands = OPERANDS_REFERENCES, .options = options, .run = verb_print },
	{ 0 },
};

const struct command command = { .name = "crm-print", .verbs = verbs };
