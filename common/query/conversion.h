/* Amounts in one currency: at the rate that is frozen in their document, else at the rate of a day. */
#ifndef CRM_QUERY_CONVERSION_H
#define CRM_QUERY_CONVERSION_H

#include "base/date.h"
#include "store/row.h"

struct conversion_rate;

struct conversion {
	struct store *store;
	struct arena *arena;
	const char *currency;          /* that amounts are made of; NULL: they stay as they are */
	char day[DATE_SIZE];           /* of the rates of what has none of its own */
	struct conversion_rate *rates; /* that were looked up */
};

/* Checks the currency (NULL, "": none) and the day (NULL, "": today). STATUS_USAGE */
enum status conversion_open(struct conversion *conversion, struct store *store, struct arena *arena, const char *currency, const char *on);
/* Makes an amount in minor units of `from` (NULL: stays as it is) one of the currency. rate: frozen in its record, 0 when there is none. STATUS_REFUSED without a rate,
 * STATUS_DATA for what is too large. */
enum status conversion_run(struct conversion *conversion, const char *from, int64_t rate, int64_t *amount);
/* Whether records of the type have a rate that is frozen. */
bool conversion_has_rate(struct store *store, const struct record_type *record);

#endif
