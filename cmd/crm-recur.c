/* crm-recur: the invoices that are due of orders that repeat. */
#include "selling/document_verbs.h"

const struct command command = { .name = "crm-recur", .about = &record_order, .verbs = recur_verbs };
