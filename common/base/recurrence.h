/* The days of a recurrence rule (RFC 5545). The only includer of libical, which is opened by the first call and not linked. */
#ifndef CRM_BASE_RECURRENCE_H
#define CRM_BASE_RECURRENCE_H

#include "base/arena.h"
#include "base/date.h"

/* The days after `after` ("": all) up to `until` on which a rule falls that begins on `start`, which is its first day; days YYYY-MM-DD, in the arena.
 *
 * A month that lacks the day has its last one instead, and the next goes back to the day: 31 January, 28 February, 31 March; 29 February likewise in common
 * years. RFC 5545 would leave such months out, which nobody wants of rents and fees. This holds for rules by month or year that name no day, and for BYMONTHDAY
 * with one day.
 *
 * STATUS_DATA for what is no rule, and for more than `limit` days; STATUS_CONFIG when libical is not installed. */
enum status recurrence_days(const char *rule, const char *start, const char *after, const char *until, size_t limit, struct arena *arena,
                            char (**days)[DATE_SIZE], size_t *count, struct error *error);

/* The instants between `first` and `last`, both included, on which a rule falls: no more than `limit`. */
struct recurrence_span {
	int64_t first, last;
	size_t limit;
};

/* The instants, in seconds since 1970, on which a rule falls that begins at `start`: the same time on the wall in the zone each time (RFC 5545 3.3.5), that of the
 * process where zone is NULL or "". A time that daylight saving skips moves forward by the hour that it skips, and one that is there twice is the first. Months
 * that lack the day as above; UNTIL may be a day, which is included, a time on the wall, or with Z an instant. In the arena, ascending.
 *
 * STATUS_DATA for what is no rule, and for more than span->limit times; STATUS_CONFIG when libical is not installed, and for an unknown zone. */
enum status recurrence_times(const char *rule, int64_t start, const char *zone, const struct recurrence_span *span, struct arena *arena, int64_t **times,
                             size_t *count, struct error *error);

#endif
