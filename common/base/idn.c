#include "base/idn.h"

#include "base/utf8.h"
#include <string.h>

enum { LABEL_LIMIT = 63, PREFIX = 4 /* bytes of xn-- */ };

static bool is_prefix(const char *at, size_t length)
{
	return length > PREFIX && (at[0] == 'x' || at[0] == 'X') && (at[1] == 'n' || at[1] == 'N') && at[2] == '-' && at[3] == '-';
}

static bool is_letter_or_digit(char byte)
{
	return (byte >= '0' && byte <= '9') || (byte >= 'A' && byte <= 'Z') || (byte >= 'a' && byte <= 'z');
}

bool idn_has(const char *data, size_t length)
{
	const char *end = data + length;

	for (const char *at = data; at < end && (at = memchr(at, '-', (size_t)(end - at))); at++)
		if (at - data >= 2 && is_prefix(at - 2, (size_t)(end - at) + 2))
			return true;
	return false;
}

static int digit_of(char byte)
{
	if (byte >= 'a' && byte <= 'z')
		return byte - 'a';
	if (byte >= 'A' && byte <= 'Z')
		return byte - 'A';
	return byte >= '0' && byte <= '9' ? byte - '0' + 26 : -1;
}

/* Punycode (RFC 3492): the parameters of section 5, the adaptation of 6.1. */
enum { BASE = 36, T_MIN = 1, T_MAX = 26, SKEW = 38, DAMP = 700, FIRST_BIAS = 72, FIRST_CODE = 128, FIRST_PRINTED = 0xA0, LAST_CODE = 0x10FFFF };

static uint32_t adapted(uint32_t delta, uint32_t count, bool first)
{
	uint32_t k = 0;

	delta = first ? delta / DAMP : delta / 2;
	delta += delta / count;
	for (; delta > (BASE - T_MIN) * T_MAX / 2; k += BASE)
		delta /= BASE - T_MIN;
	return k + (BASE - T_MIN + 1) * delta / (delta + SKEW);
}

/* Reads the variable-length integer at *at. */
static bool read_delta(const char *label, size_t length, size_t *at, uint32_t bias, uint32_t *delta)
{
	uint64_t sum = 0, weight = 1;

	for (uint32_t k = BASE;; k += BASE) {
		int digit = *at < length ? digit_of(label[*at]) : -1;
		uint32_t t = k <= bias ? T_MIN : k >= bias + T_MAX ? T_MAX : k - bias;
		if (digit < 0 || (sum += (uint64_t)digit * weight) > UINT32_MAX / 2)
			return false;
		++*at;
		if ((uint32_t)digit < t) {
			*delta = (uint32_t)sum;
			return true;
		}
		if ((weight *= BASE - t) > UINT32_MAX)
			return false;
	}
}

/* The characters that a label spells, behind its xn--; 0 when it spells none. The decoder of section 6.2. */
static size_t decode(const char *label, size_t length, uint32_t out[LABEL_LIMIT])
{
	uint32_t code = FIRST_CODE, bias = FIRST_BIAS, place = 0, delta;
	size_t count = 0, at = length;

	while (at > 0 && label[at - 1] != '-')
		at--;
	for (size_t i = 0; i + 1 < at; i++) {
		if ((unsigned char)label[i] >= FIRST_CODE)
			return 0;
		out[count++] = (unsigned char)label[i];
	}
	while (at < length) {
		if (count == LABEL_LIMIT || !read_delta(label, length, &at, bias, &delta))
			return 0;
		place += delta;
		bias = adapted(delta, (uint32_t)count + 1, delta == place && code == FIRST_CODE);
		code += place / ((uint32_t)count + 1);
		place %= (uint32_t)count + 1;
		if (code < FIRST_PRINTED || code > LAST_CODE || (code >= 0xD800 && code <= 0xDFFF))
			return 0;
		memmove(out + place + 1, out + place, (count - place) * sizeof *out);
		out[place++] = code;
		count++;
	}
	return count;
}

static void append_spelled(struct text *out, const char *label, size_t length)
{
	uint32_t codes[LABEL_LIMIT];
	size_t count = length <= LABEL_LIMIT ? decode(label + PREFIX, length - PREFIX, codes) : 0;
	struct text spelled = { 0 };

	for (size_t i = 0; i < count; i++)
		utf8_append(&spelled, codes[i]);
	if (count)
		utf8_casefold(out, spelled.data, spelled.length);
	else
		text_append(out, label, length);
	text_free(&spelled);
}

void idn_spell(struct text *text, size_t start)
{
	struct text out = { 0 };

	if (text->length <= start || !idn_has(text->data + start, text->length - start))
		return;
	for (const char *at = text->data + start, *end = text->data + text->length; at < end;) {
		size_t label = 0;
		while (at + label < end && (is_letter_or_digit(at[label]) || at[label] == '-'))
			label++;
		if (is_prefix(at, label))
			append_spelled(&out, at, label);
		else
			text_append(&out, at, label ? label : 1);
		at += label ? label : 1;
	}
	text->length = start;
	text_append(text, text_string(&out), out.length);
	text_free(&out);
}
