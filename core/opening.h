/*
 * What opens a step: the steps to do before it is ready, in the fewest minutes.
 *
 * Where every entry of `requires` names one step there is just one answer. With alternatives it is
 * the cheapest solution of an AND/OR graph, which is NP-hard as soon as alternatives share work
 * (Sahni 1974). It is found by branch and bound: the way of way.h to begin with, then each
 * alternative of an undecided entry in turn, without those tried before it. What cannot beat the
 * best so far is cut off by the larger of two bounds: the dearest undecided entry, with its
 * cheapest alternative; and the sum of all of them, where the cost of a step is shared out among
 * the entries that name it.
 */
#ifndef CORE_OPENING_H
#define CORE_OPENING_H

#include "core/standing.h"

enum {
	/* The search gives up after looking at so many alternatives: about 20 ms. */
	OPENING_EFFORT = 4000000,
};

struct opening {
	uint32_t *steps; /* in an order that works: each is ready when its turn comes */
	uint32_t n_steps;
	uint64_t minutes; /* of them; steps in progress count with all their time */
	bool is_exact;    /* else the search gave up, and there may be something cheaper */
};

/*
 * The standing is derived; the step itself is not in the answer. Of an unmet entry, the
 * alternatives that concern the learner (S4) are weighed, and others where a step already chosen
 * brings them near. Of several answers with as many minutes the one of way.h is taken. The
 * effort is OPENING_EFFORT, but in tests.
 */
struct opening opening_find(const struct standing *standing, uint32_t step, uint64_t effort,
    struct arena *arena);

#endif
