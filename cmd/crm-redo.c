/* crm-redo: takes an undo back. */
#include "cli/verbs.h"

static const struct opt redo_rows[] = {
	{ .name = "last", .arg = "N", .kind = OPT_NUMBER, .help = "redo your N newest undone changes", .target = offsetof(struct arguments, last) },
	{ 0 },
};

static const struct opt *const options[] = { redo_rows, options_write, NULL };

static const struct verb verbs[] = {
	{ .name = NULL, .synopsis = "", .help = "Take back your newest undo.", .access = ACCESS_WRITE, .operands = OPERANDS_NONE, .options = options, .run = verb_redo },
	{ 0 },
};

const struct command command = { .name = "crm-redo", .verbs = verbs };
