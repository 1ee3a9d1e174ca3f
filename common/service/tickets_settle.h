/* What follows for tickets when the schema changes. */
#ifndef CRM_SERVICE_TICKETS_SETTLE_H
#define CRM_SERVICE_TICKETS_SETTLE_H

#include "base/status.h"

struct store;

/* Within a change: the due times of all tickets that are not closed are worked out anew before it ends. For struct schema_section.changed. */
enum status tickets_settle(struct store *store);

#endif
