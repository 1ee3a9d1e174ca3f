/* crm-recur: the invoices that are due of orders that repeat. A program of its own: recurrence rules take a library that the others start faster without. */
#include "selling/document_verbs.h"

const struct command command = { .name = "crm-recur", .about = &record_order, .verbs = recur_verbs };
