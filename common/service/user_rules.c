/* The rule of users here: their working calendar is one of the schema. */
#include "service/service.h"
#include "store/rule.h"

enum status service_user_before(struct store *store, const struct record *old, struct record *user, struct arena *arena)
{
	(void)arena;
	if (!user)
		return STATUS_OK;
	enum status status = rule_entries(store, old, user, "calendar");

	return status ? status : rule_order(store, old, user, "absent_from", "absent_until");
}
