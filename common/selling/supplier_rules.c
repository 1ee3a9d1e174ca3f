#include "selling/selling.h"
#include "store/rule.h"

#include "base/terms.h"

enum status payment_terms_before(struct store *store, const struct record *old, struct record *record, struct arena *arena)
{
	struct terms terms;

	if (!record || !rule_changed(old, record, "payment_terms") || record_value(record, "payment_terms")->type != VALUE_TEXT)
		return STATUS_OK;
	enum status status = terms_parse(record_text(record, "payment_terms"), &terms, store->error);
	if (status)
		return error_prefix(store->error, "payment_terms: ");
	struct text tidy = { 0 };
	terms_format(&tidy, &terms);
	*record_value(record, "payment_terms") = value_text(arena_string(arena, text_string(&tidy)));
	text_free(&tidy);
	return STATUS_OK;
}

enum status supplier_before(struct store *store, const struct record *old, struct record *record, struct arena *arena)
{
	if (!record)
		return STATUS_OK;
	enum status status = rule_currency(store, old, record);
	if (!status)
		status = rule_tax_number(store, old, record, false, arena);
	return status ? status : payment_terms_before(store, old, record, arena);
}
