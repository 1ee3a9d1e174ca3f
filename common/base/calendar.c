#include "base/calendar.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static int64_t floor_divide(int64_t number, int64_t divisor)
{
	return number / divisor - (number % divisor < 0);
}

static int64_t clamp(int64_t number, int64_t least, int64_t most)
{
	return number < least ? least : number > most ? most : number;
}

static int64_t first_number(void)
{
	return calendar_number((struct calendar_day){ .year = CALENDAR_FIRST_YEAR, .month = 1, .day = 1 });
}

static int64_t last_number(void)
{
	return calendar_number((struct calendar_day){ .year = CALENDAR_LAST_YEAR, .month = 12, .day = 31 });
}

/* One day of slack on both sides, because a zone moves an instant across the edge of a year. */
static int64_t clamp_seconds(int64_t seconds)
{
	return clamp(seconds, (first_number() - 1) * CALENDAR_DAY_SECONDS,
		(last_number() + 2) * CALENDAR_DAY_SECONDS - 1);
}

/* Days, months and years. */

const char *const calendar_weekdays[CALENDAR_WEEK_DAYS] = { "mon", "tue", "wed", "thu", "fri", "sat", "sun" };

int calendar_month_days(int year, int month)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);

	return month == 2 && leap ? 29 : days[month - 1];
}

/* Years are counted from March, so that the leap day is the last of its year and 400-year eras are alike:
 * Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", days_from_civil and civil_from_days. */
int64_t calendar_number(struct calendar_day day)
{
	int64_t year = day.month <= 2 ? (int64_t)day.year - 1 : day.year;
	int64_t era = floor_divide(year, 400);
	int64_t year_of_era = year - era * 400;
	int64_t day_of_year = (153 * (day.month + (day.month > 2 ? -3 : 9)) + 2) / 5 + day.day - 1;

	return era * 146097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719468;
}

struct calendar_day calendar_from_number(int64_t number)
{
	number += 719468;
	int64_t era = floor_divide(number, 146097);
	int64_t day_of_era = number - era * 146097;
	int64_t year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
	int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
	int64_t march_month = (5 * day_of_year + 2) / 153;
	int month = (int)(march_month < 10 ? march_month + 3 : march_month - 9);

	return (struct calendar_day){
		.year = (int)(year_of_era + era * 400 + (month <= 2)),
		.month = month,
		.day = (int)(day_of_year - (153 * march_month + 2) / 5 + 1),
	};
}

bool calendar_in_years(int64_t number)
{
	return number >= first_number() && number <= last_number();
}

static int64_t add_months(int64_t number, int64_t months)
{
	struct calendar_day day = calendar_from_number(number);
	int64_t month = (int64_t)day.year * 12 + day.month - 1 + months;

	day.year = (int)floor_divide(month, 12);
	day.month = (int)(month - floor_divide(month, 12) * 12) + 1;
	int days = calendar_month_days(day.year, day.month);
	if (day.day > days)
		day.day = days;
	return calendar_number(day);
}

int64_t calendar_add(int64_t number, struct calendar_offset offset)
{
	switch (offset.unit) {
	case CALENDAR_YEAR:
		return add_months(number, offset.count * 12);
	case CALENDAR_QUARTER:
		return add_months(number, offset.count * 3);
	case CALENDAR_MONTH:
		return add_months(number, offset.count);
	case CALENDAR_WEEK:
		return number + offset.count * 7;
	default:
		return number + offset.count;
	}
}

/* 1970-01-01 was a Thursday. */
static int64_t monday_before(int64_t number)
{
	return floor_divide(number + 3, 7) * 7 - 3;
}

int64_t calendar_weekday(int64_t number, int weekday)
{
	int64_t found = monday_before(number) + weekday;

	return found < number ? found + 7 : found;
}

struct calendar_span calendar_around(int64_t number, enum calendar_unit unit)
{
	struct calendar_day day = calendar_from_number(number);
	struct calendar_span span = { .first = number, .unit = unit };

	if (unit == CALENDAR_WEEK) {
		span.first = monday_before(number);
	} else if (unit >= CALENDAR_MONTH) {
		if (unit == CALENDAR_QUARTER)
			day.month -= (day.month - 1) % 3;
		if (unit == CALENDAR_YEAR)
			day.month = 1;
		day.day = 1;
		span.first = calendar_number(day);
	}
	span.last = calendar_add(span.first, (struct calendar_offset){ .count = 1, .unit = unit }) - 1;
	return span;
}

/* The zone. */

/* tzset takes an unknown name for UTC without a word, so the zone's file is looked for first. */
static bool zone_exists(const char *zone)
{
	static const char *const folders[] = { "/usr/share/zoneinfo", "/usr/lib/zoneinfo", "/usr/share/lib/zoneinfo",
		"/etc/zoneinfo" };
	const char *other = getenv("TZDIR");

	for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
		char path[512], magic[4];
		const char *folder = other && *other ? other : folders[i];
		int length = snprintf(path, sizeof path, "%s/%s", folder, zone);
		if (length < 0 || (size_t)length >= sizeof path)
			continue;
		int file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
		if (file < 0)
			continue;
		bool found = read(file, magic, sizeof magic) == (ssize_t)sizeof magic && memcmp(magic, "TZif", 4) == 0;
		close(file);
		if (found)
			return true;
	}
	return false;
}

/* Neither a point nor a leading slash can pass, so that the name never leaves the folder. Zones below right/ count leap
 * seconds, which stored instants do not. */
static bool zone_name(const char *zone)
{
	static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_+-/";
	size_t length = strlen(zone);

	return length > 0 && length < sizeof ((struct conventions *)0)->zone && zone[0] != '/' &&
	       strspn(zone, letters) == length && strncmp(zone, "right/", 6) != 0;
}

/* TZ names another zone than the C library has read: few commands ask what time it is anywhere. */
static bool zone_unread;

enum status date_zone_check(const char *zone, struct error *error)
{
	if (strcmp(zone, "UTC") == 0 || (zone_name(zone) && zone_exists(zone)))
		return STATUS_OK;
	return error_set(error, STATUS_CONFIG, "%s: no such time zone; write a name of the tz database such as Asia/Shanghai", *zone ? zone : "''");
}

enum status date_zone(const char *zone, struct error *error)
{
	bool universal = strcmp(zone, "UTC") == 0;

	if (date_zone_check(zone, error))
		return STATUS_CONFIG;
	if (setenv("TZ", universal ? "UTC0" : zone, 1))
		memory_exhausted();
	zone_unread = true;
	return STATUS_OK;
}

enum status calendar_enter(const char *zone, struct calendar_stay *stay, struct error *error)
{
	const char *before = getenv("TZ");

	*stay = (struct calendar_stay){ .entered = zone && *zone && !(before && strcmp(before, strcmp(zone, "UTC") == 0 ? "UTC0" : zone) == 0) };
	if (!stay->entered)
		return STATUS_OK;
	snprintf(stay->before, sizeof stay->before, "%s", before ? before : "UTC0");
	enum status status = date_zone(zone, error);
	stay->entered = !status;
	return status;
}

void calendar_leave(const struct calendar_stay *stay)
{
	if (!stay->entered)
		return;
	if (setenv("TZ", stay->before, 1))
		memory_exhausted();
	zone_unread = true;
}

static int64_t zone_offset(int64_t seconds)
{
	time_t instant = (time_t)seconds;
	struct tm local;

	if (zone_unread)
		tzset();
	zone_unread = false;
	if (!localtime_r(&instant, &local))
		return 0;
	int64_t number = calendar_number(
		(struct calendar_day){ .year = local.tm_year + 1900, .month = local.tm_mon + 1, .day = local.tm_mday });
	return number * CALENDAR_DAY_SECONDS + local.tm_hour * 3600 + local.tm_min * 60 + local.tm_sec - seconds;
}

int64_t calendar_local(int64_t seconds, int *second)
{
	seconds = clamp_seconds(seconds);
	int64_t local = seconds + zone_offset(seconds);
	int64_t number = floor_divide(local, CALENDAR_DAY_SECONDS);

	*second = (int)(local - number * CALENDAR_DAY_SECONDS);
	return number;
}

/* No zone is a whole day away from UTC, so the offsets a day earlier and a day later are those before and after any
 * transition nearby. mktime would leave both the gap and the repeated hour to the C library. */
int64_t calendar_instant(int64_t number, int second)
{
	int64_t wall = clamp_seconds(number * CALENDAR_DAY_SECONDS + second);
	int64_t before = zone_offset(wall - CALENDAR_DAY_SECONDS);
	int64_t after = zone_offset(wall + CALENDAR_DAY_SECONDS);

	if (before == after || zone_offset(wall - before) == before)
		return wall - before;
	return zone_offset(wall - after) == after ? wall - after : wall - before;
}

/* Stored text. */

static bool digits(const char *text, int count, int *out)
{
	*out = 0;
	for (int i = 0; i < count; i++) {
		if (text[i] < '0' || text[i] > '9')
			return false;
		*out = *out * 10 + (text[i] - '0');
	}
	return true;
}

static void put_digits(char *out, int count, int number)
{
	for (int i = count; i-- > 0; number /= 10)
		out[i] = (char)('0' + number % 10);
}

/* Each test stops at the final NUL, so that a short text is never read beyond its end. */
static bool stored_day(const char *text, struct calendar_day *day)
{
	if (!digits(text, 4, &day->year) || text[4] != '-' || !digits(text + 5, 2, &day->month) || text[7] != '-' ||
	    !digits(text + 8, 2, &day->day))
		return false;
	return day->year >= CALENDAR_FIRST_YEAR && day->month >= 1 && day->month <= 12 && day->day >= 1 &&
	       day->day <= calendar_month_days(day->year, day->month);
}

bool calendar_stored_date(const char *text, struct calendar_day *day)
{
	return stored_day(text, day) && text[10] == '\0';
}

bool calendar_stored_day(const char *text, int64_t *number)
{
	struct calendar_day day;

	if (!calendar_stored_date(text, &day))
		return false;
	*number = calendar_number(day);
	return true;
}

bool calendar_stored_instant(const char *text, int64_t *seconds)
{
	struct calendar_day day;
	int hour, minute, second;

	if (!stored_day(text, &day) || text[10] != 'T' || !digits(text + 11, 2, &hour) || text[13] != ':' ||
	    !digits(text + 14, 2, &minute) || text[16] != ':' || !digits(text + 17, 2, &second) || text[19] != 'Z' ||
	    text[20] != '\0' || hour > 23 || minute > 59 || second > 59)
		return false;
	*seconds = calendar_number(day) * CALENDAR_DAY_SECONDS + hour * 3600 + minute * 60 + second;
	return true;
}

int64_t date_number(const char *day)
{
	int64_t number;

	return calendar_stored_day(day, &number) ? number : 0;
}

void date_from_number(int64_t number, char out[DATE_SIZE])
{
	struct calendar_day day = calendar_from_number(clamp(number, first_number(), last_number()));

	put_digits(out, 4, day.year);
	out[4] = '-';
	put_digits(out + 5, 2, day.month);
	out[7] = '-';
	put_digits(out + 8, 2, day.day);
	out[10] = '\0';
}

int64_t timestamp_seconds(const char *stored)
{
	int64_t seconds;

	return calendar_stored_instant(stored, &seconds) ? seconds : 0;
}

void timestamp_from_seconds(int64_t seconds, char out[TIMESTAMP_SIZE])
{
	seconds = clamp(seconds, first_number() * CALENDAR_DAY_SECONDS, (last_number() + 1) * CALENDAR_DAY_SECONDS - 1);
	int64_t number = floor_divide(seconds, CALENDAR_DAY_SECONDS);
	int second = (int)(seconds - number * CALENDAR_DAY_SECONDS);

	date_from_number(number, out);
	out[10] = 'T';
	put_digits(out + 11, 2, second / 3600);
	out[13] = ':';
	put_digits(out + 14, 2, second / 60 % 60);
	out[16] = ':';
	put_digits(out + 17, 2, second % 60);
	out[19] = 'Z';
	out[20] = '\0';
}

/* Local time of stored and pinned instants. */

void date_today(const struct conventions *conventions, char out[DATE_SIZE])
{
	int second;

	date_from_number(calendar_local(conventions->now, &second), out);
}

void timestamp_now(const struct conventions *conventions, char out[TIMESTAMP_SIZE])
{
	timestamp_from_seconds(conventions->now, out);
}

void timestamp_day(const char *stored, char out[DATE_SIZE])
{
	int64_t seconds;
	int second;

	out[0] = '\0';
	if (calendar_stored_instant(stored, &seconds))
		date_from_number(calendar_local(seconds, &second), out);
}

/* The last hours of 9999 in UTC are those of 10000 east of Greenwich: here a fifth digit harms nobody. */
void timestamp_local(struct text *out, const char *stored)
{
	int64_t seconds;
	int second;

	if (!calendar_stored_instant(stored, &seconds)) {
		text_add(out, stored);
		return;
	}
	struct calendar_day day = calendar_from_number(calendar_local(seconds, &second));
	text_printf(out, "%04d-%02d-%02d %02d:%02d", day.year, day.month, day.day, second / 3600, second / 60 % 60);
}
