/* Pick lists that several record types share. Each ends with key NULL. */
#ifndef CRM_PEOPLE_PICKS_H
#define CRM_PEOPLE_PICKS_H

#include "record/record.h"

extern const struct pick picks_source[];   /* where a lead, customer, contact or deal came from */
extern const struct pick picks_industry[]; /* of customers and leads */
extern const struct pick picks_channel[];  /* how a customer or contact likes to be reached */
extern const struct pick picks_priority[]; /* of tasks and events */

#endif
