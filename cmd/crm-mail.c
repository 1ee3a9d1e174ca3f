/* crm-mail: the shared verbs, and send, resolve, mbox; add takes templates. */
#include "cli/verbs.h"
#include "service/service.h"

const struct command command = { .name = "crm-mail", .place = 72, .type = &record_mail, .verbs = mail_verbs };
