/*
 * The open steps of a standing as jobs, and which alternative of an OR entry to wait for.
 *
 * All steps in scope will be done, so an entry with alternatives only asks which of them comes
 * first. To decide all of them at best is hard; we try a few ways, order the jobs by each
 * (plan_order.h), let every entry wait for the alternative that came first in that order, and so
 * on as long as it gets better; at last each entry is tried with its other alternatives. The ways
 * tried first: for each step the alternatives that add the least time to what it needs anyhow,
 * those that make the most value per hour with it, and those that come first in file order,
 * shortest first and most blocking first. Connected parts are decided each by itself, so that one
 * does not change another. A part so large that trying would take long keeps the first way.
 */
#ifndef CORE_PLAN_WAYS_H
#define CORE_PLAN_WAYS_H

#include "core/plan_order.h"
#include "core/standing.h"

struct plan_ways {
	struct plan_jobs jobs; /* with `before` as decided */
	const uint32_t *step;  /* of each job */
	uint32_t *active;      /* the steps in progress, in file order, which are no jobs */
	uint32_t n_active;
};

/*
 * The jobs: what is open and not in progress, and what that needs out of scope (where only such
 * steps meet an entry, the one with the least time, counting what it needs itself).
 */
struct plan_ways plan_ways_make(const struct standing *standing, struct arena *arena);

#endif
