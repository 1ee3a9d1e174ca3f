#include "import/import_index.h"

#include "base/arena.h"
#include "base/hash.h"
#include <stdlib.h>

enum { FIRST_CAPACITY = 1024 };

struct index_slot {
	uint64_t hash;
	int64_t id; /* 0: free */
};

/* FNV-1a from a start that the author of a file cannot know, finished so that the low bits can choose the slot. */
uint64_t index_hash(uint64_t seed, char sort, const char *data, size_t length)
{
	uint64_t hash = UINT64_C(0xcbf29ce484222325) ^ seed;

	hash = (hash ^ (unsigned char)sort) * UINT64_C(0x100000001b3);
	for (size_t i = 0; i < length; i++)
		hash = (hash ^ (unsigned char)data[i]) * UINT64_C(0x100000001b3);
	return hash_mix(hash);
}

static void place(struct index *index, uint64_t hash, int64_t id)
{
	size_t mask = index->capacity - 1, at = hash & mask;

	while (index->slots[at].id) {
		if (index->slots[at].hash == hash && index->slots[at].id == id)
			return;
		at = (at + 1) & mask;
	}
	index->slots[at] = (struct index_slot){ hash, id };
	index->used++;
}

static void grow(struct index *index)
{
	struct index old = *index;

	index->capacity = old.capacity ? old.capacity * 2 : FIRST_CAPACITY;
	index->slots = memory_alloc(index->capacity * sizeof *index->slots);
	for (size_t i = 0; i < index->capacity; i++)
		index->slots[i] = (struct index_slot){ 0 };
	index->used = 0;
	for (size_t i = 0; i < old.capacity; i++)
		if (old.slots[i].id)
			place(index, old.slots[i].hash, old.slots[i].id);
	free(old.slots);
}

void index_add(struct index *index, uint64_t hash, int64_t id)
{
	if (index->used * 4 >= index->capacity * 3)
		grow(index);
	place(index, hash, id);
}

int64_t index_find(const struct index *index, uint64_t hash, size_t *at)
{
	size_t mask = index->capacity - 1;

	if (!index->capacity)
		return 0;
	for (; *at < index->capacity; (*at)++) {
		const struct index_slot *slot = &index->slots[(hash + *at) & mask];
		if (!slot->id)
			return 0;
		if (slot->hash == hash) {
			(*at)++;
			return slot->id;
		}
	}
	return 0;
}

void index_free(struct index *index)
{
	free(index->slots);
	*index = (struct index){ 0 };
}
