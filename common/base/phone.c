#include "base/phone.h"

#include "base/utf8.h"
#include <stdbool.h>
#include <string.h>

enum { DIGITS_MIN = 3, DIGITS_MAX = 20, EXTENSION_MAX = 10, LOCAL_MAX = 8, SERVICE_MAX = 6, MOBILE_DIGITS = 11 };

/* A number in the form to store, and where its extension is. */
struct number {
	struct text text;
	size_t main;      /* bytes before the mark of the extension, or all */
	size_t extension; /* where its digits begin, or text.length */
};

static bool is_digit(char byte)
{
	return byte >= '0' && byte <= '9';
}

static bool is_blank(uint32_t character)
{
	return character == ' ' || (character >= '\t' && character <= '\r') || character == 0xA0 ||
		(character >= 0x2000 && character <= 0x200A) || character == 0x202F;
}

/* Format characters that address books put around numbers which they copy. */
static bool is_invisible(uint32_t character)
{
	return (character >= 0x200B && character <= 0x200F) || (character >= 0x202A && character <= 0x202E) ||
		(character >= 0x2060 && character <= 0x2069) || character == 0xFEFF;
}

static bool is_dash(uint32_t character)
{
	return (character >= 0x2010 && character <= 0x2015) || character == 0x2212;
}

/* What full-width forms, dashes and blanks of other scripts come to. */
static void normalize_any(struct text *out, const char *text, size_t length)
{
	struct text half = { 0 };
	bool blank = false;

	utf8_halfwidth(&half, text, length);
	for (size_t at = 0; at < half.length; ) {
		uint32_t character;
		size_t size = utf8_next(half.data + at, half.length - at, &character);
		if (is_blank(character)) {
			blank = true;
		} else if (!is_invisible(character)) {
			if (blank && out->length)
				text_byte(out, ' ');
			blank = false;
			if (is_dash(character))
				text_byte(out, '-');
			else
				text_append(out, half.data + at, size);
		}
		at += size;
	}
	text_free(&half);
}

static void normalize(struct text *out, const char *text)
{
	size_t length = strlen(text);
	bool blank = false;

	text_reserve(out, length);
	char *to = out->data;
	for (const char *p = text; *p; p++) {
		if ((unsigned char)*p >= 0x80) {
			text_clear(out);
			normalize_any(out, text, length);
			return;
		}
		if (*p == ' ' || (*p >= '\t' && *p <= '\r')) {
			blank = true;
			continue;
		}
		if (blank && to > out->data)
			*to++ = ' ';
		blank = false;
		*to++ = *p;
	}
	*to = '\0';
	out->length = (size_t)(to - out->data);
}

/* The bytes of a mark of an extension at `at`, 0 when there is none. */
static size_t mark_length(const char *at)
{
	static const char turn[] = "转", branch[] = "分机";

	if (is_digit(*at) || *at == ' ' || *at == '-')
		return 0;
	if (strncmp(at, turn, strlen(turn)) == 0)
		return strlen(turn);
	if (strncmp(at, branch, strlen(branch)) == 0)
		return strlen(branch);
	if ((at[0] == 'e' || at[0] == 'E') && (at[1] == 'x' || at[1] == 'X') && (at[2] == 't' || at[2] == 'T'))
		return 3;
	return at[0] == 'x' || at[0] == 'X' || at[0] == '#';
}

/* Appends the digits of the first length bytes, without the (0) that stands for a trunk prefix behind a country. */
static void append_digits(struct text *out, const char *data, size_t length)
{
	text_reserve(out, length);
	for (size_t i = 0; i < length; i++) {
		if (is_digit(data[i]))
			out->data[out->length++] = data[i];
		else if (data[i] == '(' && out->length && length - i >= 3 && memcmp(data + i, "(0)", 3) == 0)
			i += 2;
	}
	out->data[out->length] = '\0';
}

static bool is_mobile(const char *digits, size_t length)
{
	return length == MOBILE_DIGITS && digits[0] == '1' && digits[1] >= '3';
}

/* True when the digits of head are a whole Chinese landline number (area of 2 or 3 digits, local number of 7 or 8), so
 * that a dash and more digits behind them can only be an extension. In 010-6666-8888 or 400-820-8820 the last group
 * belongs to the number. group counts the digits behind the last dash of head, dashes its dashes. */
static bool is_landline(const char *head, const struct text *all, size_t group, size_t dashes)
{
	const char *digits = all->data;
	size_t length = all->length;
	bool china = *head == '+' ? strncmp(digits, "86", 2) == 0 : strncmp(digits, "0086", 4) == 0;

	if (china) {
		digits += *head == '+' ? 2 : 4;
		length -= *head == '+' ? 2 : 4;
	} else if (*head == '+' || strncmp(digits, "00", 2) == 0) {
		return false;
	}
	if (digits[0] == '0')
		return length >= 10 && length <= 12;
	if (is_mobile(digits, length))
		return false;
	if (china)
		return length >= 9 && length <= 11;
	bool local = group >= 7 && group <= LOCAL_MAX;
	return local && (dashes == 0 ? digits[0] != '1' : length <= MOBILE_DIGITS);
}

/* The place of the dash before an extension, or text.length. */
static size_t find_dash(const struct text *text)
{
	size_t dash = text->length, dashes = 0, group = 0;

	while (dash > 0 && is_digit(text->data[dash - 1]))
		dash--;
	size_t tail = text->length - dash;
	if (tail < 1 || tail > 5 || dash < 2 || text->data[--dash] != '-')
		return text->length;
	for (size_t i = 0; i < dash; i++) {
		if (text->data[i] == '-') {
			dashes++;
			group = 0;
		} else if (is_digit(text->data[i])) {
			group++;
		}
	}
	struct text digits = { 0 };
	append_digits(&digits, text->data, dash);
	bool landline = digits.length && is_landline(text->data, &digits, group, dashes);
	text_free(&digits);
	return landline ? dash : text->length;
}

static void number_read(struct number *number, const char *text)
{
	normalize(&number->text, text);
	const char *data = text_string(&number->text);
	size_t length = number->text.length, at = 0;
	bool digits = false;

	for (; at < length && !(digits && mark_length(data + at)); at++)
		digits = digits || is_digit(data[at]);
	if (at == length)
		at = find_dash(&number->text);
	number->main = at;
	while (at < length && !is_digit(data[at])) {
		size_t skip = strchr(" .:-", data[at]) ? 1 : mark_length(data + at);
		if (!skip)
			break;
		at += skip;
	}
	number->extension = at;
}

static size_t count_digits(const char *data, size_t length)
{
	size_t count = 0;

	for (size_t i = 0; i < length; i++)
		count += is_digit(data[i]);
	return count;
}

static bool has_exponent(const char *data)
{
	for (size_t i = 1; data[i - 1] && data[i]; i++) {
		if ((data[i] != 'e' && data[i] != 'E') || (!is_digit(data[i - 1]) && data[i - 1] != '.'))
			continue;
		const char *power = data + i + 1;
		if (is_digit(power[*power == '+' || *power == '-']))
			return true;
	}
	return false;
}

/* Checks the characters before the extension. */
static enum status check_main(const char *text, const struct number *number, struct error *error)
{
	const char *data = text_string(&number->text);
	size_t digits = 0;

	for (size_t at = 0; at < number->main; ) {
		if (is_digit(data[at])) {
			digits++;
			at++;
			continue;
		}
		uint32_t character;
		size_t size = utf8_next(data + at, number->main - at, &character);
		if (data[at] == '+' && digits)
			return error_set(error, STATUS_DATA, "%s: + can only begin a telephone number", text);
		if (!strchr("+-.() ", data[at]))
			return error_set(error, STATUS_DATA, "%s: '%.*s' is not part of a telephone number", text, (int)size,
				data + at);
		at += size;
	}
	if (digits < DIGITS_MIN)
		return error_set(error, STATUS_DATA, "%s: a telephone number has at least %d digits", text, DIGITS_MIN);
	if (digits > DIGITS_MAX)
		return error_set(error, STATUS_DATA, "%s: has %zu digits, a telephone number has at most %d", text, digits,
			DIGITS_MAX);
	return STATUS_OK;
}

static enum status check(const char *text, const struct number *number, struct error *error)
{
	const char *data = text_string(&number->text);

	if (!number->text.length)
		return error_set(error, STATUS_DATA, "a telephone number is missing");
	if (has_exponent(data))
		return error_set(error, STATUS_DATA, "%s: a number with an exponent has already lost digits; write all of them", text);
	enum status status = check_main(text, number, error);
	if (status || number->main == number->text.length)
		return status;
	size_t length = number->text.length - number->extension;
	if (length < 1 || length > EXTENSION_MAX || count_digits(data + number->extension, length) != length)
		return error_set(error, STATUS_DATA, "%s: an extension has 1 to %d digits and ends the number", text,
			EXTENSION_MAX);
	return STATUS_OK;
}

enum status phone_parse(const char *text, struct text *out, struct error *error)
{
	struct number number = { 0 };

	number_read(&number, text);
	enum status status = check(text, &number, error);
	if (!status)
		text_append(out, number.text.data, number.text.length);
	text_free(&number.text);
	return status;
}

/* Appends country and national number of digits that were written without + or 00. */
static void append_national(struct text *out, const struct conventions *conventions, const char *digits, size_t length)
{
	bool china = strcmp(conventions->country, "86") == 0, america = strcmp(conventions->country, "1") == 0;

	/* 8613812345678: nothing but a mobile number whose + was left out has so many digits. */
	if (china && length == 2 + MOBILE_DIGITS && memcmp(digits, "86", 2) == 0 && is_mobile(digits + 2, MOBILE_DIGITS)) {
		digits += 2;
		length -= 2;
	}
	/* In North America the trunk prefix is 1. */
	bool trunk = length > 1 && (america ? length == 11 && digits[0] == '1' : digits[0] == '0');
	if (trunk) {
		digits++;
		length--;
	}
	text_add(out, conventions->country);
	/* Mobiles, 400 and 800 have more digits than a local number, service numbers fewer. */
	if (!trunk && length > SERVICE_MAX && length <= LOCAL_MAX)
		text_add(out, conventions->area);
	text_append(out, digits, length);
}

void phone_key(const struct conventions *conventions, const char *text, struct text *out)
{
	struct number number = { 0 };
	struct text all = { 0 };

	number_read(&number, text);
	const char *data = text_string(&number.text);
	append_digits(&all, data, number.main);
	const char *digits = text_string(&all);
	size_t length = all.length, country = strlen(conventions->country);
	bool zeros = length > 2 && digits[0] == '0' && digits[1] == '0';
	bool plus = strcspn(data, "+") < strcspn(data, "0123456789");
	if (length)
		text_byte(out, '+');
	if (plus || zeros) {
		digits += zeros ? 2 : 0;
		length -= zeros ? 2 : 0;
		bool own = country && length > country + 1 && memcmp(digits, conventions->country, country) == 0;
		if (own && digits[country] == '0') {
			text_append(out, digits, country);
			digits += country + 1;
			length -= country + 1;
		}
		text_append(out, digits, length);
	} else if (length) {
		append_national(out, conventions, digits, length);
	}
	text_free(&all);
	text_free(&number.text);
}

void phone_extension(const char *text, struct text *out)
{
	struct number number = { 0 };

	number_read(&number, text);
	const char *data = text_string(&number.text);
	for (size_t i = number.extension; i < number.text.length && is_digit(data[i]); i++)
		text_byte(out, data[i]);
	text_free(&number.text);
}

void phone_piece(const char *text, size_t least, struct text *out)
{
	size_t digits = 0;

	for (const char *p = text; *p; p++)
		digits += *p >= '0' && *p <= '9';
	for (bool front = true; *text; text++) {
		if (*text < '0' || *text > '9')
			continue;
		front = front && *text == '0' && digits > least;
		if (front)
			digits--;
		else
			text_byte(out, *text);
	}
}
