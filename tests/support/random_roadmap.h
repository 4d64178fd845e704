/*
 * Random roadmaps and standings for property tests. The same seed gives the same ones everywhere.
 */
#ifndef SUPPORT_RANDOM_ROADMAP_H
#define SUPPORT_RANDOM_ROADMAP_H

#include "core/standing.h"

struct random_source {
	uint64_t state; /* any seed */
};

/* From 0 to n - 1. */
uint32_t random_below(struct random_source *source, uint32_t n);
bool random_percent(struct random_source *source, uint32_t percent);

struct random_shape {
	uint32_t n_steps;    /* at least 1 */
	uint32_t needs_most; /* entries of a step */
	uint32_t any_most;   /* steps of an entry; 1: no alternatives */
	uint32_t choices_most;
};

/*
 * A valid roadmap, checked: phases, choices, optional steps, entries with alternatives, steps that
 * need later ones of the file. The arena owns all of it.
 */
struct roadmap *random_roadmap(struct random_source *source, const struct random_shape *shape,
    struct arena *arena);

/* Sets everything that is given at random, and derives. */
void random_standing(struct random_source *source, struct standing *standing);

#endif
