/* Amounts in a filter: in the row's own currency, or in a named one. */
#include "query/predicate_parts.h"

#include "base/money.h"
#include "base/utf8.h"
#include <string.h>

/* The bound in minor units of a currency with so many digits; what lies between two minor units is rounded to the side that keeps the comparison true. */
static void bind_minor(struct query *query, int64_t micro, int digits, enum expr_op op)
{
	int64_t unit = 1;

	for (int i = digits; i < 6; i++)
		unit *= 10;
	int64_t minor = micro / unit, rest = micro % unit;
	if (rest != 0 && op == OP_EQUAL) {
		query_bind(query, &(struct value){ 0 });
		return;
	}
	if (rest > 0 && (op == OP_GREATER_EQUAL || op == OP_LESS))
		minor++;
	if (rest < 0 && (op == OP_GREATER || op == OP_LESS_EQUAL))
		minor--;
	query_bind_integer(query, minor);
}

/* Whether a text is a number without a currency, such as 1234.50 or 1.2万; then its millionths. */
static enum status bare_number(const struct predicate *predicate, const char *text, bool *bare, int64_t *micro)
{
	static const char ten_thousand[] = "万";
	struct text plain = { 0 };
	enum status status = STATUS_OK;
	int64_t factor = 1;

	utf8_halfwidth(&plain, text, strlen(text));
	size_t length = plain.length, mark = sizeof ten_thousand - 1;
	if (length > mark && strcmp(plain.data + length - mark, ten_thousand) == 0) {
		plain.data[length - mark] = '\0';
		factor = 10000;
	}
	*bare = text_string(&plain)[strspn(text_string(&plain), "0123456789.,-+ ")] == '\0';
	if (*bare)
		status = name_field(predicate, money_parse_major(text_string(&plain), micro, error_of(predicate)));
	if (*bare && !status && (*micro > INT64_MAX / factor || *micro < -(INT64_MAX / factor)))
		status = error_set(error_of(predicate), STATUS_USAGE, "%s: %s is too large", predicate->field->name, text);
	if (*bare && !status)
		*micro *= factor;
	text_free(&plain);
	return status;
}

/* A bare number compares major units in the row's own currency; one with a currency only with amounts in it. */
enum status compare_money(const struct predicate *predicate, enum expr_op op, const char *text)
{
	static const int digits[] = { 0, 3, 4, 2 };
	int64_t amount;
	char currency[4] = "";
	bool bare;

	enum status status = bare_number(predicate, text, &bare, &amount);
	if (status)
		return status;
	if (bare) {
		text_printf(predicate->sql, "%s %s case", predicate->value, operator_text(op));
		for (size_t i = 0; i < sizeof digits / sizeof *digits; i++) {
			if (digits[i] == 2) {
				text_add(predicate->sql, " else ? end");
			} else {
				text_printf(predicate->sql, " when %s.\"currency\" in (", predicate->alias);
				money_currencies(predicate->sql, digits[i]);
				text_add(predicate->sql, ") then ?");
			}
			bind_minor(predicate->query, amount, digits[i], op);
		}
		return STATUS_OK;
	}
	memcpy(currency, predicate->query->store->conventions.currency, sizeof currency);
	if (strchr(text, ',') || strstr(text, "，"))
		return error_set(error_of(predicate), STATUS_USAGE, "%s: write amounts in a filter without thousands separators", predicate->field->name);
	status = money_parse(text, currency, &amount, error_of(predicate));
	if (status)
		return name_field(predicate, status);
	text_printf(predicate->sql, "(%s %s ? and %s.\"currency\" = ?)", predicate->value, operator_text(op), predicate->alias);
	query_bind_integer(predicate->query, amount);
	query_bind_text(predicate->query, currency);
	return STATUS_OK;
}

void carry_currency(const char *low, char **high, struct arena *arena)
{
	size_t letters = strspn(low, "ABCDEFGHIJKLMNOPQRSTUVWXYZ");

	if (letters == 3 && **high && (*high)[strspn(*high, "0123456789.-+")] == '\0')
		*high = arena_printf(arena, "%.3s %s", low, *high);
}

/* "1" and "000": what was meant as one number. Whole numbers may well be listed like that, but none begins with 0. */
static bool is_grouped(enum kind_id kind, const struct item *item)
{
	const char *next = item->next ? item->next->text : "", *end = item->text + strlen(item->text);
	size_t digits = 0;

	if (!item->next || item->type != ITEM_VALUE || item->next->type != ITEM_VALUE || strspn(next, "0123456789") != 3)
		return false;
	while (end > item->text && end[-1] >= '0' && end[-1] <= '9') {
		digits++;
		end--;
	}
	if (digits < 1 || digits > 3 || (end > item->text && end[-1] == '.' && !(end > item->text + 1 && end[-2] == '.')))
		return false;
	return kind == KIND_MONEY || kind == KIND_DECIMAL || kind == KIND_RATE || (kind == KIND_INT && *next == '0');
}

enum status check_list(struct query *query, const struct field *field, enum expr_op op, const struct item *items)
{
	if (op != OP_EQUAL && op != OP_CONTAINS && items->next && !is_grouped(field->kind, items))
		return error_set(query->store->error, STATUS_USAGE, "%s: a comparison takes one value, not a list", field->name);
	for (const struct item *item = items; item; item = item->next)
		if (is_grouped(field->kind, item))
			return error_set(query->store->error, STATUS_USAGE, "%s: write numbers in a filter without thousands separators, %s%s; two values stand in quotes: \"%s\",\"%s\"",
			                 field->name, item->text, item->next->text, item->text, item->next->text);
	return STATUS_OK;
}
