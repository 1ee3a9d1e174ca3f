/* When several people have time: their working hours, less what is in their calendars. */
#include "service/calendar.h"

#include "people/people.h"
#include <stdlib.h>
#include <string.h>

struct slots {
	struct calendar_slot *items;
	size_t count;
};

static void add_slot(struct arena *arena, struct slots *slots, int64_t first, int64_t last)
{
	if (first >= last)
		return;
	slots->items = array_grow(arena, slots->items, slots->count, sizeof *slots->items);
	slots->items[slots->count++] = (struct calendar_slot){ first, last };
}

/* What both have; each ascends. */
static struct slots common(struct arena *arena, const struct slots *left, const struct slots *right)
{
	struct slots out = { 0 };

	for (size_t i = 0, n = 0; i < left->count && n < right->count;) {
		const struct calendar_slot *a = &left->items[i], *b = &right->items[n];
		add_slot(arena, &out, a->first > b->first ? a->first : b->first, a->last < b->last ? a->last : b->last);
		if (a->last < b->last)
			i++;
		else
			n++;
	}
	return out;
}

/* The slots less one span. */
static struct slots without(struct arena *arena, const struct slots *slots, int64_t first, int64_t last)
{
	struct slots out = { 0 };

	for (size_t i = 0; i < slots->count; i++) {
		const struct calendar_slot *slot = &slots->items[i];
		add_slot(arena, &out, slot->first, slot->last < first ? slot->last : first);
		add_slot(arena, &out, slot->first > last ? slot->first : last, slot->last);
	}
	return out;
}

static struct slots working_slots(struct arena *arena, struct working_time *working, const struct calendar_scope *scope)
{
	struct slots out = { 0 };
	struct calendar_stay stay;
	struct error ignored = { 0 };

	for (int64_t day = scope->days.first - 1; day <= scope->days.last + 1; day++) {
		struct working_hours hours;
		working_time_hours(working, day, &hours);
		bool entered = !calendar_enter(working->zone, &stay, &ignored);
		for (size_t i = 0; i < hours.count; i++)
			add_slot(arena, &out, calendar_instant(day, hours.spans[i].first), calendar_instant(day, hours.spans[i].last));
		if (entered)
			calendar_leave(&stay);
	}
	return out;
}

static enum status free_of(struct store *store, int64_t user, const struct calendar_scope *scope, struct arena *arena, struct slots *out, int *unknown_year)
{
	struct record *record;
	struct working_time working;
	struct occurrence *list;
	size_t count = 0;
	enum status status = row_load(store, store_type(store, &record_user), user, arena, &record);

	if (status || !record)
		return status;
	status = working_time_open(&working, store, record_text(record, "calendar"));
	if (status)
		return status;
	struct slots slots = working_slots(arena, &working, scope);
	const char *from = record_text(record, "absent_from"), *until = record_text(record, "absent_until");
	if (*from || *until)
		slots = without(arena, &slots, *from ? calendar_instant(date_number(from), 0) : scope->first, *until ? calendar_instant(date_number(until) + 1, 0) : scope->last);
	int64_t person = anyref_pack(&record_user, user);
	status = occurrence_between(store, &(struct occurrence_people){ &person, 1 }, scope->first - 3600, scope->last, arena, &list, &count);
	for (size_t i = 0; !status && i < count; i++)
		slots = without(arena, &slots, list[i].at, occurrence_free_at(&list[i]));
	*unknown_year = working.unknown_year ? working.unknown_year : *unknown_year;
	*out = slots;
	return status;
}

/* 1h, 90min, 1h30min. */
static enum status read_length(struct store *store, const char *text, int64_t *seconds)
{
	static const struct {
		const char *unit;
		int64_t seconds;
	} units[] = { { "min", 60 }, { "h", 3600 }, { "d", 86400 } };

	*seconds = 0;
	for (const char *p = text ? text : "1h"; *p && *seconds >= 0;) {
		char *end;
		long long count = strtoll(p, &end, 10);
		size_t n = 0;
		while (n < 3 && strncmp(end, units[n].unit, strlen(units[n].unit)) != 0)
			n++;
		if (end == p || count <= 0 || count > 100000 || n == 3)
			return error_set(store->error, STATUS_USAGE, "for=%s: write a length such as 1h, 90min or 1h30min", text);
		*seconds += count * units[n].seconds;
		p = end + strlen(units[n].unit);
	}
	return STATUS_OK;
}

enum status calendar_free(struct store *store, const struct calendar_scope *scope, struct arena *arena, struct calendar_slot **out, size_t *count, int *unknown_year)
{
	struct slots slots = { 0 };
	int64_t length, now = store->conventions.now;
	enum status status = read_length(store, scope->length, &length);

	*count = 0;
	*unknown_year = 0;
	if (!status && !scope->user_count)
		status = error_set(store->error, STATUS_USAGE, "name who is to be free: crm-calendar free user=mei,lin for=1h");
	add_slot(arena, &slots, scope->first > now ? scope->first : now, scope->last);
	for (size_t i = 0; !status && i < scope->user_count; i++) {
		struct slots own = { 0 };
		status = free_of(store, scope->users[i], scope, arena, &own, unknown_year);
		slots = common(arena, &slots, &own);
	}
	*out = slots.items;
	for (size_t i = 0; !status && i < slots.count; i++)
		if (slots.items[i].last - slots.items[i].first >= length)
			(*out)[(*count)++] = slots.items[i];
	return status;
}
