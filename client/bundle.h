/*
 * The roadmaps that came with the program: packed roadmap.v1.Roadmap messages, ID.pb, in
 * roadmaps/ of $ROADMAP_DATA_PATH or of where the program was installed.
 */
#ifndef CLIENT_BUNDLE_H
#define CLIENT_BUNDLE_H

#include <stdbool.h>
#include <stddef.h>

#include "core/arena.h"
#include "roadmap/v1/catalog.pb-c.h"

/* NULL if there is none of this id, or it cannot be read. */
Pb__Roadmap *bundle_load(const char *id, struct arena *arena);

/* All of them by id; returns how many. Unreadable ones are left out. */
size_t bundle_list(struct arena *arena, Pb__Roadmap ***ret_roadmaps);

/* Whether a step counts for a learner who has chosen nothing yet: the options with the most value
 * per hour stand in (S2 of core/standing.h). */
bool bundle_counts(const Pb__Roadmap *roadmap, const Pb__StepDef *step);

/* As the catalog would show it, were it stored. */
Pb__CatalogEntry *bundle_entry(const Pb__Roadmap *roadmap, struct arena *arena);

#endif
