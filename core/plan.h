/*
 * The plan: the order in which to do the open steps so that value arrives early.
 *
 * One learner works serially, so the sum of hours does not depend on the order; what does is when
 * value arrives. The plan aims at the least sum of value x completion time under `requires`
 * (1|prec|sum w_j C_j, which is NP-hard). docs/plan.md tells how, for the curious:
 *  - Sidney's decomposition (Sidney 1975) cuts the steps into blocks of falling value per hour,
 *    each a maximum closure found by a minimum cut (Picard 1976; Lawler 1978): plan_cut.h,
 *    plan_piece.h, plan_flow.h. Any order that keeps to the blocks is at most twice as bad as the
 *    best one (Chekuri and Motwani 1999; Margot, Queyranne and Wang 2003).
 *  - Inside a block one first step is chosen, and what remains is decomposed again: plan_order.h,
 *    plan_knot.h. Measured, that is hardly ever more than a percent from the best (./dev bench
 *    plan).
 *  - Entries with alternatives wait for that which makes the best order found: plan_ways.h,
 *    plan_try.h.
 * Every step is worth at least 1, so none waits for ever.
 *
 * Rules:
 *  P1 active steps come first, in file order; they were started, so they wait for nothing.
 *  P2 the first step is active or ready; every other comes after a way to open it.
 *  P3 ties break by phase, then file order: the same standing gives the same plan. Of the steps of
 * a phase with a case study of their own for evidence, those that only repeat the kinds of work
 *     that the portfolio shows already come last (plan_rank.h).
 *  P4 the terms of a score add up exactly to it.
 *  P5 every step in scope that is open is in the plan exactly once; of an OR entry with nothing
 *     met a way is in it: one that adds the least time out of scope.
 *  P6 the score of a step is the value per hour of its block as the learner stands now, active
 *     steps counting as done. It never rises along the plan, so that no step stands behind one
 *     with a lower score, but for active ones.
 *  P7 two steps are related if a chain of unmet `requires` entries between open steps leads from
 *     one to the other, in whatever direction. Finishing or skipping a step does not reorder those
 *     it is not related to.
 *  P8 finishing the first step leaves the rest of the plan as it is. (Not always where entries have
 *     alternatives, for then another may have become the better; nor, in blocks of more than
 *     PLAN_KNOT_MAX steps that several can begin and several end, see plan_order.h.)
 */
#ifndef CORE_PLAN_H
#define CORE_PLAN_H

#include "core/standing.h"

/*
 * A step and the block it belongs to: steps of which no part that could be done first is worth as
 * much per hour as all of them, and which come one after the other in the plan. An active step is
 * its own block.
 */
struct plan_entry {
	uint32_t step;
	uint32_t goal;         /* what it leads to in its block: the best of what waits for it there
				  (a milestone, then the most value), or the step itself */
	const uint32_t *block; /* the steps of the block, as in the plan */
	uint32_t block_steps;  /* how many */
	uint32_t block_ends;   /* those of them that no other of them waits for */
	uint64_t block_value;  /* their value */
	uint64_t block_minutes; /* and time */
	/* score = floor(1000 * block_value * 60 / block_minutes) = own_points + opened_points */
	uint32_t score;
	uint32_t own_points;
	uint32_t opened_points;
	bool is_best; /* the first that is not active: no other of them has a higher score */
};

struct plan {
	struct plan_entry *entries;
	uint32_t n_entries;
	const struct plan_past *past; /* of plan_make_after() */
};

/*
 * Plans everything open. The arena owns the result. It takes time about in the order of the steps:
 * well below a millisecond for 200, some ten for 10,000.
 */
struct plan *plan_make(const struct standing *standing, struct arena *arena);

/*
 * The same plan, faster the less has changed: `before` was made by this function in the same
 * roadmap with the same `repeats`, or is NULL. It is not needed afterwards.
 */
struct plan *plan_make_after(const struct plan *before, const struct standing *standing,
    struct arena *arena);

/*
 * What can be begun now, in the order of the plan: active steps and ready ones. Writes up to
 * `limit` entry numbers and returns how many.
 */
uint32_t plan_head(const struct plan *plan, const struct standing *standing, uint32_t limit,
    uint32_t *ret_entries);

#endif
