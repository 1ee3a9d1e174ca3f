/* crm-delivery: its states, and what comes back. */
#include "selling/document_verbs.h"

#include "selling/document_convert.h"

static enum status take_back(struct session *session, void *options)
{
	return convert_documents(session, options, &record_delivery, delivery_return, "dn12");
}

static enum status exchange(struct session *session, void *options)
{
	return convert_documents(session, options, &record_delivery, delivery_exchange, "dn12");
}

static const struct verb receive_verb = {
	.name = "receive", .synopsis = "REF…|- received_by=NAME [received_on=DAY] [FIELD=VALUE…]", .help = "record who received it", .value = "received_by",
	.access = ACCESS_WRITE, .operands = OPERANDS_REFERENCES_ASSIGNMENTS, .options = move_groups, .options_size = sizeof(struct move_options), .run = document_move_run,
};

static const struct verb cancel_verb = {
	.name = "cancel", .synopsis = "REF…|- [FIELD=VALUE…]", .help = "cancel it, and return its goods to stock; of a return, take them out again",
	.access = ACCESS_WRITE, .operands = OPERANDS_REFERENCES_ASSIGNMENTS, .options = move_groups, .options_size = sizeof(struct move_options), .run = document_move_run,
};

static const struct verb return_verb = {
	.name = "return", .synopsis = "REF…|- [LINE=QTY…] [serial=A77,A78] [LINE.serial=A77,A78] reason=TEXT [FIELD=VALUE…]", .help = "take back into stock what is still out of it, or the given quantities or units, by a return note", .value = "reason",
	.access = ACCESS_WRITE, .operands = OPERANDS_REFERENCES_ASSIGNMENTS, .options = convert_groups, .options_size = sizeof(struct conversion_options), .run = take_back,
};

static const struct verb exchange_verb = {
	.name = "exchange", .synopsis = "REF…|- [LINE=QTY…] [serial=A77] [new_serial=B77] [LINE.serial=A77] [LINE.new_serial=B77] reason=TEXT [FIELD=VALUE…]", .help = "take goods back, and deliver as much of the same again", .value = "reason",
	.access = ACCESS_WRITE, .operands = OPERANDS_REFERENCES_ASSIGNMENTS, .options = convert_groups, .options_size = sizeof(struct conversion_options), .run = exchange,
};

const struct verb *const delivery_verbs[] = { &receive_verb, &cancel_verb, &return_verb, &exchange_verb, NULL };
