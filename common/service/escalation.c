#include "service/escalation.h"

#include "base/date.h"
#include "service/absence.h"
#include "service/service.h"
#include "store/rule.h"
#include <string.h>

struct escalating {
	struct store *store;
	struct arena *arena;
	struct escalation *items;
	size_t count;
	char now[TIMESTAMP_SIZE], today[DATE_SIZE];
};

/* The deputy of somebody who is absent stands in, without a chain of deputies. */
static enum status find_user(struct escalating *escalating, const struct record *ticket, struct escalation *item)
{
	struct record *user;
	int64_t id = record_integer(ticket, "owner");
	enum status status = rule_load(escalating->store, &record_user, id, escalating->arena, &user);

	if (!status && user && item->breached && record_integer(user, "manager")) {
		id = record_integer(user, "manager");
		status = rule_load(escalating->store, &record_user, id, escalating->arena, &user);
	}
	if (status || !user)
		return status;
	item->user = id;
	if (record_integer(user, "deputy") && absence_of(user, escalating->today)) {
		item->user = record_integer(user, "deputy");
		item->instead_of = id;
	}
	return STATUS_OK;
}

static bool has_come(const struct escalating *escalating, const char *instant)
{
	return *instant && strcmp(instant, escalating->now) <= 0;
}

/* Late is what the derived fields call so: its time lies before now. */
static enum status look_at(struct escalating *escalating, const struct record *ticket, bool response)
{
	const char *due = record_text(ticket, response ? "response_due_at" : "due_at"), *half = record_text(ticket, response ? "response_half_at" : "half_at");
	bool late = *due && strcmp(due, escalating->now) < 0, runs = *record_text(ticket, "clock_from");
	struct escalation item = { .ticket = ticket->id, .breached = late, .response = response, .since = late ? due : half, .due = due };

	if ((response && *record_text(ticket, "first_response_at")) || (!late && !(runs && has_come(escalating, half))))
		return STATUS_OK;
	enum status status = find_user(escalating, ticket, &item);
	escalating->items = array_grow(escalating->arena, escalating->items, escalating->count, sizeof *escalating->items);
	escalating->items[escalating->count++] = item;
	return status;
}

enum status escalation_list(struct store *store, struct arena *arena, struct escalation **out, size_t *count)
{
	struct escalating escalating = { .store = store, .arena = arena };
	int64_t *ids;
	size_t candidates = 0;

	timestamp_now(&store->conventions, escalating.now);
	date_today(&store->conventions, escalating.today);
	/* Open ones are few among all, and these ranges are found by an index. */
	enum status status = db_integers(store->db, arena, &ids, &candidates,
	                                 "select id from ticket where (status < 'closed' or status > 'closed') and (half_at <= %s or due_at < %s"
	                                 " or (first_response_at is null and (response_half_at <= %s or response_due_at < %s))) order by id",
	                                 escalating.now, escalating.now, escalating.now, escalating.now);
	for (size_t i = 0; !status && i < candidates; i++) {
		struct record *ticket;
		status = rule_load(store, &record_ticket, ids[i], arena, &ticket);
		if (!status && ticket)
			status = look_at(&escalating, ticket, true);
		if (!status && ticket)
			status = look_at(&escalating, ticket, false);
	}
	*out = escalating.items;
	*count = escalating.count;
	return status;
}
