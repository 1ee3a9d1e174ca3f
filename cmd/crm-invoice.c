/* crm-invoice: the shared verbs, and its states and credit notes. */
#include "selling/document_verbs.h"

const struct command command = { .name = "crm-invoice", .place = 170, .type = &record_invoice, .verbs = invoice_verbs, .shared = document_tables };
