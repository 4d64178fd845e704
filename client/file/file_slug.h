/*
 * Ids made of titles, each once: for the items of a checklist that have only a title, and for all
 * that an importer finds.
 */
#ifndef FILE_SLUG_H
#define FILE_SLUG_H

#include <stdbool.h>
#include <stddef.h>

#include "core/arena.h"
#include "roadmap/v1/catalog.pb-c.h"

/* A set of ids in the arena. */
struct file_slugs;

struct file_slugs *file_slug_new(struct arena *arena);

/* Puts an id into the set, which borrows it. False if it is there already. */
bool file_slug_add(struct file_slugs *slugs, const char *id);

/* An id of a title that is not in the set yet, and is now. The arena of the set owns it. */
const char *file_slug_make(struct file_slugs *slugs, const char *title);

/*
 * Gives every item without an id one made of its title. Where that id is taken a number is
 * appended: "read-it", "read-it-2". Ids the author gave are never changed.
 */
void file_slug_items(Pb__Item **items, size_t n, struct arena *arena);

#endif
