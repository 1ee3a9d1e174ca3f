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
	.name = "approve", .synopsis = "REF…|- [FIELD=VALUE…]", .help = "give it its number: it is ordered",
	.access = ACCESS_WRITE, .operands = OPERANDS_REFERENCES_ASSIGNMENTS, .options = move_groups, .options_size = sizeof(struct move_options), .run = document_move_run,
};

static const struct verb cancel_verb = {
	.name = "cancel", .synopsis = "REF…|- [FIELD=VALUE…]", .help = "take it out of force, when nothing has come",
	.access = ACCESS_WRITE, .operands = OPERANDS_REFERENCES_ASSIGNMENTS, .options = move_groups, .options_size = sizeof(struct move_options), .run = document_move_run,
};

static const struct verb receive_verb = {
	.name = "receive", .synopsis = "REF…|- [LINE=QTY…] [FIELD=VALUE…]", .help = "take what is open, or the quantities that are said, into stock",
	.access = ACCESS_WRITE, .operands = OPERANDS_REFERENCES_ASSIGNMENTS, .options = convert_groups, .options_size = sizeof(struct conversion_options), .run = receive,
};

static const struct verb bill_verb = {
	.name = "bill", .synopsis = "REF…|- [LINE=QTY…] [FIELD=VALUE…]", .help = "make a bill of what is not billed yet, or of the quantities that are said",
	.access = ACCESS_WRITE, .operands = OPERANDS_REFERENCES_ASSIGNMENTS, .options = convert_groups, .options_size = sizeof(struct conversion_options), .run = bill,
};

const struct verb *const purchase_verbs[] = { &reorder_verb, &approve_verb, &cancel_verb, &receive_verb, &bill_verb, NULL };
