/*
 * The last plan made of a roadmap. It is kept together with all that it was made of (what was said
 * of each step, what was learned elsewhere, which options count), and made anew when a question
 * comes with anything else: whatever changed, and by whom, there is nothing to forget.
 */
#ifndef ENGINE_PLAN_CACHE_H
#define ENGINE_PLAN_CACHE_H

#include "core/plan.h"

struct plan_cache;

struct plan_cache *plan_cache_new(void);
/* Takes NULL. */
void plan_cache_free(struct plan_cache *cache);

/*
 * The plan of a derived standing. The cache is for one roadmap, which must be the same at every
 * call. It owns the plan, which lives until the next call.
 */
const struct plan *plan_cache_get(struct plan_cache *cache, const struct standing *standing);

#endif
