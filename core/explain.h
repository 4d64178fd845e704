/*
 * Words for what the plan and the standing say. One line each, no full stop, in the arena.
 */
#ifndef CORE_EXPLAIN_H
#define CORE_EXPLAIN_H

#include "core/opening.h"
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

/* The words of a term: "its own value 2 of 14 in 31 h", "12 more from the 5 other steps". */
const char *explain_own(struct arena *arena, const struct standing *standing,
    const struct plan_entry *entry);
const char *explain_opened(struct arena *arena, const struct standing *standing,
    const struct plan_entry *entry);

/*
 * The steps of an entry's block in an order that works, its own step first if it can be begun:
 * writes block_steps indexes.
 */
void explain_block(const struct standing *standing, const struct plan_entry *entry,
    uint32_t *ret_steps);
/* "first of: Git, HTTP basics and 3 others"; "" for a block of one, and for a locked step. */
const char *explain_first_of(struct arena *arena, const struct standing *standing,
    const struct plan_entry *entry, const uint32_t *block);

/* The hours of a way: "12 h", "about 12 h" where there may be a cheaper one. */
const char *explain_opening(struct arena *arena, const struct opening *opening);

/*
 * How a step stands, from done to locked: "locked: do HTTP basics and SQL first, 12 h", "done; it
 * opened HTTP basics". `opening` is read for a step that is unfinished and not ready.
 */
const char *explain_step(struct arena *arena, const struct standing *standing, uint32_t step,
    const struct opening *opening);

/*
 * The steps that a finished one opened: they require it and are not locked any more. Writes their
 * indexes to ret_steps (room for all steps), in file order, and returns how many.
 */
uint32_t explain_opened_steps(const struct standing *standing, uint32_t step, uint32_t *ret_steps);

enum {
	EXPLAIN_COMMANDS = 3,
};

/*
 * What to type, in this order, to bring a skipped step or one out of scope back into scope, and to
 * do a finished one again: "roadmap choose language go". Returns how many; 0 if it is in scope and
 * open.
 */
uint32_t explain_commands(struct arena *arena, const struct standing *standing, uint32_t step,
    const char *ret_commands[EXPLAIN_COMMANDS]);

#endif
