#include "record/record.h"

#include <string.h>

/* In the order of their numbers. */
const struct record_type *const record_types[] = {
	&record_user,
	&record_customer,
	&record_contact,
	&record_lead,
	&record_deal,
	&record_task,
	&record_event,
	&record_note,
	&record_campaign,
	&record_stage_move,
	&record_product,
	&record_supplier,
	&record_pricebook,
	&record_pricebook_entry,
	&record_rate,
	&record_quote,
	&record_quote_line,
	&record_order,
	&record_order_line,
	&record_instalment,
	&record_delivery,
	&record_delivery_line,
	&record_purchase,
	&record_purchase_line,
	&record_bill,
	&record_bill_line,
	&record_invoice,
	&record_invoice_line,
	&record_fapiao,
	&record_payment,
	&record_allocation,
	&record_stock_movement,
	&record_asset,
	&record_series,
	&record_distinct,
	&record_alias,
	&record_setting,
	&record_change,
	NULL,
};

const struct record_type *record_by_prefix(const char *prefix, size_t length)
{
	for (const struct record_type *const *type = record_types; *type; type++)
		if (strlen((*type)->prefix) == length && memcmp((*type)->prefix, prefix, length) == 0)
			return *type;
	return NULL;
}

const struct record_type *record_by_name(const char *name)
{
	for (const struct record_type *const *type = record_types; *type; type++)
		if (strcmp((*type)->name, name) == 0)
			return *type;
	return NULL;
}

const struct record_type *record_by_plural(const char *plural)
{
	for (const struct record_type *const *type = record_types; *type; type++)
		if (strcmp((*type)->plural, plural) == 0)
			return *type;
	return NULL;
}

const struct record_type *record_by_number(int number)
{
	for (const struct record_type *const *type = record_types; *type; type++)
		if ((*type)->number == number)
			return *type;
	return NULL;
}

const struct field *record_field_next(const struct record_type *record, const struct field *field)
{
	/* The arrays in their order, each ending with kind 0; an empty one is passed over. */
	const struct field *groups[SHARED_LIMIT + 3] = { record->fields };
	size_t count = 1;

	for (size_t i = 0; i < SHARED_LIMIT && record->shared[i]; i++)
		groups[count++] = record->shared[i];
	if (!record->bare)
		groups[count++] = record_common;
	if (!field)
		return record->fields;
	if ((++field)->kind)
		return field;
	for (size_t i = 0; i + 1 < count; i++) {
		const struct field *end = groups[i];
		while (end->kind)
			end++;
		if (end == field)
			return groups[i + 1];
	}
	return NULL;
}

const char *field_column(const struct field *field)
{
	return field->column ? field->column : field->name;
}

bool field_stored(const struct field *field)
{
	return !field->derived && field->kind != KIND_REFS && field->kind != KIND_LINES;
}

const char *field_label(const struct field *field, const char *language)
{
	return strncmp(language, "zh", 2) == 0 ? field->zh : field->en;
}
