/*
 * Ids in alphabetical order, to find one, its doubles and its near misses.
 */
#ifndef CORE_NAMES_H
#define CORE_NAMES_H

#include <stdint.h>

#include "core/arena.h"

struct name {
	const char *id;
	uint32_t index; /* of the thing it names */
};

struct names {
	struct name *list; /* sorted by id, equal ones by index */
	uint32_t n;
};

/*
 * Of an array of n things of stride_bytes each that begin with their id (a const char *). The
 * arena owns the list; the ids are borrowed.
 */
struct names names_make(const void *things, uint32_t n, size_t stride_bytes, struct arena *arena);

/* The index of the thing (the first, of doubles), or UINT32_MAX. */
uint32_t names_find(const struct names *names, const char *id);

/* The id most like `text`, a third of it mistyped and 4 characters at most, or NULL. */
const char *names_near(const struct names *names, const char *text);

#endif
