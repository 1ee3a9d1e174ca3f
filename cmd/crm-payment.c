/* crm-payment: the shared verbs, and allocate, release, refund. */
#include "selling/document_verbs.h"
#include "selling/bank.h"
#include "selling/selling.h"

static const struct opt *const write_options[] = { options_write, NULL };

static const struct verb verbs[] = {
	{ .name = "allocate", .synopsis = "REF…|- [INVOICE[=AMOUNT]…]", .help = "pay invoices or bills with it; without any, the oldest open ones",
	  .access = ACCESS_WRITE, .operands = OPERANDS_OWN, .complete = complete_claims, .options = write_options, .run = verb_allocate },
	{ .name = "release", .synopsis = "REF…|- [INVOICE…]", .help = "take back what it pays: of these claims, or all",
	  .access = ACCESS_WRITE, .operands = OPERANDS_OWN, .complete = complete_claims, .options = write_options, .run = verb_release },
	{ .name = "refund", .synopsis = "REF…|- [FIELD=VALUE…]", .help = "pay back what is left of it, or amount=…",
	  .access = ACCESS_WRITE, .operands = OPERANDS_REFERENCES_ASSIGNMENTS, .options = write_options, .run = verb_refund },
	{ 0 },
};

const struct command command = { .name = "crm-payment", .type = &record_payment, .verbs = verbs, .import = &bank_import };
