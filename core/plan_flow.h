/*
 * A maximum closure, by a minimum cut.
 *
 * Of things that bring or cost something, some of which need others, the set that brings most with
 * all it needs is a maximum closure, found by a minimum cut (Picard 1976): each that brings
 * something pays for what it needs. The flow is found by push-relabel (Goldberg and Tarjan 1988),
 * from a beginning that is already right on trees. Sums are whole numbers: nothing is rounded.
 */
#ifndef CORE_PLAN_FLOW_H
#define CORE_PLAN_FLOW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/arena.h"

struct plan_flow {
	uint64_t work; /* steps over nodes and arcs until now: a measure of time that repeats */
	uint32_t n;
	uint32_t *part; /* of each node, from 0, by the last call */
	/* an arc leads from a node to one that it needs, and carries what it pays */
	uint32_t n_arcs;
	uint32_t *first_out, *from, *to;
	int64_t *flow;
	uint32_t *first_in, *in,
	    *in_from;    /* the arcs that end at each node, and where they begin */
	int64_t *excess; /* what a node has left to pay with, or still costs (below 0) */
	int64_t *room;   /* what a node and all it needs may still take, at most */
	uint32_t *label; /* at most how far it is to a node that still costs; n: no way */
	uint32_t *queue;
	/* the search for knots: how far it is at each node, the first node it leads back to, its
	 * way */
	uint32_t *visit, *visit_in, *low, *frame;
	bool *queued;
};

/* Room for n nodes and as many arcs. The arena owns it. */
struct plan_flow *plan_flow_new(uint32_t n, uint32_t n_arcs, struct arena *arena);

/* To fill it: clear, add each node after those it needs, followed by its arcs, and link. */
void plan_flow_clear(struct plan_flow *flow);
void plan_flow_add(struct plan_flow *flow, int64_t brings);
void plan_flow_pay(struct plan_flow *flow, uint32_t node);
void plan_flow_link(struct plan_flow *flow);

/* Part 0 becomes the smallest closure that brings most, part 1 the rest. */
void plan_flow_best(struct plan_flow *flow);

/*
 * After plan_flow_best(), if part 0 is empty and all together bring 0: the parts that no closure
 * which brings 0 divides; returns how many there are.
 */
uint32_t plan_flow_knots(struct plan_flow *flow);

#endif
