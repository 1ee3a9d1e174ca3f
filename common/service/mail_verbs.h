/* The verbs of crm-mail, which are in several files. */
#ifndef CRM_SERVICE_MAIL_VERBS_H
#define CRM_SERVICE_MAIL_VERBS_H

#include "cli/verbs.h"

extern const struct verb mail_import_verb, mail_send_verb, mail_resolve_verb;

#endif
