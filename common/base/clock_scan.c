/* Times of day and zones, as they stand behind a day. */
#include "base/date_scan.h"

#include <string.h>

/* Reads AM or PM, in English or Chinese; the half of the day from 1, 0 for none. */
static int scan_half(struct date_scan *scan)
{
	static const char *const words[] = { "am", "a.m.", "上午", "pm", "p.m.", "下午" };
	const char *start = scan->at;

	date_scan_blank(scan);
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (date_scan_word(scan, words[i]))
			return i < 3 ? 1 : 2;
	scan->at = start;
	return 0;
}

/* H:MM or HH:MM:SS; a fraction of a second, as other programs export it, is read and dropped: instants are stored to the second. */
static enum status scan_numbers(struct date_scan *scan, int *hour, int *second, enum calendar_unit *unit)
{
	int minute, rest = 0;

	*unit = CALENDAR_MINUTE;
	bool found = date_scan_number(scan, 1, 2, hour) && date_scan_literal(scan, ":") && date_scan_number(scan, 2, 2, &minute);
	if (found && date_scan_literal(scan, ":")) {
		*unit = CALENDAR_SECOND;
		found = date_scan_number(scan, 2, 2, &rest);
	}
	if (!found)
		return date_scan_fail(scan, "a time of day is written 14:30 or 14:30:05");
	if (minute > 59 || rest > 59)
		return date_scan_fail(scan, "minutes and seconds range from 0 to 59");
	if (*unit == CALENDAR_SECOND && date_scan_literal(scan, ".")) {
		size_t digits = strspn(scan->at, "0123456789");
		if (digits == 0 || digits > 9)
			return date_scan_fail(scan, "a fraction of a second has one to nine digits");
		scan->at += digits;
	}
	*second = minute * 60 + rest;
	return STATUS_OK;
}

enum status date_scan_time(struct date_scan *scan, int *second_of_day, enum calendar_unit *unit)
{
	int hour = 0, second = 0, half = scan_half(scan);

	if (half)
		date_scan_blank(scan);
	enum status status = scan_numbers(scan, &hour, &second, unit);
	if (status)
		return status;
	half = half ? half : scan_half(scan);
	if (half && (hour < 1 || hour > 12))
		return date_scan_fail(scan, "with AM or PM, hours range from 1 to 12");
	if (hour > 23)
		return error_set(scan->error, STATUS_DATA, "%s: a day has no hour %d; hours range from 0 to 23", scan->text, hour);
	if (half)
		hour = hour % 12 + (half == 2 ? 12 : 0);
	*second_of_day = hour * 3600 + second;
	return STATUS_OK;
}

/* True when +08:00 or +0800 is next; +2h is an offset in time instead. */
static bool at_zone(const struct date_scan *scan)
{
	if (*scan->at != '+' && *scan->at != '-')
		return false;
	size_t count = strspn(scan->at + 1, "0123456789");
	char next = scan->at[1 + count];
	bool letter = (next >= 'a' && next <= 'z') || (next >= 'A' && next <= 'Z');
	return (count == 2 && next == ':') || (count == 4 && !letter);
}

enum status date_scan_zone(struct date_scan *scan, int *seconds, bool *found)
{
	const char *start = scan->at;
	int hours, minutes;

	date_scan_blank(scan);
	*found = true;
	*seconds = 0;
	if (date_scan_word(scan, "z"))
		return STATUS_OK;
	if (!at_zone(scan)) {
		scan->at = start;
		*found = false;
		return STATUS_OK;
	}
	int sign = *scan->at++ == '-' ? -1 : 1;
	if (!date_scan_number(scan, 4, 4, &hours)) {
		if (!date_scan_number(scan, 2, 2, &hours) || !date_scan_literal(scan, ":") ||
		    !date_scan_number(scan, 2, 2, &minutes))
			return date_scan_fail(scan, "a zone is written Z or +08:00");
	} else {
		minutes = hours % 100;
		hours /= 100;
	}
	if (hours > 14 || minutes > 59 || (hours == 14 && minutes > 0))
		return date_scan_fail(scan, "no zone is more than 14 hours away from UTC");
	*seconds = sign * (hours * 3600 + minutes * 60);
	return STATUS_OK;
}

bool date_scan_midnight(struct date_scan *scan)
{
	struct date_scan look = *scan;
	int second, zone;
	bool zoned;
	enum calendar_unit unit;

	look.error = NULL;
	look.at = look.text + (scan->at - scan->text);
	if (!date_scan_clock(&look) || date_scan_time(&look, &second, &unit) || second || date_scan_zone(&look, &zone, &zoned))
		return false;
	scan->at = scan->text + (look.at - look.text);
	return true;
}
