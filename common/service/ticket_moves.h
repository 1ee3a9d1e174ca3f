/* The way of a ticket: from desk to desk, worker to worker, state to state. */
#ifndef CRM_SERVICE_TICKET_MOVES_H
#define CRM_SERVICE_TICKET_MOVES_H

#include "store/row.h"

/* Whether it passed from a desk or a worker to another one. */
bool ticket_is_handed(const struct record *old, const struct record *ticket);
/* Within a change: writes the move from old to ticket, if it moved. */
enum status ticket_move_add(struct store *store, const struct record *old, const struct record *ticket, struct arena *arena);

#endif
