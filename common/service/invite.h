/* Invitations by mail (RFC 6047): a request, a revision of it, or the cancellation, to each participant, once. */
#ifndef CRM_SERVICE_INVITE_H
#define CRM_SERVICE_INVITE_H

#include "store/row.h"

/* Within a change, of an event as it is stored: queues a mail for each participant but the owner who has an e-mail address and did not get just this already;
 * a cancellation goes to those alone who were invited by mail. Who has no address is named by a warning of the change, and so is an event that is private:
 * what a mail says everybody here can read. */
enum status invite_queue(struct store *store, const struct record *event, struct arena *arena);

#endif
