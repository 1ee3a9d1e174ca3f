/* crm-pricebook: the shared verbs, and put, drop and prices. */
#include "selling/document_verbs.h"

const struct command command = { .name = "crm-pricebook", .place = 120, .type = &record_pricebook, .verbs = pricebook_verbs };
