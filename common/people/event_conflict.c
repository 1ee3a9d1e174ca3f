#include "people/event_conflict.h"

#include "base/calendar.h"
#include "people/occurrence.h"
#include "people/people.h"
#include "query/resolve.h"
#include "store/private.h"
#include "store/rule.h"
#include <string.h>

enum { COMPARED = 12, REPORTED = 3, AHEAD_DAYS = 60, EVENTS = 100 /* of a change; an import of thousands is not compared */ };

/* The links of an event, as the people of struct occurrence_people. */
static const struct {
	const char *field;
	const struct record_type *type;
} links[] = { { "attendees", &record_user }, { "contacts", &record_contact }, { "leads", &record_lead } };

struct people {
	int64_t *items;
	size_t count;
};

static void add_person(struct people *people, const struct record_type *type, int64_t id, struct arena *arena)
{
	people->items = array_grow(arena, people->items, people->count, sizeof *people->items);
	people->items[people->count++] = anyref_pack(type, id);
}

/* Those who take part, the owner among them unless he is listed himself. */
static struct people people_of(const struct record *event, struct arena *arena)
{
	struct people people = { 0 };
	int64_t owner = record_integer(event, "owner"), id;
	char role[40];

	for (size_t i = 0; i < sizeof links / sizeof *links; i++) {
		for (const char *rest = record_text(event, links[i].field); row_next_link(&rest, &id, role);) {
			if (links[i].type == &record_user && id == owner)
				owner = 0;
			if (strcmp(role, "declined") != 0)
				add_person(&people, links[i].type, id, arena);
		}
	}
	if (owner)
		add_person(&people, &record_user, owner, arena);
	return people;
}

static bool shares(const struct people *people, const struct people *others, int64_t *who)
{
	for (size_t i = 0; i < people->count; i++)
		for (size_t n = 0; n < others->count; n++)
			if (people->items[i] == others->items[n]) {
				*who = people->items[i];
				return true;
			}
	return false;
}

static enum status report(struct store *store, const struct record *event, const struct occurrence *other, int64_t who)
{
	struct text name = { 0 }, at = { 0 };
	char stored[TIMESTAMP_SIZE];
	int64_t id;
	const struct record_type *type = anyref_unpack(who, &id);
	enum status status = resolve_title(store, type, id, &name);
	const char *subject = private_hides(store, other->event) ? "" : record_text(other->event, "subject");

	timestamp_from_seconds(other->at, stored);
	timestamp_local(&at, stored);
	if (!status)
		change_warn(store, "e%lld: %s is busy then: e%lld%s%s%s begins at %s", (long long)event->id, text_string(&name), (long long)other->event->id, *subject ? " '" : "",
		            subject, *subject ? "'" : "", text_string(&at));
	text_free(&name);
	text_free(&at);
	return status;
}

/* Two occurrences meet when the one begins before the other ends. */
static enum status compare(struct store *store, const struct record *event, const struct occurrence *one, struct people *people, struct arena *arena, int *reported)
{
	const struct occurrence_people asked = { people->items, people->count };
	struct occurrence *others;
	size_t count;
	int64_t who, ends = occurrence_free_at(one);
	enum status status = occurrence_between(store, &asked, one->at - 3600, ends, arena, &others, &count);

	for (size_t i = 0; !status && i < count && *reported < REPORTED; i++) {
		const struct record *other = others[i].event;
		if (other->id == event->id || record_integer(other, "series") == event->id || other->id == record_integer(event, "series") ||
		    occurrence_free_at(&others[i]) <= one->at)
			continue;
		struct people there = people_of(other, arena);
		if (shares(people, &there, &who)) {
			++*reported;
			status = report(store, event, &others[i], who);
		}
	}
	return status;
}

/* Whether this change has compared enough events. */
static bool is_enough(struct store *store)
{
	struct change_type *type = change_type(store, &record_event);
	int *compared = type->cache ? type->cache : arena_alloc(&store->change.memory, sizeof *compared);

	type->cache = compared;
	return ++*compared > EVENTS;
}

enum status event_conflicts(struct store *store, const struct record *event, struct arena *arena)
{
	struct people people = people_of(event, arena);
	struct occurrence *own;
	size_t count;
	int64_t now = store->conventions.now, starts = timestamp_seconds(record_text(event, "starts_at"));
	int64_t last = (starts > now ? starts : now) + (int64_t)AHEAD_DAYS * CALENDAR_DAY_SECONDS;
	int reported = 0;

	if (!people.count || is_enough(store))
		return STATUS_OK;
	enum status status = occurrence_of(store, event, now, last, arena, &own, &count);
	for (size_t i = 0; !status && i < count && i < COMPARED && reported < REPORTED; i++)
		status = compare(store, event, &own[i], &people, arena, &reported);
	/* Without libical, or with a rule that it does not understand, nobody can tell. */
	return status == STATUS_CONFIG || status == STATUS_DATA ? STATUS_OK : status;
}
