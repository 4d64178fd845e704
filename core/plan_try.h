/*
 * Which alternative the entries of connected jobs wait for: a search by trying (see plan_ways.h).
 */
#ifndef CORE_PLAN_TRY_H
#define CORE_PLAN_TRY_H

#include "core/plan_order.h"

/* An entry with several alternatives. */
struct plan_try_entry {
	uint32_t job;
	uint32_t at;            /* its place in `before` of the jobs */
	const uint32_t *others; /* jobs, n of them */
	uint32_t n;
	bool settled; /* is not decided */
};

/*
 * Both decide entries, which stand in the order of their jobs, by writing to `before`: the first
 * way alone, or all entries by trying. The entries of a job are settled together or not at all.
 */
void plan_try_first(const struct plan_jobs *jobs, uint32_t *before,
    const struct plan_try_entry *entries, uint32_t n_entries, struct arena *arena);
void plan_try_decide(const struct plan_jobs *jobs, uint32_t *before,
    const struct plan_try_entry *entries, uint32_t n_entries, struct arena *arena);

#endif
