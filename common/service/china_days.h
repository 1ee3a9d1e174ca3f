/* The holidays of mainland China and the days that are worked in exchange for them, for the years that have been announced. */
#ifndef CRM_SERVICE_CHINA_DAYS_H
#define CRM_SERVICE_CHINA_DAYS_H

#include <stdbool.h>
#include <stdint.h>

struct china_day {
	bool worked;         /* a Saturday or Sunday that is worked; else the day is free */
	const char *en, *zh; /* the festival, for ever */
};

/* Whether the days of that year have been announced and are in the table. */
bool china_days_known(int year);
/* What was arranged for a day (base/calendar.h); false: nothing, it is like any other. */
bool china_day(int64_t number, struct china_day *out);

#endif
