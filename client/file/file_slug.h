/*
 * Ids for the items of a checklist that have only a title.
 */
#ifndef FILE_SLUG_H
#define FILE_SLUG_H

#include <stddef.h>

#include "core/arena.h"
#include "roadmap/v1/catalog.pb-c.h"

/*
 * Gives every item without an id one made of its title. Where that id is taken a number is
 * appended: "read-it", "read-it-2". Ids the author gave are never changed.
 */
void file_slug_items(Pb__Item **items, size_t n, struct arena *arena);

#endif
