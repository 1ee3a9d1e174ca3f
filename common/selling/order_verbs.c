/* crm-order: its states, and what is made of it. */
#include "selling/document_verbs.h"

#include "selling/document_convert.h"

static enum status deliver(struct session *session, void *options)
{
	return convert_documents(session, options, &record_delivery, order_deliver, "so12");
}

static enum status invoice(struct session *session, void *context)
{
	struct conversion_options *options = context;

	options->share.counted = true;
	return convert_documents(session, options, &record_invoice, order_invoice, "so12");
}

static const struct opt share_rows[] = {
	{ .name = "delivered", .kind = OPT_FLAG, .help = "invoice what was delivered and is not invoiced yet", .target = offsetof(struct share_options, left) },
	{ .name = "instalment", .arg = "N", .kind = OPT_NUMBER, .help = "invoice the instalment with this number", .target = offsetof(struct share_options, instalment) },
	{ 0 },
};

static const struct opt_group deliver_groups[] = {
	{ over_limit_rows, offsetof(struct conversion_options, over_limit), sizeof(struct over_limit_options), FRAME_NONE },
	{ number_rows, offsetof(struct conversion_options, number), sizeof(struct number_options), FRAME_NONE },
	{ options_write, offsetof(struct conversion_options, write), sizeof(struct write_options), FRAME_WRITE },
	{ 0 },
};

static const struct opt_group invoice_groups[] = {
	{ share_rows, offsetof(struct conversion_options, share), sizeof(struct share_options), FRAME_NONE },
	{ issue_rows, offsetof(struct conversion_options, issue), sizeof(struct issue_options), FRAME_NONE },
	{ over_limit_rows, offsetof(struct conversion_options, over_limit), sizeof(struct over_limit_options), FRAME_NONE },
	{ number_rows, offsetof(struct conversion_options, number), sizeof(struct number_options), FRAME_NONE },
	{ options_write, offsetof(struct conversion_options, write), sizeof(struct write_options), FRAME_WRITE },
	{ 0 },
};

static const struct verb approve_verb = {
	.name = "approve", .synopsis = "REF…|- [FIELD=VALUE…]", .help = "assign its number, and reserve the stock that it needs",
	.access = ACCESS_WRITE, .operands = OPERANDS_REFERENCES_ASSIGNMENTS, .options = approve_groups, .options_size = sizeof(struct move_options), .run = document_move_run,
};

static const struct verb close_verb = {
	.name = "close", .synopsis = "REF…|- [FIELD=VALUE…]", .help = "close it; what is not delivered is no longer reserved",
	.access = ACCESS_WRITE, .operands = OPERANDS_REFERENCES_ASSIGNMENTS, .options = close_groups, .options_size = sizeof(struct move_options), .run = document_move_run,
};

static const struct verb reopen_verb = {
	.name = "reopen", .synopsis = "REF…|- [FIELD=VALUE…]", .help = "reopen a closed order",
	.access = ACCESS_WRITE, .operands = OPERANDS_REFERENCES_ASSIGNMENTS, .options = move_groups, .options_size = sizeof(struct move_options), .run = document_move_run,
};

static const struct verb revise_verb = {
	.name = "revise", .synopsis = "REF…|- [reason=TEXT] [FIELD=VALUE…]", .help = "open an approved order for changes, as its next revision; approve it again afterwards",
	.access = ACCESS_WRITE, .operands = OPERANDS_REFERENCES_ASSIGNMENTS, .options = move_groups, .options_size = sizeof(struct move_options), .run = document_move_run,
};

static const struct verb cancel_verb = {
	.name = "cancel", .synopsis = "REF…|- [FIELD=VALUE…]", .help = "cancel it, if no delivery or invoice of it is in force",
	.access = ACCESS_WRITE, .operands = OPERANDS_REFERENCES_ASSIGNMENTS, .options = move_groups, .options_size = sizeof(struct move_options), .run = document_move_run,
};

static const struct verb deliver_verb = {
	.name = "deliver", .synopsis = "REF…|- [LINE=QTY…] [serial=A77,A78] [LINE.serial=A77,A78] [FIELD=VALUE…]", .help = "create a delivery of what is open, or of the given quantities; a draft is approved first",
	.access = ACCESS_WRITE, .operands = OPERANDS_REFERENCES_ASSIGNMENTS, .options = deliver_groups, .options_size = sizeof(struct conversion_options), .run = deliver,
};

static const struct verb invoice_verb = {
	.name = "invoice", .synopsis = "REF…|- [LINE=QTY…] [FIELD=VALUE…]", .help = "create an invoice for what is not invoiced yet, or for the given quantities; a draft is approved first",
	.access = ACCESS_WRITE, .operands = OPERANDS_REFERENCES_ASSIGNMENTS, .options = invoice_groups, .options_size = sizeof(struct conversion_options), .run = invoice,
};

const struct verb *const order_verbs[] = { &approve_verb, &close_verb, &reopen_verb, &revise_verb, &cancel_verb, &plan_verb, &deliver_verb, &invoice_verb, NULL };
