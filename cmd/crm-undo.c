/* crm-undo: takes changes back. */
#include "cli/verbs.h"

static const struct opt undo_rows[] = {
	{ .name = "last", .arg = "N", .kind = OPT_NUMBER, .help = "undo your N newest changes", .target = offsetof(struct arguments, last) },
	{ 0 },
};

static const struct opt *const options[] = { undo_rows, options_write, NULL };

static const struct verb verbs[] = {
	{ .name = NULL, .synopsis = "[CHANGE…]", .help = "Undo your newest change, or the named ones (ch42).", .access = ACCESS_WRITE, .operands = OPERANDS_REFERENCES,
	  .options = options, .run = verb_undo },
	{ 0 },
};

const struct command command = { .name = "crm-undo", .verbs = verbs };
