/* The part of merge.h that makes one row of values out of two. */
#ifndef CRM_STORE_MERGE_VALUES_H
#define CRM_STORE_MERGE_VALUES_H

#include "store/row.h"

/* Fills in the values of the merged record; references to the own type are left as they are in `merged` (see merge.c). Memory lives in
 * the arena. */
enum status merge_values(struct store *store, const struct record *keep, const struct record *drop, bool prefer_drop,
                         struct record *merged,
                         struct arena *arena);

/* The links of both, each once; where both have a role, the first one's. One that leads to `from` leads to `to`; from 0 changes nothing. */
struct value merge_links(const struct field *field, const struct value *first, const struct value *second, int64_t from, int64_t to,
                         struct arena *arena);

#endif
