/* Of madvise, which POSIX has without large pages and populated ones. */
#define _DEFAULT_SOURCE
#include "base/arena.h"

#include "base/status.h"
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/* `make fuzz` sets 1: then each allocation is a block of its own, and the address sanitizer sees what reads beyond it. */
#ifndef ARENA_BLOCK
#define ARENA_BLOCK (16 * 1024)
#endif

enum { BLOCK_SIZE = ARENA_BLOCK };

struct arena_block {
	struct arena_block *next;
	size_t size, used;
	max_align_t data[];
};

void memory_exhausted(void)
{
	fputs("crm: out of memory\n", stderr);
	_Exit(STATUS_MEMORY);
}

static void *checked(void *memory)
{
	if (!memory)
		memory_exhausted();
	return memory;
}

void *memory_alloc(size_t size)
{
	return checked(malloc(size ? size : 1));
}

void *memory_resize(void *old, size_t size)
{
	return checked(realloc(old, size ? size : 1));
}

/* Gives the system an advice on the whole pages of a block. Nothing depends on its being taken. */
static void advise(void *memory, size_t size, int advice)
{
	uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE), first = ((uintptr_t)memory + page - 1) / page * page, end = ((uintptr_t)memory + size) / page * page;

	if (end > first)
		(void)madvise((char *)memory + (first - (uintptr_t)memory), end - first, advice);
}

void *memory_resize_large(void *old, size_t size)
{
	void *memory = memory_resize(old, size);
#ifdef MADV_HUGEPAGE
	advise(memory, size, MADV_HUGEPAGE);
#endif
	return memory;
}

void memory_populate(size_t size)
{
	/* The C library maps a large block on its own until one of that size has been freed. The second one is the end of the heap, which keeps what is freed. */
	void *volatile mapped = malloc(size);
	free(mapped);
	void *block = malloc(size);
#ifdef MADV_POPULATE_WRITE
	if (block)
		advise(block, size, MADV_POPULATE_WRITE);
#endif
	free(block);
}

char *memory_string(const char *string)
{
	return checked(strdup(string));
}

void *arena_alloc(struct arena *arena, size_t size)
{
	const size_t align = sizeof(max_align_t);

	if (size > SIZE_MAX / 2)
		checked(NULL);
	size = (size + align - 1) / align * align;
	struct arena_block *block = arena->blocks;
	if (!block || block->size - block->used < size) {
		size_t room = size > BLOCK_SIZE ? size : BLOCK_SIZE;
		block = memory_alloc(sizeof *block + room);
		*block = (struct arena_block){ .next = arena->blocks, .size = room };
		arena->blocks = block;
	}
	void *memory = (char *)block->data + block->used;
	block->used += size;
	return memset(memory, 0, size);
}

void *arena_grow(struct arena *arena, const void *old, size_t old_size, size_t new_size)
{
	void *memory = arena_alloc(arena, new_size);

	if (old_size)
		memcpy(memory, old, old_size < new_size ? old_size : new_size);
	return memory;
}

char *arena_copy(struct arena *arena, const char *data, size_t length)
{
	char *copy = arena_alloc(arena, length + 1);

	if (length)
		memcpy(copy, data, length);
	return copy;
}

char *arena_string(struct arena *arena, const char *string)
{
	return arena_copy(arena, string, strlen(string));
}

char *arena_printf(struct arena *arena, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	int length = vsnprintf(NULL, 0, format, arguments);
	va_end(arguments);
	char *string = arena_alloc(arena, (size_t)length + 1);
	va_start(arguments, format);
	vsnprintf(string, (size_t)length + 1, format, arguments);
	va_end(arguments);
	return string;
}

/* The oldest block is the one of usual size; larger ones came for one large value and go. */
void arena_reset(struct arena *arena)
{
	while (arena->blocks && arena->blocks->next) {
		struct arena_block *block = arena->blocks;
		arena->blocks = block->next;
		free(block);
	}
	if (arena->blocks)
		arena->blocks->used = 0;
}

void arena_free(struct arena *arena)
{
	arena_reset(arena);
	free(arena->blocks);
	arena->blocks = NULL;
}

/* No memory is so large that the product would overflow. */
static size_t size_of(size_t count, size_t size)
{
	if (count > SIZE_MAX / 2 / size)
		checked(NULL);
	return count * size;
}

void *array_grow(struct arena *arena, const void *items, size_t count, size_t size)
{
	void *old = (void *)(uintptr_t)items;

	if (count && (count < ARRAY_FIRST || count & (count - 1)))
		return old;
	size_t room = size_of(count ? count * 2 : ARRAY_FIRST, size);
	return arena ? arena_grow(arena, old, count * size, room) : memory_resize(old, room);
}

void *array_reserve(void *items, size_t *room, size_t need, size_t size)
{
	if (need <= *room)
		return items;
	*room = *room > need / 2 ? *room * 2 : need;
	return memory_resize(items, size_of(*room, size));
}
