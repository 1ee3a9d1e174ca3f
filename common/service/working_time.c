#include "service/working_time.h"

#include "base/calendar.h"
#include "base/date.h"
#include "service/china_days.h"
#include "store/store.h"
#include <stdio.h>
#include <string.h>

enum { LIMIT_DAYS = 20 * 366, COUNTED_DAYS = 100 * 366 };

static bool is_set(const char *text)
{
	return text && *text;
}

void working_time_init(struct working_time *out, const struct work_calendar *calendar, const struct conventions *conventions)
{
	*out = (struct working_time){ .calendar = calendar };
	for (int i = 0; i < 7; i++)
		if (calendar_hours_read(calendar->week[i], &out->week[i], NULL))
			out->week[i].count = 0;
	if (calendar_hours_read(calendar->makeup, &out->makeup, NULL))
		out->makeup.count = 0;
	for (int i = 0; i < 7 && !out->makeup.count; i++)
		out->makeup = out->week[i];
	bool country = !is_set(calendar->holidays) || strcmp(calendar->holidays, "country") == 0;
	out->china = country ? strcmp(conventions->country, "86") == 0 : strcmp(calendar->holidays, "china") == 0;
	strcpy(out->home, conventions->zone);
	strcpy(out->zone, is_set(calendar->zone) && strlen(calendar->zone) < sizeof out->zone ? calendar->zone : conventions->zone);
}

enum status working_time_open(struct working_time *out, struct store *store, const char *name)
{
	const char *wanted = is_set(name) ? name : "standard";
	const struct work_calendar *calendar = schema_entry(store->schema, &section_calendars, wanted);

	if (!calendar)
		return schema_entry_unknown(store->schema, &section_calendars, wanted, store->error);
	working_time_init(out, calendar, &store->conventions);
	return STATUS_OK;
}

/* Local time is that of the process, so that it goes to the zone of the calendar and back. */
static void enter(const struct working_time *working)
{
	if (strcmp(working->zone, working->home) != 0)
		date_zone(working->zone, NULL);
}

static void leave(const struct working_time *working)
{
	if (strcmp(working->zone, working->home) != 0)
		date_zone(working->home, NULL);
}

static const struct calendar_exception *exception_on(const struct working_time *working, int64_t day)
{
	const struct work_calendar *calendar = working->calendar;
	char text[DATE_SIZE];

	if (!calendar->day_count)
		return NULL;
	date_from_number(day, text);
	for (size_t i = 0; i < calendar->day_count; i++)
		if (strcmp(calendar->days[i].from, text) <= 0 && strcmp(text, calendar->days[i].until) <= 0)
			return &calendar->days[i];
	return NULL;
}

/* What is arranged for everybody in the country of the calendar. */
static bool arranged(struct working_time *working, int64_t day, struct china_day *out)
{
	if (!working->china)
		return false;
	int year = calendar_from_number(day).year;
	if (!working->unknown_year && !china_days_known(year))
		working->unknown_year = year;
	return china_day(day, out);
}

void working_time_hours(struct working_time *working, int64_t day, struct working_hours *out)
{
	const struct calendar_exception *exception = exception_on(working, day);
	struct china_day china;

	if (exception) {
		if (calendar_hours_read(exception->hours, out, NULL))
			out->count = 0;
	} else if (arranged(working, day, &china)) {
		*out = working->makeup;
		if (!china.worked)
			out->count = 0;
	} else {
		*out = working->week[day - calendar_around(day, CALENDAR_WEEK).first];
	}
}

const char *working_time_label(struct working_time *working, int64_t day, const char *language)
{
	const struct calendar_exception *exception = exception_on(working, day);
	struct china_day china;

	if (exception)
		return is_set(exception->label) ? exception->label : NULL;
	if (!arranged(working, day, &china))
		return NULL;
	return strcmp(language, "zh") == 0 ? china.zh : china.en;
}

/* The spans of a day as instants. Where the clock runs through, which it does on all but two days of a year, its midnights tell all of them. */
static size_t spans_of(struct working_time *working, int64_t day, int64_t midnight, int64_t next, int64_t from[WORKING_SPANS], int64_t until[WORKING_SPANS])
{
	struct working_hours hours;
	bool plain = next - midnight == CALENDAR_DAY_SECONDS;

	working_time_hours(working, day, &hours);
	for (size_t i = 0; i < hours.count; i++) {
		from[i] = plain ? midnight + hours.spans[i].first : calendar_instant(day, hours.spans[i].first);
		until[i] = plain ? midnight + hours.spans[i].last : calendar_instant(day, hours.spans[i].last);
		/* An end that is skipped is later than it says, and may be within the next span. */
		if (i && from[i] < until[i - 1])
			from[i] = until[i - 1];
	}
	return hours.count;
}

/* Walks working time from an instant on, until so many seconds of it have passed or an instant is reached, whichever comes first. Returns where it
 * ended, -1 when neither comes in that many days, and what passed. */
static int64_t walk(struct working_time *working, int64_t from, int64_t until, int64_t seconds, int days, int64_t *passed)
{
	int64_t begin[WORKING_SPANS], end[WORKING_SPANS], found = -1;
	int second;

	*passed = 0;
	enter(working);
	int64_t day = calendar_local(from, &second), midnight = calendar_instant(day, 0);
	for (int n = 0; n < days && found < 0 && midnight < until && calendar_in_years(day + 1); n++, day++) {
		int64_t next = calendar_instant(day + 1, 0);
		size_t count = spans_of(working, day, midnight, next, begin, end);
		for (size_t i = 0; i < count && found < 0; i++) {
			int64_t first = begin[i] < from ? from : begin[i], last = end[i] > until ? until : end[i];
			if (last <= first)
				continue;
			if (last - first >= seconds - *passed)
				found = first + seconds - *passed;
			else
				*passed += last - first;
		}
		midnight = next;
	}
	leave(working);
	return found;
}

bool working_time_at(struct working_time *working, int64_t instant)
{
	return working_time_between(working, instant, instant + 1) == 1;
}

int64_t working_time_between(struct working_time *working, int64_t from, int64_t until)
{
	int64_t passed;

	walk(working, from, until, INT64_MAX, COUNTED_DAYS, &passed);
	return passed;
}

int64_t working_time_after(struct working_time *working, int64_t from, int64_t seconds)
{
	int64_t passed;

	return seconds <= 0 ? from : walk(working, from, INT64_MAX, seconds, LIMIT_DAYS, &passed);
}

bool working_time_day(struct working_time *working, int64_t day)
{
	struct working_hours hours;

	working_time_hours(working, day, &hours);
	return hours.count > 0;
}

int64_t working_time_days_after(struct working_time *working, int64_t day, int64_t count)
{
	int64_t last = day + LIMIT_DAYS;

	while (count > 0 && day < last && calendar_in_years(day + 1))
		count -= working_time_day(working, ++day);
	return count > 0 ? -1 : day;
}

int64_t working_time_midnight(const struct working_time *working, int64_t day)
{
	enter(working);
	int64_t instant = calendar_instant(day, 0);
	leave(working);
	return instant;
}

int64_t working_time_local(const struct working_time *working, int64_t instant)
{
	int second;

	enter(working);
	int64_t day = calendar_local(instant, &second);
	leave(working);
	return day;
}

void working_time_warn(const struct working_time *working, struct store *store)
{
	char sentence[200];

	if (!working->unknown_year)
		return;
	snprintf(sentence, sizeof sentence, "the public holidays of %d are not known to this program; add them to the calendar %s as days:",
	         working->unknown_year, working->calendar->name);
	if (!strstr(text_string(&store->warnings), sentence))
		change_warn(store, "%s", sentence);
}
