#include "base/phone_scan.h"

#include "base/utf8.h"
#include <string.h>

enum { LOCAL_MAX = 8, MOBILE_DIGITS = 11 };

/* What full-width forms, dashes and blanks of other scripts, and format characters that address books put around numbers come to. */
static void normalize_any(struct text *out, const char *text, size_t length)
{
	struct text half = { 0 };
	bool blank = false;

	utf8_halfwidth(&half, text, length);
	for (size_t at = 0; at < half.length; ) {
		uint32_t character;
		size_t size = utf8_next(half.data + at, half.length - at, &character);
		bool typeset = utf8_is_typeset(character);
		char typed = typeset ? utf8_typed(character) : '\0';
		if (typed == ' ' || character == ' ' || (character >= '\t' && character <= '\r')) {
			blank = true;
		} else if (!typeset || typed) {
			if (blank && out->length)
				text_byte(out, ' ');
			blank = false;
			if (typed)
				text_byte(out, typed);
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

/* The length of the word where the text begins with it, in either case; words are in lower case. */
static size_t word_length(const char *at, const char *word)
{
	size_t length = 0;

	for (; word[length]; length++) {
		char byte = at[length];
		if (byte != word[length] && !(byte >= 'A' && byte <= 'Z' && byte - 'A' + 'a' == word[length]))
			return 0;
	}
	return length;
}

/* The bytes of what is written in front of a number and is no part of it: tel:, Tel., 电话:. */
static size_t label_length(const char *text)
{
	static const char *const labels[] = {
		"telephone", "telefono", "telefon", "tel", "phone", "mobile", "mobil", "mob", "cell", "handy", "ph", "t", "m", "p", "тел", "Тел", "联系电话", "办公电话",
		"电话", "電話", "手机", "手機", "座机",
	};

	if (phone_is_digit(*text) || *text == '+' || *text == '(')
		return 0;
	for (size_t i = 0; i < sizeof labels / sizeof *labels; i++) {
		size_t length = word_length(text, labels[i]), marks = length ? strspn(text + length, ".: ") : 0;
		char next = text[length + marks];
		bool letter = length == 1 && !strchr(".:", text[length]);
		if (length && !letter && (phone_is_digit(next) || next == '+' || next == '('))
			return length + marks;
	}
	return 0;
}

/* The bytes of a mark of an extension at `at`, 0 when there is none. */
static size_t mark_length(const char *at)
{
	static const char *const marks[] = {
		"extension", "extn", "ext", "x", "#", "~", ";", ",", "poste", "anexo", "interno", "ramal", "int", "durchwahl", "dw", "app", "toestel", "доб", "Доб", "внутр", "вн",
		"转", "轉", "転", "分机", "分機", "内线", "內線", "内線",
	};

	if (phone_is_digit(*at) || strchr(" -.()+/", *at))
		return 0;
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
		size_t length = word_length(at, marks[i]);
		if (length)
			return length;
	}
	return 0;
}

void phone_digits(struct text *out, const char *data, size_t length, bool keep_zero)
{
	text_reserve(out, length);
	for (size_t i = 0; i < length; i++) {
		if (phone_is_digit(data[i])) {
			out->data[out->length++] = data[i];
		} else if (data[i] == '(' && out->length && !keep_zero) {
			size_t zero = i + 1 + (i + 1 < length && data[i + 1] == ' '), end = zero + 1 + (zero + 1 < length && data[zero + 1] == ' ');
			if (end < length && data[zero] == '0' && data[end] == ')')
				i = end;
		}
	}
	out->data[out->length] = '\0';
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
	if (phone_is_mobile(digits, length))
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

	while (dash > 0 && phone_is_digit(text->data[dash - 1]))
		dash--;
	size_t tail = text->length - dash;
	if (tail < 1 || tail > 5 || dash < 2 || text->data[--dash] != '-')
		return text->length;
	for (size_t i = 0; i < dash; i++) {
		if (text->data[i] == '-') {
			dashes++;
			group = 0;
		} else if (phone_is_digit(text->data[i])) {
			group++;
		}
	}
	struct text digits = { 0 };
	phone_digits(&digits, text->data, dash, false);
	bool landline = digits.length && is_landline(text->data, &digits, group, dashes);
	text_free(&digits);
	return landline ? dash : text->length;
}

static void drop_label(struct text *text)
{
	size_t label = text->length ? label_length(text->data) : 0;

	if (!label)
		return;
	text->length -= label;
	memmove(text->data, text->data + label, text->length + 1);
}

void phone_scan(struct phone_number *number, const char *text)
{
	*number = (struct phone_number){ 0 };
	normalize(&number->text, text);
	drop_label(&number->text);
	const char *data = text_string(&number->text);
	size_t length = number->text.length, at = 0;
	bool digits = false;

	for (; at < length && !(digits && mark_length(data + at)); at++)
		digits = digits || phone_is_digit(data[at]);
	if (at == length)
		at = find_dash(&number->text);
	number->main = at;
	while (at < length && !phone_is_digit(data[at])) {
		size_t skip = strchr(" .:=-", data[at]) ? 1 : mark_length(data + at);
		if (!skip)
			break;
		at += skip;
	}
	number->extension = at;
}
