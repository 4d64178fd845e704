#include "engine/plan_cache.h"

#include <stdlib.h>
#include <string.h>

struct plan_cache {
	struct arena *arena; /* owns all below */
	const struct plan *plan;
	uint8_t *key; /* PLAN_CACHE_KEYS bytes for each step: what follows from them is left out */
};

enum {
	PLAN_CACHE_KEYS = 4, /* bytes of the key for each step */
};

struct plan_cache *
plan_cache_new(void)
{
	struct plan_cache *cache = calloc(1, sizeof(*cache));

	if (cache == NULL)
		abort();
	cache->arena = arena_new();
	return cache;
}

void
plan_cache_free(struct plan_cache *cache)
{
	if (cache == NULL)
		return;
	arena_free(cache->arena);
	free(cache);
}

/* All of a standing that a plan looks at. */
static const void *
plan_cache_part(const struct standing *standing, uint32_t part)
{
	const void *const parts[PLAN_CACHE_KEYS] = {standing->status, standing->learned,
	    standing->offered, standing->repeats};

	return parts[part];
}

static bool
plan_cache_is_good(const struct plan_cache *cache, const struct standing *standing)
{
	size_t n = standing->roadmap->n_steps;

	if (cache->plan == NULL)
		return false;
	for (uint32_t i = 0; i < PLAN_CACHE_KEYS; i++)
		if (memcmp(cache->key + i * n, plan_cache_part(standing, i), n) != 0)
			return false;
	return true;
}

const struct plan *
plan_cache_get(struct plan_cache *cache, const struct standing *standing)
{
	size_t n = standing->roadmap->n_steps;

	if (plan_cache_is_good(cache, standing))
		return cache->plan;
	arena_reset(cache->arena);
	cache->key = arena_array(cache->arena, n, PLAN_CACHE_KEYS);
	for (uint32_t i = 0; i < PLAN_CACHE_KEYS; i++)
		memcpy(cache->key + i * n, plan_cache_part(standing, i), n);
	cache->plan = plan_make(standing, cache->arena);
	return cache->plan;
}
