/* The finish of a hash: every bit of it depends on every bit of what came in (the finalizer of MurmurHash3). */
#ifndef CRM_BASE_HASH_H
#define CRM_BASE_HASH_H

#include <stdint.h>

static inline uint64_t hash_mix(uint64_t hash)
{
	hash ^= hash >> 33;
	hash *= UINT64_C(0xff51afd7ed558ccd);
	hash ^= hash >> 33;
	hash *= UINT64_C(0xc4ceb9fe1a85ec53);
	return hash ^ hash >> 33;
}

#endif
