/*
 * The plan: the order in which to do the open steps so that value arrives early.
 *
 * One learner works serially, so the sum of hours does not depend on the order; what does is when
 * value arrives. The plan aims at the least sum of value x completion time under `requires`
 * (1|prec|sum w_j C_j; Sidney 1975, Lawler 1978, Chekuri and Motwani 1999). It is built from
 * blocks: the block of a goal is the goal with all that is unfinished before it. Again and again
 * the goal whose block has the highest value per hour is chosen, and of that block the step that
 * comes first by the same rule: the best goal in the block, the best in the block of that, a few
 * levels deep, then file order. As one step is chosen at a time, finishing the first step of a
 * plan leaves the rest as it is. This looks at sets that end in one step; ones that end in several
 * may do better.
 *
 * Rules:
 *  P1 active steps come first, in file order; they were started, so they wait for nothing.
 *  P2 the first step is active or ready; every other comes after a way to open it.
 *  P3 ties break by phase, then file order: the same standing gives the same plan.
 *  P4 the terms of a score add up exactly to it.
 *  P5 every step in scope that is open is in the plan exactly once; of an OR entry with nothing
 *     met a way is in it: the one that adds the least time out of scope, then the cheapest.
 *  P6 a step counts the same whatever stands before it: its block is judged as things stand now.
 */
#ifndef CORE_PLAN_H
#define CORE_PLAN_H

#include "core/standing.h"

/*
 * A step and the best that can come of it: of all blocks it belongs to, the one with the highest
 * value per hour, judged as the learner stands now and not at the step's turn, so that entries can
 * be compared. Steps in progress come first and so count as finished, but for one another.
 */
struct plan_entry {
	uint32_t step;
	uint32_t goal;          /* where the block ends; may be the step itself */
	uint32_t block_steps;   /* steps of the block, this one included */
	uint64_t block_value;   /* their value */
	uint64_t block_minutes; /* and time */
	/* score = floor(1000 * block_value * 60 / block_minutes) = own_points + opened_points */
	uint32_t score;
	uint32_t own_points;
	uint32_t opened_points;
	bool is_best; /* the first that is not begun: no other of them has a higher score */
};

struct plan {
	struct plan_entry *entries;
	uint32_t n_entries;
};

/*
 * Plans everything open. The arena owns the result.
 */
struct plan *plan_make(const struct standing *standing, struct arena *arena);

/* The place of a step in the plan from 0, or ROADMAP_NONE. */
uint32_t plan_rank(const struct plan *plan, uint32_t step);

/*
 * What can be begun now, in the order of the plan: active steps and ready ones. Writes up to
 * `limit` entry numbers and returns how many.
 */
uint32_t plan_head(const struct plan *plan, const struct standing *standing, uint32_t limit,
    uint32_t *ret_entries);

/*
 * The steps of an entry's block in an order that works. Writes block_steps indexes to ret_steps
 * (room for all steps) and returns how many.
 */
uint32_t plan_block(const struct standing *standing, const struct plan_entry *entry,
    struct arena *arena, uint32_t *ret_steps);

#endif
