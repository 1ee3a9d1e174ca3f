/* crm-bill: the shared verbs, and its states. */
#include "selling/document_verbs.h"

const struct command command = { .name = "crm-bill", .place = 210, .type = &record_bill, .verbs = bill_verbs, .shared = priced_tables };
