/* crm-delivery: the shared verbs, and its states. */
#include "selling/document_verbs.h"

const struct command command = { .name = "crm-delivery", .place = 160, .type = &record_delivery, .verbs = delivery_verbs };
