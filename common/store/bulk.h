/* Filling a table with many rows at once: its indexes are made afterwards in one sorted pass, which is cheaper than keeping each in order. */
#ifndef CRM_STORE_BULK_H
#define CRM_STORE_BULK_H

#include "store/store.h"

struct bulk; /* the indexes that were put aside */

/* Within change_begin …: puts the indexes of a type's table aside, but for unique ones and those whose columns stay empty in the new rows, when `rows` more
 * are many beside those that are there. filled: by field index, whether new rows may have a value. *out is NULL when it is not worth it. */
enum status bulk_begin(struct store *store, const struct type *type, const bool *filled, int64_t rows, struct bulk **out);
/* Makes them again. NULL is fine; so is a change that is rolled back without it, but bulk_free then. */
enum status bulk_end(struct store *store, struct bulk *bulk);
void bulk_free(struct bulk *bulk);

#endif
