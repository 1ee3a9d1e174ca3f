/* When events take place: those that repeat too, without the occurrences that became events of their own. */
#ifndef CRM_PEOPLE_OCCURRENCE_H
#define CRM_PEOPLE_OCCURRENCE_H

#include "store/row.h"

enum { OCCURRENCE_LIMIT = 4000, EVENT_DAYS = 62 /* events that last longer are seen for so many days from their start */ };

struct occurrence {
	const struct record *event; /* as it is stored: whether it is private, its reader asks */
	int64_t at;                 /* when it begins, in seconds since 1970; midnight in the zone of the database where it takes whole days */
	int64_t ends;               /* the first second after it; at where nobody says how long it takes */
};

/* The occurrences of one event that begin before `last` and end after `first`, or are points between the two; ascending, in the arena. A series leaves out
 * those that became events of their own. */
enum status occurrence_of(struct store *store, const struct record *event, int64_t first, int64_t last, struct arena *arena, struct occurrence **list, size_t *count);

/* Who is asked: users, contacts and leads, as any-references. A user is part of the events that are his own and of those that he attends; whoever declined is not. */
struct occurrence_people {
	const int64_t *people;
	size_t count;
};
/* The same for all events of these people, or all events where there are none; those that were cancelled (not-held) are left out. By time, then by event. */
enum status occurrence_between(struct store *store, const struct occurrence_people *people, int64_t first, int64_t last, struct arena *arena,
                               struct occurrence **list, size_t *count);

/* When an event ends that says no end: an hour later, for those who ask whether somebody is free. */
int64_t occurrence_free_at(const struct occurrence *occurrence);

/* The occurrence of a series that people name: a day, a time, `next` (the first that has not ended) or `last` (the last that has begun), of those that
 * are no events of their own yet. Its start, as the series has
 * it, is *at. STATUS_DATA when the series has none then, with those around it; *own is the event that it became, 0 when it is none of its own. */
enum status occurrence_named(struct store *store, const struct record *series, const char *text, struct arena *arena, int64_t *at, int64_t *own);

/* Whether the rule of a series has an occurrence at this instant, whatever became of it. */
enum status occurrence_by_rule(struct store *store, const struct record *series, int64_t at, struct arena *arena, bool *out);

/* How long each occurrence of an event takes, in seconds; 0 when nobody says. */
int64_t occurrence_length(const struct record *event);

#endif
