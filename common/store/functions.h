/* The SQL functions that expressions of the record table and filters use. */
#ifndef CRM_STORE_FUNCTIONS_H
#define CRM_STORE_FUNCTIONS_H

#include "store/store.h"

/* today() now() local_day(instant) days_between(day, day) fold(text) casefold(text) matches(ERE, text) phone_key(text) email_key(text)
 * anniversary_in(anniversary, first, last): whether it falls on one of these days, MM-DD or YYYY-MM-DD; of which years (YYYY) it is; which lunar:MM-DD it is
 * anniversary_day(anniversary, year): MM-DD in that year
 * stage_probability(pipeline, stage) stage_outcome(pipeline, stage) */
enum status functions_register(struct store *store);

/* The collation `pinyin`, for --collate=pinyin; STATUS_CONFIG when the system has no Chinese locale. */
enum status functions_pinyin(struct store *store);

#endif
