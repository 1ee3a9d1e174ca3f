#include "selling/shares.h"

bool share_between(int64_t amount, int64_t from, int64_t to, int64_t whole, enum rounding rounding, int64_t *part)
{
	int64_t before, after;

	if (!wide_ratio(amount, from, whole, rounding, &before) || !wide_ratio(amount, to, whole, rounding, &after))
		return false;
	return int64_from_wide((wide)after - before, part);
}

/* Amount and net of a line are rounded, each of its taxes, and shipping and discount once for each document. */
int64_t share_tolerance(int64_t lines)
{
	return 2 * lines + 4;
}
