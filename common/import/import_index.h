/* An open-addressed table from hashes to ids. Equal hashes may have several ids; nothing is ever taken out, because the
 * caller verifies each candidate on its row anyway. A zero-filled struct index is empty. */
#ifndef CRM_IMPORT_IMPORT_INDEX_H
#define CRM_IMPORT_IMPORT_INDEX_H

#include <stddef.h>
#include <stdint.h>

struct index {
	struct index_slot *slots;
	size_t used, capacity; /* a power of two */
};

/* sort: keys of different sorts are different keys. */
uint64_t index_hash(uint64_t seed, char sort, const char *data, size_t length);
void index_add(struct index *index, uint64_t hash, int64_t id);
/* One id of the hash after another: *at is 0 at first; 0 at the end. */
int64_t index_find(const struct index *index, uint64_t hash, size_t *at);
void index_free(struct index *index);

#endif
