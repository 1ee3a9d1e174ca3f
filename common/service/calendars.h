/* Working calendars: the section `calendars` of the schema. service/working_time.h counts with them. */
#ifndef CRM_SERVICE_CALENDARS_H
#define CRM_SERVICE_CALENDARS_H

#include "record/section.h"

enum { WORKING_SPANS = 8 }; /* of a day */

/* Part of a day, in seconds since its midnight on the clock; `last` is the first second that is not in it, at most 86400. */
struct working_span {
	int first, last;
};

/* The spans of a day in their order; none of them overlaps another. None: nobody works. */
struct working_hours {
	struct working_span spans[WORKING_SPANS];
	size_t count;
};

/* Days that are unlike the week: free, or worked in hours of their own. */
struct calendar_exception {
	const char *from, *until; /* both count */
	const char *hours;        /* NULL or "": free */
	const char *label;        /* NULL: none */
};

struct work_calendar {
	const char *name, *en, *zh;
	const char *zone;     /* NULL or "": that of the database */
	const char *week[7];  /* from Monday on: "09:00-12:00, 13:00-18:00"; NULL or "": free */
	const char *makeup;   /* hours of days that are worked in exchange for a holiday; NULL or "": those of the first working day of the week */
	const char *holidays; /* "china", "none"; NULL, "" or "country": those of the country of the database, where it is known */
	const struct calendar_exception *days;
	size_t day_count;
};

extern const struct schema_section section_calendars;

/* Reads "09:00-12:00, 13:00-18:00"; "" and NULL are no hours. STATUS_DATA with a sentence for what is none; error may be NULL. */
enum status calendar_hours_read(const char *text, struct working_hours *out, struct error *error);

#endif
