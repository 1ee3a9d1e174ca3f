/* The numbers of children are permanent: q3.2 is the second line that the quote ever had, whatever was removed or undone since. A number that a child of a record
 * gave up is kept as the counter NAME.ID, such as `quote_line.3`; counters are no part of a change, and nothing lowers them. */
#ifndef CRM_STORE_CHILD_NUMBER_H
#define CRM_STORE_CHILD_NUMBER_H

#include "store/store.h"

/* The highest number that a child of the record ever had; 0: it had none. */
enum status child_number_last(struct store *store, const struct record_type *child, int64_t parent, int64_t *number);
/* Within a change: a child that goes, or gets another number, gives up the one that it has. */
void child_number_give_up(struct store *store, const struct record_type *child, int64_t parent, int64_t number);
/* At the end of a change: writes the counters of what was given up of records that are there. */
enum status child_numbers_seal(struct store *store);

#endif
