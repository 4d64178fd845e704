/*
 * Roadmaps written in a test: one phase, steps in a line each.
 */
#ifndef SUPPORT_SMALL_ROADMAP_H
#define SUPPORT_SMALL_ROADMAP_H

#include "core/standing.h"

struct small_step {
	const char *id;
	uint32_t minutes, value; /* 0: 60 minutes, a value of 1 */
	const char *needs;       /* "git sql|mongo" */
	const char *owner;       /* "language/go"; makes the choice and the option. pick is 1 */
	bool optional, milestone;
	bool study; /* it has a case study for evidence */
};

/* The title of a step is its id. Not checked yet; the arena owns it. */
struct roadmap *small_roadmap(const struct small_step *steps, uint32_t n_steps,
    struct arena *arena);

/* The standing of who begins a small roadmap, which must be without faults. */
struct standing *small_standing(const struct small_step *steps, uint32_t n_steps,
    struct arena *arena);

/* SMALL_STANDING(arena, {.id = "git"}, {.id = "api", .needs = "git"}) */
#define SMALL_STANDING(arena, ...)                               \
	small_standing((const struct small_step[]){__VA_ARGS__}, \
	    sizeof((const struct small_step[]){__VA_ARGS__}) / sizeof(struct small_step), (arena))

/* Sets the status of a step and derives. */
void small_set(struct standing *standing, uint32_t step, enum standing_status status);

#endif
