#include "base/decimal.h"

#include "base/money.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static void assert_reads(const char *text, int scale, int64_t expected)
{
	struct error error = { 0 };
	int64_t number = 77;

	if (decimal_parse(text, scale, &number, &error) != STATUS_OK)
		fail_msg("%s", error.message);
	assert_int_equal(number, expected);
}

static void assert_refused(const char *text, int scale, const char *sentence)
{
	struct error error = { 0 };
	int64_t number = 77;

	assert_int_equal(decimal_parse(text, scale, &number, &error), STATUS_DATA);
	assert_string_equal(error.message, sentence);
	assert_int_equal(error.status, STATUS_DATA);
	assert_int_equal(number, 77);
	assert_int_equal(decimal_parse(text, scale, &number, NULL), STATUS_DATA);
}

static void reads(void **state)
{
	(void)state;
	assert_reads("0", 0, 0);
	assert_reads("-0", 2, 0);
	assert_reads("007", 0, 7);
	assert_reads("1.5", DECIMAL_QUANTITY, 1500000);
	assert_reads(".5", DECIMAL_PERCENT, 5000);
	assert_reads("13", DECIMAL_PERCENT, 130000);
	assert_reads("-0.035", DECIMAL_QUANTITY, -35000);
	assert_reads("+7.1234567890", DECIMAL_RATE, 71234567890);
	assert_reads("−3", 0, -3);
	assert_reads("1,234.5", 1, 12345);
	assert_reads("12,345,678", 0, 12345678);
	assert_reads("１２，３４５．６", 1, 123456);
	assert_reads("  42 ", 0, 42);
	assert_reads("　42", 0, 42);
	assert_reads("1.2万", 0, 12000);
	assert_reads("1.2 万", 2, 1200000);
	assert_reads("3亿", 0, 300000000);
	assert_reads("1.5万亿", 0, 1500000000000);
	assert_reads("0.0001万", 0, 1);
	assert_reads("2.500000000", 1, 25);
	assert_reads("0.000000000000000000000000000000", 0, 0);
	assert_reads("0万亿亿亿亿", 10, 0);
	assert_reads("9223372036854775807", 0, INT64_MAX);
	assert_reads("-9223372036854775807", 0, -INT64_MAX);
	assert_reads("922337203685477.5807", 4, INT64_MAX);
	assert_reads("00000000000000000000000000000001", 0, 1);
}

static void refuses(void **state)
{
	(void)state;
	assert_refused("", 0, "a number is missing");
	assert_refused("  ", 0, "a number is missing");
	assert_refused("abc", 0, "abc: is not a number");
	assert_refused("-", 0, "-: is not a number");
	assert_refused("--5", 0, "--5: is not a number");
	assert_refused("万", 0, "万: is not a number");
	assert_refused("12x", 0, "12x: 'x' is not part of a number");
	assert_refused("1 2", 0, "1 2: '2' is not part of a number");
	assert_refused("5.", 2, "5.: digits must follow the decimal point");
	assert_refused(".", 2, ".: digits must follow the decimal point");
	assert_refused("10.999.99", 2, "10.999.99: has two decimal points");
	assert_refused("1.234,50", 2, "1.234,50: a comma separates thousands and cannot follow the decimal point");
	assert_refused("1,23,4", 2, "1,23,4: commas must separate groups of three digits, as in 1,234,567");
	assert_refused("1,5", 2, "1,5: commas must separate groups of three digits, as in 1,234,567");
	assert_refused("1234,567", 2, "1234,567: commas must separate groups of three digits, as in 1,234,567");
	assert_refused(",123", 2, ",123: commas must separate groups of three digits, as in 1,234,567");
	assert_refused("1,,234", 2, "1,,234: commas must separate groups of three digits, as in 1,234,567");
	assert_refused("1,234,", 2, "1,234,: commas must separate groups of three digits, as in 1,234,567");
	assert_refused("0,123", 2, "0,123: a comma separates thousands; write a point before decimals");
	assert_refused("1E5", 2, "1E5: a number with an exponent has already lost digits; write all of them");
	assert_refused("6.22E+18", 2, "6.22E+18: a number with an exponent has already lost digits; write all of them");
	assert_refused("1.23e-4", 6, "1.23e-4: a number with an exponent has already lost digits; write all of them");
	assert_refused("1.2345", 3, "1.2345: has more than 3 decimals; round it");
	assert_refused("1.00001万", 0, "1.00001万: must be a whole number");
	assert_refused("1.5", 0, "1.5: must be a whole number");
	assert_refused("9223372036854775808", 0, "9223372036854775808: is too large");
	assert_refused("9223372036854775807", 1, "9223372036854775807: is too large");
	assert_refused("-99999999999999999999", 0, "-99999999999999999999: is too large");
	assert_refused("1亿亿亿", 0, "1亿亿亿: is too large");
}

static void assert_formats(void (*format)(struct text *, int64_t, int), int64_t number, int scale, const char *expected)
{
	struct text out = { 0 };

	text_add(&out, "100=");
	format(&out, number, scale);
	assert_string_equal(out.data + 4, expected);
	assert_int_equal(out.length, strlen(expected) + 4);
	text_free(&out);
}

static void formats(void **state)
{
	(void)state;
	assert_formats(decimal_format, 1500000, 6, "1.5");
	assert_formats(decimal_format, 2000000, 6, "2");
	assert_formats(decimal_format, -35000, 6, "-0.035");
	assert_formats(decimal_format, 0, 6, "0");
	assert_formats(decimal_format, 100, 0, "100");
	assert_formats(decimal_format, 1, 10, "0.0000000001");
	assert_formats(decimal_format, INT64_MIN, 0, "-9223372036854775808");
	assert_formats(decimal_fixed, INT64_MIN, 10, "-922337203.6854775808");
	assert_formats(decimal_fixed, 5, 2, "0.05");
	assert_formats(decimal_fixed, -123450, 2, "-1234.50");
	assert_formats(money_format, 123450, 2, "1234.50");
	assert_formats(money_format, 0, 2, "0.00");
	assert_formats(money_format, 100, 0, "100");
	assert_formats(money_format, -1, 3, "-0.001");
}

static void integers(void **state)
{
	int64_t number = 0;
	struct error error;

	(void)state;
	assert_int_equal(integer_parse("1,200", &number, &error), STATUS_OK);
	assert_int_equal(number, 1200);
	assert_int_equal(integer_parse("1.5", &number, &error), STATUS_DATA);
	assert_int_equal(number, 1200);
}

static void currencies(void **state)
{
	size_t count = 0;

	(void)state;
	assert_int_equal(currency_digits("CNY"), 2);
	assert_int_equal(currency_digits("JPY"), 0);
	assert_int_equal(currency_digits("KWD"), 3);
	assert_int_equal(currency_digits("CLF"), 4);
	assert_int_equal(currency_digits("AED"), 2);
	assert_int_equal(currency_digits("ZWG"), 2);
	assert_int_equal(currency_digits("XAU"), -1);
	assert_int_equal(currency_digits("cny"), -1);
	assert_int_equal(currency_digits(""), -1);
	assert_int_equal(currency_digits("CN"), -1);
	assert_int_equal(currency_digits("CNYX"), -1);
	for (const char *code; (code = currency_code(count)) != NULL; count++) {
		assert_int_equal(strlen(code), 3);
		assert_in_range(currency_digits(code), 0, 4);
		if (count)
			assert_true(strcmp(currency_code(count - 1), code) < 0);
	}
	assert_int_equal(count, 165);
	assert_null(currency_code(SIZE_MAX));
}

static void assert_money(const char *text, const char *currency, const char *expected_currency, int64_t expected)
{
	struct error error = { 0 };
	char code[4];
	int64_t minor = 77;

	strcpy(code, currency);
	if (money_parse(text, code, &minor, &error) != STATUS_OK)
		fail_msg("%s", error.message);
	assert_string_equal(code, expected_currency);
	assert_int_equal(minor, expected);
}

static void money(void **state)
{
	(void)state;
	assert_money("1234.50", "CNY", "CNY", 123450);
	assert_money("1234.50", "KWD", "KWD", 1234500);
	assert_money("¥1,234.50", "CNY", "CNY", 123450);
	assert_money("￥１，２３４．５０", "USD", "CNY", 123450);
	assert_money("¥1,234", "JPY", "JPY", 1234);
	assert_money("CNY 10", "USD", "CNY", 1000);
	assert_money("10 CNY", "USD", "CNY", 1000);
	assert_money("CNY10", "USD", "CNY", 1000);
	assert_money("10KWD", "USD", "KWD", 10000);
	assert_money("1.2万", "CNY", "CNY", 1200000);
	assert_money("1.2万元", "USD", "CNY", 1200000);
	assert_money("1.2 万 元", "USD", "CNY", 1200000);
	assert_money("12,000元", "JPY", "CNY", 1200000);
	assert_money("¥100元", "JPY", "CNY", 10000);
	assert_money("$5", "CNY", "USD", 500);
	assert_money("$5", "HKD", "HKD", 500);
	assert_money("$500", "MXN", "MXN", 50000);
	assert_money("$500", "CLP", "CLP", 500);
	assert_money("$5", "KWD", "USD", 500);
	assert_money("US$5", "MXN", "USD", 500);
	assert_money("NT$500", "CNY", "TWD", 50000);
	assert_money("R$ 5.05", "CNY", "BRL", 505);
	assert_money("500元", "TWD", "TWD", 50000);
	assert_money("500元", "HKD", "HKD", 50000);
	assert_money("500円", "CNY", "JPY", 500);
	assert_money("500 kr", "SEK", "SEK", 50000);
	assert_money("£5", "EGP", "EGP", 500);
	assert_money("$5 HKD", "CNY", "HKD", 500);
	assert_money("€5.05", "CNY", "EUR", 505);
	assert_money("5 €", "CNY", "EUR", 505 - 5);
	assert_money("£5", "CNY", "GBP", 500);
	assert_money("-¥5", "CNY", "CNY", -500);
	assert_money("¥-5", "CNY", "CNY", -500);
	assert_money("−5", "CNY", "CNY", -500);
	assert_money("+5", "CNY", "CNY", 500);
	assert_money("10.000", "CNY", "CNY", 1000);
	assert_money("10.00", "JPY", "JPY", 10);
	assert_money("  7  ", "CNY", "CNY", 700);
	assert_money("92233720368547758.07", "CNY", "CNY", INT64_MAX);
}

static void assert_no_money(const char *text, const char *currency, const char *sentence)
{
	struct error error = { 0 };
	char code[4];
	int64_t minor = 77;

	strcpy(code, currency);
	assert_int_equal(money_parse(text, code, &minor, &error), STATUS_DATA);
	assert_string_equal(error.message, sentence);
	assert_string_equal(code, currency);
	assert_int_equal(minor, 77);
}

static void no_money(void **state)
{
	(void)state;
	assert_no_money("", "CNY", "an amount is missing");
	assert_no_money("CNY", "CNY", "CNY: an amount is missing");
	assert_no_money("¥", "CNY", "¥: an amount is missing");
	assert_no_money("-", "CNY", "-: an amount is missing");
	assert_no_money("10.999.99", "CNY", "10.999.99: has two decimal points");
	assert_no_money("¥1,23,4", "CNY", "1,23,4: commas must separate groups of three digits, as in 1,234,567");
	assert_no_money("1E5", "CNY", "1E5: a number with an exponent has already lost digits; write all of them");
	assert_no_money("6.22E+18", "CNY", "6.22E+18: a number with an exponent has already lost digits; write all of them");
	assert_no_money("10.005", "CNY", "10.005: CNY has at most 2 decimals; round it");
	assert_no_money("¥1.5", "JPY", "1.5: JPY has no decimals; round it");
	assert_no_money("10 XYZ", "CNY", "10 XYZ: XYZ is not a currency code; write an ISO 4217 code such as CNY");
	assert_no_money("10 EUROS", "CNY", "10 EUROS: EUROS is not a currency code; write an ISO 4217 code such as CNY");
	assert_no_money("cny 10", "CNY", "cny 10: cny is not a currency code; write CNY");
	assert_no_money("RMB 10", "CNY", "RMB 10: RMB is not a currency code; write CNY");
	assert_no_money("10 XAU", "CNY", "10 XAU: XAU is not a currency code; write an ISO 4217 code such as CNY");
	assert_no_money("CNY 10 USD", "CNY", "CNY 10 USD: names two currencies, CNY and USD");
	assert_no_money("€5元", "CNY", "€5元: names two currencies, EUR and CNY");
	assert_no_money("元5", "CNY", "元5: is not a number");
	assert_no_money("$5", "BRL", "$5: $ does not say which currency; write a code such as BRL");
	assert_no_money("5 kr", "EUR", "5 kr: kr does not say which currency; write a code such as DKK");
	assert_no_money("--5", "CNY", "--5: has two signs");
	assert_no_money("-¥-5", "CNY", "-¥-5: has two signs");
	assert_no_money("5", "???", "???: is not a currency code; write an ISO 4217 code such as CNY");
	assert_no_money("92233720368547758.08", "CNY", "92233720368547758.08: is too large");
}

static void major(void **state)
{
	struct error error = { 0 };
	int64_t micro = 77;

	(void)state;
	assert_int_equal(money_parse_major("5000.5", &micro, &error), STATUS_OK);
	assert_int_equal(micro, 5000500000);
	assert_int_equal(money_parse_major("-１.2万", &micro, &error), STATUS_OK);
	assert_int_equal(micro, -12000000000);
	assert_int_equal(money_parse_major("1,234", &micro, &error), STATUS_DATA);
	assert_string_equal(error.message, "1,234: write the amount without commas, as in 1234.50");
	assert_int_equal(money_parse_major("１，２３４", &micro, &error), STATUS_DATA);
	assert_int_equal(money_parse_major("CNY 5", &micro, &error), STATUS_DATA);
	assert_int_equal(money_parse_major("5元", &micro, &error), STATUS_DATA);
	assert_int_equal(money_parse_major("", &micro, &error), STATUS_DATA);
	assert_int_equal(micro, -12000000000);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads), cmocka_unit_test(refuses), cmocka_unit_test(formats), cmocka_unit_test(integers),
		cmocka_unit_test(currencies), cmocka_unit_test(money), cmocka_unit_test(no_money), cmocka_unit_test(major),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
