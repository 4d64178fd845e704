/*
 * The order of jobs after some of them changed, with what still holds of the order before.
 *
 * It is what plan_order_make() would give, which is a function of the jobs:
 *  - Of Sidney's decomposition the first blocks are made again, up to the last with a job that is
 *    gone, is new or waits for others than it did. If the least value per hour among the new ones
 *    is above that of the next old block, the others stand: at a price of time in between, the
 *    first blocks are the initial set that brings most, for no part at their end costs anything
 *    and nothing behind brings anything. If not, more of them are made again.
 *  - A block with the same jobs that wait for the same has the same inside.
 */
#ifndef CORE_PLAN_AGAIN_H
#define CORE_PLAN_AGAIN_H

#include "core/plan_order.h"

/* The jobs of an order before, known by their ranks, and the order. */
struct plan_past {
	uint32_t n;
	const uint32_t *rank, *first_before, *before; /* as in struct plan_jobs */
	struct plan_order order;
};

/* Copies what is needed of it into the arena. */
struct plan_past *plan_again_keep(const struct plan_jobs *jobs, const struct plan_order *order,
    struct arena *arena);

/* `cost` and `work` are not told. The arena owns the result. */
struct plan_order plan_again_make(const struct plan_jobs *jobs, const struct plan_past *past,
    struct arena *arena);

#endif
