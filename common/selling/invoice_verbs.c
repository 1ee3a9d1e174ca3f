/* crm-invoice: its states, and credit notes. */
#include "selling/document_verbs.h"

#include "selling/document_convert.h"

static enum status credit(struct session *session, void *options)
{
	return convert_documents(session, options, &record_invoice, invoice_credit, "in12");
}

static const struct verb issue_verb = {
	.name = "issue", .synopsis = "REF…|- [FIELD=VALUE…]", .help = "assign its number and due date, and freeze it",
	.access = ACCESS_WRITE, .operands = OPERANDS_REFERENCES_ASSIGNMENTS, .options = approve_groups, .options_size = sizeof(struct move_options), .run = document_move_run,
};

static const struct verb cancel_verb = {
	.name = "cancel", .synopsis = "REF…|- [FIELD=VALUE…]", .help = "cancel it, if nothing has been paid on it",
	.access = ACCESS_WRITE, .operands = OPERANDS_REFERENCES_ASSIGNMENTS, .options = move_groups, .options_size = sizeof(struct move_options), .run = document_move_run,
};

static const struct verb credit_verb = {
	.name = "credit", .synopsis = "REF…|- [LINE=QTY…] [FIELD=VALUE…]", .help = "create a credit note for what is left of it, or for the given quantities",
	.access = ACCESS_WRITE, .operands = OPERANDS_REFERENCES_ASSIGNMENTS, .options = make_groups, .options_size = sizeof(struct conversion_options), .run = credit,
};

const struct verb *const invoice_verbs[] = { &issue_verb, &cancel_verb, &credit_verb, &due_verb, NULL };
