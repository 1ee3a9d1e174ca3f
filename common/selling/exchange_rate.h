/* Exchange rates as exact ratios, so that 720,000.00 at 7.2 is 100,000 and not 100,000.000008. What is frozen in a document is rate_find of price.h. */
#ifndef CRM_SELLING_EXCHANGE_RATE_H
#define CRM_SELLING_EXCHANGE_RATE_H

#include "base/wide.h"
#include "record/domain.h"
#include "store/store.h"

/* times ÷ over units of the second currency for one of the first. */
struct rate {
	wide times, over; /* over > 0 */
};

/* The ratio of a day: of a rate, or the inverse of one, whichever is newer, else of two against the currency of the database. Errors as rate_find. */
enum status rate_ratio(struct store *store, const char *from, const char *to, const char *day, struct rate *out);

/* Within a change: what was looked up may no longer hold, since a rate was written. */
void rate_forget(struct store *store);

/* Multiplies the ratio by times ÷ over, both > 0: so that what changes by several ratios is rounded once. False when it has too many digits for that. */
bool rate_scale(struct rate *rate, int64_t times, int64_t over);
/* Makes it the ratio of amounts in minor units, of a currency that has so many digits of them in one that has others. False likewise. */
bool rate_of_minor(struct rate *rate, int from, int to);

/* number × ratio less a discount in 10^-4 of a percent (0 to WIDE_WHOLE), rounded once. False when it is beyond 64 bits. */
bool rate_apply(const struct rate *rate, int64_t number, int64_t discount, enum rounding rounding, int64_t *out);

/* The ratio in 10^-10, rounded. False when it is beyond 64 bits. */
bool rate_value(const struct rate *rate, int64_t *out);

/* The hook of the domain for amounts in reports. */
enum status rate_exchange(struct store *store, struct exchange *exchange, int64_t amount, int64_t *out);

#endif
