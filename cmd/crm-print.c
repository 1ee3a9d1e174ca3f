/* crm-print: documents and statements as PDF, text or HTML. */
#include "selling/document_verbs.h"

const struct command command = {
	.name = "crm-print",
	.place = 240,
	.summary = "Prints quotes, orders, deliveries, purchases, invoices, statements of account.",
	.verbs = print_verbs,
};
