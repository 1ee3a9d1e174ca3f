/* Days, instants and periods. Days are stored as YYYY-MM-DD, instants as YYYY-MM-DDTHH:MM:SSZ (UTC); both compare as text.
 * `today`, the edges of periods, and input without a zone follow conventions->zone (by TZ and localtime/mktime).
 *
 * Forms of a day: ISO, 2026/3/5, 2026.3.5, 2026年3月5日, 3月5日 (only when conventions->year is set), today tomorrow yesterday, 今天 明天 昨天 后天 大后天 前天 大前天,
 * 月初 月底 季初 季末 年初 年底, 周五 (as fri), 本周五 下周一 上周三, 农历四月初三 (the first that has not passed), 农历2026年四月初三, lunar:2026-04-03,
 * mon…sun (that day or the next such day, today included), som eom sow eow soq eoq soy eoy (weeks begin on Monday), -30d, +2d, today+7d, eom-3d …:
 * an anchor and an offset with units d w mo q y; a midnight behind a day says nothing more; a month offset keeps the day or takes the month's last. Of an instant also: '2026-03-05 14:00[:05]',
 * 2026-03-05T14:00:05Z or with +08:00, 2:30 PM, fractions of a second (dropped), 14:30 (today), 'tomorrow 9:00', now, +2h, -90min (from now; units min h). A bare m is an error that says mo or min.
 * Periods besides: 2026, 2026-06, 2026-Q3, 2026年6月, 2026年. */
#ifndef CRM_BASE_DATE_H
#define CRM_BASE_DATE_H

#include "base/conventions.h"
#include "base/status.h"
#include "base/text.h"
#include <stdbool.h>

enum { DATE_SIZE = 11, TIMESTAMP_SIZE = 21 };

/* Both ends inclusive, as stored text (days, or instants). */
struct period {
	char first[TIMESTAMP_SIZE];
	char last[TIMESTAMP_SIZE];
};

/* Sets the zone of the process (TZ, and tzset when a time is asked for); unknown zones are STATUS_CONFIG. Called by what opens a database. */
enum status date_zone(const char *zone, struct error *error);
/* Whether date_zone would take it; nothing changes. */
enum status date_zone_check(const char *zone, struct error *error);

/* The day and the instant of conventions->now. */
void date_today(const struct conventions *conventions, char out[DATE_SIZE]);
void timestamp_now(const struct conventions *conventions, char out[TIMESTAMP_SIZE]);

/* One day or one instant for an assignment; a period longer than a day is an error (STATUS_DATA), so is 2024-02-30 ("has no day 30").
 * An instant given as a day alone is that day's first second in the zone. */
enum status date_parse(const struct conventions *conventions, const char *text, char out[DATE_SIZE], struct error *error);
enum status timestamp_parse(const struct conventions *conventions, const char *text, char out[TIMESTAMP_SIZE], struct error *error);

/* What a filter means: a day gives first = last; for instants a day gives its first and last second in the zone as UTC, a minute 14:30 its 60 seconds. */
enum status date_period(const struct conventions *conventions, const char *text, struct period *out, struct error *error);
enum status timestamp_period(const struct conventions *conventions, const char *text, struct period *out, struct error *error);

/* Appends a stored instant in the zone: 2026-03-05 14:00. */
void timestamp_local(struct text *out, const char *stored);
/* The day in the zone on which a stored instant falls. */
void timestamp_day(const char *stored, char out[DATE_SIZE]);

/* Day arithmetic on stored days: proleptic Gregorian day numbers. Years run from 1000 to 9999: numbers beyond give the first or last day, and
 * text that is no stored day or instant gives 0 (timestamp_day: "", timestamp_local: the text itself). */
int64_t date_number(const char *day); /* days since 1970-01-01 */
void date_from_number(int64_t number, char out[DATE_SIZE]);
/* Seconds since 1970 of a stored instant, and back. */
int64_t timestamp_seconds(const char *stored);
void timestamp_from_seconds(int64_t seconds, char out[TIMESTAMP_SIZE]);

/* The day that a spreadsheet counts as this number, 46086 for 2026-03-05, with the time that decimals of it are: 46086.5 gives 2026-03-05 12:00:00, rounded to
 * the second. Five digits from 20000 to 80000, else STATUS_DATA. For imports only. */
enum status date_from_serial(const char *text, char out[TIMESTAMP_SIZE], struct error *error);

#endif
