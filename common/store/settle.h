/* What a change leaves to its end: a document gets its totals once, however many of its lines changed. */
#ifndef CRM_STORE_SETTLE_H
#define CRM_STORE_SETTLE_H

#include "store/store.h"

/* Within a change: the settle rule of the record's type is asked before the change ends. Any number of times for the same record. */
void settle_defer(struct store *store, const struct record_type *record, int64_t id);

/* Asks them all, in the order of types and ids, and those that the settling itself brings. A record that is gone meanwhile is passed over.
 * STATUS_INTERNAL, naming records, when settling calls for settling without end: the change cannot be committed then. */
enum status settle_run(struct store *store);

#endif
