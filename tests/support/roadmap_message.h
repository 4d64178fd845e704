/*
 * A roadmap of core as the message it could have come from.
 */
#ifndef ROADMAP_MESSAGE_H
#define ROADMAP_MESSAGE_H

#include "core/roadmap.h"
#include "roadmap/v1/catalog.pb-c.h"

/* Borrows the strings; the arena owns the rest. */
Pb__Roadmap *roadmap_message(const struct roadmap *roadmap, struct arena *arena);

#endif
