/* Whose events are shown, and how: what the verbs of crm-calendar share. */
#ifndef CRM_SERVICE_CALENDAR_H
#define CRM_SERVICE_CALENDAR_H

#include "base/calendar.h"
#include "people/occurrence.h"
#include "service/working_time.h"

/* What the operands of the verbs say. */
struct calendar_scope {
	int64_t *users;          /* ids; none: everybody */
	size_t user_count;
	struct calendar_span days;
	int64_t first, last;     /* the instants: the first second, and the first one behind */
	const char *length;      /* for=1h; NULL: not given */
	bool lunar;
};

/* Reads user=mei,lin, user=all, team=NAME, from=DAY, to=DAY, for=LENGTH and one bare DAY or period; the own events where nobody is named. unit: the span around
 * the day, CALENDAR_DAY: `days` of them. STATUS_USAGE for all else. */
enum status calendar_scope_read(struct store *store, const char *const *words, size_t count, struct arena *arena, enum calendar_unit unit, int64_t days, struct calendar_scope *out);

/* The occurrences of these people in the span. */
enum status calendar_entries(struct store *store, struct arena *arena, const struct calendar_scope *scope, struct occurrence **list, size_t *count);

/* What others see of an event: its subject, or only that the time is taken. In the arena. */
const char *calendar_subject(struct store *store, struct arena *arena, const struct record *event);

/* Prints the entries as people read a calendar, day by day; or seven days, or a month, or a year side by side. */
struct calendar_view {
	struct store *store;
	struct arena *arena;
	const struct calendar_scope *scope;
	const struct occurrence *entries;
	size_t count;
	struct working_time *working; /* holidays; NULL: unknown */
	struct text out;
	int width;
	bool colour, ascii;
};
void calendar_view_days(struct calendar_view *view);
void calendar_view_week(struct calendar_view *view);
void calendar_view_month(struct calendar_view *view);
void calendar_view_year(struct calendar_view *view);

/* A span in which somebody has time: from one instant to the first one behind. */
struct calendar_slot {
	int64_t first, last;
};

/* The spans of at least scope->length (1h where nobody says) in which all users of the scope are free, from now on: within the hours of their working calendars,
 * while they are not absent, and when no event of theirs takes place. In the arena. *unknown_year: see working_time.h. STATUS_USAGE for a length that is none. */
enum status calendar_free(struct store *store, const struct calendar_scope *scope, struct arena *arena, struct calendar_slot **slots, size_t *count, int *unknown_year);

#endif
