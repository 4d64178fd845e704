/*
 * An arena: memory that is freed all at once. One belongs to each request, one to each roadmap
 * held in memory. Running out of memory aborts the process, so nothing here returns NULL.
 */
#ifndef CORE_ARENA_H
#define CORE_ARENA_H

#include <stdarg.h>
#include <stddef.h>

struct arena;

struct arena *arena_new(void);
/* Takes NULL. */
void arena_free(struct arena *arena);
/* Frees what was allocated and keeps one block of memory for the next use. */
void arena_reset(struct arena *arena);

/* Zeroed memory, aligned for any type. A size of 0 gives a pointer that may not be read. */
void *arena_alloc(struct arena *arena, size_t size_bytes);
/* An array of n zeroed elements; aborts if n * size_bytes overflows. */
void *arena_array(struct arena *arena, size_t n, size_t size_bytes);
char *arena_strdup(struct arena *arena, const char *text);
char *arena_printf(struct arena *arena, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* How many bytes the arena holds of the system. */
size_t arena_size(const struct arena *arena);

#endif
