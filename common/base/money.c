#include "base/money.h"

#include "base/decimal.h"
#include "base/utf8.h"
#include <stdbool.h>
#include <string.h>

/* A sign of currency, half-width: it means the currency at hand where that is one of those that use it, else code. */
static const struct mark {
	const char *sign;
	const char *code;    /* NULL: without a currency that uses the sign, it says too little */
	const char *own;     /* further currencies that are written with it; NULL: none */
	const char *unclear; /* currencies whose people may mean their own by it, or not; NULL: none */
	bool behind_only;
} marks[] = {
	{ .sign = "¥", .code = "CNY", .own = "JPY" },
	{ .sign = "元", .code = "CNY", .own = "TWD HKD MOP", .behind_only = true },
	{ .sign = "圓", .own = "TWD HKD MOP", .behind_only = true },
	{ .sign = "円", .code = "JPY", .behind_only = true },
	{ .sign = "US$", .code = "USD" },
	{ .sign = "HK$", .code = "HKD" },
	{ .sign = "NT$", .code = "TWD" },
	{ .sign = "MOP$", .code = "MOP" },
	{ .sign = "R$", .code = "BRL" },
	{ .sign = "$", .code = "USD", .own = "ARS AUD BBD BMD BND BSD BZD CAD CLP COP CUP CVE DOP FJD GYD HKD JMD KYD LRD MXN NAD NZD SBD SGD SRD TTD TWD UYU XCD",
	  .unclear = "BRL MOP NIO TOP WST" },
	{ .sign = "€", .code = "EUR" },
	{ .sign = "£", .code = "GBP", .own = "EGP FKP GIP LBP SDG SHP SSP SYP" },
	{ .sign = "₩", .code = "KRW", .own = "KPW" },
	{ .sign = "₹", .code = "INR" },
	{ .sign = "₽", .code = "RUB" },
	{ .sign = "₺", .code = "TRY" },
	{ .sign = "₴", .code = "UAH" },
	{ .sign = "₫", .code = "VND" },
	{ .sign = "฿", .code = "THB" },
	{ .sign = "₱", .code = "PHP" },
	{ .sign = "₪", .code = "ILS" },
	{ .sign = "zł", .code = "PLN" },
	{ .sign = "Kč", .code = "CZK" },
	{ .sign = "Ft", .code = "HUF" },
	{ .sign = "kr", .own = "DKK ISK NOK SEK" },
};

/* The text of an amount while currency and blanks are taken off its ends. */
struct amount {
	char *first, *last;
	char code[4]; /* the currency so far */
	bool written; /* code stands in the text */
};

static bool is_blank(char byte)
{
	return byte == ' ' || byte == '\t' || byte == '\r' || byte == '\n';
}

static bool is_letter(char byte)
{
	return (byte >= 'A' && byte <= 'Z') || (byte >= 'a' && byte <= 'z');
}

static void trim(struct amount *amount)
{
	while (amount->first < amount->last && is_blank(*amount->first))
		amount->first++;
	while (amount->first < amount->last && is_blank(amount->last[-1]))
		amount->last--;
}

/* Takes the word of length bytes off the front or the back. */
static void take(struct amount *amount, size_t length, bool behind)
{
	if (behind)
		amount->last -= length;
	else
		amount->first += length;
	trim(amount);
}

static enum status set_currency(struct amount *amount, const char *code, const char *text, struct error *error)
{
	if (amount->written && strcmp(amount->code, code) != 0)
		return error_set(error, STATUS_DATA, "%s: names two currencies, %s and %s", text, code, amount->code);
	memcpy(amount->code, code, sizeof amount->code);
	amount->written = true;
	return STATUS_OK;
}

static bool lists(const char *codes, const char *code)
{
	return codes && code[0] && strstr(codes, code);
}

/* A sign that several currencies share keeps the one that is set already where that is one of them. */
static enum status meaning(const struct mark *mark, const char *current, char code[4], const char *text, struct error *error)
{
	if (lists(mark->unclear, current) || (!mark->code && !lists(mark->own, current)))
		return error_set(error, STATUS_DATA, "%s: %s does not say which currency; write a code such as %.3s", text, mark->sign,
			mark->code ? current : mark->own);
	memcpy(code, lists(mark->own, current) ? current : mark->code, 4);
	return STATUS_OK;
}

static enum status unknown_code(const char *text, const char *word, size_t length, struct error *error)
{
	char upper[4] = "";

	for (size_t i = 0; i < length && i < 3; i++)
		upper[i] = (char)(word[i] >= 'a' ? word[i] - ('a' - 'A') : word[i]);
	if (length == 3 && strcmp(upper, "RMB") == 0)
		memcpy(upper, "CNY", sizeof upper);
	if (length == 3 && currency_digits(upper) >= 0)
		return error_set(error, STATUS_DATA, "%s: %.*s is not a currency code; write %s", text, (int)length, word, upper);
	return error_set(error, STATUS_DATA, "%s: %.*s is not a currency code; write an ISO 4217 code such as CNY", text,
		length < 40 ? (int)length : 40, word);
}

static enum status take_code(struct amount *amount, bool behind, const char *text, struct error *error)
{
	size_t all = (size_t)(amount->last - amount->first), length = 0;

	while (length < all && is_letter(behind ? amount->last[-1 - (ptrdiff_t)length] : amount->first[length]))
		length++;
	if (!length)
		return STATUS_OK;
	const char *word = behind ? amount->last - length : amount->first;
	char code[4] = "";
	if (length == 3)
		memcpy(code, word, 3);
	if (currency_digits(code) < 0)
		return unknown_code(text, word, length, error);
	take(amount, length, behind);
	return set_currency(amount, code, text, error);
}

/* Takes a currency off one end: a mark or a code. */
static enum status take_currency(struct amount *amount, bool behind, const char *text, struct error *error)
{
	for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++) {
		const struct mark *mark = &marks[i];
		size_t length = strlen(mark->sign);
		if ((size_t)(amount->last - amount->first) < length || (mark->behind_only && !behind))
			continue;
		if (memcmp(behind ? amount->last - length : amount->first, mark->sign, length) != 0)
			continue;
		char code[4];
		enum status status = meaning(mark, amount->code, code, text, error);
		take(amount, length, behind);
		return status ? status : set_currency(amount, code, text, error);
	}
	return take_code(amount, behind, text, error);
}

/* The bytes of a sign at the front, 0 without one. */
static size_t sign_length(const struct amount *amount)
{
	static const char minus[] = "−";
	size_t all = (size_t)(amount->last - amount->first);

	if (all && (*amount->first == '-' || *amount->first == '+'))
		return 1;
	return all >= strlen(minus) && memcmp(amount->first, minus, strlen(minus)) == 0 ? strlen(minus) : 0;
}

/* number is NUL-terminated. The sentence about decimals names the currency whose minor unit they exceed. */
static enum status read_units(const char *number, const char *code, int64_t *out, struct error *error)
{
	int digits = currency_digits(code);
	int64_t finer;

	if (digits < 0)
		return error_set(error, STATUS_DATA, "%s: is not a currency code; write an ISO 4217 code such as CNY", code);
	enum status status = decimal_parse(number, digits, out, error);
	if (!status || decimal_parse(number, DECIMAL_QUANTITY, &finer, NULL) != STATUS_OK)
		return status;
	if (digits == 0)
		return error_set(error, STATUS_DATA, "%s: %s has no decimals; round it", number, code);
	return error_set(error, STATUS_DATA, "%s: %s has at most %d decimals; round it", number, code, digits);
}

static enum status read_amount(struct amount *amount, const char *text, int64_t *out, struct error *error)
{
	trim(amount);
	size_t sign = sign_length(amount);
	bool negative = sign && *amount->first != '+';
	take(amount, sign, false);
	enum status status = take_currency(amount, true, text, error);
	if (!status)
		status = take_currency(amount, false, text, error);
	if (status)
		return status;
	if (amount->first == amount->last)
		return error_set(error, STATUS_DATA, *text ? "%s: an amount is missing" : "an amount is missing", text);
	if (sign && sign_length(amount))
		return error_set(error, STATUS_DATA, "%s: has two signs", text);
	*amount->last = '\0';
	int64_t units;
	status = read_units(amount->first, amount->code, &units, error);
	if (!status)
		*out = negative ? -units : units;
	return status;
}

enum status money_parse(const char *text, char currency[4], int64_t *out, struct error *error)
{
	struct text half = { 0 };

	utf8_halfwidth(&half, text, strlen(text));
	struct amount amount = { .first = half.data, .last = half.data + half.length };
	memcpy(amount.code, currency, strlen(currency) < sizeof amount.code ? strlen(currency) : 3);
	enum status status = read_amount(&amount, text, out, error);
	if (!status)
		memcpy(currency, amount.code, sizeof amount.code);
	text_free(&half);
	return status;
}

void money_format(struct text *out, int64_t minor, int digits)
{
	decimal_fixed(out, minor, digits);
}

enum status money_parse_major(const char *text, int64_t *micro, struct error *error)
{
	struct text half = { 0 };

	utf8_halfwidth(&half, text, strlen(text));
	enum status status = strchr(text_string(&half), ',')
		? error_set(error, STATUS_DATA, "%s: write the amount without commas, as in 1234.50", text)
		: decimal_parse(text_string(&half), DECIMAL_QUANTITY, micro, error);
	text_free(&half);
	return status;
}
