/*
 * The first job of a small block that Sidney's decomposition cannot cut.
 *
 * Which order is best inside a block is hard to tell (Lawler 1978); any is at most twice as bad as
 * the best (Chekuri and Motwani 1999; Margot, Queyranne and Wang 2003). We look for the goal to
 * go for first: the few jobs whose sets (each with all before it) have the most value per hour are
 * tried, each by a quick order of the whole block, the goal's set first, and the order with the
 * least sum of value x completion time tells the first job. Orders that had the same left go on
 * alike, so each ends where one before it was.
 */
#ifndef CORE_PLAN_KNOT_H
#define CORE_PLAN_KNOT_H

#include "core/plan_piece.h"

enum {
	PLAN_KNOT_MAX = 64,
};

/* Jobs by their place in the block; a set of them is a mask. */
struct plan_knot {
	uint32_t n;
	uint64_t before[PLAN_KNOT_MAX]; /* all that must come before it */
	uint64_t after[PLAN_KNOT_MAX];  /* and after it */
	/* the sums of either have 32 bits, and 63 when multiplied */
	uint32_t value[PLAN_KNOT_MAX], minutes[PLAN_KNOT_MAX];
};

/* Reads a block of at most PLAN_KNOT_MAX jobs in rising order. `place` has room for all jobs. */
void plan_knot_load(struct plan_knot *knot, const struct plan_jobs *jobs, const uint32_t *block,
    uint32_t n, uint32_t *place);

/*
 * Puts what is forced into *ret_begin and *ret_end, places in order: while just one job of those
 * left can come first, it does, and while just one can come last. Returns the mask of the others.
 */
uint64_t plan_knot_peel(const struct plan_knot *knot, uint8_t *ret_begin, uint32_t *ret_n_begin,
    uint8_t *ret_end, uint32_t *ret_n_end);

/* The job of the whole block to come first; ties go to the first in the block. */
uint32_t plan_knot_first(const struct plan_knot *knot);

#endif
