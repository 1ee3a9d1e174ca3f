/* crm-purchase: the shared verbs, and reorder, its states, and what comes of it. */
#include "selling/document_verbs.h"

const struct command command = { .name = "crm-purchase", .place = 200, .type = &record_purchase, .verbs = purchase_verbs, .shared = document_tables };
