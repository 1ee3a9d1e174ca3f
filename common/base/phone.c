#include "base/phone.h"

#include "base/phone_scan.h"
#include "base/utf8.h"
#include <string.h>

enum { DIGITS_MIN = 3, DIGITS_MAX = 20, EXTENSION_MAX = 10, PAUSED_MAX = 6, WHOLE_MIN = 7, SHORT_MIN = 5, LOCAL_MAX = 8, SERVICE_MAX = 6, STROKES_MAX = 3, LIST_MAX = 500 /* bytes */ };

/* The digits of the country that an international number begins with: the codes of ITU-T E.164 have one digit, two, or three. */
static size_t country_length(const char *digits, size_t length)
{
	static const char two[] = "20 27 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 51 52 53 54 55 56 57 58 60 61 62 63 64 65 66 81 82 84 86 90 91 92 93 94 95 98";
	size_t country = 3;

	if (digits[0] == '1' || digits[0] == '7')
		country = 1;
	for (const char *code = two; country == 3 && length >= 2; code += 3) {
		if (strncmp(code, digits, 2) == 0)
			country = 2;
		if (!code[2])
			break;
	}
	return country < length ? country : length;
}

static bool is_country(const char *country, size_t length, const char *code)
{
	return strlen(code) == length && strncmp(country, code, length) == 0;
}

/* Where a zero in front is dialled from abroad as well: Italy and San Marino, and West African plans without a trunk prefix. */
static bool keeps_zero(const char *country, size_t length)
{
	static const char *const codes[] = { "39", "378", "225", "226", "227", "229", "242" };

	for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
		if (is_country(country, length, codes[i]))
			return true;
	return false;
}

/* The digits in front of a national number that are dialled within the country only. Elsewhere than in these countries it is a zero. */
static size_t trunk_length(const char *country, size_t country_digits, const char *digits, size_t length)
{
	static const struct {
		const char *country, *prefix;
		size_t rest; /* the digits behind it; 0: any number of them */
	} trunks[] = {
		{ "1", "1", 10 }, { "7", "8", 10 }, { "36", "06", 0 }, { "52", "1", 10 }, { "52", "01", 10 }, { "52", "044", 10 }, { "52", "045", 10 }, { "370", "8", 8 }, { "375", "80", 9 },
	};

	for (size_t i = 0; i < sizeof trunks / sizeof *trunks; i++) {
		if (trunks[i].prefix[0] != digits[0] || trunks[i].country[0] != country[0])
			continue;
		size_t prefix = strlen(trunks[i].prefix);
		bool fits = trunks[i].rest ? length == prefix + trunks[i].rest : length > prefix;
		if (fits && is_country(country, country_digits, trunks[i].country) && strncmp(digits, trunks[i].prefix, prefix) == 0)
			return prefix;
	}
	return length > 1 && digits[0] == '0' && !keeps_zero(country, country_digits);
}

/* Whether the number says its country; *skip is what stands in front of it. */
static bool is_international(const char *data, const char *digits, size_t length, size_t *skip)
{
	bool plus = strcspn(data, "+") < strcspn(data, "0123456789");

	*skip = length > 2 && digits[0] == '0' && digits[1] == '0' ? 2 : 0;
	return plus || *skip;
}

/* The digits of a number without its extension. A zero in brackets stays where countries have it in front of their numbers. */
static void main_digits(struct text *out, const struct phone_number *number)
{
	const char *data = text_string(&number->text);
	size_t skip;

	phone_digits(out, data, number->main, false);
	if (!is_international(data, text_string(out), out->length, &skip) || !strchr(data, '('))
		return;
	const char *digits = text_string(out) + skip;
	if (!keeps_zero(digits, country_length(digits, out->length - skip)))
		return;
	text_clear(out);
	phone_digits(out, data, number->main, true);
}

/* Appends country and national number of digits that begin with a country. */
static void append_international(struct text *out, const char *digits, size_t length)
{
	size_t country = country_length(digits, length);
	size_t trunk = trunk_length(digits, country, digits + country, length - country);

	text_append(out, digits, country);
	text_append(out, digits + country + trunk, length - country - trunk);
}

/* Whether digits without + or 00 have their country in front all the same, as telephones and messengers write it: so many has no national number. */
static bool has_own_country(const struct conventions *conventions, const char *digits, size_t length)
{
	const char *national = digits + 2;

	if (strcmp(conventions->country, "86") == 0 && strncmp(digits, "86", 2) == 0)
		return length > 2 && phone_is_mobile(national, length - 2);
	if (strcmp(conventions->country, "91") == 0 && strncmp(digits, "91", 2) == 0)
		return length == 12 && national[0] >= '6';
	return strcmp(conventions->country, "7") == 0 && length == 11 && digits[0] == '7';
}

/* Appends country and national number of digits that were written without + or 00. */
static void append_national(struct text *out, const struct conventions *conventions, const char *digits, size_t length)
{
	size_t country = strlen(conventions->country);

	if (has_own_country(conventions, digits, length)) {
		digits += country;
		length -= country;
	}
	size_t trunk = trunk_length(conventions->country, country, digits, length);
	digits += trunk;
	length -= trunk;
	text_add(out, conventions->country);
	/* Mobiles, 400 and 800 have more digits than a local number, service numbers fewer. */
	if (!trunk && length > SERVICE_MAX && length <= LOCAL_MAX)
		text_add(out, conventions->area);
	text_append(out, digits, length);
}

void phone_key(const struct conventions *conventions, const char *text, struct text *out)
{
	struct phone_number number;
	struct text digits = { 0 };
	size_t skip;

	phone_scan(&number, text);
	main_digits(&digits, &number);
	if (digits.length)
		text_byte(out, '+');
	if (is_international(text_string(&number.text), text_string(&digits), digits.length, &skip))
		append_international(out, text_string(&digits) + skip, digits.length - skip);
	else if (digits.length)
		append_national(out, conventions, digits.data, digits.length);
	text_free(&digits);
	text_free(&number.text);
}

static bool has_exponent(const char *data)
{
	for (size_t i = 1; data[i - 1] && data[i]; i++) {
		if ((data[i] != 'e' && data[i] != 'E') || (!phone_is_digit(data[i - 1]) && data[i - 1] != '.'))
			continue;
		const char *power = data + i + 1;
		if (phone_is_digit(power[*power == '+' || *power == '-']))
			return true;
	}
	return false;
}

/* Whether the first bytes of a number are one on their own, and not the area before a stroke: 089/1234567, +49 6221/1234, 212/555-1234. */
static bool is_whole(const char *data, size_t length)
{
	struct phone_number head = { .main = length };
	struct text digits = { 0 };
	size_t skip;

	text_append(&head.text, data, length);
	main_digits(&digits, &head);
	bool international = is_international(text_string(&head.text), text_string(&digits), digits.length, &skip);
	const char *national = text_string(&digits) + skip;
	size_t count = digits.length - skip;
	if (international)
		count -= country_length(national, count);
	bool area = international || *national == '0' || data[strspn(data, " ")] == '(';
	text_free(&digits);
	text_free(&head.text);
	return count >= (area ? WHOLE_MIN : SHORT_MIN);
}

/* Checks the characters before the extension. */
static enum status check_main(const char *text, const struct phone_number *number, struct error *error)
{
	const char *data = text_string(&number->text);
	size_t digits = 0, strokes = 0;

	for (size_t at = 0; at < number->main; ) {
		if (phone_is_digit(data[at])) {
			digits++;
			at++;
			continue;
		}
		uint32_t character;
		size_t size = utf8_next(data + at, number->main - at, &character);
		if (data[at] == '+' && digits)
			return error_set(error, STATUS_DATA, "%s: + can only begin a telephone number", text);
		if (!strchr("+-.() /", data[at]))
			return error_set(error, STATUS_DATA, "%s: '%.*s' is not part of a telephone number", text, (int)size,
				data + at);
		if (data[at] == '/' && (++strokes > STROKES_MAX || is_whole(data, at)))
			return error_set(error, STATUS_DATA, "%s: more than one telephone number; write each whole and into a field of its own", text);
		at += size;
	}
	if (digits < DIGITS_MIN)
		return error_set(error, STATUS_DATA, "%s: a telephone number has at least %d digits", text, DIGITS_MIN);
	if (digits > DIGITS_MAX)
		return error_set(error, STATUS_DATA, "%s: has %zu digits, a telephone number has at most %d", text, digits,
			DIGITS_MAX);
	return STATUS_OK;
}

/* Checks what is behind the mark of an extension. Behind a comma or semicolon, where telephones pause, there may also be another number. */
static enum status check_extension(const char *text, const struct phone_number *number, struct error *error)
{
	const char *data = text_string(&number->text);
	size_t length = number->text.length - number->extension, marks = number->main;

	const char *behind = data + number->extension;
	bool paused = strchr(",;", data[marks]) && data[marks + strspn(data + marks, ",; ")] != 'e';
	if (paused && length > PAUSED_MAX && strspn(behind, "+0123456789 -()./,;") == length)
		return error_set(error, STATUS_DATA, "%s: more than one telephone number; write each into a field of its own", text);
	bool digits = length && strspn(behind, "0123456789") == length;
	if (!digits || length > EXTENSION_MAX)
		return error_set(error, STATUS_DATA, "%s: an extension has 1 to %d digits and ends the number", text, EXTENSION_MAX);
	return STATUS_OK;
}

enum status phone_parse(const char *text, struct text *out, struct error *error)
{
	struct phone_number number;
	enum status status;

	phone_scan(&number, text);
	if (!number.text.length)
		status = error_set(error, STATUS_DATA, "a telephone number is missing");
	else if (has_exponent(number.text.data))
		status = error_set(error, STATUS_DATA, "%s: a number with an exponent has already lost digits; write all of them", text);
	else
		status = check_main(text, &number, error);
	if (!status && number.main < number.text.length)
		status = check_extension(text, &number, error);
	if (!status)
		text_append(out, number.text.data, number.text.length);
	text_free(&number.text);
	return status;
}

void phone_extension(const char *text, struct text *out)
{
	struct phone_number number;

	phone_scan(&number, text);
	const char *data = text_string(&number.text);
	for (size_t i = number.extension; i < number.text.length && phone_is_digit(data[i]); i++)
		text_byte(out, data[i]);
	text_free(&number.text);
}

bool phone_like(const char *text)
{
	struct phone_number number;

	phone_scan(&number, text);
	const char *data = text_string(&number.text);
	bool like = number.text.length && strspn(data, "+0123456789 -()./") >= number.main && strpbrk(data, "0123456789") &&
		number.extension + strspn(data + number.extension, "0123456789") == number.text.length;
	text_free(&number.text);
	return like;
}

void phone_piece(const char *text, size_t least, struct text *out)
{
	struct phone_number number;
	struct text digits = { 0 };
	size_t skip, zeros = 0;

	phone_scan(&number, text);
	main_digits(&digits, &number);
	const char *data = text_string(&digits);
	if (is_international(text_string(&number.text), data, digits.length, &skip) && digits.length >= skip + least) {
		append_international(out, data + skip, digits.length - skip);
	} else {
		while (zeros < digits.length && digits.length - zeros > least && data[zeros] == '0')
			zeros++;
		text_append(out, data + zeros, digits.length - zeros);
	}
	text_free(&digits);
	text_free(&number.text);
}

/* The bytes of what may stand between two numbers; *within: or within one. */
static size_t separator_length(const char *at, bool *within)
{
	static const struct {
		const char *mark;
		bool within;
	} marks[] = { { "/", true }, { ";", true }, { ",", true }, { "／", true }, { "，", true }, { "\n", false }, { "、", false }, { "；", false } };

	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
		*within = marks[i].within;
		if (strncmp(at, marks[i].mark, strlen(marks[i].mark)) == 0)
			return strlen(marks[i].mark);
	}
	return 0;
}

/* Copies what is between two separators, without blanks around it. */
static const char *part_of(struct arena *arena, const char *start, const char *end)
{
	while (start < end && strchr(" \t\r\n", *start))
		start++;
	while (end > start && strchr(" \t\r\n", end[-1]))
		end--;
	return arena_copy(arena, start, (size_t)(end - start));
}

static bool is_number(const char *part, bool whole)
{
	struct text stored = { 0 };
	bool number = phone_parse(part, &stored, NULL) == STATUS_OK && (!whole || is_whole(text_string(&stored), stored.length));

	text_free(&stored);
	return number;
}

size_t phone_split(const char *text, struct arena *arena, const char *parts[PHONE_PARTS])
{
	const char *start = text;
	size_t count = 0, mark = 1;
	bool within = false, before = false;

	parts[0] = text;
	if (strlen(text) > LIST_MAX)
		return 1;
	for (const char *p = text; *p; p += mark ? mark : 1) {
		mark = separator_length(p, &within);
		const char *part = mark ? part_of(arena, start, p) : "";
		if (!mark || (*part && !is_number(part, within)))
			continue;
		if (*part && count < PHONE_PARTS)
			parts[count] = part;
		count += *part != '\0';
		start = p + mark;
		before = within;
	}
	const char *last = part_of(arena, start, start + strlen(start));
	/* All are numbers, or the text is one, with whatever is in it. */
	if (!count || (*last && !is_number(last, before))) {
		parts[0] = text;
		return 1;
	}
	if (*last && count < PHONE_PARTS)
		parts[count] = last;
	return count + (*last != '\0');
}
