/* Tickets whose time runs out or has run out, and who must know: for reminders. What lists ask is in the derived fields at_risk, breached and notify. */
#ifndef CRM_SERVICE_ESCALATION_H
#define CRM_SERVICE_ESCALATION_H

#include "store/row.h"

struct escalation {
	int64_t ticket;
	bool breached;       /* late; else half of the time has passed */
	bool response;       /* the first response, else the solution */
	const char *since;   /* the instant at which it became late, or half the time had passed: with the ticket it names this occurrence */
	const char *due;     /* the instant of the limit itself */
	int64_t user;        /* who must know; 0: the ticket has no owner */
	int64_t instead_of;  /* who is absent, for whom the user stands in; 0: nobody */
};

/* What holds now, of tickets that are not closed, in the order of tickets, the response before the solution; in the arena. The owner is notified at half the
 * limit, his manager (himself where he has none) when it breaks, the deputy of who is absent today. Nothing is at risk while the clock stands still. */
enum status escalation_list(struct store *store, struct arena *arena, struct escalation **out, size_t *count);

#endif
