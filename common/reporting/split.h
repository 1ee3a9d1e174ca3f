/* A target in parts that sum to it. */
#ifndef CRM_REPORTING_SPLIT_H
#define CRM_REPORTING_SPLIT_H

#include "store/row.h"

struct split_part {
	int64_t person;     /* 0: as the whole */
	const char *team;   /* NULL: as the whole */
	const char *period; /* NULL: as the whole */
	int64_t weight;     /* >= 0 */
	int64_t value;      /* out: in 10^-6 */
};

/* Values in proportion to the weights, in minor units of the currency or whole numbers, cents to the largest remainders; so that they sum to the whole.
 * STATUS_REFUSED where all weights are 0. */
enum status split_values(struct store *store, const struct record *whole, struct split_part *parts, size_t count, struct arena *arena);
/* The months of the target's period as parts of a part: its value in equal parts, or in proportion to what the same measure came to in the months a year before.
 * *out: part_count × months of them. */
enum status split_months(struct store *store, const struct record *whole, const struct split_part *parts, size_t part_count, bool seasonal, struct arena *arena,
                         struct split_part **out, size_t *count);
/* Within a change: a target for each part, parent whole. STATUS_REFUSED unless the values sum to that of the whole. */
enum status split_write(struct store *store, const struct record *whole, const struct split_part *parts, size_t count, struct arena *arena,
                        enum status (*made)(void *context, int64_t id), void *context);

#endif
