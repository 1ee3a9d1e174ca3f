#include "query/summary_notes.h"

#include "base/order.h"
#include <stdlib.h>
#include <string.h>

enum { FIRST_ROOM = 1 << 12, GROWTH = 8 };

struct note *notes_take(struct notes *notes, uint64_t key)
{
	if (notes->count && notes_at(notes, notes->count - 1)->key == key)
		return notes_at(notes, notes->count - 1);
	struct note *note = notes_at(notes, notes->count++);
	for (uint64_t *word = (uint64_t *)(void *)note, *end = word + notes->size / sizeof *word; word < end; word++)
		*word = 0;
	note->key = key;
	return note;
}

void notes_settle(struct notes *notes, notes_merge *merge, const void *context)
{
	size_t count = 0;

	order_by_number(notes->items, notes->count, notes->size);
	for (size_t i = 0; i < notes->count; i++) {
		const struct note *note = notes_at(notes, i);
		if (count && notes_at(notes, count - 1)->key == note->key)
			merge(context, note->tallies, notes_at(notes, count - 1)->tallies);
		else if (count++ != i)
			memcpy(notes_at(notes, count - 1), note, notes->size);
	}
	notes->count = count;
}

void notes_make_room(struct notes *notes, notes_merge *merge, const void *context)
{
	notes_settle(notes, merge, context);
	if (notes->count < notes->room / 2)
		return;
	notes->room = notes->room ? notes->room * GROWTH : FIRST_ROOM;
	notes->items = memory_resize_large(notes->items, notes->room * notes->size);
}

void notes_free(struct notes *notes)
{
	free(notes->items);
	*notes = (struct notes){ 0 };
}
