/* Who is asked to be at two places at once. */
#ifndef CRM_PEOPLE_EVENT_CONFLICT_H
#define CRM_PEOPLE_EVENT_CONFLICT_H

#include "store/row.h"

/* Within a change: warns of the first events that take place at the same time as this one, and have somebody with it in common: a user, contact or lead. Of what
 * is private to somebody else only that he is busy. What has passed is of no interest; of a series its next occurrences are compared, and of a change its
 * first hundred events. */
enum status event_conflicts(struct store *store, const struct record *event, struct arena *arena);

#endif
