#include "base/utf8.h"

#include "base/utf8_decode.h"
#include <string.h>
#include <utf8proc.h>

/* Eight bytes at a time: ONES has 1 and HIGHS has the top bit in every byte. */
#define ONES UINT64_C(0x0101010101010101)
#define HIGHS (ONES * 0x80)

enum { BAD_WIDTH = 4, CONTROL_WIDTH = 2, HIDDEN_WIDTH = 8 }; /* <9B>, ^[ and <U+202E> */

static inline uint64_t load(const char *data)
{
	uint64_t word;

	memcpy(&word, data, sizeof word);
	return word;
}

size_t utf8_next(const char *data, size_t length, uint32_t *character)
{
	size_t size = utf8_decode(data, length, character);

	if (size)
		return size;
	*character = 0xFFFD;
	return 1;
}

bool utf8_valid(const char *data, size_t length, size_t *bad)
{
	size_t at = 0;

	while (at < length) {
		if ((unsigned char)data[at] < 0x80 && length - at >= 8) {
			uint64_t word = load(data + at);
			if (!(((word - ONES) | word) & HIGHS)) {
				at += 8;
				continue;
			}
		}
		uint32_t character;
		size_t size = utf8_decode(data + at, length - at, &character);
		if (!size || !character) {
			if (bad)
				*bad = at;
			return false;
		}
		at += size;
	}
	return true;
}

/* True when the next eight bytes are all printable ASCII, 0x20 to 0x7E. */
static inline bool is_plain(const char *data, size_t length)
{
	if (length < 8)
		return false;
	uint64_t word = load(data);
	return !(((word - ONES * 0x20) | (word + ONES) | word) & HIGHS);
}

static inline bool is_control(uint32_t character)
{
	return character < 0x20 || character == 0x7F;
}

static bool is_tag(uint32_t character)
{
	return character >= 0xE0000 && character <= 0xE007F;
}

bool utf8_is_hidden(uint32_t character)
{
	const utf8proc_property_t *property = utf8proc_get_property((int32_t)character);

	switch (property->category) {
	case UTF8PROC_CATEGORY_CC: return character >= 0x80;
	case UTF8PROC_CATEGORY_ZL:
	case UTF8PROC_CATEGORY_ZP: return true;
	case UTF8PROC_CATEGORY_CF: return property->ignorable && character != 0xAD && !(character >= 0x200B && character <= 0x200D);
	default: return is_tag(character); /* some of them are not assigned */
	}
}

bool utf8_is_void(uint32_t character)
{
	const utf8proc_property_t *property = utf8proc_get_property((int32_t)character);

	return utf8_is_hidden(character) && (is_tag(character) || (property->category == UTF8PROC_CATEGORY_CF && property->bidi_class == UTF8PROC_BIDI_CLASS_BN));
}

static char typed_sign(uint32_t character)
{
	const utf8proc_property_t *property = utf8proc_get_property((int32_t)character);

	switch (property->category) {
	case UTF8PROC_CATEGORY_PD: return '-';
	case UTF8PROC_CATEGORY_ZS: return ' ';
	default: return '\0';
	}
}

char utf8_typed(uint32_t character)
{
	switch (character) {
	case 0xB4:   /* the accent on its own, for which keyboards have a key beside that of the apostrophe */
	case 0x2BB:
	case 0x2BC:
	case 0x2018:
	case 0x2019:
	case 0x201A:
	case 0x201B:
	case 0x2032: return '\'';
	case 0x201C:
	case 0x201D:
	case 0x201E:
	case 0x201F:
	case 0x2033: return '"';
	case 0x2212: return '-'; /* the minus sign */
	default: return typed_sign(character);
	}
}

bool utf8_is_typeset(uint32_t character)
{
	/* What Han and Latin letters need not be asked for. */
	if (character < 0xA0 || (character > 0x3000 && character != 0xFEFF) || (character > 0xB4 && character < 0x2BB))
		return false;
	const utf8proc_property_t *property = utf8proc_get_property((int32_t)character);
	return utf8_typed(character) || (property->category == UTF8PROC_CATEGORY_CF && property->ignorable);
}

/* Vowels and finals of Hangul written in parts stand within the syllable that their initial began. */
static bool is_hangul_part(uint32_t character)
{
	return (character >= 0x1160 && character <= 0x11FF) || (character >= 0xD7B0 && character <= 0xD7FF);
}

/* Decodes one character and counts the columns it takes. Returns its bytes. */
static inline size_t measure(const char *data, size_t length, size_t *width)
{
	uint32_t character;
	size_t size = utf8_decode(data, length, &character);

	if (!size)
		*width = BAD_WIDTH;
	else if (size == 1)
		*width = is_control(character) ? CONTROL_WIDTH : 1;
	else if (utf8_is_han(character))
		*width = 2;
	else
		*width = is_hangul_part(character) ? 0 : (size_t)utf8proc_charwidth((int32_t)character);
	if (size > 1 && (!*width || is_tag(character)) && utf8_is_hidden(character))
		*width = HIDDEN_WIDTH + (character > 0xFFFF);
	return size ? size : 1;
}

size_t utf8_width(const char *data, size_t length)
{
	size_t total = 0;

	for (size_t at = 0; at < length; ) {
		if (is_plain(data + at, length - at)) {
			total += 8;
			at += 8;
			continue;
		}
		size_t width;
		at += measure(data + at, length - at, &width);
		total += width;
	}
	return total;
}

void utf8_visible(struct text *out, const char *data, size_t length)
{
	size_t copied = 0;

	text_reserve(out, length);
	for (size_t at = 0; at < length; ) {
		if (is_plain(data + at, length - at)) {
			at += 8;
			continue;
		}
		uint32_t character;
		size_t size = utf8_decode(data + at, length - at, &character);
		bool control = size == 1 && is_control(character);
		if (size && !control && (size == 1 || utf8_is_han(character) || !utf8_is_hidden(character))) {
			at += size;
			continue;
		}
		text_append(out, data + copied, at - copied);
		if (!size)
			text_printf(out, "<%02X>", (unsigned)(unsigned char)data[at]);
		else if (control)
			text_printf(out, "^%c", (int)(character ^ 0x40));
		else
			text_printf(out, "<U+%04X>", (unsigned)character);
		at += size ? size : 1;
		copied = at;
	}
	text_append(out, copied < length ? data + copied : "", length - copied);
}

void utf8_cut(struct text *out, const char *data, size_t length, size_t width)
{
	static const char joiner[] = "\xE2\x80\x8D", dots[] = "\xE2\x80\xA6";
	size_t fit = 0, total = 0; /* fit: what leaves one column for the dots */

	for (size_t at = 0; at < length; ) {
		size_t columns;
		at += measure(data + at, length - at, &columns);
		total += columns;
		if (total > width)
			break;
		if (total < width)
			fit = at;
	}
	if (total <= width) {
		text_append(out, data, length);
		return;
	}
	if (width == 0)
		return;
	while (fit >= 3 && memcmp(data + fit - 3, joiner, 3) == 0)
		fit -= 3;
	text_append(out, data, fit);
	text_add(out, dots);
}

bool utf8_is_cjk(uint32_t character)
{
	static const struct { uint32_t first, last; } ranges[] = {
		{ 0x1100, 0x11FF }, { 0x2E80, 0x2FDF }, { 0x3005, 0x3007 }, { 0x3021, 0x3029 }, { 0x3038, 0x303B },
		{ 0x3041, 0x3096 }, { 0x3099, 0x309A }, { 0x309D, 0x309F }, { 0x30A1, 0x30FA }, { 0x30FC, 0x30FF },
		{ 0x3131, 0x318E }, { 0x31F0, 0x31FF }, { 0x3400, 0x4DBF }, { 0x4E00, 0x9FFF }, { 0xA960, 0xA97C },
		{ 0xAC00, 0xD7A3 }, { 0xD7B0, 0xD7FB }, { 0xF900, 0xFAFF }, { 0xFF66, 0xFF9F }, { 0xFFA0, 0xFFDC },
		{ 0x1AFF0, 0x1B16F }, { 0x20000, 0x3FFFD },
	};

	if (utf8_is_han(character))
		return true;
	for (size_t i = 0; i < sizeof ranges / sizeof ranges[0]; i++)
		if (character <= ranges[i].last)
			return character >= ranges[i].first;
	return false;
}

void utf8_append(struct text *out, uint32_t character)
{
	char bytes[4];

	text_append(out, bytes, (size_t)utf8proc_encode_char((int32_t)character, (uint8_t *)bytes));
}

/* The ASCII or Latin form of a full-width character, 0 when it has none. */
static uint32_t narrow(uint32_t character)
{
	/* From U+FFE0: ¢ £ ¬ ¯ ¦ ¥ ₩. */
	static const uint32_t signs[] = { 0xA2, 0xA3, 0xAC, 0xAF, 0xA6, 0xA5, 0x20A9 };

	if (character == 0x3000)
		return ' ';
	if (character >= 0xFF01 && character <= 0xFF5E)
		return character - 0xFF01 + '!';
	return character >= 0xFFE0 && character <= 0xFFE6 ? signs[character - 0xFFE0] : 0;
}

void utf8_halfwidth(struct text *out, const char *data, size_t length)
{
	size_t copied = 0;

	text_reserve(out, length);
	for (size_t at = 0; at < length; ) {
		uint32_t character;
		size_t size = utf8_decode(data + at, length - at, &character);
		uint32_t half = size == 3 ? narrow(character) : 0;
		if (half) {
			text_append(out, data + copied, at - copied);
			utf8_append(out, half);
			copied = at + size;
		}
		at += size ? size : 1;
	}
	text_append(out, copied < length ? data + copied : "", length - copied);
}

size_t utf8_comma(const char *at)
{
	static const char wide[] = "，", enumeration[] = "、";

	if (*at == ',')
		return 1;
	return strncmp(at, wide, sizeof wide - 1) == 0 || strncmp(at, enumeration, sizeof enumeration - 1) == 0 ? sizeof wide - 1 : 0;
}

char *utf8_item(char **rest)
{
	char *item = *rest + strspn(*rest, " "), *end = item;
	size_t comma = 0;

	while (*end && !(comma = utf8_comma(end)))
		end++;
	*rest = comma ? end + comma : NULL;
	while (end > item && end[-1] == ' ')
		end--;
	*end = '\0';
	return item;
}

enum utf8_letter utf8_letter(uint32_t character)
{
	switch (utf8proc_category((utf8proc_int32_t)character)) {
	case UTF8PROC_CATEGORY_LL: return UTF8_LOWER;
	case UTF8PROC_CATEGORY_LU: case UTF8PROC_CATEGORY_LT: return UTF8_UPPER;
	case UTF8PROC_CATEGORY_LM: case UTF8PROC_CATEGORY_LO: case UTF8PROC_CATEGORY_MN: return UTF8_CASELESS;
	default: return (enum utf8_letter)0;
	}
}
