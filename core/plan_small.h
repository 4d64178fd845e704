/*
 * A piece of few jobs, cut into blocks: as plan_piece.h and plan_cut.h do it, with sets as masks.
 */
#ifndef CORE_PLAN_SMALL_H
#define CORE_PLAN_SMALL_H

#include "core/plan_piece.h"

enum {
	PLAN_SMALL_MAX = 64,
};

/* The jobs are known by their place in the piece, and arcs to them by masks. */
struct plan_small {
	uint64_t work; /* as in plan_piece.h */
	uint32_t n;
	const struct plan_jobs *jobs;
	const uint32_t *list;
	uint64_t before[PLAN_SMALL_MAX]; /* what must come right before it */
	uint64_t after[PLAN_SMALL_MAX];
	/* at a price: what is not settled, where each stands for what is one with it */
	uint64_t open;
	uint64_t same[PLAN_SMALL_MAX];
	uint64_t out[PLAN_SMALL_MAX], in[PLAN_SMALL_MAX]; /* some of it may not be open */
	int64_t excess[PLAN_SMALL_MAX];
	uint32_t node[PLAN_SMALL_MAX]; /* in the flow */
	struct plan_flow *flow;
};

/* The flow has room for PLAN_SMALL_MAX nodes with as many arcs as the jobs have. */
struct plan_small *plan_small_new(const struct plan_jobs *jobs, struct plan_flow *flow,
    struct arena *arena);

/*
 * Writes the blocks of n jobs, at most PLAN_SMALL_MAX in rising order, to ret_blocks in no order;
 * returns how many there are. `place` has room for all jobs.
 */
uint32_t plan_small_cut(struct plan_small *small, const uint32_t *list, uint32_t n, uint32_t *place,
    uint64_t *ret_blocks);

#endif
