/*
 * Entries of `requires` that say nothing new.
 */
#ifndef CORE_ROADMAP_NEEDLESS_H
#define CORE_ROADMAP_NEEDLESS_H

#include "core/roadmap.h"

enum {
	/* elementary steps of work, after which the rest is not looked at */
	ROADMAP_NEEDLESS_WORK_MAX = 500 * 1000 * 1000,
};

/*
 * Adds a doubt for each entry that is met whenever another entry of the same step is: what is
 * required twice, and what has to be done on the way to another entry anyway, be it through
 * several steps or on each of its alternatives. An entry counts as a way only if no learner can
 * find it waived (rule S4 of core/standing.h). Of two entries that imply each other one is told.
 */
void roadmap_needless(const struct roadmap *roadmap, struct roadmap_faults *doubts);

/*
 * The same for all entries, one flag each in the order of the file. All that are marked may be
 * taken away at once.
 */
const bool *roadmap_needless_entries(const struct roadmap *roadmap, struct arena *arena);

#endif
