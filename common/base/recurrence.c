#include "base/recurrence.h"

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
		{ "icalrecur_iterator_free", &ical->iterator_free },
	};
	char file[32], package[32];

	/* Other versions have other structs. */
	snprintf(file, sizeof file, "libical.so.%d", ICAL_MAJOR_VERSION);
	snprintf(package, sizeof package, "libical%d", ICAL_MAJOR_VERSION);
	return library_open(file, "what repeats needs libical", package, symbols, sizeof symbols / sizeof *symbols, error);
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
	struct icalrecurrencetype rule = ical.rule_from_string(text);
	struct icaltimetype first = read_day(&ical, start);
	if (rule.freq == ICAL_NO_RECURRENCE)
		return error_set(error, STATUS_DATA, "%s is not a recurrence rule; write one like FREQ=MONTHLY;INTERVAL=1", text);
	keep_short_months(&rule, &first);
	icalrecur_iterator *iterator = ical.iterator_new(rule, first);
	if (!iterator)
		return error_set(error, STATUS_DATA, "%s is not a recurrence rule that falls on days; write one like FREQ=MONTHLY;INTERVAL=1",
		                 text);
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
