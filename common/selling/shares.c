#include "selling/shares.h"

#include <stdlib.h>

bool share_between(int64_t amount, int64_t from, int64_t to, int64_t whole, enum rounding rounding, int64_t *part)
{
	int64_t before;

	return wide_ratio(amount, from, whole, rounding, &before) && share_next(amount, to, whole, before, rounding, part);
}

bool share_next(int64_t amount, int64_t to, int64_t whole, int64_t taken, enum rounding rounding, int64_t *part)
{
	int64_t after;

	if (!wide_ratio(amount, to, whole, rounding, &after))
		return false;
	wide due = (wide)after - taken;
	bool turned = amount < 0 ? due > 0 : due < 0;
	return int64_from_wide(turned ? 0 : due, part);
}

/* What a part lacks of its exact share, in parts of a minor unit. */
struct remainder {
	uint64_t size;
	size_t index;
};

static int order_remainders(const void *a, const void *b)
{
	const struct remainder *left = a, *right = b;

	if (left->size != right->size)
		return left->size > right->size ? -1 : 1;
	return left->index < right->index ? -1 : 1;
}

/* Gives what is left over, of one sign, to the largest remainders of that sign. The signed remainders sum to what is left over but for its rounding, so there
 * are as many of them. */
static void give_remainders(const struct remainder *remainders, size_t count, int64_t left, int64_t *parts)
{
	size_t given = (size_t)(left < 0 ? -left : left);

	for (size_t i = 0; i < given && i < count; i++)
		parts[remainders[i].index] += left < 0 ? -1 : 1;
}

bool share_spread(const int64_t *weights, size_t count, struct share_ratio ratio, enum rounding rounding, struct arena *arena, int64_t *parts, int64_t *sum)
{
	struct remainder *remainders = NULL;
	wide whole = 0, given = 0;
	size_t found = 0;
	int64_t narrow, left;

	for (size_t i = 0; i < count; i++) {
		whole += weights[i];
		given += (wide)weights[i] * ratio.times / ratio.over;
	}
	if (!int64_from_wide(whole, &narrow) || !wide_ratio(narrow, ratio.times, ratio.over, rounding, sum) || !int64_from_wide(*sum - given, &left))
		return false;
	if (left)
		remainders = arena_alloc(arena, count * sizeof *remainders);
	for (size_t i = 0; i < count; i++) {
		wide share = (wide)weights[i] * ratio.times, rest = share % ratio.over;
		if (left < 0 ? rest < 0 : left && rest > 0)
			remainders[found++] = (struct remainder){ .size = (uint64_t)(rest < 0 ? -rest : rest), .index = i };
		if (!int64_from_wide(share / ratio.over, &parts[i]))
			return false;
	}
	if (found > 1)
		qsort(remainders, found, sizeof *remainders, order_remainders);
	give_remainders(remainders, found, left, parts);
	return true;
}

bool share_to_largest(const int64_t *weights, size_t count, struct share_ratio ratio, enum rounding rounding, int64_t *parts, int64_t *sum)
{
	wide whole = 0, given = 0;
	int64_t narrow, most = 0;
	size_t largest = 0;

	for (size_t i = 0; i < count; i++) {
		int64_t size = weights[i] < 0 ? -weights[i] : weights[i];
		whole += weights[i];
		largest = size > most ? i : largest;
		most = size > most ? size : most;
		if (!wide_ratio(weights[i], ratio.times, ratio.over, rounding, &parts[i]))
			return false;
		given += parts[i];
	}
	if (!int64_from_wide(whole, &narrow) || !wide_ratio(narrow, ratio.times, ratio.over, rounding, sum))
		return false;
	return *sum == given || int64_from_wide(parts[largest] + (wide)*sum - given, &parts[largest]);
}
