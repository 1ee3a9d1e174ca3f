/* crm-purchase: its states, and what comes of it. */
#include "selling/document_verbs.h"

#include "selling/document_convert.h"

static enum status bill(struct session *session, void *options)
{
	return convert_documents(session, options, &record_bill, purchase_bill, "po12");
}

static enum status receive(struct session *session, void *options)
{
	return convert_documents(session, options, NULL, purchase_receive, "po12");
}

static enum status go_back(struct session *session, void *options)
{
	return convert_documents(session, options, NULL, purchase_return, "po12 po12.1=2");
}

static const struct opt share_rows[] = {
	{ .name = "received", .kind = OPT_FLAG, .help = "bill what was received and is not billed yet", .target = offsetof(struct share_options, left) },
	{ 0 },
};

static const struct opt_group bill_groups[] = {
	{ share_rows, offsetof(struct conversion_options, share), sizeof(struct share_options), FRAME_NONE },
	{ number_rows, offsetof(struct conversion_options, number), sizeof(struct number_options), FRAME_NONE },
	{ options_write, offsetof(struct conversion_options, write), sizeof(struct write_options), FRAME_WRITE },
	{ 0 },
};

static const struct opt_group return_groups[] = {
	{ options_write, offsetof(struct conversion_options, write), sizeof(struct write_options), FRAME_WRITE },
	{ 0 },
};

static const struct verb approve_verb = {
	.name = "approve", .synopsis = "REF…|- [FIELD=VALUE…]", .help = "assign its number: it is ordered",
	.access = ACCESS_WRITE, .operands = OPERANDS_REFERENCES_ASSIGNMENTS, .options = issue_groups, .options_size = sizeof(struct move_options), .run = document_move_run,
};

static const struct verb cancel_verb = {
	.name = "cancel", .synopsis = "REF…|- [FIELD=VALUE…]", .help = "cancel it, if nothing has been received",
	.access = ACCESS_WRITE, .operands = OPERANDS_REFERENCES_ASSIGNMENTS, .options = move_groups, .options_size = sizeof(struct move_options), .run = document_move_run,
};

static const struct verb close_verb = {
	.name = "close", .synopsis = "REF…|- [FIELD=VALUE…]", .help = "close it; what has not come is no longer awaited",
	.access = ACCESS_WRITE, .operands = OPERANDS_REFERENCES_ASSIGNMENTS, .options = close_groups, .options_size = sizeof(struct move_options), .run = document_move_run,
};

static const struct verb reopen_verb = {
	.name = "reopen", .synopsis = "REF…|- [FIELD=VALUE…]", .help = "reopen a closed purchase",
	.access = ACCESS_WRITE, .operands = OPERANDS_REFERENCES_ASSIGNMENTS, .options = move_groups, .options_size = sizeof(struct move_options), .run = document_move_run,
};

static const struct verb receive_verb = {
	.name = "receive", .synopsis = "REF…|- [LINE=QTY…] [on=DAY] [FIELD=VALUE…]", .help = "take what is open, or the given quantities, into stock",
	.access = ACCESS_WRITE, .operands = OPERANDS_REFERENCES_ASSIGNMENTS, .options = convert_groups, .options_size = sizeof(struct conversion_options), .run = receive,
};

static const struct verb return_verb = {
	.name = "return", .synopsis = "REF…|- [LINE=QTY…] [reason=TEXT] [on=DAY] [FIELD=VALUE…]", .help = "send back what was received, or the given quantities of it",
	.access = ACCESS_WRITE, .operands = OPERANDS_REFERENCES_ASSIGNMENTS, .options = return_groups, .options_size = sizeof(struct conversion_options), .run = go_back,
};

static const struct verb bill_verb = {
	.name = "bill", .synopsis = "REF…|- [LINE=QTY…] [FIELD=VALUE…]", .help = "create a bill for what is not billed yet, or for the given quantities",
	.access = ACCESS_WRITE, .operands = OPERANDS_REFERENCES_ASSIGNMENTS, .options = bill_groups, .options_size = sizeof(struct conversion_options), .run = bill,
};

const struct verb *const purchase_verbs[] = { &reorder_verb, &approve_verb, &close_verb, &reopen_verb, &cancel_verb, &receive_verb, &return_verb, &bill_verb, NULL };
