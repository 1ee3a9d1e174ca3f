#include "people/people.h"
#include "store/rule.h"

#include <string.h>

enum status lead_before(struct store *store, const struct record *old, struct record *record, struct arena *arena)
{
	(void)arena;
	if (!record)
		return STATUS_OK;
	if (!rule_concerns(old, record, (const char *const[]){ "status", "converted_customer", "converted_contact", NULL }))
		return rule_currency(store, old, record);
	bool was = old && strcmp(record_text(old, "status"), "converted") == 0;
	bool is = strcmp(record_text(record, "status"), "converted") == 0;
	bool linked = record_integer(record, "converted_customer") || record_integer(record, "converted_contact");

	if (was && !is)
		return error_set(store->error, STATUS_REFUSED, "status: l%lld is converted, which is final; crm-undo undoes a conversion",
		                 (long long)record->id);
	if (is && !was && !linked)
		return error_set(store->error, STATUS_REFUSED,
		                 "status: converted is set by crm-lead convert, which creates the customer and the contact");
	if (linked && !is)
		return error_set(store->error, STATUS_REFUSED, "status: a lead that has become a customer is converted; keep the converted lead");
	return rule_currency(store, old, record);
}
