/* Parts of amounts that sum to the whole, however many there are and however they are rounded: a part is what is due after it less what was due before. */
#ifndef CRM_SELLING_SHARES_H
#define CRM_SELLING_SHARES_H

#include "base/wide.h"

/* The part of an amount between two marks, 0 <= from <= to <= whole, whole > 0: round(amount × to ÷ whole) - round(amount × from ÷ whole).
 * False when something is beyond 64 bits. */
bool share_between(int64_t amount, int64_t from, int64_t to, int64_t whole, enum rounding rounding, int64_t *part);

/* What rounding can make of a document whose parts have that many lines in all: a larger difference is somebody's will. */
int64_t share_tolerance(int64_t lines);

#endif
