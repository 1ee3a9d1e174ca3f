/* First responses. */
#ifndef CRM_SERVICE_TICKET_RESPONSE_H
#define CRM_SERVICE_TICKET_RESPONSE_H

#include "store/row.h"

/* Within a change: a user answered the customer at that instant, by a public comment, a mail that was sent, an outgoing event that was held. It is the first
 * response if the ticket was open by then and none came earlier. An acknowledgement by a program is none, and must not be reported here. */
enum status ticket_responded(struct store *store, int64_t ticket, const char *at, struct arena *arena);

#endif
