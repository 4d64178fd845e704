/*
 * The order of jobs on one machine, some before others, that aims at the least sum of value x
 * completion time (1|prec|sum w_j C_j).
 *
 * Sidney's decomposition (plan_cut.h) gives blocks; their order is optimal. In a block, what is
 * forced comes first and last: the one job that all others wait for, the one that waits for all.
 * If there is none, plan_knot.h tells which comes first. What remains is decomposed again, and so
 * on. As every choice looks at what is left and at nothing else, an order without its first job is
 * the order of the others.
 *
 * A block of more than PLAN_KNOT_MAX jobs with nothing forced is halved by a simpler rule (what
 * leads by itself to the most per minute), and when the work on a block of the first decomposition
 * grows beyond a measure of its jobs, the rest of it is left in that order.
 */
#ifndef CORE_PLAN_ORDER_H
#define CORE_PLAN_ORDER_H

#include "core/plan_cut.h"

struct plan_order {
	uint32_t *list;            /* all jobs in order */
	struct plan_block *blocks; /* the first decomposition */
	uint32_t n_blocks;
};

/* The arena owns the result. */
struct plan_order plan_order_make(const struct plan_jobs *jobs, struct arena *arena);

/* The pieces of that, for plan_again.h. */
struct plan_order_maker;

/* The list has room for all jobs; the arena owns what is made. */
struct plan_order_maker *plan_order_maker_new(const struct plan_jobs *jobs, uint32_t *list,
    struct arena *arena);
/* Cuts the first n of the list, jobs in rising order, into blocks; returns how many. */
uint32_t plan_order_cut_first(struct plan_order_maker *maker, uint32_t n,
    struct plan_block *ret_blocks);
/* Puts the inside of a block in order: its jobs, in rising order before, alone tell which. */
void plan_order_inside(struct plan_order_maker *maker, const struct plan_block *block);

#endif
