/*
 * A piece of the jobs of a plan, and the initial set in it that brings most at a price of time.
 *
 * A set of jobs is initial if it holds all that must come before its members. That which brings
 * most is a maximum closure, found by a minimum cut (plan_flow.h). Before, jobs that are in such a
 * set together or not at all are made one, as on trees (Horn 1972; Adolphson and Hu 1973): one
 * that brings something and waits for a single other, with that; one that costs something and is
 * waited for by a single other, with that. Trees need no flow then, and most else a small one.
 */
#ifndef CORE_PLAN_PIECE_H
#define CORE_PLAN_PIECE_H

#include "core/plan_flow.h"

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

/* The arcs at one end of the jobs, and which jobs stand for one. */
struct plan_piece_side {
	uint32_t *first;       /* of each job: first[i] up to first[i + 1] */
	uint32_t *end;         /* of each arc: the job at the other end */
	uint32_t *head, *last; /* jobs whose arcs are those of what is made one */
	uint32_t *next;
};

/* The jobs of a piece are known here by their place in it. */
struct plan_piece {
	const struct plan_jobs *jobs;
	uint64_t work; /* about the steps over jobs and arcs: a measure of time that repeats */
	const uint32_t *list;
	uint32_t n;
	uint32_t n_arcs;
	uint32_t *part;             /* of each job of the piece, from 0, by the last call */
	uint32_t *place;            /* of each job, in the piece it was last in */
	struct plan_piece_side out; /* what it waits for */
	struct plan_piece_side in;  /* what waits for it */
	int64_t *excess;            /* what a job, and all that is one with it, brings */
	uint32_t *same;             /* on the way to the job that stands for it */
	uint8_t *state;             /* enum plan_piece_state, of jobs that stand for some */
	uint32_t *open;             /* those not settled yet that stand for some, in rising order */
	uint32_t *node;             /* of each job: in the flow */
	uint32_t *numbers;          /* 0, 1, 2 ... */
	struct plan_flow *flow;
};

/* The arena owns it, and the jobs must outlive it. */
struct plan_piece *plan_piece_new(const struct plan_jobs *jobs, struct arena *arena);

/* Looks at a piece, jobs in rising order: all are in part 0. What is not in it counts as done. */
void plan_piece_enter(struct plan_piece *piece, const uint32_t *list, uint32_t n);

/* Divides the parts into their connected parts; returns how many there are then. */
uint32_t plan_piece_connect(struct plan_piece *piece);

/*
 * Part 0 becomes the smallest initial set that brings most when an hour costs what all jobs
 * together bring in one, part 1 the rest. Returns false if none brings more than all, which is 0.
 */
bool plan_piece_best(struct plan_piece *piece, uint64_t all_value, uint64_t all_minutes);

/*
 * After plan_piece_best() returned false: the parts that no initial set worth as much per hour as
 * all divides; returns how many there are.
 */
uint32_t plan_piece_knots(struct plan_piece *piece);

#endif
