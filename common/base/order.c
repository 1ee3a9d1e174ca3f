#include "base/order.h"

#include <stdbool.h>
#include <string.h>

enum { PLACES = 1 << 8, FEW = 16 };

static uint64_t number_at(const char *items, size_t i, size_t size)
{
	uint64_t number;

	memcpy(&number, items + i * size, sizeof number);
	return number;
}

static void swap(char *left, char *right, size_t size)
{
	for (size_t i = 0; i < size; i += sizeof(uint64_t)) {
		uint64_t a, b;
		memcpy(&a, left + i, sizeof a);
		memcpy(&b, right + i, sizeof b);
		memcpy(left + i, &b, sizeof b);
		memcpy(right + i, &a, sizeof a);
	}
}

/* Moves the item at `from` before the one at `to`, word by word. */
static void insert(char *items, size_t from, size_t to, size_t size)
{
	for (size_t i = 0; i < size; i += sizeof(uint64_t)) {
		uint64_t moved, word;
		memcpy(&moved, items + from * size + i, sizeof moved);
		for (size_t at = from; at > to; at--) {
			memcpy(&word, items + (at - 1) * size + i, sizeof word);
			memcpy(items + at * size + i, &word, sizeof word);
		}
		memcpy(items + to * size + i, &moved, sizeof moved);
	}
}

static void insert_each(char *items, size_t count, size_t size)
{
	for (size_t i = 1; i < count; i++) {
		uint64_t number = number_at(items, i, size);
		size_t to = i;
		while (to > 0 && number < number_at(items, to - 1, size))
			to--;
		if (to < i)
			insert(items, i, to, size);
	}
}

/* The bits in which some of them differ; 0, too, when they are in order. */
static uint64_t differing(const char *items, size_t count, size_t size)
{
	uint64_t differ = 0, before = number_at(items, 0, size);
	bool sorted = true;

	for (size_t i = 1; i < count; i++) {
		uint64_t number = number_at(items, i, size);
		differ |= number ^ before;
		sorted &= before <= number;
		before = number;
	}
	return sorted ? 0 : differ;
}

/* By the first bits that differ each item goes to its part at once, in exchange for the one that is there; then each part is sorted. There are no more parts than
 * would have two items each. */
void order_by_number(void *all, size_t count, size_t size)
{
	char *items = all;
	size_t next[PLACES], ends[PLACES], sum = 0, places = FEW / 2;
	unsigned shift = 0;

	if (count <= FEW) {
		insert_each(items, count, size);
		return;
	}
	uint64_t differ = differing(items, count, size);
	if (!differ)
		return;
	while (places < PLACES && places * 2 < count)
		places *= 2;
	while (differ >> shift >= places)
		shift++;
	memset(next, 0, places * sizeof *next);
	for (size_t i = 0; i < count; i++)
		next[number_at(items, i, size) >> shift & (places - 1)]++;
	for (size_t i = 0; i < places; i++) {
		ends[i] = sum + next[i];
		next[i] = sum;
		sum = ends[i];
	}
	for (size_t i = 0; i < places; i++) {
		while (next[i] < ends[i]) {
			size_t place = number_at(items, next[i], size) >> shift & (places - 1);
			if (place != i)
				swap(items + next[i] * size, items + next[place] * size, size);
			next[place]++;
		}
	}
	for (size_t i = 0, first = 0; shift && i < places; first = ends[i++])
		order_by_number(items + first * size, ends[i] - first, size);
}
