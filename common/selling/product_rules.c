#include "selling/selling.h"
#include "store/rule.h"

enum status product_before(struct store *store, const struct record *old, struct record *record, struct arena *arena)
{
	static const char *const numbers[] = { "price", "cost", "reorder_level", NULL };

	(void)arena;
	if (!record)
		return STATUS_OK;
	enum status status = rule_currency(store, old, record);
	for (size_t i = 0; !status && numbers[i]; i++)
		status = rule_not_negative(store, old, record, numbers[i]);
	if (!status)
		status = rule_quantity(store, old, record, "reorder_level");
	if (!status)
		status = rule_entries(store, old, record, "tax");
	return status ? status : rule_order(store, old, record, "sold_from", "sold_until");
}
