#include "people/people.h"
#include "store/rule.h"

#include "store/save.h"
#include <string.h>

enum status event_before(struct store *store, const struct record *old, struct record *record, struct arena *arena)
{
	(void)arena;
	return record ? rule_order(store, old, record, "starts_at", "ends_at") : STATUS_OK;
}

/* The first contact with a lead that was held, and so has begun, is our response to it. */
enum status event_after(struct store *store, const struct record *old, const struct record *record, struct arena *arena)
{
	int64_t id;

	if (!record || strcmp(record_text(record, "status"), "held") != 0)
		return STATUS_OK;
	if (old && !rule_changed(old, record, "status") && !rule_changed(old, record, "about"))
		return STATUS_OK;
	if (anyref_unpack(record_integer(record, "about"), &id) != &record_lead || strcmp(record_text(record, "starts_at"), rule_now(store, arena).text) > 0)
		return STATUS_OK;
	struct record *lead;
	enum status status = row_load(store, store_type(store, &record_lead), id, arena, &lead);
	if (status || !lead || *record_text(lead, "first_response_at"))
		return status;
	struct record *answered = record_copy(arena, lead);
	*record_value(answered, "first_response_at") = *record_value(record, "starts_at");
	return save_set(store, lead, answered, arena);
}
