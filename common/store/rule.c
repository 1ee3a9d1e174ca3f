#include "store/rule.h"

#include "base/decimal.h"
#include "base/money.h"
#include "base/tax_number.h"
#include "base/wide.h"
#include "record/section.h"
#include <string.h>

bool rule_changed(const struct record *old, const struct record *record, const char *field)
{
	size_t index = type_index(record->type, field);

	return old ? !value_equal(&old->values[index], &record->values[index]) : record->values[index].type != VALUE_NULL;
}

bool rule_concerns(const struct record *old, const struct record *record, const char *const *fields)
{
	for (; old && *fields; fields++)
		if (rule_changed(old, record, *fields))
			return true;
	return !old;
}

bool rule_open(const struct record *record, const char *field)
{
	size_t index = type_index(record->type, field);

	return record->values[index].type == VALUE_NULL && !(record->given && record->given[index]);
}

/* 100.00 of CNY are 10000 minor units, which would be 10000 yen. What is computed is worked out anew, and who converts prices converts amounts. */
static enum status check_amounts(struct store *store, const struct record *old, const struct record *record, int digits)
{
	const char *before = record_text(old, "currency");
	int old_digits = currency_digits(before);

	if (old_digits < 0 || old_digits == digits || store->repricing)
		return STATUS_OK;
	for (size_t i = 0; i < record->type->count; i++) {
		const struct field *field = record->type->fields[i];
		const struct value *value = &record->values[i];
		if (field->kind != KIND_MONEY || field->derived || field->computed || value->type == VALUE_NULL || !value_equal(&old->values[i], value))
			continue;
		struct text amount = { 0 };
		money_format(&amount, value->integer, old_digits);
		error_set(store->error, STATUS_DATA, "currency: %s is %s %s; write the amount in %s too: %s=…", field->name, before,
		          text_string(&amount), record_text(record, "currency"), field->name);
		text_free(&amount);
		return STATUS_DATA;
	}
	return STATUS_OK;
}

enum status rule_currency(struct store *store, const struct record *old, const struct record *record)
{
	if (!rule_changed(old, record, "currency"))
		return STATUS_OK;
	const char *code = record_text(record, "currency");
	if (!*code)
		return STATUS_OK; /* that it is required is said by the table */
	int digits = currency_digits(code);
	if (digits < 0)
		return error_set(store->error, STATUS_DATA, "currency: %s is not an ISO 4217 currency; write a code like CNY, USD, EUR", code);
	return old ? check_amounts(store, old, record, digits) : STATUS_OK;
}

enum status rule_take_currency(struct store *store, struct record *record, const struct record *from)
{
	enum { DIGITS_LIMIT = 4 };
	static const int64_t scales[] = { 1, 10, 100, 1000, 10000 };
	const char *code = record_text(from, "currency");
	int before = currency_digits(store->conventions.currency), after = currency_digits(code);

	if (record_value(record, "currency")->type != VALUE_NULL)
		return STATUS_OK;
	*record_value(record, "currency") = *record_value(from, "currency");
	if (before < 0 || after < 0 || before > DIGITS_LIMIT || after > DIGITS_LIMIT)
		return STATUS_OK;
	for (size_t i = 0; i < record->type->count && before != after; i++) {
		const struct field *field = record->type->fields[i];
		struct value *value = &record->values[i];
		if (field->kind != KIND_MONEY || field->derived || field->computed || value->type != VALUE_INTEGER)
			continue;
		int64_t over = before > after ? scales[before - after] : 1, amount = value->integer / over;
		if (amount * over != value->integer)
			return error_set(store->error, STATUS_DATA, "%s: %s has no more than %d decimals", field->name, code, after);
		if (!int64_from_wide((wide)amount * (after > before ? scales[after - before] : 1), &amount))
			return error_set(store->error, STATUS_DATA, "%s: the amount is too large", field->name);
		*value = value_integer(amount);
	}
	return STATUS_OK;
}

enum status rule_quantity_limit(struct store *store, const char *field, int64_t quantity)
{
	if (quantity >= -RULE_QUANTITY_LIMIT && quantity <= RULE_QUANTITY_LIMIT)
		return STATUS_OK;
	struct text text = { 0 }, limit = { 0 };
	decimal_format(&text, quantity, DECIMAL_QUANTITY);
	decimal_format(&limit, RULE_QUANTITY_LIMIT, DECIMAL_QUANTITY);
	error_set(store->error, STATUS_DATA, "%s: %s is more than %s, the largest quantity; is it a number of something else?", field, text_string(&text), text_string(&limit));
	text_free(&text);
	text_free(&limit);
	return STATUS_DATA;
}

enum status rule_quantity(struct store *store, const struct record *old, const struct record *record, const char *field)
{
	return rule_changed(old, record, field) ? rule_quantity_limit(store, field, record_integer(record, field)) : STATUS_OK;
}

enum status rule_entries(struct store *store, const struct record *old, const struct record *record, const char *field)
{
	const struct value *names = record_value(record, field);
	const struct schema_section *section = section_of_field(type_field(record->type, field, NULL));
	struct text name = { 0 };
	enum status status = STATUS_OK;

	if (names->type != VALUE_TEXT || !rule_changed(old, record, field))
		return STATUS_OK;
	/* A text is one name; tags are stored as ",vat13,city,". */
	bool list = type_field(record->type, field, NULL)->kind == KIND_TAGS;
	for (const char *p = names->text + list; !status && *p; p += name.length + list) {
		text_clear(&name);
		text_append(&name, p, list ? strcspn(p, ",") : strlen(p));
		if (!schema_entry(store->schema, section, text_string(&name)))
			status = schema_entry_unknown(store->schema, section, text_string(&name), store->error);
	}
	text_free(&name);
	return status ? error_prefix(store->error, "%s: ", field) : STATUS_OK;
}

enum status rule_tax_number(struct store *store, const struct record *old, struct record *record, bool person, struct arena *arena)
{
	struct value *number = record_value(record, "tax_number");
	struct text tidy = { 0 };

	if (number->type != VALUE_TEXT || !rule_changed(old, record, "tax_number"))
		return STATUS_OK;
	enum status status = tax_number_check(number->text, person, &tidy, store->error);
	if (!status)
		*number = value_text(text_take(&tidy, arena));
	text_free(&tidy);
	return status ? error_prefix(store->error, "tax_number: ") : STATUS_OK;
}

struct value rule_now(struct store *store, struct arena *arena)
{
	char now[TIMESTAMP_SIZE];

	timestamp_now(&store->conventions, now);
	return value_text(arena_string(arena, now));
}

enum status rule_load(struct store *store, const struct record_type *type, int64_t id, struct arena *arena, struct record **out)
{
	*out = NULL;
	return id ? row_load(store, store_type(store, type), id, arena, out) : STATUS_OK;
}

bool rule_pick(const struct record *record, const char *field, const char *key)
{
	return strcmp(record_text(record, field), key) == 0;
}

bool rule_kind(const struct record *record, const char *kind)
{
	return rule_pick(record, "kind", kind);
}
