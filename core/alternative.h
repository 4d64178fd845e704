/*
 * Words for the alternatives of `requires`: which of them the plan goes by, and why. No full stop,
 * in the arena.
 */
#ifndef CORE_ALTERNATIVE_H
#define CORE_ALTERNATIVE_H

#include "core/standing.h"

/*
 * Of a step that still needs one of several: "by way of HTTP basics (or SQL): best value per hour".
 * "" if no entry leaves anything to decide: those with a step in progress do not. Of several
 * entries the first is told. The reason is the best value per hour where the plan has several of
 * them (or what is new to the portfolio, where another of the same value repeats); else that the
 * others are out of scope, or, where all are, the least time. `ranks` is of order_ranks().
 */
const char *alternative_needed(struct arena *arena, const struct standing *standing,
    const uint32_t *ranks, uint32_t step);

/*
 * Of a step that the plan goes by: "the way to First page, by HTTP basics (or SQL): best value per
 * hour"; of several that need it, the first in the plan. "" if there is none.
 */
const char *alternative_taken(struct arena *arena, const struct standing *standing,
    const uint32_t *ranks, uint32_t step);

#endif
