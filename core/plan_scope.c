#include "core/plan_scope.h"

#include <string.h>

/* What is needed out of scope. */
struct plan_scope_maker {
	const struct roadmap *roadmap;
	const struct standing *standing;
	struct plan_scope scope;
	uint8_t *flags;
	uint64_t *extra; /* of each step: minutes out of scope that it takes to do it */
	uint32_t *queue;
};

/* The alternative that takes the least out of scope, the first of those. */
static uint32_t
plan_scope_least(const struct plan_scope_maker *maker, uint32_t step,
    const struct roadmap_need *need)
{
	uint32_t best = ROADMAP_NONE, i;

	for (i = 0; i < need->n_any; i++) {
		uint32_t other = need->any[i];

		if (standing_concerns(maker->standing, step, other) &&
		    (best == ROADMAP_NONE || maker->extra[other] < maker->extra[best]))
			best = other;
	}
	return best;
}

/* What is needed twice counts twice: that is nothing as long as it is in scope. */
static void
plan_scope_weigh(struct plan_scope_maker *maker)
{
	const uint64_t most = UINT64_MAX / 4;
	uint32_t i, k;

	for (i = 0; i < maker->roadmap->n_steps; i++) {
		uint32_t step = maker->roadmap->topo_order[i], least;
		const struct roadmap_step *at = &maker->roadmap->steps[step];
		uint64_t extra = maker->standing->in_scope[step] ? 0 : roadmap_step_minutes(at);

		if ((maker->flags[step] & (PLAN_SCOPE_MEETS | PLAN_SCOPE_ACTIVE)) != 0)
			continue;
		for (k = 0; k < at->n_needs; k++) {
			if (standing_is_met(maker->standing, step, &at->needs[k]))
				continue;
			least = plan_scope_least(maker, step, &at->needs[k]);
			extra += maker->extra[least];
			extra = extra < most ? extra : most;
		}
		maker->extra[step] = extra;
	}
}

/* Everything open, and what it takes out of scope: also what it takes to finish an active step. */
static void
plan_scope_choose(struct plan_scope_maker *maker)
{
	const struct roadmap *roadmap = maker->roadmap;
	uint32_t n = 0, done, i, k;

	for (i = 0; i < roadmap->n_steps; i++)
		if ((maker->flags[i] & PLAN_SCOPE_PLANNED) != 0)
			maker->queue[n++] = i;
	for (done = 0; done < n; done++) {
		uint32_t step = maker->queue[done];

		for (k = 0; k < roadmap->steps[step].n_needs; k++) {
			const struct roadmap_need *need = &roadmap->steps[step].needs[k];
			uint32_t least;

			if (standing_is_met(maker->standing, step, need))
				continue;
			least = plan_scope_least(maker, step, need);
			if ((maker->flags[least] & PLAN_SCOPE_PLANNED) != 0)
				continue;
			maker->flags[least] |= PLAN_SCOPE_PLANNED;
			maker->queue[n++] = least;
		}
	}
}

/* Each entry of it that is not met has something open: if it is so for every step, nothing out of
 * scope is needed, for what is open takes nothing out of scope then. */
static bool
plan_scope_is_plain(const struct plan_scope *scope, const struct standing *standing, uint32_t step)
{
	const struct roadmap_step *at = &standing->roadmap->steps[step];
	uint32_t i, k;

	for (k = 0; (scope->flags[step] & PLAN_SCOPE_PLANNED) != 0 && k < at->n_needs; k++) {
		const struct roadmap_need *need = &at->needs[k];
		uint8_t flags = 0;

		for (i = 0; i < need->n_any; i++)
			flags |= scope->flags[need->any[i]];
		if ((flags & (PLAN_SCOPE_PLANNED | PLAN_SCOPE_MEETS)) == 0 &&
		    !standing_is_met(standing, step, need))
			return false;
	}
	return true;
}

static bool
plan_scope_stays_plain(const struct plan_scope *scope, const struct standing *standing,
    uint32_t step)
{
	const struct roadmap_step *at = &standing->roadmap->steps[step];
	uint32_t i;

	if (!plan_scope_is_plain(scope, standing, step))
		return false;
	for (i = 0; i < at->n_opens; i++)
		if (!plan_scope_is_plain(scope, standing, at->opens[i]))
			return false;
	return true;
}

static bool
plan_scope_all_plain(const struct plan_scope *scope, const struct standing *standing,
    const struct plan_scope *past)
{
	uint32_t i;

	for (i = 0; i < standing->roadmap->n_steps; i++) {
		if (past == NULL || !past->plain) {
			if (!plan_scope_is_plain(scope, standing, i))
				return false;
		} else if (past->flags[i] != scope->flags[i] &&
			   !plan_scope_stays_plain(scope, standing, i)) {
			return false;
		}
	}
	return true;
}

static uint8_t
plan_scope_flags(const struct standing *standing, uint32_t step)
{
	uint8_t effective = standing->effective[step];
	bool todo = effective == STANDING_TODO, active = effective == STANDING_ACTIVE;
	bool open = standing->in_scope[step] && (todo || active);

	return (uint8_t)((standing_meets(standing, step) ? PLAN_SCOPE_MEETS : 0) |
			 (standing->offered[step] ? PLAN_SCOPE_OFFERED : 0) |
			 (open && active ? PLAN_SCOPE_ACTIVE : 0) |
			 (open ? PLAN_SCOPE_PLANNED : 0));
}

struct plan_scope
plan_scope_make(const struct standing *standing, const struct plan_scope *past, struct arena *arena)
{
	const struct roadmap *roadmap = standing->roadmap;
	uint32_t n = roadmap->n_steps, i;
	struct plan_scope_maker maker = {
	    .roadmap = roadmap,
	    .standing = standing,
	    .flags = arena_array(arena, n, sizeof(uint8_t)),
	};

	maker.scope.flags = maker.flags;
	for (i = 0; i < n; i++)
		maker.flags[i] = plan_scope_flags(standing, i);
	maker.scope.plain = plan_scope_all_plain(&maker.scope, standing, past);
	if (!maker.scope.plain) {
		maker.extra = arena_array(arena, n, sizeof(*maker.extra));
		maker.queue = arena_array(arena, n, sizeof(*maker.queue));
		plan_scope_weigh(&maker);
		plan_scope_choose(&maker);
	}
	return maker.scope;
}
