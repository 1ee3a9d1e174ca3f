/* What firms agree on about service, as sections of the schema: service levels, desks, call-backs, intervals of service, what is asked when a ticket is opened. */
#ifndef CRM_SERVICE_TICKET_SECTIONS_H
#define CRM_SERVICE_TICKET_SECTIONS_H

#include "record/section.h"

/* By when a ticket is to be answered and solved. Hours are working hours of the calendar, in 10^-6; 0: no limit. */
struct service_level {
	const char *name, *en, *zh;
	const char *class, *priority; /* of the customer, of the ticket; NULL or "": any */
	int64_t response, solution;
	const char *calendar;         /* NULL or "": that of the ticket's desk */
};

struct desk {
	const char *name, *en, *zh;
	const char *calendar; /* NULL or "": standard */
};

/* How often units of a product, or of the products of a category, are to be serviced. */
struct service_interval {
	const char *name;
	const char *product, *category; /* the code of the product, its category; one of them */
	const char *every;              /* a period such as 6mo */
};

struct intake_question {
	const char *name, *en, *zh;
};

extern const struct schema_section section_service_levels, section_desks, section_callback, section_service_every, section_intake;

/* The level of a ticket: of those that fit the class and the priority ("" for none), the one that says most, class before priority, and the first of these.
 * NULL when none fits. */
const struct service_level *schema_service_level(const struct schema *schema, const char *class, const char *priority);
/* Working days between closing a ticket and the call-back; 0: none is due. */
int64_t schema_callback_days(const struct schema *schema);
/* The day a period after one, such as 6mo: a month that lacks the day has its last one. The period was checked; "" is the day itself. */
void service_day_after(const char *day, const char *period, char out[11]);

#endif
