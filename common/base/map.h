/* A table from 64-bit keys to numbers. Keys are ids, sets, or hashes of texts (base/hash.h): the table owns no texts, and whoever gives it hashes compares what they were
 * made of. Nothing is ever taken out. Without memory the process ends, as base/arena.h says. */
#ifndef CRM_BASE_MAP_H
#define CRM_BASE_MAP_H

#include <stddef.h>
#include <stdint.h>

struct map_entry {
	uint64_t key;
	int64_t value;
	uint32_t next; /* in the ring, counted from 0 */
};

/* A zero-filled struct map is empty. About 32 bytes an entry. */
struct map {
	struct map_entry *entries; /* in the order in which they were added */
	size_t count, room;        /* room for entries, and the number of rings: a power of two */
	uint32_t *lasts;           /* of the rings: place in entries, counted from 1; 0: none */
};

/* The first value of a key, which is added with 0 when it is not there. The address holds until the next key is added. */
int64_t *map_at(struct map *map, uint64_t key);

/* Likewise, or 0 when the key is not there. */
int64_t map_get(const struct map *map, uint64_t key);

/* Adds a value, whatever the key has already; none may be 0 where map_next is used. */
void map_add(struct map *map, uint64_t key, int64_t value);

/* One value of a key after another, in the order in which they were added: *at is 0 at first; 0 at the end. */
int64_t map_next(const struct map *map, uint64_t key, uint32_t *at);

/* Frees its entries; it is empty again. */
void map_free(struct map *map);

#endif
