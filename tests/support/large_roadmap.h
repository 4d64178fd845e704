/*
 * Roadmaps of many steps, for benches and limits.
 */
#ifndef SUPPORT_LARGE_ROADMAP_H
#define SUPPORT_LARGE_ROADMAP_H

#include "support/random_roadmap.h"

enum large_shape {
	LARGE_LIKELY,  /* phases, chains that meet, some alternatives, milestones */
	LARGE_CHAIN,   /* each step needs the one before it */
	LARGE_STAR,    /* all need the first */
	LARGE_LAYERED, /* layers of 100; each step needs three of the layer before it */
	LARGE_SHAPES,
};

extern const char *const large_shape_names[LARGE_SHAPES];

/* Checked; the arena owns it. */
struct roadmap *large_roadmap(struct random_source *source, enum large_shape shape,
    uint32_t n_steps, struct arena *arena);

#endif
