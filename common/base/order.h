/* Orders for qsort and bsearch: ascending, of 64-bit numbers or of structs that begin with one. */
#ifndef CRM_BASE_ORDER_H
#define CRM_BASE_ORDER_H

#include <stdint.h>

static inline int order_integers(const void *a, const void *b)
{
	const int64_t *left = a, *right = b;

	return *left < *right ? -1 : *left > *right;
}

static inline int order_hashes(const void *a, const void *b)
{
	const uint64_t *left = a, *right = b;

	return *left < *right ? -1 : *left > *right;
}

#endif
