/* crm-quote: its states, and what is made of it. */
#include "selling/document_verbs.h"

#include "selling/document_convert.h"

static enum status revise(struct session *session, void *options)
{
	return convert_documents(session, options, &record_quote, quote_revise, "q12");
}

static enum status order(struct session *session, void *options)
{
	return convert_documents(session, options, &record_order, quote_order, "q12");
}

static enum status invoice(struct session *session, void *options)
{
	return convert_documents(session, options, &record_invoice, quote_invoice, "q12");
}

static const struct opt_group invoice_groups[] = {
	{ issue_rows, offsetof(struct conversion_options, issue), sizeof(struct issue_options), FRAME_NONE },
	{ number_rows, offsetof(struct conversion_options, number), sizeof(struct number_options), FRAME_NONE },
	{ over_limit_rows, offsetof(struct conversion_options, over_limit), sizeof(struct over_limit_options), FRAME_NONE },
	{ options_write, offsetof(struct conversion_options, write), sizeof(struct write_options), FRAME_WRITE },
	{ 0 },
};

static const struct verb issue_verb = {
	.name = "issue", .synopsis = "REF…|- [FIELD=VALUE…]", .help = "assign its number, and freeze it as the customer has it",
	.access = ACCESS_WRITE, .operands = OPERANDS_REFERENCES_ASSIGNMENTS, .options = issue_groups, .options_size = sizeof(struct move_options), .run = document_move_run,
};

static const struct verb review_verb = {
	.name = "review", .synopsis = "REF…|- [FIELD=VALUE…]", .help = "record that the customer is reviewing it",
	.access = ACCESS_WRITE, .operands = OPERANDS_REFERENCES_ASSIGNMENTS, .options = move_groups, .options_size = sizeof(struct move_options), .run = document_move_run,
};

static const struct verb accept_verb = {
	.name = "accept", .synopsis = "REF…|- [FIELD=VALUE…]", .help = "record that the customer accepts it",
	.access = ACCESS_WRITE, .operands = OPERANDS_REFERENCES_ASSIGNMENTS, .options = issue_groups, .options_size = sizeof(struct move_options), .run = document_move_run,
};

static const struct verb reject_verb = {
	.name = "reject", .synopsis = "REF…|- [reason=TEXT] [FIELD=VALUE…]", .help = "record that the customer declines it, and why",
	.access = ACCESS_WRITE, .operands = OPERANDS_REFERENCES_ASSIGNMENTS, .options = move_groups, .options_size = sizeof(struct move_options), .run = document_move_run,
};

static const struct verb expire_verb = {
	.name = "expire", .synopsis = "REF…|- [FIELD=VALUE…]", .help = "record that it is no longer valid",
	.access = ACCESS_WRITE, .operands = OPERANDS_REFERENCES_ASSIGNMENTS, .options = move_groups, .options_size = sizeof(struct move_options), .run = document_move_run,
};

static const struct verb revise_verb = {
	.name = "revise", .synopsis = "REF…|- [FIELD=VALUE…]", .help = "create a new revision as a draft; the old one expires",
	.access = ACCESS_WRITE, .operands = OPERANDS_REFERENCES_ASSIGNMENTS, .options = make_groups, .options_size = sizeof(struct conversion_options), .run = revise,
};

static const struct verb order_verb = {
	.name = "order", .synopsis = "REF…|- [FIELD=VALUE…]", .help = "accept it, and create an order from it",
	.access = ACCESS_WRITE, .operands = OPERANDS_REFERENCES_ASSIGNMENTS, .options = convert_groups, .options_size = sizeof(struct conversion_options), .run = order,
};

static const struct verb invoice_verb = {
	.name = "invoice", .synopsis = "REF…|- [FIELD=VALUE…]", .help = "accept it, and create an invoice from it without an order",
	.access = ACCESS_WRITE, .operands = OPERANDS_REFERENCES_ASSIGNMENTS, .options = invoice_groups, .options_size = sizeof(struct conversion_options), .run = invoice,
};

const struct verb *const quote_verbs[] = { &issue_verb, &review_verb, &accept_verb, &reject_verb, &expire_verb, &revise_verb, &order_verb, &invoice_verb, NULL };
