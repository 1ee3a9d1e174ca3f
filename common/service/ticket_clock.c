#include "service/ticket_clock.h"

#include "base/date.h"
#include "service/service.h"
#include "store/rule.h"

enum { HOUR = 3600, SCALE = 1000000 }; /* hours are in 10^-6 */

enum status ticket_clock_open(struct store *store, const struct record *ticket, struct ticket_clock *out, struct arena *arena)
{
	struct record *customer;
	enum status status = rule_load(store, &record_customer, record_integer(ticket, "customer"), arena, &customer);

	if (status)
		return status;
	out->level = schema_service_level(store->schema, customer ? record_text(customer, "class") : "", record_text(ticket, "priority"));
	const struct desk *desk = schema_entry(store->schema, &section_desks, record_text(ticket, "desk"));
	const char *calendar = out->level && out->level->calendar && *out->level->calendar ? out->level->calendar : desk ? desk->calendar : NULL;
	return working_time_open(&out->working, store, calendar);
}

int64_t ticket_clock_used(struct ticket_clock *clock, const struct record *ticket, int64_t until)
{
	const char *from = record_text(ticket, "clock_from");

	return record_integer(ticket, "clock_used") + (*from ? working_time_between(&clock->working, timestamp_seconds(from), until) : 0);
}

void ticket_clock_run(struct record *ticket, const char *at)
{
	*record_value(ticket, "clock_from") = value_text(at);
}

void ticket_clock_stop(struct ticket_clock *clock, struct record *ticket, const char *at)
{
	*record_value(ticket, "clock_used") = value_integer(ticket_clock_used(clock, ticket, timestamp_seconds(at)));
	*record_value(ticket, "clock_from") = (struct value){ 0 };
}

void ticket_clock_restart(struct record *ticket, const char *at)
{
	static const char *const times[] = { "due_at", "half_at", "response_due_at", "response_half_at" };
	bool answered = *record_text(ticket, "first_response_at");

	*record_value(ticket, "clock_used") = value_integer(0);
	for (size_t i = 0; i < (answered ? 2 : sizeof times / sizeof *times); i++)
		*record_value(ticket, times[i]) = (struct value){ 0 };
	ticket_clock_run(ticket, at);
}

/* When so many seconds will have been used. What was used up before stays where it was. */
static void set_due(struct ticket_clock *clock, struct record *ticket, const char *field, int64_t seconds, struct arena *arena)
{
	struct value *value = record_value(ticket, field);
	int64_t left = seconds - record_integer(ticket, "clock_used"), due;
	const char *from = record_text(ticket, "clock_from");
	char text[TIMESTAMP_SIZE];

	if (seconds && left <= 0 && value->type == VALUE_TEXT)
		return;
	*value = (struct value){ 0 };
	if (!seconds || !*from)
		return;
	due = left > 0 ? working_time_after(&clock->working, timestamp_seconds(from), left) : timestamp_seconds(from);
	if (due < 0)
		return;
	timestamp_from_seconds(due, text);
	*value = value_text(arena_string(arena, text));
}

static int64_t seconds_of(int64_t hours)
{
	return hours * HOUR / SCALE;
}

void ticket_clock_due(struct ticket_clock *clock, struct record *ticket, struct arena *arena)
{
	const struct service_level *level = clock->level;
	int64_t response = level ? seconds_of(level->response) : 0, solution = level ? seconds_of(level->solution) : 0;

	*record_value(ticket, "level") = level ? value_text(arena_string(arena, level->name)) : (struct value){ 0 };
	if (!*record_text(ticket, "first_response_at") || !*record_text(ticket, "response_due_at")) {
		set_due(clock, ticket, "response_due_at", response, arena);
		set_due(clock, ticket, "response_half_at", response / 2, arena);
	}
	set_due(clock, ticket, "due_at", solution, arena);
	set_due(clock, ticket, "half_at", solution / 2, arena);
}
