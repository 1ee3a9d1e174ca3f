/* crm-bill: its states, and credit notes. */
#include "selling/document_verbs.h"

#include "selling/document_convert.h"

static enum status credit(struct session *session, void *options)
{
	return convert_documents(session, options, &record_bill, bill_credit, "bl12");
}

static const struct opt_group credit_groups[] = {
	{ credit_rows, offsetof(struct conversion_options, credit), sizeof(struct credit_options), FRAME_NONE },
	{ options_write, offsetof(struct conversion_options, write), sizeof(struct write_options), FRAME_WRITE },
	{ 0 },
};

static const struct verb cancel_verb = {
	.name = "cancel", .synopsis = "REF…|- [FIELD=VALUE…]", .help = "cancel it, if nothing has been paid on it",
	.access = ACCESS_WRITE, .operands = OPERANDS_REFERENCES_ASSIGNMENTS, .options = move_groups, .options_size = sizeof(struct move_options), .run = document_move_run,
};

static const struct verb credit_verb = {
	.name = "credit", .synopsis = "REF…|- [LINE=QTY…] [FIELD=VALUE…]", .help = "create the supplier's credit note for what is left of it, or for the given quantities",
	.access = ACCESS_WRITE, .operands = OPERANDS_REFERENCES_ASSIGNMENTS, .options = credit_groups, .options_size = sizeof(struct conversion_options), .run = credit,
};

const struct verb *const bill_verbs[] = { &cancel_verb, &credit_verb, &due_verb, NULL };
