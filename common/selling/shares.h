/* Parts of amounts that sum to the whole, however many there are and however they are rounded: the one place where a remainder of a minor unit finds its owner.
 * Parts that are made one after another take what is due after them less what was taken before; parts that are made at once are rounded down, and what is left
 * over goes one by one to the largest remainders. No part has another sign than its share. */
#ifndef CRM_SELLING_SHARES_H
#define CRM_SELLING_SHARES_H

#include "base/arena.h"
#include "base/wide.h"

/* A ratio of 64-bit integers; over > 0. */
struct share_ratio {
	int64_t times, over;
};

/* The part of an amount between two marks, 0 <= from <= to <= whole, whole > 0: round(amount × to ÷ whole) - round(amount × from ÷ whole).
 * False when something is beyond 64 bits. */
bool share_between(int64_t amount, int64_t from, int64_t to, int64_t whole, enum rounding rounding, int64_t *part);

/* The part of an amount that ends at the mark `to`, 0 <= to <= whole, where the parts before took so much: round(amount × to ÷ whole) - taken, but no part
 * of the other sign: when parts were taken back, those that are left may have more already. False when something is beyond 64 bits. */
bool share_next(int64_t amount, int64_t to, int64_t whole, int64_t taken, enum rounding rounding, int64_t *part);

/* The sum of count weights times the ratio, rounded once, and the part of each weight, rounded toward zero; what they lack goes, one minor unit each, to the
 * largest remainders, of equals the first. parts may be weights. False when something is beyond 64 bits. */
bool share_spread(const int64_t *weights, size_t count, struct share_ratio ratio, enum rounding rounding, struct arena *arena, int64_t *parts, int64_t *sum);

/* The same as it was done before: each part rounded, and what they lack in the part of the weight of the greatest magnitude, the first of equals. */
bool share_to_largest(const int64_t *weights, size_t count, struct share_ratio ratio, enum rounding rounding, int64_t *parts, int64_t *sum);

#endif
