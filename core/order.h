/*
 * Words for the order of the plan: why an entry stands after another, and how it compares. One
 * line each, no full stop, in the arena.
 */
#ifndef CORE_ORDER_H
#define CORE_ORDER_H

#include "core/plan.h"

/* The place of each step in the plan, or ROADMAP_NONE: one for each step of the roadmap. */
uint32_t *order_ranks(const struct standing *standing, const struct plan *plan,
    struct arena *arena);

/*
 * The entry of the plan after which a step can be begun, or ROADMAP_NONE if it can be now.
 */
uint32_t order_opener(const struct standing *standing, const uint32_t *ranks, uint32_t step);

/*
 * Why an entry of the plan stands after an earlier one: "opened by HTTP basics", "after HTTP
 * basics: less value per hour, 2 against 4", "after HTTP basics, which is in progress"; "" where
 * no such reason is worth telling. Both are numbers of entries.
 */
const char *order_reason(struct arena *arena, const struct standing *standing,
    const struct plan *plan, const uint32_t *ranks, uint32_t before, uint32_t entry);

/*
 * How the value per hour of an entry compares with that of all that can be begun now: "the most
 * value per hour of the 3 steps that can be begun now", "2 of the 3 steps that can be begun now
 * bring more value per hour". "" for a step that cannot be begun. `head` is what plan_head()
 * gives.
 */
const char *order_compared(struct arena *arena, const struct plan *plan, const uint32_t *head,
    uint32_t n_head, const struct plan_entry *entry);

#endif
