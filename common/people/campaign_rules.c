#include "people/people.h"
#include "store/rule.h"

enum status campaign_before(struct store *store, const struct record *old, struct record *record, struct arena *arena)
{
	(void)arena;
	if (!record)
		return STATUS_OK;
	enum status status = rule_currency(store, old, record);
	return status ? status : rule_order(store, old, record, "starts_on", "ends_on");
}
