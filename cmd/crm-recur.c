/* crm-recur: the invoices that are due of orders that repeat. */
#include "selling/document_verbs.h"

const struct command command = {
	.name = "crm-recur",
	.place = 230,
	.summary = "Creates the invoices that are due for recurring orders.",
	.about = &record_order,
	.verbs = recur_verbs,
};
