/* Hashes. hash_mix is the finish of one: every bit of it depends on every bit of what came in (the finalizer of MurmurHash3). */
#ifndef CRM_BASE_HASH_H
#define CRM_BASE_HASH_H

#include <stddef.h>
#include <stdint.h>
#include <time.h>

/* Spreads the bits of a hash, so that any of them may choose a place in a table. */
static inline uint64_t hash_mix(uint64_t hash)
{
	hash ^= hash >> 33;
	hash *= UINT64_C(0xff51afd7ed558ccd);
	hash ^= hash >> 33;
	hash *= UINT64_C(0xc4ceb9fe1a85ec53);
	return hash ^ hash >> 33;
}

/* FNV-1a of some bytes, finished. The seed makes it unknown to the author of the bytes, and joins hashes: that of what came before them. */
static inline uint64_t hash_bytes(uint64_t seed, const char *data, size_t length)
{
	uint64_t hash = UINT64_C(0xcbf29ce484222325) ^ seed;

	for (size_t i = 0; i < length; i++)
		hash = (hash ^ (unsigned char)data[i]) * UINT64_C(0x100000001b3);
	return hash_mix(hash);
}

/* A seed that the author of a file cannot know. */
static inline uint64_t hash_seed(const void *anything)
{
	return hash_mix((uint64_t)(uintptr_t)anything ^ (uint64_t)time(NULL) << 32);
}

#endif
