/*
 * The order of jobs after some of them changed, with what still holds of the order before.
 *
 * It is what plan_order_make() would give, which is a function of the jobs: the blocks that lost a
 * job, or of which one waits for others than it did, are made again, new jobs are added, and
 * plan_mend.h makes a decomposition of that. A block with the same jobs that wait for the same has
 * the same inside.
 */
#ifndef CORE_PLAN_AGAIN_H
#define CORE_PLAN_AGAIN_H

#include "core/plan_order.h"
#include "core/plan_ways.h"

/* Jobs and their order. */
struct plan_past {
	struct plan_ways ways; /* as plan_ways_keep() leaves it */
	struct plan_order order;
};

/* Copies what is needed of it into the arena. */
struct plan_past *plan_again_keep(const struct plan_ways *ways, const struct plan_order *order,
    uint32_t n_steps, struct arena *arena);

/* The arena owns the result. */
struct plan_order plan_again_make(const struct plan_ways *ways, const struct plan_past *past,
    struct arena *arena);

#endif
