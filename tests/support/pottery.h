/*
 * A small roadmap to try things on.
 *
 * "pottery" version 1: phases basics (clay, wheel after clay, optional glaze after wheel) and
 * projects (bowl after wheel, a choice kiln of gas or electric with a step each, vase after bowl
 * and either kiln step). clay has a checklist of three; wheel teaches the skill "centering".
 */
#ifndef POTTERY_H
#define POTTERY_H

#include "core/arena.h"
#include "roadmap/v1/catalog.pb-c.h"

/* A message of the caller's own, in the arena. */
Pb__Roadmap *pottery_roadmap(struct arena *arena);
/* A step of it, to be changed; NULL if there is none. */
Pb__StepDef *pottery_step(const Pb__Roadmap *roadmap, const char *id);

#endif
