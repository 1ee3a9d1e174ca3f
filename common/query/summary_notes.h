/* What records come to: notes, each of a key and its tallies, that are sorted and summed up when their room is full. Memory is read and written from one end to the other,
 * where a table of millions of groups would be asked at another place for every record. */
#ifndef CRM_QUERY_SUMMARY_NOTES_H
#define CRM_QUERY_SUMMARY_NOTES_H

#include "query/summary_groups.h"

struct note {
	uint64_t key;          /* the group above, then the code less one: no value comes last */
	struct tally tallies[];
};

/* All zero at first but for size. */
struct notes {
	char *items;
	size_t count, room;
	size_t size;           /* of a note */
};

/* The note at a place, which must be there. */
static inline struct note *notes_at(const struct notes *notes, size_t i)
{
	return (struct note *)(void *)(notes->items + i * notes->size);
}

/* A group by the one above it and its own code, as a key, and taken apart again. */
static inline uint64_t note_key(uint32_t above, uint32_t code)
{
	return (uint64_t)above << 32 | (uint32_t)(code - 1);
}
static inline uint32_t note_above(const struct note *note)
{
	return (uint32_t)(note->key >> 32);
}
static inline uint32_t note_code(const struct note *note)
{
	return (uint32_t)note->key + 1;
}

/* The note that was taken last when it is of that key, else a new one of nothing; there is room, unless notes_full. */
struct note *notes_take(struct notes *notes, uint64_t key);
static inline bool notes_full(const struct notes *notes)
{
	return notes->count == notes->room;
}
/* Adds what is noted in `from` to `into`. */
typedef void notes_merge(const void *context, const struct tally *from, struct tally *into);
/* Sorts the notes and leaves one of each key; the other one makes room for as many more, too. */
void notes_settle(struct notes *notes, notes_merge *merge, const void *context);
void notes_make_room(struct notes *notes, notes_merge *merge, const void *context);
void notes_free(struct notes *notes);

#endif
