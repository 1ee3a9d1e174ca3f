#include "base/order.h"

#include <stdbool.h>
#include <string.h>

enum { BITS = 8, PLACES = 1 << BITS, FEW = 24 };

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

static void insert_each(char *items, size_t count, size_t size)
{
	for (size_t i = 1; i < count; i++)
		for (size_t at = i; at > 0 && number_at(items, at, size) < number_at(items, at - 1, size); at--)
			swap(items + at * size, items + (at - 1) * size, size);
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

/* By the first bits that differ each item goes to its part at once, in exchange for the one that is there; then each part is sorted. */
void order_by_number(void *all, size_t count, size_t size)
{
	char *items = all;
	size_t next[PLACES] = { 0 }, ends[PLACES], sum = 0;
	unsigned shift = 0;

	if (count <= FEW) {
		insert_each(items, count, size);
		return;
	}
	uint64_t differ = differing(items, count, size);
	if (!differ)
		return;
	while (differ >> shift >= PLACES)
		shift++;
	for (size_t i = 0; i < count; i++)
		next[number_at(items, i, size) >> shift & (PLACES - 1)]++;
	for (size_t i = 0; i < PLACES; i++) {
		ends[i] = sum + next[i];
		next[i] = sum;
		sum = ends[i];
	}
	for (size_t i = 0; i < PLACES; i++) {
		while (next[i] < ends[i]) {
			size_t place = number_at(items, next[i], size) >> shift & (PLACES - 1);
			if (place != i)
				swap(items + next[i] * size, items + next[place] * size, size);
			next[place]++;
		}
	}
	for (size_t i = 0, first = 0; shift && i < PLACES; first = ends[i++])
		order_by_number(items + first * size, ends[i] - first, size);
}
