/* Names within a few edits of each other, found without comparing all with all.
 *
 * Two names one edit apart (a letter too many, another letter, two that changed places) give the same letters once the right
 * one is left out of each: a name has one hash for each letter left out, and one whole (Mor and Fraenkel's deletion
 * neighbourhoods). Long names get a hash of their beginning and of their end besides, which find most that are two edits apart.
 * Digits tell branches and plants apart: they are part of every hash, and never what an edit changes. */
#include "dedupe/dedupe_parts.h"

#include "base/hash.h"
#include "base/utf8.h"
#include <string.h>

enum { ALIKE_LEAST = 80, LETTERS_LEAST = 3, LONG_NAME = 10, PIECE = 6 };

struct letters {
	uint32_t items[NEAR_LETTERS];
	size_t count;
	uint64_t digits; /* a hash of the digits in their order */
	bool whole;      /* false: there were more than fit */
};

static bool is_digit(uint32_t character)
{
	static const uint32_t numerals[] = { 0x4E00, 0x4E8C, 0x4E09, 0x56DB, 0x4E94, 0x516D, 0x4E03, 0x516B, 0x4E5D, 0x5341, 0x767E }; /* 一 … 十, 百 */

	if (character < 0x80)
		return character >= '0' && character <= '9';
	for (size_t i = 0; i < sizeof numerals / sizeof *numerals; i++)
		if (character == numerals[i])
			return true;
	return false;
}

static const uint64_t base = UINT64_C(0x9e3779b97f4a7c15); /* odd: powers stay invertible */

static void read_letters(struct letters *letters, const char *name)
{
	size_t length = strlen(name);

	*letters = (struct letters){ .whole = true };
	while (length) {
		uint32_t character;
		size_t size = utf8_next(name, length, &character);
		if (is_digit(character))
			letters->digits = letters->digits * base + character;
		else if (letters->count < NEAR_LETTERS)
			letters->items[letters->count++] = character;
		else
			letters->whole = false;
		name += size;
		length -= size;
	}
}

static uint64_t piece_hash(const uint32_t *letters, size_t count, uint64_t salt)
{
	uint64_t hash = 0;

	for (size_t i = 0; i < count; i++)
		hash = hash * base + letters[i];
	return hash_mix(hash ^ salt);
}

size_t near_hashes(const char *name, const char *scope, uint64_t hashes[NEAR_HASHES])
{
	uint64_t before[NEAR_LETTERS + 1] = { 0 }, power[NEAR_LETTERS + 1] = { 1 };
	struct letters letters;
	size_t count = 0;

	read_letters(&letters, name);
	size_t n = letters.count;
	if (n < LETTERS_LEAST || !letters.whole)
		return 0;
	uint64_t seed = hash_mix(letters.digits ^ hash_bytes(0, scope, strlen(scope)));
	for (size_t i = 0; i < n; i++) {
		before[i + 1] = before[i] * base + letters.items[i];
		power[i + 1] = power[i] * base;
	}
	hashes[count++] = hash_mix(before[n] ^ seed);
	for (size_t i = 0; i < n; i++) {
		/* Leaving out either of two equal neighbours gives the same. */
		if (i && letters.items[i] == letters.items[i - 1])
			continue;
		uint64_t behind = before[n] - before[i + 1] * power[n - i - 1];
		hashes[count++] = hash_mix((before[i] * power[n - i - 1] + behind) ^ seed);
	}
	if (n >= LONG_NAME) {
		hashes[count++] = piece_hash(letters.items, PIECE, seed + 1);
		hashes[count++] = piece_hash(letters.items + n - PIECE, PIECE, seed + 2);
	}
	return count;
}

static size_t least(size_t a, size_t b)
{
	return a < b ? a : b;
}

/* Insertions, deletions, replacements, and neighbours that changed places. */
static size_t edits(const struct letters *a, const struct letters *b)
{
	size_t rows[3][NEAR_LETTERS + 1];
	size_t *before = rows[0], *last = rows[1], *now = rows[2];

	for (size_t j = 0; j <= b->count; j++)
		last[j] = j;
	for (size_t i = 1; i <= a->count; i++) {
		now[0] = i;
		for (size_t j = 1; j <= b->count; j++) {
			bool same = a->items[i - 1] == b->items[j - 1];
			now[j] = least(least(last[j], now[j - 1]) + 1, last[j - 1] + !same);
			if (i > 1 && j > 1 && a->items[i - 1] == b->items[j - 2] && a->items[i - 2] == b->items[j - 1])
				now[j] = least(now[j], before[j - 2] + 1);
		}
		size_t *oldest = before;
		before = last;
		last = now;
		now = oldest;
	}
	return last[b->count];
}

int near_alike(const char *a, const char *b)
{
	struct letters left, right;

	if (strcmp(a, b) == 0)
		return 100;
	read_letters(&left, a);
	read_letters(&right, b);
	if (!left.whole || !right.whole || left.digits != right.digits || left.count < LETTERS_LEAST || right.count < LETTERS_LEAST)
		return 0;
	size_t longer = left.count > right.count ? left.count : right.count, shorter = least(left.count, right.count);
	size_t most = longer >= LONG_NAME ? 2 : 1;
	if (longer - shorter > most)
		return 0;
	size_t distance = edits(&left, &right);
	int alike = (int)(100 - 100 * distance / longer);
	return distance == 0 || distance > most || alike < ALIKE_LEAST ? 0 : alike;
}
