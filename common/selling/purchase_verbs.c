/* crm-purchase: its states, and what comes of it. */
#include "selling/document_verbs.h"

#include "selling/document_convert.h"

static enum status bill(struct session *session, void *options)
{
	return convert_documents(session, options, &record_bill, purchase_bill, "po12");
}

static enum status receive(struct session *session, void *options)
{
	return convert_documents(session, options, &record_purchase, purchase_receive, "po12");
}

static const struct verb approve_verb = {
	.name = "approve", .synopsis = "REF…|- [FIELD=VALUE…]", .help = "assign its number: it is ordered",
	.access = ACCESS_WRITE, .operands = OPERANDS_REFERENCES_ASSIGNMENTS, .options = issue_groups, .options_size = sizeof(struct move_options), .run = document_move_run,
};

static const struct verb cancel_verb = {
	.name = "cancel", .synopsis = "REF…|- [FIELD=VALUE…]", .help = "cancel it, if nothing has been received",
	.access = ACCESS_WRITE, .operands = OPERANDS_REFERENCES_ASSIGNMENTS, .options = move_groups, .options_size = sizeof(struct move_options), .run = document_move_run,
};

static const struct verb receive_verb = {
	.name = "receive", .synopsis = "REF…|- [LINE=QTY…] [FIELD=VALUE…]", .help = "take what is open, or the given quantities, into stock",
	.access = ACCESS_WRITE, .operands = OPERANDS_REFERENCES_ASSIGNMENTS, .options = convert_groups, .options_size = sizeof(struct conversion_options), .run = receive,
};

static const struct verb bill_verb = {
	.name = "bill", .synopsis = "REF…|- [LINE=QTY…] [FIELD=VALUE…]", .help = "create a bill for what is not billed yet, or for the given quantities",
	.access = ACCESS_WRITE, .operands = OPERANDS_REFERENCES_ASSIGNMENTS, .options = convert_groups, .options_size = sizeof(struct conversion_options), .run = bill,
};

const struct verb *const purchase_verbs[] = { &reorder_verb, &approve_verb, &cancel_verb, &receive_verb, &bill_verb, NULL };
