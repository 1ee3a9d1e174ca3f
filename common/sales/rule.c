#include "sales/rule.h"

#include "base/date.h"
#include "base/decimal.h"
#include "base/money.h"
#include <string.h>

bool rule_changed(const struct record *old, const struct record *record, const char *field)
{
	size_t index = type_index(record->type, field);

	return old ? !value_equal(&old->values[index], &record->values[index]) : record->values[index].type != VALUE_NULL;
}

/* 100.00 of CNY are 10000 minor units, which would be 10000 yen. */
static enum status check_amounts(struct store *store, const struct record *old, const struct record *record, int digits)
{
	const char *before = record_text(old, "currency");
	int old_digits = currency_digits(before);

	if (old_digits < 0 || old_digits == digits)
		return STATUS_OK;
	for (size_t i = 0; i < record->type->count; i++) {
		const struct field *field = record->type->fields[i];
		const struct value *value = &record->values[i];
		if (field->kind != KIND_MONEY || field->derived || value->type == VALUE_NULL || !value_equal(&old->values[i], value))
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
		return error_set(store->error, STATUS_DATA, "currency: %s is no currency of ISO 4217; write a code like CNY, USD, EUR", code);
	return old ? check_amounts(store, old, record, digits) : STATUS_OK;
}

enum status rule_percent(struct store *store, const struct record *old, const struct record *record, const char *field)
{
	enum { HUNDRED = 1000000 }; /* 10^-4 of a percent */
	const struct value *value = record_value(record, field);

	if (!rule_changed(old, record, field) || value->type != VALUE_INTEGER || (value->integer >= 0 && value->integer <= HUNDRED))
		return STATUS_OK;
	struct text text = { 0 };
	decimal_format(&text, value->integer, DECIMAL_PERCENT);
	error_set(store->error, STATUS_DATA, "%s: %s%% is not from 0%% to 100%%", field, text_string(&text));
	text_free(&text);
	return STATUS_DATA;
}

enum status rule_order(struct store *store, const struct record *old, const struct record *record, const char *first, const char *second)
{
	const char *from = record_text(record, first), *to = record_text(record, second);
	struct text early = { 0 }, late = { 0 };

	if ((!rule_changed(old, record, first) && !rule_changed(old, record, second)) || !*from || !*to || strcmp(from, to) <= 0)
		return STATUS_OK;
	if (strlen(to) == TIMESTAMP_SIZE - 1 && strlen(from) == TIMESTAMP_SIZE - 1) {
		timestamp_local(&early, to);
		timestamp_local(&late, from);
	} else {
		text_add(&early, to);
		text_add(&late, from);
	}
	error_set(store->error, STATUS_DATA, "%s: %s is before %s, %s", second, early.data, first, late.data);
	text_free(&early);
	text_free(&late);
	return STATUS_DATA;
}

struct value rule_now(struct store *store, struct arena *arena)
{
	char now[TIMESTAMP_SIZE];

	timestamp_now(&store->conventions, now);
	return value_text(arena_string(arena, now));
}
