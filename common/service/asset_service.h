/* When units are to be serviced: by the intervals of the schema. */
#ifndef CRM_SERVICE_ASSET_SERVICE_H
#define CRM_SERVICE_ASSET_SERVICE_H

#include "base/date.h"
#include "store/row.h"

/* The day of the next service of a product after one on that day; "" where the schema has no interval for it. One for the product comes before one for its category. */
enum status asset_next_service(struct store *store, int64_t product, const char *day, struct arena *arena, char out[DATE_SIZE]);
/* A closed ticket was a service: when a visit about it or its asset was held while it was open, on the day of the newest one; else where its category says so. The
 * asset gets the day of its next service. */
enum status asset_serviced(struct store *store, const struct record *ticket, struct arena *arena);

#endif
