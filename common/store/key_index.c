/* A table from hashes of keys to what has them. Values of one hash form a ring, so that a key which very many records have costs no more than any other. Nothing is
 * ever taken out, because each candidate is verified on its row anyway. */
#include "store/key.h"

#include "base/hash.h"
#include <stdlib.h>
#include <time.h>

enum { FIRST_ROOM = 1024 };

struct key_entry {
	uint64_t hash;
	int64_t value;
	uint32_t next; /* in the ring, counted from 0 */
};

void key_index_open(struct key_index *index)
{
	*index = (struct key_index){ .seed = hash_mix((uint64_t)(uintptr_t)index ^ (uint64_t)time(NULL) << 32) };
}

uint64_t key_index_hash(const struct key_index *index, unsigned sort, const char *data, size_t length)
{
	return hash_bytes(index->seed + sort, data, length);
}

/* Puts an entry behind the last one of its ring, which it then is. */
static void link_entry(struct key_index *index, size_t at)
{
	struct key_entry *entry = &index->entries[at];
	uint32_t *last = &index->lasts[entry->hash & (index->room - 1)];

	entry->next = *last ? index->entries[*last - 1].next : (uint32_t)at;
	if (*last)
		index->entries[*last - 1].next = (uint32_t)at;
	*last = (uint32_t)at + 1;
}

static void grow(struct key_index *index)
{
	index->room = index->room ? index->room * 2 : FIRST_ROOM;
	index->entries = memory_resize(index->entries, index->room * sizeof *index->entries);
	index->lasts = memory_resize(index->lasts, index->room * sizeof *index->lasts);
	for (size_t i = 0; i < index->room; i++)
		index->lasts[i] = 0;
	for (size_t i = 0; i < index->count; i++)
		link_entry(index, i);
}

void key_index_add(struct key_index *index, uint64_t hash, int64_t value)
{
	const struct key_entry *before = index->count ? &index->entries[index->count - 1] : NULL;

	if (before && before->hash == hash && before->value == value)
		return;
	if (index->count == index->room)
		grow(index);
	index->entries[index->count] = (struct key_entry){ .hash = hash, .value = value };
	link_entry(index, index->count++);
}

int64_t key_index_next(const struct key_index *index, uint64_t hash, uint32_t *at)
{
	uint32_t last = index->room ? index->lasts[hash & (index->room - 1)] : 0;

	while (last && *at != last) {
		const struct key_entry *entry = &index->entries[*at = index->entries[(*at ? *at : last) - 1].next];
		++*at;
		if (entry->hash == hash)
			return entry->value;
	}
	return 0;
}

void key_index_free(struct key_index *index)
{
	free(index->entries);
	free(index->lasts);
	*index = (struct key_index){ .seed = index->seed };
}
