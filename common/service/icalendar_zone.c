#include "service/icalendar_zone.h"

#include "base/calendar.h"
#include <stdio.h>
#include <string.h>

static int64_t offset_at(int64_t seconds)
{
	int second;
	int64_t day = calendar_local(seconds, &second);

	return day * CALENDAR_DAY_SECONDS + second - seconds;
}

/* The first second with another offset, of two instants whose offsets differ. */
static int64_t change_between(int64_t before, int64_t after)
{
	int64_t offset = offset_at(before);

	while (after - before > 1) {
		int64_t middle = before + (after - before) / 2;
		if (offset_at(middle) == offset)
			before = middle;
		else
			after = middle;
	}
	return after;
}

static void put_offset(struct text *out, const char *name, int64_t offset)
{
	int64_t seconds = offset < 0 ? -offset : offset;

	text_printf(out, "%s:%c%02d%02d\r\n", name, offset < 0 ? '-' : '+', (int)(seconds / 3600), (int)(seconds / 60 % 60));
}

/* From `at` on the clock shows `to`: summer time where that is ahead of `from`. */
static void put_change(struct text *out, int64_t at, int64_t from, int64_t to)
{
	const char *kind = to > from ? "DAYLIGHT" : "STANDARD";
	int64_t wall = at + from, number = wall / CALENDAR_DAY_SECONDS - (wall % CALENDAR_DAY_SECONDS < 0);
	int second = (int)(wall - number * CALENDAR_DAY_SECONDS);
	char day[DATE_SIZE];

	date_from_number(number, day);
	text_printf(out, "BEGIN:%s\r\nDTSTART:%.4s%.2s%.2sT%02d%02d%02d\r\n", kind, day, day + 5, day + 8, second / 3600 % 24, second / 60 % 60, second % 60);
	put_offset(out, "TZOFFSETFROM", from);
	put_offset(out, "TZOFFSETTO", to);
	text_printf(out, "END:%s\r\n", kind);
}

void icalendar_zone(const char *zone, int64_t first, int64_t now, struct text *out)
{
	struct calendar_stay stay;
	struct error ignored = { 0 };
	struct text name = { 0 };
	int64_t year = 366 * (int64_t)CALENDAR_DAY_SECONDS, at = first - year, last = (now > first ? now : first) + 10 * year;

	text_printf(&name, "TZID:%s\r\n", zone);
	if (!strstr(text_string(out), text_string(&name)) && !calendar_enter(zone, &stay, &ignored)) {
		text_printf(out, "BEGIN:VTIMEZONE\r\n%s", text_string(&name));
		put_change(out, at, offset_at(at), offset_at(at));
		for (; at < last; at += 7 * (int64_t)CALENDAR_DAY_SECONDS) {
			int64_t next = at + 7 * (int64_t)CALENDAR_DAY_SECONDS;
			if (offset_at(at) == offset_at(next))
				continue;
			int64_t change = change_between(at, next);
			put_change(out, change, offset_at(change - 1), offset_at(change));
		}
		text_add(out, "END:VTIMEZONE\r\n");
		calendar_leave(&stay);
	}
	text_free(&name);
}
