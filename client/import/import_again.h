/*
 * A file that is imported again: the next version of a roadmap that is stored.
 */
#ifndef IMPORT_AGAIN_H
#define IMPORT_AGAIN_H

#include "core/arena.h"
#include "roadmap/v1/catalog.pb-c.h"

/*
 * Makes the roadmap the version after `before`, or the same one if nothing else is different. Steps
 * of one source id are one step: where its id is another now, `changes` tells. A new step that has
 * taken the id of such a step gets one of its own. Returns how many ids changed.
 */
uint32_t import_again(Pb__Roadmap *roadmap, const Pb__Roadmap *before, struct arena *arena);

#endif
