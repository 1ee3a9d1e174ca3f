/* Time zones as calendar files describe them: for icalendar_write.c. */
#ifndef CRM_SERVICE_ICALENDAR_ZONE_H
#define CRM_SERVICE_ICALENDAR_ZONE_H

#include "base/text.h"
#include <stdint.h>

/* Appends the VTIMEZONE of a zone of the tz database, unless it is there: each change of its clocks from the year before `first` to ten years after `now`. */
void icalendar_zone(const char *zone, int64_t first, int64_t now, struct text *out);

#endif
