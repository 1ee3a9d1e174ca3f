/* What is particular of purchases: the goods and the bill go to the firm itself. */
#include "selling/document_kinds.h"

#include "selling/sections.h"
#include "store/rule.h"

/* A group of fields of the address, without the beginning of their names, is what the first of the beginnings that the company has something under says. */
static void take_address(struct store *store, struct record *purchase, const char *const *fields, const char *const *beginnings, struct arena *arena)
{
	enum { BEGINNING = sizeof "bill_" - 1 };
	bool found = false;

	for (const char *const *field = fields; *field; field++)
		if (!rule_open(purchase, *field))
			return;
	for (; *beginnings && !found; beginnings++)
		for (const char *const *field = fields; *field; field++) {
			const char *value = schema_company(store->schema, arena_printf(arena, "%s%s", *beginnings, *field + BEGINNING));
			found |= *value != '\0';
			*record_value(purchase, *field) = *value ? value_text(value) : (struct value){ 0 };
		}
}

enum status purchase_initial(struct store *store, struct record *purchase, struct arena *arena)
{
	struct record *supplier;
	enum status status = document_take_party(store, purchase, arena);

	if (!status)
		status = document_party(store, document_kind(&record_purchase), purchase, arena, &supplier);
	if (status)
		return status;
	if (supplier && rule_open(purchase, "contact"))
		*record_value(purchase, "contact") = *record_value(supplier, "contact");
	take_address(store, purchase, document_bill_address, (const char *const[]){ "", NULL }, arena);
	take_address(store, purchase, document_ship_address, (const char *const[]){ "ship_", "", NULL }, arena);
	return STATUS_OK;
}
