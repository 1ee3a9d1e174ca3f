/* crm-customer: the shared verbs, and balance. */
#include "selling/document_verbs.h"
#include "service/service.h"

const struct command command = { .name = "crm-customer", .place = 10, .type = &record_customer, .verbs = customer_verbs, .shown = timeline_shown, .presets = people_presets };
