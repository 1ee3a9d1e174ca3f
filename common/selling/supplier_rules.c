#include "selling/selling_rules.h"

enum status supplier_before(struct store *store, const struct record *old, struct record *record, struct arena *arena)
{
	if (!record)
		return STATUS_OK;
	enum status status = rule_currency(store, old, record);
	if (!status)
		status = rule_tax_number(store, old, record, false, arena);
	return status ? status : rule_terms(store, old, record, arena);
}
