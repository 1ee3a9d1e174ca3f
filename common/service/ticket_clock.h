/* The clock of a ticket: working time since it was opened or reopened, without what it waited for the customer.
 *
 * clock_from is the instant since when it runs, empty while it stands still; clock_used are the seconds that it ran before. A time that has passed already is
 * not moved by what comes later; how much was used before another calendar applied stays as it was counted. */
#ifndef CRM_SERVICE_TICKET_CLOCK_H
#define CRM_SERVICE_TICKET_CLOCK_H

#include "service/ticket_sections.h"
#include "service/working_time.h"
#include "store/row.h"

struct ticket_clock {
	const struct service_level *level; /* NULL: none applies, and nothing is ever due */
	struct working_time working;
};

/* The level and the calendar that apply: by the class of the customer, the priority, the desk. */
enum status ticket_clock_open(struct store *store, const struct record *ticket, struct ticket_clock *out, struct arena *arena);

/* The seconds that have been used up to an instant. */
int64_t ticket_clock_used(struct ticket_clock *clock, const struct record *ticket, int64_t until);
/* Starts, stops and starts anew at an instant, in the record. */
void ticket_clock_run(struct record *ticket, const char *at);
void ticket_clock_stop(struct ticket_clock *clock, struct record *ticket, const char *at);
void ticket_clock_restart(struct record *ticket, const char *at);

/* Works out level, due times and their halves, of the response while there was none or nobody knew by when, and of the solution. Of a closed ticket they stay as they are: that is up to the
 * caller. */
void ticket_clock_due(struct ticket_clock *clock, struct record *ticket, struct arena *arena);

#endif
