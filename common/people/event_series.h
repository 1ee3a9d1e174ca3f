/* Series of events: an occurrence that becomes an event of its own, and a series that is split in two. Within a change. */
#ifndef CRM_PEOPLE_EVENT_SERIES_H
#define CRM_PEOPLE_EVENT_SERIES_H

#include "store/row.h"

/* A new event, not saved yet, that is one occurrence of the series, which begins at `at` there. It has what the series says, and restarts what a copy restarts. */
struct record *series_occurrence(struct arena *arena, const struct record *series, int64_t at);

/* Ends the series before its occurrence at `at`, and makes a record, not saved yet, of what it has from then on: it is to be saved, and handed to series_take.
 * Where that is the first occurrence of the series, *rest is NULL and nothing is written: the whole of it is meant. */
enum status series_split(struct store *store, const struct record *series, int64_t at, struct arena *arena, struct record **rest);

/* The occurrences from `at` on that became events of their own are those of the rest: they move with it, as it moved. */
enum status series_take(struct store *store, int64_t series, const struct record *rest, int64_t at, struct arena *arena);

/* What became of its occurrences follows a series whose start moved from `was`. */
enum status series_moved(struct store *store, const struct record *series, int64_t was, struct arena *arena);

/* An instant moved by as many days on the wall, and to the same time on the wall, as `to` is from `from`. */
int64_t series_shift(int64_t instant, int64_t from, int64_t to);

#endif
