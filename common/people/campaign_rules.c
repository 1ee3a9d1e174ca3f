#include "people/people.h"
#include "store/rule.h"

enum status campaign_before(struct store *store, const struct record *old, struct record *record, struct arena *arena)
{
	(void)arena;
	return record ? rule_currency(store, old, record) : STATUS_OK;
}
