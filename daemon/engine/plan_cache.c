#include "engine/plan_cache.h"

#include <stdlib.h>
#include <string.h>

struct plan_cache {
	struct arena *arena; /* owns all below */
	struct arena *next;  /* for the plan that takes its place */
	const struct plan *plan;
	uint8_t *key; /* PLAN_CACHE_KEYS bytes for each step: what follows from them is left out */
};

enum {
	PLAN_CACHE_KEYS = 4, /* bytes of the key for each step */
	PLAN_CACHE_REPEATS = 3,
};

struct plan_cache *
plan_cache_new(void)
{
	struct plan_cache *cache = calloc(1, sizeof(*cache));

	if (cache == NULL)
		abort();
	cache->arena = arena_new();
	cache->next = arena_new();
	return cache;
}

void
plan_cache_free(struct plan_cache *cache)
{
	if (cache == NULL)
		return;
	arena_free(cache->arena);
	arena_free(cache->next);
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
plan_cache_is_same(const struct plan_cache *cache, const struct standing *standing, uint32_t part)
{
	size_t n = standing->roadmap->n_steps;

	return memcmp(cache->key + part * n, plan_cache_part(standing, part), n) == 0;
}

static bool
plan_cache_is_good(const struct plan_cache *cache, const struct standing *standing)
{
	if (cache->plan == NULL)
		return false;
	for (uint32_t i = 0; i < PLAN_CACHE_KEYS; i++)
		if (!plan_cache_is_same(cache, standing, i))
			return false;
	return true;
}

/* The plan before, unless its ties broke in another way. */
static const struct plan *
plan_cache_before(const struct plan_cache *cache, const struct standing *standing)
{
	return cache->plan != NULL && plan_cache_is_same(cache, standing, PLAN_CACHE_REPEATS)
		   ? cache->plan
		   : NULL;
}

const struct plan *
plan_cache_get(struct plan_cache *cache, const struct standing *standing)
{
	size_t n = standing->roadmap->n_steps;
	struct arena *old = cache->arena;

	if (plan_cache_is_good(cache, standing))
		return cache->plan;
	cache->plan = plan_make_after(plan_cache_before(cache, standing), standing, cache->next);
	arena_reset(old);
	cache->arena = cache->next;
	cache->next = old;
	cache->key = arena_array(cache->arena, n, PLAN_CACHE_KEYS);
	for (uint32_t i = 0; i < PLAN_CACHE_KEYS; i++)
		memcpy(cache->key + i * n, plan_cache_part(standing, i), n);
	return cache->plan;
}
