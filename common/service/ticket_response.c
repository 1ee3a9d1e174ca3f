#include "service/ticket_response.h"

#include "service/service.h"
#include "store/rule.h"
#include "store/save.h"
#include <string.h>

enum status ticket_responded(struct store *store, int64_t id, const char *at, struct arena *arena)
{
	struct record *ticket;
	enum status status = rule_load(store, &record_ticket, id, arena, &ticket);

	if (status || !ticket || strcmp(at, record_text(ticket, "opened_at")) < 0)
		return status;
	/* What ended without an answer was answered by that. */
	if (rule_pick(ticket, "status", "closed") && strcmp(at, record_text(ticket, "closed_at")) > 0)
		return STATUS_OK;
	const char *first = record_text(ticket, "first_response_at");
	if (*first && strcmp(first, at) <= 0)
		return STATUS_OK;
	struct record *answered = record_copy(arena, ticket);
	*record_value(answered, "first_response_at") = value_text(arena_string(arena, at));
	return save_set(store, ticket, answered, arena);
}

/* An outgoing contact about the ticket that was held, and so has begun. */
enum status ticket_event_after(struct store *store, const struct record *old, const struct record *event, struct arena *arena)
{
	static const char *const fields[] = { "status", "about", "starts_at", "direction", NULL };
	int64_t id;

	if (!event || !rule_concerns(old, event, fields) || !rule_pick(event, "status", "held") || !rule_pick(event, "direction", "out"))
		return STATUS_OK;
	if (anyref_unpack(record_integer(event, "about"), &id) != &record_ticket || strcmp(record_text(event, "starts_at"), rule_now(store, arena).text) > 0)
		return STATUS_OK;
	return ticket_responded(store, id, record_text(event, "starts_at"), arena);
}
