/* Working time: what counts in the hours of a working calendar (service/calendars.h), in its zone, with daylight saving.
 *
 * Instants are seconds since 1970 UTC, days are the numbers of base/calendar.h in the zone of the calendar. A span of working time lasts as long as it does:
 * one that daylight saving cuts short is shorter. Nothing here reads or writes a database but working_time_open. */
#ifndef CRM_SERVICE_WORKING_TIME_H
#define CRM_SERVICE_WORKING_TIME_H

#include "base/conventions.h"
#include "service/calendars.h"

/* A calendar that is ready to be counted with. Its texts belong to the schema, and live as long. */
struct working_time {
	const struct work_calendar *calendar;
	struct working_hours week[7], makeup;
	bool china;       /* holidays of China are free */
	int unknown_year; /* the first year that was looked at and whose holidays nobody has entered; 0: none. See working_time_warn */
	char zone[64], home[64]; /* of the calendar, and of the process, which has it again when a function returns */
};

/* The calendar's texts were checked when it was entered; one that is none counts as no hours. */
void working_time_init(struct working_time *out, const struct work_calendar *calendar, const struct conventions *conventions);
/* The calendar of that name; NULL and "" mean `standard`. STATUS_DATA for one that is not there, with a suggestion. */
enum status working_time_open(struct working_time *out, struct store *store, const char *name);

/* What is worked on a day. label: what the day is called, in the language, or NULL; may be NULL. The hours of a day are those that the clock shows. */
void working_time_hours(struct working_time *working, int64_t day, struct working_hours *out);
const char *working_time_label(struct working_time *working, int64_t day, const char *language);

/* Whether it is worked at the instant, seconds since 1970. */
bool working_time_at(struct working_time *working, int64_t instant);
/* Seconds of working time from one instant to another; 0 when the second is not later. At most those of the first 100 years are counted. */
int64_t working_time_between(struct working_time *working, int64_t from, int64_t until);
/* The first instant by which so many seconds of working time have passed since `from`; `from` itself for 0. -1 when they do not pass within 20 years, as in a
 * calendar without hours. */
int64_t working_time_after(struct working_time *working, int64_t from, int64_t seconds);

/* Whether anything is worked on a day; and the count-th such day after one, itself not counted, or the day for 0; -1 as above. */
bool working_time_day(struct working_time *working, int64_t day);
int64_t working_time_days_after(struct working_time *working, int64_t day, int64_t count);

/* The first instant of a day, and the day of an instant, in the zone of the calendar. */
int64_t working_time_midnight(const struct working_time *working, int64_t day);
int64_t working_time_local(const struct working_time *working, int64_t instant);

/* Once a change: warns of the year whose holidays were needed and are not known. Readers report unknown_year themselves. */
void working_time_warn(const struct working_time *working, struct store *store);

#endif
