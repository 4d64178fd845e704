/*
 * Links of Markdown: [title](url).
 */
#ifndef IMPORT_LINK_H
#define IMPORT_LINK_H

#include <stdbool.h>
#include <stddef.h>

#include "core/arena.h"

struct import_link {
	size_t start, end;       /* where it stands in the text */
	const char *title, *url; /* in the arena */
};

/* The first link of a text. False if there is none. */
bool import_link_find(const char *text, size_t size, struct arena *arena,
    struct import_link *ret_link);

#endif
