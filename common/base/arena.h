/* Memory that is freed all at once. Rows live in an arena that is reset per row. Running out of
 * memory ends the process with one line and exit code 71 (EX_OSERR): no caller tests for NULL. */
#ifndef CRM_BASE_ARENA_H
#define CRM_BASE_ARENA_H

#include <stddef.h>

struct arena_block;
struct arena {
	struct arena_block *blocks; /* newest first */
};

/* A zero-filled struct arena is ready for use. */
void *arena_alloc(struct arena *arena, size_t size);           /* aligned for any type, zero-filled */
void *arena_grow(struct arena *arena, const void *old, size_t old_size, size_t new_size); /* copies */
char *arena_copy(struct arena *arena, const char *data, size_t length); /* adds a final NUL */
char *arena_string(struct arena *arena, const char *string);
char *arena_printf(struct arena *arena, const char *format, ...) __attribute__((format(printf, 2, 3)));
void arena_reset(struct arena *arena); /* forgets all but keeps one block for reuse */
void arena_free(struct arena *arena);

/* An array that grows by one item at a time; returns its address with room for one item behind `count` ones of `size` bytes. Nobody keeps the room: it is the
 * least power of two that holds the items, and at least ARRAY_FIRST.
 *
 * arena  where the array lives: then what is not used yet is zero-filled; NULL: allocated, the caller frees it
 * items  NULL, or the array as an earlier call returned it; its old address is void
 * count  0, or at most one more than at that call */
enum { ARRAY_FIRST = 8 };
void *array_grow(struct arena *arena, const void *items, size_t count, size_t size);

/* For allocated arrays that grow by many at once: room for `need` items at least; *room says for how many. */
void *array_reserve(void *items, size_t *room, size_t need, size_t size);

/* malloc, realloc and strdup that end the process rather than return NULL. */
/* Ends the process as these do: where a library had no memory. A transaction that is open is void. */
_Noreturn void memory_exhausted(void);
void *memory_alloc(size_t size);
void *memory_resize(void *old, size_t size);
/* For many megabytes that are used from one end to the other: in pages as large as the system has, where it can be asked to. */
void *memory_resize_large(void *old, size_t size);
/* Has the system provide the next `size` bytes that are allocated in small pieces all at once: a page at a time, as each is first written to, costs about
 * ten times as much on a virtual machine. It only saves time: it does nothing where the system does not offer it. */
void memory_populate(size_t size);
char *memory_string(const char *string);

#endif
