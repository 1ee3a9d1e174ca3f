/* What refers to a record: reference fields, links and any-references of all types. */
#ifndef CRM_STORE_DEPENDENTS_H
#define CRM_STORE_DEPENDENTS_H

#include "store/row.h"

/* Calls each for every record that refers to one of the ids first … last, with the field that does; stops at the first status that is not STATUS_OK. */
enum status dependents_each(struct store *store, const struct record_type *record, int64_t first, int64_t last,
                            enum status (*each)(void *context, const struct type *type, const struct field *field, int64_t id), void *context);

#endif
