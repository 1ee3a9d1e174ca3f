/* Encodings of one byte to a character are recognized by words: their letters stand among letters of the same script, no capital behind a small one, and no sign
 * between two letters. */
#include "io/guess_parts.h"

#include "base/utf8.h"
#include <stdbool.h>
#include <string.h>

/* Blocks of Unicode by script, as far as encodings of one byte have them. */
static int script(uint32_t character)
{
	static const struct {
		uint32_t first;
		int script;
	} blocks[] = { { 0x0E00, 6 }, { 0x0600, 5 }, { 0x0590, 4 }, { 0x0400, 3 }, { 0x0370, 2 }, { 0, 1 } };

	for (size_t i = 0;; i++)
		if (character >= blocks[i].first)
			return blocks[i].script;
}

static bool is_usual(const char *letters, uint32_t character)
{
	struct text written = { 0 }, lower = { 0 };

	utf8_append(&written, character);
	utf8_casefold(&lower, written.data, written.length);
	bool found = strstr(letters, written.data) || (lower.length && strstr(letters, lower.data));
	text_free(&written);
	text_free(&lower);
	return found;
}

/* Signs that may stand anywhere: apostrophes, hyphens, no-break blanks; and those beside a word: quotation marks, ª º ° ® ™ … ¿ ¡ § € £. */
static int sign_weight(uint32_t sign, bool before, bool behind)
{
	static const uint32_t inside[] = { 0x2019, 0x2018, 0xB7, 0x2010, 0x2011, 0x2013, 0xAD, 0xA0, 0xB4 };
	static const uint32_t beside[] = { 0xAA, 0xBA, 0xB0, 0xAE, 0x2122, 0xAB, 0xBB, 0x201C, 0x201D, 0x201E, 0x201A, 0x2026, 0xBF, 0xA1, 0xA7, 0x20AC, 0xA3, 0x2014, 0x2116 };

	for (size_t i = 0; i < sizeof inside / sizeof *inside; i++)
		if (inside[i] == sign)
			return 500;
	if (before && behind)
		return -GUESS_FULL;
	for (size_t i = 0; i < sizeof beside / sizeof *beside; i++)
		if (beside[i] == sign)
			return 500;
	return before || behind ? 0 : 300;
}

static int weight_of(const char *letters, uint32_t previous, uint32_t character, uint32_t next)
{
	enum utf8_letter sort = utf8_letter(character), before = utf8_letter(previous), behind = utf8_letter(next);

	if (!sort)
		return sign_weight(character, before, behind);
	if ((before && script(previous) != script(character)) || (behind && script(next) != script(character)))
		return -GUESS_FULL;
	if ((sort == UTF8_UPPER && (before == UTF8_LOWER || (before && behind == UTF8_LOWER))) || (sort == UTF8_LOWER && behind == UTF8_UPPER))
		return -GUESS_FULL;
	return is_usual(letters, character) ? GUESS_FULL : 400;
}

int guess_common(const char *letters, const char *text, size_t length)
{
	long common = 0, count = 0;
	size_t all = strlen(letters);

	for (size_t i = 0; i < length;) {
		uint32_t character, letter = 0;
		i += utf8_next(text + i, length - i, &character);
		if (character < 0x80)
			continue;
		count++;
		for (size_t at = 0; at < all && letter != character;)
			at += utf8_next(letters + at, all - at, &letter);
		common += letter == character;
	}
	return count ? (int)(common * GUESS_FULL / count) : 0;
}

int guess_letters(const char *letters, const char *text, size_t length)
{
	uint32_t previous = 0, character = 0, next = 0;
	long sum = 0, count = 0, bad = 0;

	for (size_t i = 0; i <= length;) {
		size_t size = i < length ? utf8_next(text + i, length - i, &next) : 1;
		next = i < length ? next : 0;
		if (character >= 0x80) {
			int weight = weight_of(letters, previous, character, next);
			count++;
			sum += weight > 0 ? weight : 0;
			bad += weight < 0;
		}
		previous = character;
		character = next;
		i += size;
	}
	/* The last one has nothing behind it. */
	return count && 20 * bad <= count ? (int)(sum / count) : 0;
}
