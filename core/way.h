/*
 * What a step still needs, with each OR entry decided for one of its alternatives: the one that
 * takes the fewest minutes from here.
 */
#ifndef CORE_WAY_H
#define CORE_WAY_H

#include "core/standing.h"

struct way {
	const struct standing *standing;
	/* one for each entry of `requires` of all steps: the step decided for, or ROADMAP_NONE if
	 * the entry is met */
	uint32_t *picks;
	uint32_t
	    *first_pick; /* where the entries of each step begin, and their number at the end */
};

/*
 * Decides all entries of all steps, the standing being derived. A way counts steps it shares once;
 * an alternative is weighed by its own way, so what two entries share is not seen.
 */
struct way way_make(const struct standing *standing, struct arena *arena);

/*
 * Marks `step` and all it still needs in `marks` (one for each step), writes those not marked
 * before to `queue` (room for all steps), `step` first, and returns how many there are. What is
 * marked already counts as done, with all it needs.
 */
uint32_t way_collect(const struct way *way, uint32_t step, bool *marks, uint32_t *queue);

#endif
