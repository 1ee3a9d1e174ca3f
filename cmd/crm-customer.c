/* crm-customer: the shared verbs, and balance. */
#include "cli/verbs.h"
#include "people/people.h"

static const struct opt *const balance_options[] = { options_table, NULL };

static const struct verb verbs[] = {
	{ .name = "balance", .synopsis = "REF…", .help = "what customers owe, have ordered, and may owe",
	  .access = ACCESS_READ, .operands = OPERANDS_REFERENCES, .options = balance_options, .run = verb_balance },
	{ 0 },
};

const struct command command = { .name = "crm-customer", .type = &record_customer, .verbs = verbs };
