#include "base/money.h"

#include "base/decimal.h"
#include "base/utf8.h"
#include <stdbool.h>
#include <string.h>

/* A sign of currency, half-width. */
static const struct mark {
	const char *sign;
	const char *code;
	bool behind_only;
} marks[] = {
	{ .sign = "¥", .code = "CNY" },
	{ .sign = "元", .code = "CNY", .behind_only = true },
	{ .sign = "$", .code = "USD" },
	{ .sign = "€", .code = "EUR" },
	{ .sign = "£", .code = "GBP" },
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

/* ¥ is shared by CNY and JPY, $ by many currencies: a mark keeps the one that is set already when it fits. */
static const char *meaning(const struct mark *mark, const char *current)
{
	if (strcmp(mark->sign, "¥") == 0 && strcmp(current, "JPY") == 0)
		return current;
	if (strcmp(mark->sign, "$") == 0 && current[0] && current[1] && current[2] == 'D')
		return current;
	return mark->code;
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
		memcpy(code, meaning(mark, amount->code), sizeof code);
		take(amount, length, behind);
		return set_currency(amount, code, text, error);
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
