/* Events that begin: as many minutes before as each says itself. */
#include "service/remind_parts.h"

#include "base/date.h"
#include "people/occurrence.h"
#include "service/service.h"
#include "store/rule.h"
#include <stdlib.h>
#include <string.h>

enum { EVENT_DAYS_AHEAD = 8 }; /* minutes before an event may be so many days */

/* Reminds of one event at the instant at which it takes place: as many minutes before as it says itself, or else the rule. */
static enum status add_event(struct asking *asking, int64_t id, int64_t at, const char *minutes)
{
	int64_t since = timestamp_seconds(asking->since), now = timestamp_seconds(asking->run->now);
	const char *rest = minutes && *minutes ? minutes : remind_text(asking->rule->before);
	bool own = minutes && *minutes;
	struct remind_span span;
	enum status status = STATUS_OK;

	while (!status) {
		char *end;
		if (own) {
			rest += strspn(rest, ", ");
			span.count = strtol(rest, &end, 10) * 60;
			if (end == rest)
				break;
			rest = end;
		} else if (!remind_next_span(&rest, &span)) {
			break;
		} else if (span.days) {
			span.count *= CALENDAR_DAY_SECONDS;
		}
		int64_t due = at - span.count;
		char text[TIMESTAMP_SIZE], start[TIMESTAMP_SIZE];
		if (due <= since || due > now)
			continue;
		timestamp_from_seconds(due, text);
		timestamp_from_seconds(at, start);
		asking->at = start;
		status = remind_occurrence(asking, id, arena_printf(&asking->run->arena, "%s-%lld", start, (long long)span.count), text);
		asking->at = NULL;
	}
	return status;
}

/* Events that do not repeat are asked by their start, which is indexed, and only those that are planned; series are worked out, and are asked by nothing else, so that
 * their own small index is read. */
enum status remind_events(struct asking *asking)
{
	struct store *store = asking->run->store;
	struct arena *arena = &asking->run->arena;
	int64_t since = timestamp_seconds(asking->since), now = timestamp_seconds(asking->run->now), ahead = (int64_t)EVENT_DAYS_AHEAD * CALENDAR_DAY_SECONDS;
	char first[TIMESTAMP_SIZE], last[TIMESTAMP_SIZE];
	struct statement *statement;
	struct event { int64_t id, at; const char *minutes; } *events = NULL;
	size_t count = 0;

	timestamp_from_seconds(since, first);
	timestamp_from_seconds(now + ahead, last);
	enum status status = db_ask(store->db, &statement, "select id, starts_at, remind_minutes from event where starts_at > %s and starts_at <= %s and repeat is null"
	                            " and coalesce(status, 'planned') = 'planned'", first, last);
	while (db_next(statement, &status)) {
		events = array_grow(arena, events, count, sizeof *events);
		events[count++] = (struct event){ db_integer(statement, 0), timestamp_seconds(db_text(statement, 1)), db_text(statement, 2) ? arena_string(arena, db_text(statement, 2)) : NULL };
	}
	db_done(statement);
	for (size_t i = 0; !status && i < count; i++)
		status = add_event(asking, events[i].id, events[i].at, events[i].minutes);
	int64_t *series;
	size_t series_count = 0;
	if (!status)
		status = db_integers(store->db, arena, &series, &series_count, "select id from event where repeat is not null and coalesce(status, 'planned') = 'planned'");
	for (size_t i = 0; !status && i < series_count; i++) {
		struct record *event;
		struct occurrence *list;
		size_t list_count = 0;
		status = rule_load(store, &record_event, series[i], arena, &event);
		if (!status && event)
			status = occurrence_of(store, event, since, now + ahead, arena, &list, &list_count);
		for (size_t k = 0; !status && k < list_count; k++)
			status = add_event(asking, series[i], list[k].at, record_text(event, "remind_minutes"));
	}
	return status;
}
