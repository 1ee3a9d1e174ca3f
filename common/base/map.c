/* Entries whose keys fall on one place form a ring, so that a key with very many values costs no more than any other. */
#include "base/map.h"

#include "base/arena.h"
#include "base/hash.h"
#include <stdlib.h>
#include <string.h>

static uint32_t *last_of(const struct map *map, uint64_t key)
{
	return &map->lasts[hash_mix(key) & (map->room - 1)];
}

/* Puts an entry behind the last one of its ring, which it then is. */
static void link_entry(struct map *map, size_t at)
{
	struct map_entry *entry = &map->entries[at];
	uint32_t *last = last_of(map, entry->key);

	entry->next = *last ? map->entries[*last - 1].next : (uint32_t)at;
	if (*last)
		map->entries[*last - 1].next = (uint32_t)at;
	*last = (uint32_t)at + 1;
}

static void grow(struct map *map)
{
	map->entries = array_reserve(map->entries, &map->room, map->count + ARRAY_FIRST, sizeof *map->entries);
	map->lasts = memory_resize(map->lasts, map->room * sizeof *map->lasts);
	memset(map->lasts, 0, map->room * sizeof *map->lasts);
	for (size_t i = 0; i < map->count; i++)
		link_entry(map, i);
}

void map_add(struct map *map, uint64_t key, int64_t value)
{
	if (map->count == map->room)
		grow(map);
	map->entries[map->count] = (struct map_entry){ .key = key, .value = value };
	link_entry(map, map->count++);
}

/* The place, counted from 1, of the next entry of the key behind `at`; 0 at the end. */
static uint32_t next_of(const struct map *map, uint64_t key, uint32_t at)
{
	uint32_t last = map->room ? *last_of(map, key) : 0;

	while (last && at != last) {
		at = map->entries[(at ? at : last) - 1].next + 1;
		if (map->entries[at - 1].key == key)
			return at;
	}
	return 0;
}

int64_t *map_at(struct map *map, uint64_t key)
{
	uint32_t at = next_of(map, key, 0);

	if (!at)
		map_add(map, key, 0);
	return &map->entries[at ? at - 1 : map->count - 1].value;
}

int64_t map_get(const struct map *map, uint64_t key)
{
	uint32_t at = next_of(map, key, 0);

	return at ? map->entries[at - 1].value : 0;
}

int64_t map_next(const struct map *map, uint64_t key, uint32_t *at)
{
	uint32_t next = next_of(map, key, *at);

	*at = next ? next : *at;
	return next ? map->entries[next - 1].value : 0;
}

void map_free(struct map *map)
{
	free(map->entries);
	free(map->lasts);
	*map = (struct map){ 0 };
}
