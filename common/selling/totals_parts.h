/* What the files of totals.h share: amounts and the discount (totals.c), nets and taxes (totals_tax.c). */
#ifndef CRM_SELLING_TOTALS_PARTS_H
#define CRM_SELLING_TOTALS_PARTS_H

#include "selling/shares.h"
#include "selling/totals.h"

/* Spreads as the document has it done. */
bool totals_spread(const struct totals_document *document, const int64_t *weights, size_t count, struct share_ratio ratio, struct arena *arena, int64_t *parts,
	int64_t *sum);

/* Fills net, discounted_net, tax and taxes of results from their amount and discounted. sets: the taxes of each of them. *wrong on STATUS_DATA: the
 * index of a line that is beyond 64 bits. */
enum status totals_tax_lines(const struct totals_document *document, const uint32_t *sets, struct totals_line_result *results, size_t count,
	struct arena *arena, size_t *wrong);

/* Σ rates of the taxes in the set. */
int64_t totals_rates(const struct totals_document *document, uint32_t set);

#endif
