/* crm-delivery: its states. */
#include "selling/document_verbs.h"

static const struct verb receive_verb = {
	.name = "receive", .synopsis = "REF…|- received_by=NAME [received_on=DAY] [FIELD=VALUE…]", .help = "record who received it", .value = "received_by",
	.access = ACCESS_WRITE, .operands = OPERANDS_REFERENCES_ASSIGNMENTS, .options = move_groups, .options_size = sizeof(struct move_options), .run = document_move_run,
};

static const struct verb cancel_verb = {
	.name = "cancel", .synopsis = "REF…|- [FIELD=VALUE…]", .help = "cancel it, and return its goods to stock",
	.access = ACCESS_WRITE, .operands = OPERANDS_REFERENCES_ASSIGNMENTS, .options = move_groups, .options_size = sizeof(struct move_options), .run = document_move_run,
};

const struct verb *const delivery_verbs[] = { &receive_verb, &cancel_verb, NULL };
