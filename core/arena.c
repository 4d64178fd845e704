#include "core/arena.h"

#include <stdalign.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Under AddressSanitizer each allocation is a block of its own, so that it sees an overrun. */
#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define ARENA_BLOCK_SIZE 0
#endif
#endif
#if !defined(ARENA_BLOCK_SIZE) && defined(__SANITIZE_ADDRESS__)
#define ARENA_BLOCK_SIZE 0
#endif
#ifndef ARENA_BLOCK_SIZE
#define ARENA_BLOCK_SIZE ((size_t)16 << 10)
#endif

struct arena_block {
	struct arena_block *next;
	size_t size, used;
	alignas(max_align_t) unsigned char data[];
};

struct arena {
	struct arena_block *blocks; /* the newest first */
	size_t size_bytes;
};

static void
arena_check(bool fine)
{
	if (!fine) {
		fputs("out of memory\n", stderr);
		abort();
	}
}

struct arena *
arena_new(void)
{
	struct arena *arena = calloc(1, sizeof(*arena));

	arena_check(arena != NULL);
	arena->size_bytes = sizeof(*arena);
	return arena;
}

static void
arena_free_blocks(struct arena *arena, struct arena_block *kept)
{
	struct arena_block *block = arena->blocks, *next;

	for (; block != NULL; block = next) {
		next = block->next;
		if (block != kept) {
			arena->size_bytes -= sizeof(*block) + block->size;
			free(block);
		}
	}
	arena->blocks = kept;
}

void
arena_free(struct arena *arena)
{
	if (arena == NULL)
		return;
	arena_free_blocks(arena, NULL);
	free(arena);
}

void
arena_reset(struct arena *arena)
{
	struct arena_block *kept = arena->blocks;

	/* Only one of the usual size: a single large request must not hold its memory for good. */
	while (kept != NULL && kept->size > ARENA_BLOCK_SIZE)
		kept = kept->next;
	arena_free_blocks(arena, kept);
	if (kept != NULL) {
		kept->next = NULL;
		kept->used = 0;
	}
}

static struct arena_block *
arena_grow(struct arena *arena, size_t size_bytes)
{
	size_t size = size_bytes > ARENA_BLOCK_SIZE ? size_bytes : ARENA_BLOCK_SIZE;
	struct arena_block *block;

	arena_check(size <= SIZE_MAX - sizeof(*block));
	block = malloc(sizeof(*block) + size);
	arena_check(block != NULL);
	*block = (struct arena_block){.next = arena->blocks, .size = size};
	arena->blocks = block;
	arena->size_bytes += sizeof(*block) + size;
	return block;
}

/* Where the next allocation in a block begins: beyond its end if it is full. */
static size_t
arena_start(const struct arena_block *block)
{
	const size_t align = alignof(max_align_t);

	return (block->used + align - 1) / align * align;
}

void *
arena_alloc(struct arena *arena, size_t size_bytes)
{
	struct arena_block *block = arena->blocks;
	size_t start = block != NULL ? arena_start(block) : 0;

	if (block == NULL || start > block->size || size_bytes > block->size - start) {
		block = arena_grow(arena, size_bytes);
		start = 0;
	}
	block->used = start + size_bytes;
	return memset(block->data + start, 0, size_bytes);
}

void *
arena_array(struct arena *arena, size_t n, size_t size_bytes)
{
	size_t size = 0;

	arena_check(!__builtin_mul_overflow(n, size_bytes, &size));
	return arena_alloc(arena, size);
}

char *
arena_strdup(struct arena *arena, const char *text)
{
	size_t size = strlen(text) + 1;

	return memcpy(arena_alloc(arena, size), text, size);
}

/* Into what is left of the newest block: most texts are short, and need not be measured before. */
char *
arena_printf(struct arena *arena, const char *format, ...)
{
	struct arena_block *block = arena->blocks;
	const size_t start = block != NULL ? arena_start(block) : 0;
	const size_t room = block != NULL && start < block->size ? block->size - start : 0;
	char *text = room > 0 ? (char *)block->data + start : NULL;
	va_list list;
	int length;

	va_start(list, format);
	length = vsnprintf(text, room, format, list);
	va_end(list);
	arena_check(length >= 0);
	if ((size_t)length < room) {
		block->used = start + (size_t)length + 1;
		return text;
	}
	text = arena_alloc(arena, (size_t)length + 1);
	va_start(list, format);
	vsnprintf(text, (size_t)length + 1, format, list);
	va_end(list);
	return text;
}

size_t
arena_size(const struct arena *arena)
{
	return arena->size_bytes;
}
