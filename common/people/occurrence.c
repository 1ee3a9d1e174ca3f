#include "people/occurrence.h"

#include "base/calendar.h"
#include "base/recurrence.h"
#include "people/people.h"
#include "store/rule.h"
#include <stdlib.h>
#include <string.h>

enum { HOUR = 3600 };

static int64_t midnight(int64_t seconds, int64_t days)
{
	int second;

	return calendar_instant(calendar_local(seconds, &second) + days, 0);
}

static int64_t day_of(int64_t seconds)
{
	int second;

	return calendar_local(seconds, &second);
}

int64_t occurrence_length(const struct record *event)
{
	const char *ends = record_text(event, "ends_at");

	return *ends ? timestamp_seconds(ends) - timestamp_seconds(record_text(event, "starts_at")) : 0;
}

int64_t occurrence_free_at(const struct occurrence *occurrence)
{
	return occurrence->ends > occurrence->at ? occurrence->ends : occurrence->at + HOUR;
}

/* Whole days end at midnight, whatever time is written. */
static struct occurrence begin_at(const struct record *event, int64_t at)
{
	int64_t length = occurrence_length(event), starts = timestamp_seconds(record_text(event, "starts_at"));

	if (!record_integer(event, "all_day"))
		return (struct occurrence){ event, at, at + length };
	return (struct occurrence){ event, midnight(at, 0), midnight(at, day_of(starts + length) - day_of(starts) + 1) };
}

static bool within(const struct occurrence *occurrence, int64_t first, int64_t last)
{
	return occurrence->at < last && (occurrence->ends > first || occurrence->at >= first);
}

/* The starts of the occurrences of a series that became events of their own, as text. */
static enum status load_exceptions(struct store *store, int64_t series, struct arena *arena, char (**out)[TIMESTAMP_SIZE], size_t *count)
{
	struct statement *statement;
	enum status status = db_ask(store->db, &statement, "select occurrence from event where series = %jd and occurrence is not null order by occurrence", series);

	*out = NULL;
	*count = 0;
	while (db_next(statement, &status)) {
		const char *text = db_text(statement, 0);
		*out = array_grow(arena, *out, *count, sizeof **out);
		memset((*out)[*count], 0, TIMESTAMP_SIZE);
		memcpy((*out)[(*count)++], text, strnlen(text, TIMESTAMP_SIZE - 1));
	}
	db_done(statement);
	return status;
}

static int by_text(const void *a, const void *b)
{
	return strcmp(a, b);
}

static bool is_exception(char (*exceptions)[TIMESTAMP_SIZE], size_t count, int64_t at)
{
	char text[TIMESTAMP_SIZE];

	timestamp_from_seconds(at, text);
	return count && bsearch(text, exceptions, count, TIMESTAMP_SIZE, by_text);
}

static enum status times_of(struct store *store, const struct record *series, int64_t first, int64_t last, struct arena *arena, int64_t **times, size_t *count)
{
	struct recurrence_span span = { first, last, OCCURRENCE_LIMIT };

	return recurrence_times(record_text(series, "repeat"), timestamp_seconds(record_text(series, "starts_at")), record_text(series, "timezone"), &span, arena,
	                        times, count, store->error);
}

enum status occurrence_by_rule(struct store *store, const struct record *series, int64_t at, struct arena *arena, bool *out)
{
	int64_t *times;
	size_t count = 0;
	enum status status = times_of(store, series, at, at, arena, &times, &count);

	*out = count > 0;
	return status;
}

enum status occurrence_of(struct store *store, const struct record *event, int64_t first, int64_t last, struct arena *arena, struct occurrence **list, size_t *count)
{
	struct occurrence one = begin_at(event, timestamp_seconds(record_text(event, "starts_at")));
	int64_t *times;
	char (*exceptions)[TIMESTAMP_SIZE];
	size_t found, exception_count;

	*list = NULL;
	*count = 0;
	if (!*record_text(event, "repeat")) {
		if (within(&one, first, last)) {
			*list = array_grow(arena, *list, *count, sizeof **list);
			(*list)[(*count)++] = one;
		}
		return STATUS_OK;
	}
	int64_t before = occurrence_length(event) + (record_integer(event, "all_day") ? 2 * CALENDAR_DAY_SECONDS : 0);
	enum status status = times_of(store, event, first - before, last - 1, arena, &times, &found);
	if (status)
		return error_prefix(store->error, "e%lld: repeat: ", (long long)event->id);
	status = load_exceptions(store, event->id, arena, &exceptions, &exception_count);
	for (size_t i = 0; !status && i < found; i++) {
		one = begin_at(event, times[i]);
		if (!within(&one, first, last) || is_exception(exceptions, exception_count, times[i]))
			continue;
		*list = array_grow(arena, *list, *count, sizeof **list);
		(*list)[(*count)++] = one;
	}
	return status;
}

static int by_time(const void *a, const void *b)
{
	const struct occurrence *left = a, *right = b;

	if (left->at != right->at)
		return left->at < right->at ? -1 : 1;
	return (left->event->id > right->event->id) - (left->event->id < right->event->id);
}

/* Events of one person, or of all: those that take place once near the span, and those that repeat. */
static enum status find_events(struct store *store, int64_t person, const char *first, const char *last, struct arena *arena, int64_t **ids, size_t *count)
{
	int64_t id = 0;
	const struct record_type *type = person ? anyref_unpack(person, &id) : NULL;
	int64_t *found;
	size_t n;
	enum status status = STATUS_OK;

	for (int repeats = 0; !status && repeats < 2; repeats++) {
		const char *from = repeats ? "" : first;
		const char *when = repeats ? "e.repeat is not null" : "e.repeat is null";
		if (!type)
			status = db_integers(store->db, arena, &found, &n, "select e.id from event as e where %-s and e.starts_at >= %s and e.starts_at < %s and coalesce(e.status, '') <> 'not-held'",
			                     when, from, last);
		else if (type == &record_user)
			status = db_integers(store->db, arena, &found, &n, "select e.id from event as e where %-s and e.starts_at >= %s and e.starts_at < %s and coalesce(e.status, '') <> 'not-held' "
			                     "and (exists (select 1 from event_attendees as k where k.event = e.id and k.\"user\" = %jd and coalesce(k.role, '') <> 'declined') "
			                     "or e.owner = %jd and not exists (select 1 from event_attendees as k where k.event = e.id and k.\"user\" = e.owner))",
			                     when, from, last, id, id);
		else
			status = db_integers(store->db, arena, &found, &n, "select e.id from event as e where %-s and e.starts_at >= %s and e.starts_at < %s and coalesce(e.status, '') <> 'not-held' "
			                     "and exists (select 1 from \"%s\" as k where k.event = e.id and k.\"%s\" = %jd and coalesce(k.role, '') <> 'declined')",
			                     when, from, last, type == &record_contact ? "event_contacts" : "event_leads", type->name, id);
		for (size_t i = 0; !status && i < n; i++) {
			*ids = array_grow(arena, *ids, *count, sizeof **ids);
			(*ids)[(*count)++] = found[i];
		}
	}
	return status;
}

static int by_id(const void *a, const void *b)
{
	const int64_t *left = a, *right = b;

	return (*left > *right) - (*left < *right);
}

enum status occurrence_between(struct store *store, const struct occurrence_people *people, int64_t first, int64_t last, struct arena *arena,
                               struct occurrence **list, size_t *count)
{
	char low[TIMESTAMP_SIZE], high[TIMESTAMP_SIZE];
	int64_t *ids = NULL;
	size_t found = 0;
	enum status status = STATUS_OK;

	*list = NULL;
	*count = 0;
	timestamp_from_seconds(first - (int64_t)EVENT_DAYS * CALENDAR_DAY_SECONDS, low);
	timestamp_from_seconds(last, high);
	for (size_t i = 0; !status && i < (people->count ? people->count : 1); i++)
		status = find_events(store, people->count ? people->people[i] : 0, low, high, arena, &ids, &found);
	if (found)
		qsort(ids, found, sizeof *ids, by_id);
	for (size_t i = 0; !status && i < found; i++) {
		struct record *event;
		struct occurrence *some;
		size_t some_count = 0;
		if (i && ids[i] == ids[i - 1])
			continue;
		status = row_load(store, store_type(store, &record_event), ids[i], arena, &event);
		if (!status && event)
			status = occurrence_of(store, event, first, last, arena, &some, &some_count);
		if (status == STATUS_DATA)
			status = STATUS_OK; /* a rule that is none, which crm-db check reports, hides no other event */
		for (size_t n = 0; !status && n < some_count; n++) {
			*list = array_grow(arena, *list, *count, sizeof **list);
			(*list)[(*count)++] = some[n];
		}
	}
	if (!status && *count)
		qsort(*list, *count, sizeof **list, by_time);
	return status;
}

/* The event that an occurrence became. */
static enum status find_own(struct store *store, const struct record *series, int64_t at, int64_t *own)
{
	char text[TIMESTAMP_SIZE];

	timestamp_from_seconds(at, text);
	return db_one(store->db, own, "select id from event where series = %jd and occurrence = %s order by id", series->id, text);
}

enum { AROUND_DAYS = 400 };

/* What there is instead, before and after. */
static enum status refuse(struct store *store, const struct record *series, const char *text, const int64_t *times, size_t count, int64_t wanted)
{
	struct text around = { 0 };
	size_t next = 0;

	while (next < count && times[next] < wanted)
		next++;
	for (size_t i = next ? next - 1 : next; i < count && i <= next; i++) {
		char stored[TIMESTAMP_SIZE];
		timestamp_from_seconds(times[i], stored);
		text_add(&around, around.length ? " and " : "; around then it does on ");
		timestamp_local(&around, stored);
	}
	error_set(store->error, STATUS_DATA, "e%lld does not take place on %s%s", (long long)series->id, text, text_string(&around));
	text_free(&around);
	return STATUS_DATA;
}

/* The place of the last one that has begun and is still of the series; count when there is none. */
static size_t last_before(const int64_t *times, size_t count, int64_t now, char (*exceptions)[TIMESTAMP_SIZE], size_t exception_count)
{
	size_t found = count;

	for (size_t i = 0; i < count && times[i] <= now; i++)
		if (!is_exception(exceptions, exception_count, times[i]))
			found = i;
	return found;
}

enum status occurrence_named(struct store *store, const struct record *series, const char *text, struct arena *arena, int64_t *at, int64_t *own)
{
	struct period period = { 0 };
	bool next = strcmp(text, "next") == 0, last = strcmp(text, "last") == 0;
	int64_t *times, first, end;
	size_t count, found = 0;
	enum status status = next || last ? STATUS_OK : timestamp_period(&store->conventions, text, &period, store->error);

	if (status)
		return error_prefix(store->error, "occurrence: ");
	first = next || last ? store->conventions.now : timestamp_seconds(period.first);
	end = next || last ? first : timestamp_seconds(period.last);
	status = times_of(store, series, first - (int64_t)AROUND_DAYS * CALENDAR_DAY_SECONDS, end + (int64_t)AROUND_DAYS * CALENDAR_DAY_SECONDS, arena, &times, &count);
	if (status)
		return error_prefix(store->error, "e%lld: repeat: ", (long long)series->id);
	char (*exceptions)[TIMESTAMP_SIZE];
	size_t exception_count;
	int64_t length = occurrence_length(series);
	status = load_exceptions(store, series->id, arena, &exceptions, &exception_count);
	if (status)
		return status;
	if (next)
		while (found < count && (times[found] + length <= first || is_exception(exceptions, exception_count, times[found])))
			found++;
	else if (last)
		found = last_before(times, count, first, exceptions, exception_count);
	else
		while (found < count && times[found] < first)
			found++;
	if (found == count || (!next && times[found] > end))
		return refuse(store, series, text, times, count, first);
	if (!next && !last && found + 1 < count && times[found + 1] <= end)
		return error_set(store->error, STATUS_DATA, "e%lld takes place more than once on %s; say at what time", (long long)series->id, text);
	*at = times[found];
	return find_own(store, series, *at, own);
}
