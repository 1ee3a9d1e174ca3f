#include "service/ticket_moves.h"

#include "service/service.h"
#include "store/rule.h"
#include "store/save.h"

static bool passes(const struct record *old, const struct record *ticket, const char *field)
{
	return record_value(old, field)->type != VALUE_NULL && rule_changed(old, ticket, field);
}

bool ticket_is_handed(const struct record *old, const struct record *ticket)
{
	return passes(old, ticket, "desk") || passes(old, ticket, "worker");
}

enum status ticket_move_add(struct store *store, const struct record *old, const struct record *ticket, struct arena *arena)
{
	static const struct {
		const char *field, *from, *to;
	} parts[] = { { "desk", "from_desk", "to_desk" }, { "worker", "from_worker", "to_worker" }, { "status", "from_status", "to_status" }, { "owner", "from_owner", "to_owner" } };
	static const char *const moving[] = { "desk", "worker", "status", "owner", NULL };

	if (!rule_concerns(old, ticket, moving))
		return STATUS_OK;
	bool back = rule_changed(old, ticket, "status") && rule_pick(old, "status", "closed");
	struct record *move = record_new(arena, store_type(store, &record_ticket_move));
	*record_value(move, "ticket") = value_integer(ticket->id);
	*record_value(move, "kind") = value_text(back ? "reopening" : ticket_is_handed(old, ticket) ? "hand-over" : "status");
	*record_value(move, "at") = rule_now(store, arena);
	*record_value(move, "why") = *record_value(ticket, "why");
	if (store->user)
		*record_value(move, "who") = value_integer(store->user);
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		*record_value(move, parts[i].from) = *record_value(old, parts[i].field);
		*record_value(move, parts[i].to) = *record_value(ticket, parts[i].field);
	}
	return save_add(store, move, arena);
}
