/*
 * Random UUIDs, RFC 9562, version 4: ids of actions. Those that share a commit begin with the same
 * three digits, at random, so that they are on the same page of the index of ids: otherwise each
 * would be on another one, which the commit has to write. 110 bits are left to each.
 */
#ifndef ENGINE_UUID_H
#define ENGINE_UUID_H

#include <stddef.h>
#include <stdint.h>

#include "core/arena.h"

enum {
	UUID_BYTES = 16,
	UUID_AT_ONCE = 16, /* are made of what the system is asked for once */
};

/* Zeroed at first. It belongs to one thread of one process: a copy would give the same again. */
struct uuid_source {
	uint8_t random[UUID_AT_ONCE * UUID_BYTES];
	size_t left; /* UUIDs */
	uint8_t begin[2];
};

/* A commit begins. */
void uuid_begin(struct uuid_source *source);

const char *uuid_new(struct uuid_source *source, struct arena *arena);

#endif
