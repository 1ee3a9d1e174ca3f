/* Who is on duty, as crm-call shows it. */
#ifndef CRM_SERVICE_DUTY_VERBS_H
#define CRM_SERVICE_DUTY_VERBS_H

#include "cli/verbs.h"

/* crm-call --duty: a list; place NULL: of all regions. */
enum status duty_list(struct session *session, const char *place);

/* For a terminal, below a caller: who is on duty for the region of the record, and whether it is a quiet hour. Nothing where the schema has neither. record NULL: a
 * caller whom nobody knows. */
enum status duty_show(struct session *session, const struct record_type *record, int64_t id, int64_t customer);

#endif
