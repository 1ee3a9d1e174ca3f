/* What money sorts by. */
#include "query/predicate_parts.h"

#include "base/money.h"

void money_currencies(struct text *sql, int digits)
{
	bool any = false;

	for (size_t i = 0; currency_code(i); i++) {
		if (currency_digits(currency_code(i)) == digits) {
			text_printf(sql, "%s'%s'", any ? ", " : "", currency_code(i));
			any = true;
		}
	}
	if (!any)
		text_add(sql, "''");
}

static void rank_of(struct text *sql, const char *amount, const char *alias)
{
	static const struct {
		int digits;
		const char *factor;
	} scales[] = { { 0, "10000" }, { 3, "10" }, { 4, "1" } };

	text_printf(sql, "%s * case", amount);
	for (size_t i = 0; i < sizeof scales / sizeof *scales; i++) {
		text_printf(sql, " when %s.currency in (", alias);
		money_currencies(sql, scales[i].digits);
		text_printf(sql, ") then %s", scales[i].factor);
	}
	text_add(sql, " else 100 end");
}

void money_rank(struct text *sql, const struct field *field, const char *alias, const char *value)
{
	if (!field->amounts) {
		rank_of(sql, value, alias);
		return;
	}
	text_add(sql, "coalesce((select max(");
	rank_of(sql, "amounts.amount", "amounts");
	text_add(sql, ") from ");
	row_amounts(sql, field, alias);
	text_add(sql, "), 0)");
}
