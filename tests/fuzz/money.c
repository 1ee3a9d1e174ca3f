/* Amounts, decimals, percents, whole numbers: what is read comes back from its stored form. */
#include "base/decimal.h"
#include "base/money.h"
#include "fuzz.h"

static void decimal(const char *string, int scale)
{
	struct error error = { 0 };
	struct text text = { 0 };
	int64_t number, again;

	if (decimal_parse(string, scale, &number, &error))
		return;
	decimal_format(&text, number, scale);
	MUST(!decimal_parse(text.data, scale, &again, &error) && again == number);
	text_clear(&text);
	decimal_fixed(&text, number, scale);
	MUST(!decimal_parse(text.data, scale, &again, &error) && again == number);
	text_free(&text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const currencies[] = { "CNY", "JPY", "KWD", "USD" };
	char *string = fuzz_string(data, size);
	struct error error = { 0 };
	struct text text = { 0 };
	int64_t minor, again;

	for (size_t i = 0; i < 4; i++) {
		char currency[4];
		memcpy(currency, currencies[i], sizeof currency);
		if (money_parse(string, currency, &minor, &error))
			continue;
		MUST(currency_digits(currency) >= 0);
		text_clear(&text);
		text_printf(&text, "%s ", currency);
		money_format(&text, minor, currency_digits(currency));
		MUST(!money_parse(text.data, currency, &again, &error) && again == minor);
	}
	money_parse_major(string, &minor, &error);
	decimal(string, 0);
	decimal(string, DECIMAL_PERCENT);
	decimal(string, DECIMAL_QUANTITY);
	decimal(string, DECIMAL_RATE);
	integer_parse(string, &minor, &error);
	text_free(&text);
	free(string);
	return 0;
}
