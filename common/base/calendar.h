/* Day numbers, months and the zone: what the readers of days and instants count with.
 * Everyone else includes base/date.h. */
#ifndef CRM_BASE_CALENDAR_H
#define CRM_BASE_CALENDAR_H

#include "base/conventions.h"
#include "base/date.h"
#include "base/status.h"
#include <stdbool.h>
#include <stdint.h>

enum {
	CALENDAR_FIRST_YEAR = 1000,
	CALENDAR_LAST_YEAR = 9999, /* four digits throughout, so that stored text sorts by time */
	CALENDAR_DAY_SECONDS = 86400,
};

/* In order of length: what is up to CALENDAR_DAY fits one day. */
enum calendar_unit {
	CALENDAR_SECOND = 1,
	CALENDAR_MINUTE,
	CALENDAR_HOUR,
	CALENDAR_DAY,
	CALENDAR_WEEK,
	CALENDAR_MONTH,
	CALENDAR_QUARTER,
	CALENDAR_YEAR,
};

struct calendar_day {
	int year;
	int month; /* 1 to 12 */
	int day;   /* 1 to 31 */
};

/* Day numbers, both ends inclusive; unit says how long the span is. */
struct calendar_span {
	int64_t first;
	int64_t last;
	enum calendar_unit unit;
};

struct calendar_offset {
	int64_t count;
	enum calendar_unit unit;
};

int calendar_month_days(int year, int month); /* month 1 to 12 */
int64_t calendar_number(struct calendar_day day);
struct calendar_day calendar_from_number(int64_t number);
bool calendar_in_years(int64_t number); /* whether the day can be stored */

/* The week, month, quarter or year around a day; the day itself for CALENDAR_DAY. */
struct calendar_span calendar_around(int64_t number, enum calendar_unit unit);
/* Moves a day by days or longer units; a month offset keeps the day or takes the month's last. */
int64_t calendar_add(int64_t number, struct calendar_offset offset);
/* What days of the week are called wherever they are typed or stored: mon to sun. */
enum { CALENDAR_WEEK_DAYS = 7 };
extern const char *const calendar_weekdays[CALENDAR_WEEK_DAYS];
/* The first such weekday (0 is Monday) on or after the day. */
int64_t calendar_weekday(int64_t number, int weekday);

/* The day on which an instant falls in the zone, and its second of that day. */
int64_t calendar_local(int64_t seconds, int *second);
/* The instant of a wall-clock time in the zone. As in RFC 5545 3.3.5, a time that occurs twice is its first
 * occurrence, and one that daylight saving skips is read with the offset before the gap. */
int64_t calendar_instant(int64_t number, int second);

/* Another zone in the place of that of the process, until calendar_leave; NULL and "" change nothing. An unknown zone is STATUS_CONFIG, and is not entered. */
struct calendar_stay {
	bool entered;
	char before[64];
};
enum status calendar_enter(const char *zone, struct calendar_stay *stay, struct error *error);
void calendar_leave(const struct calendar_stay *stay);

/* Reads exactly the stored forms YYYY-MM-DD and YYYY-MM-DDTHH:MM:SSZ; false for all else. */
bool calendar_stored_date(const char *text, struct calendar_day *day);
bool calendar_stored_day(const char *text, int64_t *number);
bool calendar_stored_instant(const char *text, int64_t *seconds);

#endif
