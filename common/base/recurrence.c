#include "base/recurrence.h"

#include "base/calendar.h"
#include "base/library.h"
#include <libical/ical.h>
#include <stdio.h>
#include <string.h>

/* What is needed of libical. __typeof__ has the compiler check each against its header. */
struct ical {
	__typeof__(icalrecurrencetype_from_string) *rule_from_string;
	__typeof__(icaltime_from_string) *time_from_string;
	__typeof__(icaltime_is_null_time) *is_null_time;
	__typeof__(icalrecur_iterator_new) *iterator_new;
	__typeof__(icalrecur_iterator_next) *iterator_next;
	__typeof__(icalrecur_iterator_set_start) *iterator_set_start;
	__typeof__(icalrecur_iterator_free) *iterator_free;
};

static enum status open_ical(struct ical *ical, struct error *error)
{
	const struct library_symbol symbols[] = {
		{ "icalrecurrencetype_from_string", &ical->rule_from_string },
		{ "icaltime_from_string", &ical->time_from_string },
		{ "icaltime_is_null_time", &ical->is_null_time },
		{ "icalrecur_iterator_new", &ical->iterator_new },
		{ "icalrecur_iterator_next", &ical->iterator_next },
		{ "icalrecur_iterator_set_start", &ical->iterator_set_start },
		{ "icalrecur_iterator_free", &ical->iterator_free },
	};
	char file[32], package[32];

	/* Other versions have other structs. */
	snprintf(file, sizeof file, "libical.so.%d", ICAL_MAJOR_VERSION);
	snprintf(package, sizeof package, "libical%d", ICAL_MAJOR_VERSION);
	return library_open(file, "repetition needs libical", package, symbols, sizeof symbols / sizeof *symbols, error);
}

enum { SHORTEST_MONTH = 28, LONGEST_MONTH = 31, LEAP_MONTH = 2, LEAP_DAY = 29 };

static bool is_set(const short *by)
{
	return by[0] != ICAL_RECURRENCE_ARRAY_MAX;
}

/* Whether something else than a day of the month chooses the days. */
static bool chooses(const struct icalrecurrencetype *rule)
{
	return is_set(rule->by_day) || is_set(rule->by_year_day) || is_set(rule->by_week_no) || is_set(rule->by_set_pos);
}

/* The last of the days 28 to `day` that a month has. */
static void last_up_to(struct icalrecurrencetype *rule, int day)
{
	int n = 0;

	for (int i = SHORTEST_MONTH; i <= day; i++)
		rule->by_month_day[n++] = (short)i;
	rule->by_month_day[n] = ICAL_RECURRENCE_ARRAY_MAX;
	rule->by_set_pos[0] = -1;
	rule->by_set_pos[1] = ICAL_RECURRENCE_ARRAY_MAX;
}

static void keep_short_months(struct icalrecurrencetype *rule, const struct icaltimetype *start)
{
	int day = start->day;

	if (chooses(rule))
		return;
	if (is_set(rule->by_month_day)) {
		if (rule->by_month_day[1] != ICAL_RECURRENCE_ARRAY_MAX)
			return;
		day = rule->by_month_day[0];
	}
	if (day <= SHORTEST_MONTH || day > LONGEST_MONTH)
		return;
	if (rule->freq == ICAL_YEARLY_RECURRENCE && !is_set(rule->by_month)) {
		if (is_set(rule->by_month_day) || start->month != LEAP_MONTH || day != LEAP_DAY)
			return;
		rule->by_month[0] = LEAP_MONTH;
		rule->by_month[1] = ICAL_RECURRENCE_ARRAY_MAX;
	} else if (rule->freq != ICAL_MONTHLY_RECURRENCE) {
		return;
	}
	last_up_to(rule, day);
}

static struct icaltimetype read_day(const struct ical *ical, const char *day)
{
	char digits[DATE_SIZE];

	snprintf(digits, sizeof digits, "%.4s%.2s%.2s", day, day + 5, day + 8);
	return ical->time_from_string(digits);
}

static enum status add_day(const char *rule, const char *day, size_t limit, struct arena *arena, char (**days)[DATE_SIZE], size_t *count,
                           struct error *error)
{
	if (*count == limit)
		return error_set(error, STATUS_DATA,
		                 "%s falls on more than %zu days until then; choose an earlier day, and continue from there", rule, limit);
	*days = array_grow(arena, *days, *count, sizeof **days);
	memcpy((*days)[(*count)++], day, DATE_SIZE);
	return STATUS_OK;
}

static enum status begin(const struct ical *ical, const char *text, struct icaltimetype first, icalrecur_iterator **iterator, struct error *error)
{
	struct icalrecurrencetype rule = ical->rule_from_string(text);

	if (rule.freq == ICAL_NO_RECURRENCE)
		return error_set(error, STATUS_DATA, "%s is not a recurrence rule; write one like FREQ=MONTHLY;INTERVAL=1", text);
	keep_short_months(&rule, &first);
	*iterator = ical->iterator_new(rule, first);
	return *iterator ? STATUS_OK : error_set(error, STATUS_DATA, "%s is not a recurrence rule that falls on days; write one like FREQ=MONTHLY;INTERVAL=1", text);
}

enum status recurrence_days(const char *text, const char *start, const char *after, const char *until, size_t limit, struct arena *arena,
                            char (**days)[DATE_SIZE], size_t *count, struct error *error)
{
	struct ical ical;
	struct icaltimetype time;
	enum status status = open_ical(&ical, error);

	*days = NULL;
	*count = 0;
	if (status)
		return status;
	icalrecur_iterator *iterator;
	status = begin(&ical, text, read_day(&ical, start), &iterator, error);
	if (status)
		return status;
	while (!status && !ical.is_null_time(time = ical.iterator_next(iterator))) {
		char day[32];
		snprintf(day, sizeof day, "%04d-%02d-%02d", time.year, time.month, time.day);
		if (strlen(day) != DATE_SIZE - 1 || strcmp(day, until) > 0)
			break;
		if (strcmp(day, after) > 0)
			status = add_day(text, day, limit, arena, days, count, error);
	}
	ical.iterator_free(iterator);
	return status;
}

/* The end of a rule: an instant, or a time on the wall; the largest where it has none. */
struct ending {
	int64_t instant, wall;
};

/* Takes UNTIL out of a rule: libical has no zone to compare it in. */
static struct ending take_until(const struct ical *ical, char *rule)
{
	struct ending ending = { INT64_MAX, INT64_MAX };
	char *until = strstr(rule, "UNTIL=");

	if (!until || (until > rule && until[-1] != ';'))
		return ending;
	char text[32];
	size_t length = strcspn(until, ";");
	snprintf(text, sizeof text, "%.*s", (int)(length - strlen("UNTIL=")), until + strlen("UNTIL="));
	struct icaltimetype time = ical->time_from_string(text);
	int64_t day = calendar_number((struct calendar_day){ time.year, time.month < 1 ? 1 : time.month, time.day });
	int64_t second = time.is_date ? CALENDAR_DAY_SECONDS - 1 : time.hour * 3600 + time.minute * 60 + time.second;
	*(strchr(text, 'Z') ? &ending.instant : &ending.wall) = day * CALENDAR_DAY_SECONDS + second;
	memmove(until, until + length, strlen(until + length) + 1);
	for (char *end = rule + strlen(rule); end > rule && end[-1] == ';';)
		*--end = '\0';
	return ending;
}

static struct icaltimetype on_the_wall(const struct ical *ical, int64_t seconds)
{
	char text[32], day[DATE_SIZE];
	int second;

	date_from_number(calendar_local(seconds, &second), day);
	snprintf(text, sizeof text, "%.4s%.2s%.2sT%02d%02d%02d", day, day + 5, day + 8, second / 3600 % 24, second / 60 % 60, second % 60);
	return ical->time_from_string(text);
}

enum { FAR = 400 * CALENDAR_DAY_SECONDS }; /* from where on the occurrences before a span are passed over at once */

static enum status walk(const struct ical *ical, const char *text, icalrecur_iterator *iterator, struct ending ending, const struct recurrence_span *span,
                        struct arena *arena, int64_t **times, size_t *count, struct error *error)
{
	struct icaltimetype time;

	while (!ical->is_null_time(time = ical->iterator_next(iterator))) {
		int64_t day = calendar_number((struct calendar_day){ time.year, time.month, time.day });
		int second = time.hour * 3600 + time.minute * 60 + time.second;
		int64_t instant = calendar_instant(day, second);
		if (day * CALENDAR_DAY_SECONDS + second > ending.wall || instant > ending.instant || instant > span->last || !calendar_in_years(day))
			break;
		if (instant < span->first)
			continue;
		if (*count == span->limit)
			return error_set(error, STATUS_DATA, "%s falls on more than %zu times in that span; choose a shorter one", text, span->limit);
		*times = array_grow(arena, *times, *count, sizeof **times);
		(*times)[(*count)++] = instant;
	}
	return STATUS_OK;
}

enum status recurrence_times(const char *text, int64_t start, const char *zone, const struct recurrence_span *span, struct arena *arena, int64_t **times,
                             size_t *count, struct error *error)
{
	struct ical ical;
	struct calendar_stay stay;
	icalrecur_iterator *iterator;
	char *rule = arena_string(arena, text);
	enum status status = open_ical(&ical, error);

	*times = NULL;
	*count = 0;
	if (!status)
		status = calendar_enter(zone, &stay, error);
	if (status)
		return status;
	struct ending ending = take_until(&ical, rule);
	status = begin(&ical, rule, on_the_wall(&ical, start), &iterator, error);
	if (!status) {
		if (span->first > start + FAR && !strstr(rule, "COUNT="))
			ical.iterator_set_start(iterator, on_the_wall(&ical, span->first - CALENDAR_DAY_SECONDS));
		status = walk(&ical, text, iterator, ending, span, arena, times, count, error);
		ical.iterator_free(iterator);
	}
	calendar_leave(&stay);
	return status;
}
