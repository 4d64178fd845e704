/*
 * Orders to measure a plan by: the simple ones that other tools take, and the best there is.
 *
 * All are orders of the same steps: those of the plan that are not active, which come first
 * anyhow. The cost of an order is the sum of value x completion time in minutes.
 */
#ifndef SUPPORT_SIMPLE_ORDER_H
#define SUPPORT_SIMPLE_ORDER_H

#include "core/plan.h"
#include "support/random_roadmap.h"

enum simple_order {
	SIMPLE_ORDER_FILE,
	SIMPLE_ORDER_SHORTEST, /* of what can be begun the one with the fewest minutes */
	SIMPLE_ORDER_BLOCKING, /* the one that most others may wait for, however far */
	SIMPLE_ORDERS,
};

extern const char *const simple_order_names[SIMPLE_ORDERS];

enum {
	SIMPLE_ORDER_BEST_MAX = 16,
};

/* The steps of the plan that are not active. Writes them to ret_steps, returns how many. */
uint32_t simple_order_of_plan(const struct standing *standing, const struct plan *plan,
    uint32_t *ret_steps);

/* The same n steps in another order. Each comes after a way to open it. */
void simple_order(const struct standing *standing, enum simple_order rule, uint32_t *steps,
    uint32_t n, struct arena *arena);

uint64_t simple_order_cost(const struct roadmap *roadmap, const uint32_t *steps, uint32_t n);

/* The least cost of all orders of at most SIMPLE_ORDER_BEST_MAX steps, by dynamic programming over
 * the sets that can be done first; any alternative of an entry will do. */
uint64_t simple_order_best(const struct standing *standing, const uint32_t *steps, uint32_t n,
    struct arena *arena);

/* What orders cost over the best, over many random standings. */
struct simple_order_regret {
	double mean, worst; /* 0.01: a percent */
	uint32_t n_best;    /* how often it was the best */
	uint32_t n_losses;  /* the plan only: how often a simple order was better */
};

/*
 * Of the plan and then of the simple orders, over n random roadmaps of up to SIMPLE_ORDER_BEST_MAX
 * steps, with and without alternatives, half of them begun.
 */
void simple_order_measure(struct random_source *source, uint32_t n,
    struct simple_order_regret *ret_regrets);

#endif
