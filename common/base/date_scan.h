/* The scanner that days, periods, instants and anniversaries are read with; internal to date.c, clock_scan.c, timestamp.c and anniversary.c.
 * Every function that returns a status leaves its sentence in scan->error. */
#ifndef CRM_BASE_DATE_SCAN_H
#define CRM_BASE_DATE_SCAN_H

#include "base/calendar.h"

enum { DATE_SCAN_SIZE = 128 };
struct date_scan {
	const struct conventions *conventions;
	struct error *error;
	const char *at;            /* what has not been read yet */
	char text[DATE_SCAN_SIZE]; /* trimmed and half-width */
};

/* Begins to scan the text, made half-width into the scan; STATUS_DATA for one that is empty or too long. */
enum status date_scan_begin(struct date_scan *scan, const struct conventions *conventions, const char *text,
	struct error *error);
/* Reports the sentence, with the text before it. */
enum status date_scan_fail(struct date_scan *scan, const char *sentence);
/* Fails when something is left to read. */
enum status date_scan_end(struct date_scan *scan);
bool date_scan_blank(struct date_scan *scan); /* skips blanks; true when there were any */
/* Reads a literal, ASCII letters in either case; a word must not go on with a letter. */
bool date_scan_literal(struct date_scan *scan, const char *literal);
bool date_scan_word(struct date_scan *scan, const char *word);
/* Reads a run of digits when its length is between least and most. */
bool date_scan_number(struct date_scan *scan, int least, int most, int *out);
/* Reads 2026-03-05, 2026/3/5, 2026.3.5, 2026年3月5日, 3月5日, 2026-03, 2026年3月, 2026, 2026年 without judging the
 * numbers; -1 stands for what is not written. False, with nothing read, when none of them is here. */
bool date_scan_fields(struct date_scan *scan, struct calendar_day *out);
/* Skips what joins a time of day to its day (T, blanks, or nothing after 今天 and 日); true when a digit, 上午 or 下午 is next. */
bool date_scan_clock(struct date_scan *scan);
/* In clock_scan.c: reads a time of day, 14:30, 14:30:05.250 or 2:30 PM; its zone, Z or +08:00, *found telling whether one is written. */
enum status date_scan_time(struct date_scan *scan, int *second_of_day, enum calendar_unit *unit);
enum status date_scan_zone(struct date_scan *scan, int *seconds, bool *found);
/* Skips a midnight behind a day, in whatever zone: it says no more than the day. False, with nothing read, when none is here. */
bool date_scan_midnight(struct date_scan *scan);
/* Skips blanks before a sign; true when a sign is next, which date_scan_offset then reads. */
bool date_scan_sign(struct date_scan *scan);
enum status date_scan_offset(struct date_scan *scan, struct calendar_offset *out);
/* Reports a day that its month has not, a month that the year has not, a year out of range. */
enum status date_scan_check(struct date_scan *scan, struct calendar_day day);
/* Reports that the span is longer than a day; fix says what to write instead. */
enum status date_scan_long(struct date_scan *scan, enum calendar_unit unit, const char *remedy);
/* Reports what begins like no date, with the fix nearest to it. */
enum status date_scan_unknown(struct date_scan *scan);
/* Reports that years run from 1000 to 9999. */
enum status date_scan_range(struct date_scan *scan);

/* In date.c: reads a day with its offsets, or a longer period. What follows, a time of day perhaps, stays unread. */
enum status date_span(struct date_scan *scan, struct calendar_span *out);

#endif
