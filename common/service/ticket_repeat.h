/* Tickets that come again: what was closed and is reported again. */
#ifndef CRM_SERVICE_TICKET_REPEAT_H
#define CRM_SERVICE_TICKET_REPEAT_H

#include "store/row.h"

/* The newest ticket about the same that was closed at most 90 days before this one was opened: of the same asset with the same fault, or of the same customer,
 * product and category. *id is 0 when there is none. */
enum status ticket_repeat_find(struct store *store, const struct record *ticket, int64_t *id);
/* A task for the owner, due today. */
enum status ticket_repeat_notify(struct store *store, const struct record *ticket, struct arena *arena);

#endif
