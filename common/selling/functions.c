/* SQL functions of the expressions of this domain. */
#include "selling/selling.h"

#include "base/money.h"
#include "base/wide.h"
#include "db/function.h"
#include "selling/document_totals.h"
#include "selling/sections.h"
#include "store/store.h"

static void return_amount(struct db_call *call, bool known, int64_t amount)
{
	struct value value = known ? value_integer(amount) : (struct value){ 0 };

	db_return(call, &value);
}

static enum rounding rounding_of(struct db_call *call)
{
	const struct store *store = db_call_context(call);

	return schema_half_even(store->schema) ? ROUNDING_HALF_EVEN : ROUNDING_HALF_UP;
}

/* quantity × price in minor units of a currency; nothing where one of them is not set, and beyond 64 bits, which no document is saved with. */
static void amount_of(struct db_call *call)
{
	struct value quantity = db_call_value(call, 0), price = db_call_value(call, 1), currency = db_call_value(call, 2);
	int digits = currency.type == VALUE_TEXT ? currency_digits(currency.text) : -1;
	int64_t amount = 0;
	bool known = quantity.type == VALUE_INTEGER && price.type == VALUE_INTEGER &&
	             !wide_product(quantity.integer, price.integer, digits < 0 ? 2 : digits, rounding_of(call), &amount, NULL);

	return_amount(call, known, amount);
}

/* amount × part ÷ whole; nothing where one of them is not set, or the whole is zero. */
static void share_of(struct db_call *call)
{
	struct value amount = db_call_value(call, 0), part = db_call_value(call, 1), whole = db_call_value(call, 2);
	int64_t share = 0;
	bool known = amount.type == VALUE_INTEGER && part.type == VALUE_INTEGER && whole.type == VALUE_INTEGER && whole.integer > 0 &&
	             wide_ratio(amount.integer, part.integer, whole.integer, rounding_of(call), &share);

	return_amount(call, known, share);
}

/* A net with its taxes: those that a part was given, else each rate of it, rounded by itself: gross_of(net, rates, part). */
static void gross_of(struct db_call *call)
{
	struct value net = db_call_value(call, 0), rates = db_call_value(call, 1), part = db_call_value(call, 2);
	int64_t taxes[TOTALS_TAXES], result = 0;
	wide gross = net.integer;
	bool given = part.type == VALUE_TEXT, known = net.type == VALUE_INTEGER;
	const char *text = given ? part.text : rates.type == VALUE_TEXT ? rates.text : "";
	size_t count = document_numbers_parse(text, taxes, TOTALS_TAXES);

	for (size_t i = 0; known && i < count; i++) {
		int64_t tax = taxes[i];
		known = given || wide_ratio(net.integer, taxes[i], WIDE_WHOLE, rounding_of(call), &tax);
		gross += tax;
	}
	known = known && int64_from_wide(gross, &result);
	return_amount(call, known, result);
}

enum status selling_functions(struct store *store)
{
	enum status status = db_function(store->db, "amount_of", 3, true, amount_of, store);

	if (!status)
		status = db_function(store->db, "share_of", 3, true, share_of, store);
	return status ? status : db_function(store->db, "gross_of", 3, true, gross_of, store);
}
