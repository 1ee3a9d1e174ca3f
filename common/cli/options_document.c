/* The options of the verbs of documents. */
#include "cli/options.h"

#define TARGET(member) .target = offsetof(struct arguments, member)

const struct opt options_issue[] = {
	{ .name = "issue", .kind = OPT_FLAG, .help = "issue what is made at once, instead of leaving a draft", TARGET(issue) },
	{ 0 },
};

const struct opt options_over_limit[] = {
	{ .name = "over-limit", .arg = "REASON", .kind = OPT_TEXT, .help = "approve the order though it goes beyond the customer's credit limit", TARGET(over_limit) },
	{ 0 },
};

const struct opt options_invoice[] = {
	{ .name = "delivered", .kind = OPT_FLAG, .help = "invoice what was delivered and is not invoiced yet", TARGET(delivered) },
	{ .name = "instalment", .arg = "N", .kind = OPT_NUMBER, .help = "invoice the instalment of this number", TARGET(instalment) },
	{ 0 },
};

const struct opt options_recur[] = {
	{ .name = "until", .arg = "DATE", .kind = OPT_TEXT, .help = "make the invoices up to this day instead of today", TARGET(until) },
	{ 0 },
};

const struct opt options_address[] = {
	{ .name = "bill-from-ship", .kind = OPT_FLAG, .help = "take the shipping address for the bill too", TARGET(bill_from_ship) },
	{ .name = "ship-from-bill", .kind = OPT_FLAG, .help = "take the billing address for the shipping too", TARGET(ship_from_bill) },
	{ 0 },
};
