#include "sales/rule.h"

#include "sales/tax_number.h"
#include "sales/terms.h"
#include <string.h>

static enum status check_tax_number(struct store *store, struct record *record, struct arena *arena)
{
	struct value *number = record_value(record, "tax_number");
	bool person = strcmp(record_text(record, "kind"), "person") == 0;
	struct text tidy = { 0 };

	if (number->type != VALUE_TEXT)
		return STATUS_OK;
	enum status status = tax_number_check(number->text, person, &tidy, store->error);
	if (status)
		error_prefix(store->error, "tax_number: ");
	else
		*number = value_text(arena_string(arena, text_string(&tidy)));
	text_free(&tidy);
	return status;
}

static enum status check_terms(struct store *store, struct record *record, struct arena *arena)
{
	struct value *value = record_value(record, "payment_terms");
	struct terms terms;

	if (value->type != VALUE_TEXT)
		return STATUS_OK;
	enum status status = terms_parse(value->text, &terms, store->error);
	if (status)
		return error_prefix(store->error, "payment_terms: ");
	struct text tidy = { 0 };
	terms_format(&tidy, &terms);
	*value = value_text(arena_string(arena, text_string(&tidy)));
	text_free(&tidy);
	return STATUS_OK;
}

enum status customer_before(struct store *store, const struct record *old, struct record *record, struct arena *arena)
{
	if (!record)
		return STATUS_OK;
	enum status status = rule_currency(store, old, record);
	if (!status && rule_changed(old, record, "tax_number"))
		status = check_tax_number(store, record, arena);
	if (!status && rule_changed(old, record, "payment_terms"))
		status = check_terms(store, record, arena);
	return status;
}
