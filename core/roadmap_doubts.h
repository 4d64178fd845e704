/*
 * What is no fault in a roadmap, and yet likely not meant.
 */
#ifndef CORE_ROADMAP_DOUBTS_H
#define CORE_ROADMAP_DOUBTS_H

#include "core/roadmap.h"

enum {
	ROADMAP_DOUBTS_MINUTES = 40 * 60,
	ROADMAP_DOUBTS_SKILLS_MAX = 5000, /* more different ones are not compared */
};

/*
 * Finds in a checked roadmap: steps of more than 40 hours; phases without a milestone (told once
 * if there is none at all); skills that differ from another one by a slip of the pen, told where
 * the one used less stands; entries of `requires` that are met whenever the others are
 * (core/roadmap_needless.h). Paths and texts are as those of faults; the order is by kind.
 */
void roadmap_doubts(const struct roadmap *roadmap, struct roadmap_faults *doubts);

/* "/phases/0/steps/3/TAIL", in `path`. */
void roadmap_doubts_path(const struct roadmap *roadmap, uint32_t step, const char *tail,
    uint32_t index, char *path, size_t size);

#endif
