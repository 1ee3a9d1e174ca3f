#include "base/date_scan.h"

#include <string.h>

/* Seconds since 1970, both ends inclusive; unit is how exactly the text says when. */
struct instant {
	int64_t first;
	int64_t last;
	enum calendar_unit unit;
};

static void set_instant(struct instant *out, int64_t first, enum calendar_unit unit)
{
	*out = (struct instant){ .first = first, .last = first + (unit == CALENDAR_MINUTE ? 59 : 0), .unit = unit };
}

/* A day ends where the next one begins, which is not 24 hours later when the clocks change. */
static void set_span(struct instant *out, struct calendar_span span)
{
	*out = (struct instant){
		.first = calendar_instant(span.first, 0),
		.last = calendar_instant(span.last + 1, 0) - 1,
		.unit = span.unit,
	};
}

/* True when a time such as 9:00 is next. */
static bool at_clock(const struct date_scan *scan)
{
	size_t count = strspn(scan->at, "0123456789");

	return (count == 1 || count == 2) && scan->at[count] == ':';
}

/* Hours and minutes pass as they do on a stopwatch; days and months keep the time on the wall. */
static enum status scan_offsets(struct date_scan *scan, struct instant *out)
{
	while (date_scan_sign(scan)) {
		struct calendar_offset offset;
		enum status status = date_scan_offset(scan, &offset);
		if (status)
			return status;
		int64_t moved;
		if (offset.unit < CALENDAR_DAY) {
			moved = out->first + offset.count * (offset.unit == CALENDAR_HOUR ? 3600 : 60);
		} else {
			int second;
			int64_t day = calendar_add(calendar_local(out->first, &second), offset);
			if (!calendar_in_years(day))
				return date_scan_range(scan);
			moved = calendar_instant(day, second);
		}
		int second;
		if (!calendar_in_years(calendar_local(moved, &second)))
			return date_scan_range(scan);
		set_instant(out, moved, out->unit);
	}
	return STATUS_OK;
}

/* Reads a time of day, its zone and its offsets; day is the day it belongs to. */
static enum status scan_time(struct date_scan *scan, int64_t day, struct instant *out)
{
	enum calendar_unit unit;
	int second = 0, zone = 0;
	bool zoned = false;
	enum status status = date_scan_time(scan, &second, &unit);

	if (!status)
		status = date_scan_zone(scan, &zone, &zoned);
	if (status)
		return status;
	set_instant(out, zoned ? day * CALENDAR_DAY_SECONDS + second - zone : calendar_instant(day, second), unit);
	return scan_offsets(scan, out);
}

/* True for a text that begins with an offset in hours or minutes, which counts from now. */
static bool begins_with_hours(const struct date_scan *scan)
{
	struct date_scan look = *scan;
	struct error ignored;
	struct calendar_offset offset;

	look.at = look.text;
	look.error = &ignored;
	return date_scan_sign(&look) && date_scan_offset(&look, &offset) == STATUS_OK && offset.unit < CALENDAR_DAY;
}

static enum status scan_instant(struct date_scan *scan, struct instant *out)
{
	struct calendar_span span;
	int second;
	enum status status;

	if (date_scan_word(scan, "now") || begins_with_hours(scan)) {
		set_instant(out, scan->conventions->now, CALENDAR_SECOND);
		return scan_offsets(scan, out);
	}
	if (at_clock(scan))
		return scan_time(scan, calendar_local(scan->conventions->now, &second), out);
	status = date_span(scan, &span);
	if (status)
		return status;
	if (span.unit == CALENDAR_DAY && date_scan_clock(scan))
		return scan_time(scan, span.first, out);
	set_span(out, span);
	return STATUS_OK;
}

static enum status read_instant(struct date_scan *scan, const struct conventions *conventions, const char *text,
	struct instant *out, struct error *error)
{
	enum status status = date_scan_begin(scan, conventions, text, error);

	if (!status)
		status = scan_instant(scan, out);
	return status ? status : date_scan_end(scan);
}

enum status timestamp_parse(const struct conventions *conventions, const char *text, char out[TIMESTAMP_SIZE],
	struct error *error)
{
	struct date_scan scan;
	struct instant instant;
	int64_t seconds;

	if (calendar_stored_instant(text, &seconds)) {
		memmove(out, text, TIMESTAMP_SIZE);
		return STATUS_OK;
	}
	enum status status = read_instant(&scan, conventions, text, &instant, error);
	if (status)
		return status;
	if (instant.unit > CALENDAR_DAY)
		return date_scan_long(&scan, instant.unit, "write a day or a time");
	timestamp_from_seconds(instant.first, out);
	if (timestamp_seconds(out) != instant.first)
		return date_scan_range(&scan);
	return STATUS_OK;
}

enum status timestamp_period(const struct conventions *conventions, const char *text, struct period *out,
	struct error *error)
{
	struct date_scan scan;
	struct instant instant;
	enum status status = read_instant(&scan, conventions, text, &instant, error);

	if (status)
		return status;
	timestamp_from_seconds(instant.first, out->first);
	timestamp_from_seconds(instant.last, out->last);
	return STATUS_OK;
}
