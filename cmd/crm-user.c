/* crm-user: the shared verbs, and handover. */
#include "cli/verbs.h"

static const struct opt handover_rows[] = {
	{ .name = "only", .arg = "FILTER", .kind = OPT_TEXT, .help = "hand over only what the filter matches", .target = offsetof(struct arguments, only) },
	{ .name = "open-only", .kind = OPT_FLAG, .help = "leave what is archived, lost or over where it is", .target = offsetof(struct arguments, open_only) },
	{ 0 },
};

static const struct opt *const handover_options[] = { handover_rows, options_write, NULL };

static const struct verb verbs[] = {
	{ .name = "handover", .synopsis = "USER to=USER", .help = "make one user the owner of another's customers and open work", .access = ACCESS_WRITE,
	  .operands = OPERANDS_REFERENCES_ASSIGNMENTS, .options = handover_options, .run = verb_handover },
	{ 0 },
};

const struct command command = { .name = "crm-user", .type = &record_user, .verbs = verbs };
