#include "people/people.h"
#include "store/rule.h"

#include <string.h>

enum status customer_before(struct store *store, const struct record *old, struct record *record, struct arena *arena)
{
	if (!record)
		return STATUS_OK;
	enum status status = rule_currency(store, old, record);
	return status ? status : rule_tax_number(store, old, record, strcmp(record_text(record, "kind"), "person") == 0, arena);
}
