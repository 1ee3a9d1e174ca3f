/* crm-faq: the shared verbs, and publish. */
#include "cli/verbs.h"
#include "service/service.h"

const struct command command = { .name = "crm-faq", .place = 226, .type = &record_faq, .verbs = faq_verbs };
