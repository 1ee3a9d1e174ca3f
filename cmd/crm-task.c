/* crm-task: the shared verbs, and done. */
#include "cli/verbs.h"
#include "people/people.h"

static const struct opt *const done_options[] = { options_set, options_write, NULL };

static const struct verb verbs[] = {
	{ .name = "done", .synopsis = "REF…|- [FIELD=VALUE…]", .help = "mark tasks as done", .access = ACCESS_WRITE, .operands = OPERANDS_REFERENCES_ASSIGNMENTS,
	  .options = done_options, .run = verb_done },
	{ 0 },
};

const struct command command = { .name = "crm-task", .type = &record_task, .verbs = verbs };
