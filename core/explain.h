/*
 * Words for what the plan and the standing say. One line each, no full stop, in the arena.
 */
#ifndef CORE_EXPLAIN_H
#define CORE_EXPLAIN_H

#include "core/plan.h"

/* The one way to tell a span: "2 h", "1.5 h", "1.25 h", "45 min". */
const char *explain_minutes(struct arena *arena, uint64_t minutes);
/* The same of what nobody knows so well: to the quarter of an hour, from two hours on to the half,
 * from ten on to whole ones. */
const char *explain_about(struct arena *arena, uint64_t minutes);
/* The same for the sum over many steps: from ten hours on in whole ones, "664 h". */
const char *explain_sum(struct arena *arena, uint64_t minutes);

/*
 * Why this one now: "on the way to First deployed API: 6 steps worth 14 in 31 h", "worth 5 in 3 h,
 * the most value per hour of what is open", "leads to SQL joins: 2 steps worth 7 in 9 h",
 * "in progress, on the way to First deployed API".
 */
const char *explain_entry(struct arena *arena, const struct standing *standing,
    const struct plan_entry *entry);

/* The words of a term: "its own value 2 of 14 in 31 h", "12 more from HTTP basics, SQL and 3
 * others", those that come after it first. */
const char *explain_own(struct arena *arena, const struct standing *standing,
    const struct plan_entry *entry);
const char *explain_opened(struct arena *arena, const struct standing *standing,
    const struct plan_entry *entry);

/* Why a step is locked, finished, skipped or out of scope, and what would change that: "locked:
 * do HTTP basics and SQL first, 12 h". */
const char *explain_step(struct arena *arena, const struct standing *standing, uint32_t step);

#endif
