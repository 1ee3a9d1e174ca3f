/* crm-quote: the shared verbs, and its states, and what is made of it. */
#include "selling/document_verbs.h"

const struct command command = { .name = "crm-quote", .place = 140, .type = &record_quote, .verbs = quote_verbs, .shared = document_tables };
