/* The records by the days of documents and payments, as they were at the end of a day: views hide today's tables, as those of --as-of do, and the clock is set.
 *
 * Documents of a later day, and payments, fapiaos and movements of stock of one, are not there; a payment pays what it is allocated to from its own day on. A
 * document that was taken out of use later has the state of that day, by the journal, which alone knows when that was. Derived fields, such as balance and
 * overdue, follow from that. Everything else is as it is today: what is known of customers, deals, tickets. */
#ifndef CRM_REPORTING_ON_DAY_H
#define CRM_REPORTING_ON_DAY_H

#include "store/store.h"

struct on_day {
	int64_t now; /* the clock as it was */
	bool laid;
};

/* day: as stored; on today nothing happens. Not while a statement is open. on_day_close takes away what was laid over, after an error too. */
enum status on_day_open(struct store *store, const char *day, struct on_day *on_day);
void on_day_close(struct store *store, struct on_day *on_day);

#endif
