/*
 * By what ties break in the plan (P3): a rank for each step, the less the earlier.
 *
 * It is file order, but that the steps of a phase with a case study of their own for evidence
 * change places among themselves: those that only repeat what the portfolio shows come after the
 * others. What is done keeps its rank, so that the order of the others does not depend on it.
 */
#ifndef CORE_PLAN_RANK_H
#define CORE_PLAN_RANK_H

#include "core/standing.h"

struct plan_rank {
	const uint32_t *of_step; /* all different */
	const uint32_t *order;   /* the steps by rank, but each after all it may need */
};

/* The arena and the roadmap own it. Linear. */
struct plan_rank plan_rank_make(const struct standing *standing, struct arena *arena);

#endif
