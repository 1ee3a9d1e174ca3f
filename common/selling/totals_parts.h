/* What the files of totals.h share: amounts and the discount (totals.c), nets and taxes (totals_tax.c). */
#ifndef CRM_SELLING_TOTALS_PARTS_H
#define CRM_SELLING_TOTALS_PARTS_H

#include "selling/totals.h"

/* A ratio of 64-bit integers; over > 0. */
struct totals_ratio {
	int64_t times, over;
};

/* The sum of count weights times the ratio, rounded once, and the part of each weight, rounded too; what the parts lack goes to the part of the
 * weight of the greatest magnitude, the first of equals. parts may be weights. False when something is beyond 64 bits. */
bool totals_spread(const int64_t *weights, size_t count, struct totals_ratio ratio, enum rounding rounding, int64_t *parts, int64_t *sum);

/* Fills net, discounted_net, tax and taxes of results from their amount and discounted. sets: the taxes of each of them. *wrong on STATUS_DATA: the
 * index of a line that is beyond 64 bits. */
enum status totals_tax_lines(const struct totals_document *document, const uint32_t *sets, struct totals_line_result *results, size_t count,
	struct arena *arena, size_t *wrong);

/* Σ rates of the taxes in the set. */
int64_t totals_rates(const struct totals_document *document, uint32_t set);
/* Of the taxes in the set, the one with the highest rate, the first of equals; tax_count for an empty set. */
size_t totals_highest(const struct totals_document *document, uint32_t set);

#endif
