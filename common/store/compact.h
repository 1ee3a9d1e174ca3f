/* The journal without its oldest part. */
#ifndef CRM_STORE_COMPACT_H
#define CRM_STORE_COMPACT_H

#include "store/store.h"

/* Removes from the journal what happened before an instant (stored form), but for the newest change. Within change_begin …; *count says how many changes went. */
enum status compact_before(struct store *store, const char *instant, int64_t *count);
/* The oldest change of which the journal knows; 0: there is none. What came before it was compacted, unless it is the first. */
enum status compact_oldest(struct store *store, int64_t *change);

#endif
