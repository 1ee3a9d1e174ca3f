/* crm-order: the shared verbs, and its states, instalments, and what is made of it. */
#include "selling/document_verbs.h"

const struct command command = { .name = "crm-order", .place = 150, .type = &record_order, .verbs = order_verbs, .shared = document_tables };
