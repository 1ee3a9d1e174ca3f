/* How reminders leave the house. */
#ifndef CRM_SERVICE_REMIND_VERBS_H
#define CRM_SERVICE_REMIND_VERBS_H

#include "cli/verbs.h"

/* What a delivery came to, for the end of the run. */
struct remind_delivery {
	int64_t sent, failed, uncertain;
	bool print; /* --print: everything to standard output, whatever the channels are */
};

/* Delivers what is due, a digest for each recipient and channel. A reminder is marked as being sent, and that is committed, before it is handed over; whatever interrupts
 * that leaves it uncertain once its lease is over, and it is not sent again by itself. No transaction is open meanwhile. */
enum status remind_deliver(struct session *session, struct remind_delivery *delivery);

#endif
