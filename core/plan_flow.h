/*
 * A piece of the jobs of a plan, and the initial set in it that brings most at a price of time.
 *
 * A set of jobs is initial if it holds all that must come before its members. That which brings
 * most is a maximum closure, found by a minimum cut (Picard 1976): every job that brings something
 * pays for what must come before it. The flow is found by push-relabel (Goldberg and Tarjan 1988),
 * from a beginning that is already right on trees. Sums are whole numbers: nothing is rounded.
 */
#ifndef CORE_PLAN_FLOW_H
#define CORE_PLAN_FLOW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/arena.h"

/* Numbered so that a job comes after all that must come before it. */
struct plan_jobs {
	uint32_t n;
	const uint32_t *rank; /* ties break by it; all different */
	const uint32_t *value;
	const uint32_t *minutes; /* at least 1 */
	/* what must come right before job i: before[first_before[i]] up to first_before[i + 1] */
	const uint32_t *first_before;
	const uint32_t *before;
};

/* The jobs of a piece are known here by their place in it. */
struct plan_flow {
	const struct plan_jobs *jobs;
	uint64_t work; /* steps over jobs and arcs until now: a measure of time that repeats */
	const uint32_t *piece;
	uint32_t n;
	uint32_t *part;  /* of each job of the piece, from 0, by the last call */
	uint32_t *place; /* of each job, in the piece it was last in */
	/* an arc leads from a job to one that must come before it, and carries what it pays */
	uint32_t n_arcs;
	uint32_t *first_out, *from, *to;
	int64_t *flow;
	uint32_t *first_in, *in, *in_from; /* the arcs that end at each job, and where they begin */
	int64_t *excess; /* what a job has left to pay with, or still costs (below 0) */
	int64_t *room;   /* what a job and all before it may still take, at most */
	uint32_t *label; /* at most how far it is to a job that still costs; n: no way */
	uint32_t *queue;
	/* the search for knots: how far it is at each job, the first job it leads back to, its way
	 */
	uint32_t *visit, *visit_in, *low, *frame;
	bool *queued;
};

/* The arena owns it, and the jobs must outlive it. */
struct plan_flow *plan_flow_new(const struct plan_jobs *jobs, struct arena *arena);

/* Looks at a piece, jobs in rising order. What is not in it counts as done. */
void plan_flow_enter(struct plan_flow *flow, const uint32_t *piece, uint32_t n);

/* The connected parts of the piece; returns how many there are. */
uint32_t plan_flow_connect(struct plan_flow *flow);

/*
 * Part 0 becomes the smallest initial set that brings most when an hour costs what all jobs
 * together bring in one, part 1 the rest. Returns false if none brings more than all, which is 0.
 */
bool plan_flow_best(struct plan_flow *flow, uint64_t all_value, uint64_t all_minutes);

/*
 * After plan_flow_best() returned false: the parts that no initial set worth as much per hour as
 * all divides; returns how many there are.
 */
uint32_t plan_flow_knots(struct plan_flow *flow);

#endif
