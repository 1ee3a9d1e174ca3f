#include "base/wide.h"

#include "base/decimal.h"

static const int64_t powers[] = { 1, 10, 100, 1000, 10000, 100000, 1000000 };

wide wide_round(wide dividend, wide divisor, enum rounding rounding)
{
	wide quotient = dividend / divisor, rest = dividend - quotient * divisor;
	wide near = rest < 0 ? -rest : rest, far = divisor - near;

	if (near < far || (near == far && rounding == ROUNDING_HALF_EVEN && quotient % 2 == 0))
		return quotient;
	return dividend < 0 ? quotient - 1 : quotient + 1;
}

bool int64_from_wide(wide number, int64_t *out)
{
	if (number > INT64_MAX || number < -INT64_MAX)
		return false;
	*out = (int64_t)number;
	return true;
}

bool wide_ratio(int64_t number, int64_t times, int64_t over, enum rounding rounding, int64_t *out)
{
	return int64_from_wide(wide_round((wide)number * times, over, rounding), out);
}

static enum status too_large(int64_t quantity, int64_t price, struct error *error)
{
	struct text text = { 0 };

	decimal_format(&text, quantity, DECIMAL_QUANTITY);
	text_add(&text, " × ");
	decimal_format(&text, price, DECIMAL_QUANTITY);
	enum status status = error_set(error, STATUS_DATA, "%s is too large for an amount; check quantity and price", text_string(&text));
	text_free(&text);
	return status;
}

enum status wide_product_less(int64_t quantity, int64_t price, int64_t percent, int digits, enum rounding rounding, int64_t *minor,
	struct error *error)
{
	if (digits < 0 || digits > WIDE_DIGITS || percent < 0 || percent > WIDE_WHOLE)
		return error_set(error, STATUS_INTERNAL, "a product with %d digits less %lld", digits, (long long)percent);
	/* Two factors have 126 bits at most. Once the product is known to fit into 64 bits of minor units, it has 103, and the third 20. */
	wide product = (wide)quantity * price, unit = (wide)WIDE_WHOLE * (WIDE_WHOLE / powers[digits]);
	int64_t whole;
	if (!int64_from_wide(wide_round(product, unit, rounding), &whole))
		return too_large(quantity, price, error);
	*minor = percent ? (int64_t)wide_round(product * (WIDE_WHOLE - percent), unit * WIDE_WHOLE, rounding) : whole;
	return STATUS_OK;
}

enum status wide_product(int64_t quantity, int64_t price, int digits, enum rounding rounding, int64_t *minor, struct error *error)
{
	return wide_product_less(quantity, price, 0, digits, rounding, minor, error);
}
