#include "import/import_memo.h"

#include "base/hash.h"
#include <stdlib.h>
#include <string.h>

enum { MEMO_SLOTS = 1024, MEMO_TEXT_LIMIT = 200 };

struct memo_slot {
	char *text;          /* NULL: free */
	unsigned generation;
	struct value value;  /* its text is the slot's own */
};

struct memo {
	struct memo_slot slots[MEMO_SLOTS];
};

struct memo *memo_new(struct arena *arena)
{
	return arena_alloc(arena, sizeof(struct memo));
}

static struct memo_slot *slot_of(struct memo *memo, const char *text, size_t *length)
{
	*length = strlen(text);
	return &memo->slots[hash_bytes(0, text, *length) % MEMO_SLOTS];
}

bool memo_find(struct memo *memo, unsigned generation, const char *text, struct arena *arena, struct value *out)
{
	size_t length;
	const struct memo_slot *slot = slot_of(memo, text, &length);

	if (!slot->text || slot->generation != generation || strcmp(slot->text, text) != 0)
		return false;
	*out = slot->value;
	/* The slot may be taken by another text before the row is written. */
	if (out->type == VALUE_TEXT)
		out->text = arena_copy(arena, out->text, out->length);
	return true;
}

static void empty(struct memo_slot *slot)
{
	free(slot->text);
	if (slot->value.type == VALUE_TEXT)
		free((char *)(uintptr_t)slot->value.text);
	*slot = (struct memo_slot){ 0 };
}

void memo_keep(struct memo *memo, unsigned generation, const char *text, const struct value *value)
{
	size_t length;
	struct memo_slot *slot = slot_of(memo, text, &length);

	if (length > MEMO_TEXT_LIMIT)
		return;
	empty(slot);
	slot->text = memory_string(text);
	slot->generation = generation;
	slot->value = *value;
	if (value->type == VALUE_TEXT)
		slot->value.text = memory_string(value->text);
}

void memo_free(struct memo *memo)
{
	for (size_t i = 0; memo && i < MEMO_SLOTS; i++)
		empty(&memo->slots[i]);
}
