/*
 * The state of a test that makes roadmaps by hand and checks them.
 */
#ifndef SUPPORT_ROADMAP_FIXTURE_H
#define SUPPORT_ROADMAP_FIXTURE_H

#include <stdbool.h>
#include <stddef.h>

#include "core/arena.h"
#include "support/small_roadmap.h"

struct fixture {
	struct arena *arena;
	struct roadmap *roadmap;
	struct roadmap_faults faults; /* of the last check, or doubts */
};

/* The fixture is in an arena of its own. */
int roadmap_fixture_setup(void **state);
int roadmap_fixture_teardown(void **state);

/* Makes a roadmap of n steps and checks it; and checks it once more, when it was changed. */
bool roadmap_fixture_make(struct fixture *fixture, const struct small_step *steps, size_t n);
bool roadmap_fixture_check(struct fixture *fixture);

#endif
