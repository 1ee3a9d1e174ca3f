/* crm-bill: its states. */
#include "selling/document_verbs.h"

static const struct verb cancel_verb = {
	.name = "cancel", .synopsis = "REF…|- [FIELD=VALUE…]", .help = "cancel it, if nothing has been paid on it",
	.access = ACCESS_WRITE, .operands = OPERANDS_REFERENCES_ASSIGNMENTS, .options = move_groups, .options_size = sizeof(struct move_options), .run = document_move_run,
};

const struct verb *const bill_verbs[] = { &cancel_verb, &due_verb, NULL };
