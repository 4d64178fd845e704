/*
 * What of a roadmap is planned: what is open, and what that needs out of scope (where only such
 * steps meet an entry, the one with the least time, counting what it needs itself).
 */
#ifndef CORE_PLAN_SCOPE_H
#define CORE_PLAN_SCOPE_H

#include "core/standing.h"

enum plan_scope_flag {
	PLAN_SCOPE_MEETS = 1, /* as standing_meets() says */
	PLAN_SCOPE_OFFERED = 2,
	PLAN_SCOPE_ACTIVE = 4, /* open and in progress */
	PLAN_SCOPE_PLANNED = 8,
};

/* A function of the roadmap and what follows from these alone is the same when they are. */
struct plan_scope {
	const uint8_t *flags; /* of each step */
	bool plain;           /* only what is open is planned */
};

/* `past` is of the same roadmap, or NULL. The arena owns the flags. Linear. */
struct plan_scope plan_scope_make(const struct standing *standing, const struct plan_scope *past,
    struct arena *arena);

#endif
