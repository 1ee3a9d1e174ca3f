#include "base/decimal.h"

#include "base/utf8.h"
#include <stdbool.h>
#include <string.h>

/* A number as it was written: its digits without signs, points and commas, and how many of them are decimals. */
struct number {
	struct text digits;
	int64_t decimals; /* below 0 for 万 and 亿 behind whole numbers */
	bool negative;
};

static bool is_digit(char byte)
{
	return byte >= '0' && byte <= '9';
}

static bool skip_word(const char **at, const char *word)
{
	size_t length = strlen(word);

	if (strncmp(*at, word, length) != 0)
		return false;
	*at += length;
	return true;
}

static bool is_exponent(const char *at)
{
	if (*at != 'e' && *at != 'E')
		return false;
	at++;
	if (*at == '+' || *at == '-')
		at++;
	return is_digit(*at);
}

static enum status wrong(struct error *error, const char *text, const char *what)
{
	return error_set(error, STATUS_DATA, "%s: %s", text, what);
}

/* Reads `1234` or `1,234`. NULL, or what is wrong. */
static const char *read_whole(const char **at, struct number *number)
{
	static const char grouping[] = "commas must separate groups of three digits, as in 1,234,567";
	size_t group = 0;
	bool grouped = false;
	const char *first = *at;

	for (;; ++*at) {
		if (is_digit(**at)) {
			text_byte(&number->digits, **at);
			group++;
		} else if (**at == ',') {
			if (grouped ? group != 3 : group < 1 || group > 3)
				return grouping;
			grouped = true;
			group = 0;
		} else {
			break;
		}
	}
	if (!grouped)
		return NULL;
	if (group != 3)
		return grouping;
	return *first == '0' ? "a comma separates thousands; write a point before decimals" : NULL;
}

static const char *read_decimals(const char **at, struct number *number)
{
	if (**at != '.')
		return NULL;
	++*at;
	if (!is_digit(**at))
		return "digits must follow the decimal point";
	for (; is_digit(**at); ++*at) {
		text_byte(&number->digits, **at);
		number->decimals++;
	}
	if (**at == '.')
		return "has two decimal points";
	if (**at == ',')
		return "a comma separates thousands and cannot follow the decimal point";
	return NULL;
}

static void read_factors(const char **at, struct number *number)
{
	const char *next = *at;

	while (*next == ' ')
		next++;
	for (;;) {
		if (skip_word(&next, "万") || skip_word(&next, "萬"))
			number->decimals -= 4;
		else if (skip_word(&next, "亿") || skip_word(&next, "億"))
			number->decimals -= 8;
		else
			break;
		*at = next;
	}
}

/* text is half-width. */
static enum status read_number(const char *text, struct number *number, struct error *error)
{
	const char *at = text + strspn(text, " \t\r\n");

	if (!*at)
		return error_set(error, STATUS_DATA, "a number is missing");
	number->negative = *at == '-' || strncmp(at, "−", strlen("−")) == 0;
	if (*at == '+' || *at == '-')
		at++;
	else
		skip_word(&at, "−");
	const char *what = read_whole(&at, number);
	if (!what)
		what = read_decimals(&at, number);
	if (!what && is_exponent(at) && number->digits.length)
		what = "a number with an exponent has already lost digits; write all of them";
	if (!what && !number->digits.length)
		what = "is not a number";
	if (what)
		return wrong(error, text, what);
	read_factors(&at, number);
	at += strspn(at, " \t\r\n");
	return *at ? error_set(error, STATUS_DATA, "%s: '%s' is not part of a number", text, at) : STATUS_OK;
}

/* Drops zeros at the end, so that the decimals are those that count; of zero nothing is left. */
static void trim_zeros(struct number *number)
{
	struct text *digits = &number->digits;

	while (digits->length && digits->data[digits->length - 1] == '0') {
		digits->length--;
		number->decimals--;
	}
}

static enum status to_units(const struct number *number, const char *text, int scale, int64_t *out,
	struct error *error)
{
	int64_t units = 0, zeros = scale - number->decimals;

	if (!number->digits.length) {
		*out = 0;
		return STATUS_OK;
	}
	if (zeros < 0 && scale == 0)
		return wrong(error, text, "must be a whole number");
	if (zeros < 0)
		return error_set(error, STATUS_DATA, "%s: has more than %d decimals; round it", text, scale);
	for (size_t i = 0; i < number->digits.length; i++) {
		int digit = number->digits.data[i] - '0';
		if (units > (INT64_MAX - digit) / 10)
			return wrong(error, text, "is too large");
		units = units * 10 + digit;
	}
	for (; units && zeros > 0; zeros--) {
		if (units > INT64_MAX / 10)
			return wrong(error, text, "is too large");
		units *= 10;
	}
	*out = number->negative ? -units : units;
	return STATUS_OK;
}

enum status decimal_parse(const char *text, int scale, int64_t *out, struct error *error)
{
	struct number number = { 0 };
	struct text half = { 0 };

	utf8_halfwidth(&half, text, strlen(text));
	enum status status = read_number(text_string(&half), &number, error);
	if (!status) {
		trim_zeros(&number);
		status = to_units(&number, text_string(&half), scale, out, error);
	}
	text_free(&number.digits);
	text_free(&half);
	return status;
}

void decimal_fixed(struct text *out, int64_t number, int scale)
{
	uint64_t magnitude = number < 0 ? 0 - (uint64_t)number : (uint64_t)number;
	char digits[32];
	char *end = digits + sizeof digits, *at = end;

	for (int i = 0; i <= scale || magnitude; i++) {
		if (i == scale && scale > 0)
			*--at = '.';
		*--at = (char)('0' + magnitude % 10);
		magnitude /= 10;
	}
	if (number < 0)
		*--at = '-';
	text_append(out, at, (size_t)(end - at));
}

void decimal_format(struct text *out, int64_t number, int scale)
{
	decimal_fixed(out, number, scale);
	if (scale <= 0)
		return;
	while (out->data[out->length - 1] == '0')
		out->length--;
	if (out->data[out->length - 1] == '.')
		out->length--;
	out->data[out->length] = '\0';
}

enum status integer_parse(const char *text, int64_t *out, struct error *error)
{
	return decimal_parse(text, 0, out, error);
}
