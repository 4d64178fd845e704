#include "core/plan.h"

#include <string.h>

#include "core/plan_again.h"
#include "core/plan_ways.h"

enum {
	PLAN_POINTS = 1000 * 60, /* the score of a value of 1 in a minute */
};

static bool
plan_is_active(const struct standing *standing, uint32_t step)
{
	return standing_is_open(standing, step) && standing->effective[step] == STANDING_ACTIVE;
}

static uint32_t
plan_points(uint64_t value, uint64_t minutes)
{
	return (uint32_t)(PLAN_POINTS * value / minutes);
}

/* P1 */
static void
plan_add_active(struct plan *plan, const struct roadmap *roadmap, const struct plan_ways *ways,
    struct arena *arena)
{
	uint32_t *steps = arena_array(arena, ways->n_active, sizeof(*steps)), i;

	for (i = 0; i < ways->n_active; i++) {
		uint32_t step = steps[i] = ways->active[i];
		struct plan_entry *entry = &plan->entries[plan->n_entries++];

		*entry = (struct plan_entry){
		    .step = step,
		    .goal = step,
		    .block = &steps[i],
		    .block_steps = 1,
		    .block_ends = 1,
		    .block_value = roadmap->steps[step].value,
		    .block_minutes = roadmap_step_minutes(&roadmap->steps[step]),
		};
		entry->own_points = plan_points(entry->block_value, entry->block_minutes);
		entry->score = entry->own_points;
	}
}

/* Jobs and their goals: of what waits for a job in its block, the best. */
struct plan_goals {
	uint32_t *goal;
	uint32_t *block; /* the number of its block, or none if it is alone there */
};

static bool
plan_is_better_goal(const struct roadmap *roadmap, uint32_t a, uint32_t b)
{
	const struct roadmap_step *x = &roadmap->steps[a], *y = &roadmap->steps[b];

	if (x->milestone != y->milestone)
		return x->milestone;
	return x->value != y->value ? x->value > y->value : a < b;
}

/* A job stands for itself until something better waits for it; the others come after it. */
static struct plan_goals
plan_find_goals(const struct roadmap *roadmap, const struct plan_ways *ways,
    const struct plan_order *order, struct arena *arena)
{
	const struct plan_jobs *jobs = &ways->jobs;
	struct plan_goals goals = {
	    .goal = arena_array(arena, jobs->n, sizeof(uint32_t)),
	    .block = arena_array(arena, jobs->n, sizeof(uint32_t)),
	};
	uint32_t b, i, k;

	memset(goals.goal, 0xff, jobs->n * sizeof(*goals.goal));
	for (b = 0; b < order->n_blocks; b++) {
		bool alone = order->blocks[b].end - order->blocks[b].begin == 1;

		for (i = order->blocks[b].begin; i < order->blocks[b].end; i++)
			goals.block[order->list[i]] = alone ? UINT32_MAX : b;
	}
	for (i = jobs->n; i-- > 0;) {
		uint32_t goal = goals.goal[i] != ROADMAP_NONE ? goals.goal[i] : ways->step[i];

		if (goals.block[i] == UINT32_MAX)
			continue;
		for (k = jobs->first_before[i]; k < jobs->first_before[i + 1]; k++) {
			uint32_t other = jobs->before[k];
			uint32_t *old = &goals.goal[other];

			if (goals.block[other] != goals.block[i])
				continue;
			if (*old == ROADMAP_NONE || plan_is_better_goal(roadmap, goal, *old))
				*old = goal;
			if (plan_is_better_goal(roadmap, ways->step[i], *old))
				*old = ways->step[i];
		}
	}
	return goals;
}

static void
plan_add_block(struct plan *plan, const struct plan_ways *ways, const struct plan_block *block,
    const uint32_t *list, const uint32_t *goals, uint32_t *ret_steps)
{
	uint32_t n = block->end - block->begin, n_ends = 0, i;
	struct plan_entry entry = {
	    .block = ret_steps,
	    .block_steps = n,
	    .block_value = block->value,
	    .block_minutes = block->minutes,
	    .score = plan_points(block->value, block->minutes),
	};

	for (i = 0; i < n; i++) {
		ret_steps[i] = ways->step[list[i]];
		n_ends += goals[list[i]] == ROADMAP_NONE;
	}
	entry.block_ends = n_ends;
	for (i = 0; i < n; i++) {
		uint32_t goal = goals[list[i]];

		entry.step = ret_steps[i];
		entry.goal = goal != ROADMAP_NONE ? goal : ret_steps[i];
		entry.own_points = plan_points(ways->jobs.value[list[i]], block->minutes);
		entry.opened_points = entry.score - entry.own_points;
		plan->entries[plan->n_entries++] = entry;
	}
}

static void
plan_add_blocks(struct plan *plan, const struct plan_ways *ways, const struct plan_order *order,
    const uint32_t *goals, struct arena *arena)
{
	uint32_t *steps = arena_array(arena, ways->jobs.n, sizeof(*steps)), b;

	for (b = 0; b < order->n_blocks; b++) {
		const struct plan_block *block = &order->blocks[b];

		plan_add_block(plan, ways, block, order->list + block->begin, goals,
		    steps + block->begin);
	}
}

static struct plan *
plan_of(const struct standing *standing, const struct plan_ways *ways,
    const struct plan_order *order, struct arena *scratch, struct arena *arena)
{
	struct plan *plan = arena_alloc(arena, sizeof(*plan));
	struct plan_goals goals = plan_find_goals(standing->roadmap, ways, order, scratch);

	plan->entries = arena_array(arena, ways->n_active + ways->jobs.n, sizeof(*plan->entries));
	plan_add_active(plan, standing->roadmap, ways, arena);
	plan_add_blocks(plan, ways, order, goals.goal, arena);
	if (ways->jobs.n > 0)
		plan->entries[ways->n_active].is_best = true;
	return plan;
}

struct plan *
plan_make(const struct standing *standing, struct arena *arena)
{
	struct arena *scratch = arena_new();
	struct plan_ways ways = plan_ways_make(standing, NULL, scratch);
	struct plan_order order = plan_order_make(&ways.jobs, scratch);
	struct plan *plan = plan_of(standing, &ways, &order, scratch, arena);

	arena_free(scratch);
	return plan;
}

struct plan *
plan_make_after(const struct plan *before, const struct standing *standing, struct arena *arena)
{
	struct arena *scratch = arena_new();
	const struct plan_past *past = before != NULL ? before->past : NULL;
	struct plan_ways ways =
	    plan_ways_make(standing, past != NULL ? &past->ways : NULL, scratch);
	struct plan_order order = past != NULL ? plan_again_make(&ways, past, scratch)
					       : plan_order_make(&ways.jobs, scratch);
	struct plan *plan = plan_of(standing, &ways, &order, scratch, arena);

	plan->past = plan_again_keep(&ways, &order, standing->roadmap->n_steps, arena);
	arena_free(scratch);
	return plan;
}

uint32_t
plan_head(const struct plan *plan, const struct standing *standing, uint32_t limit,
    uint32_t *ret_entries)
{
	uint32_t n = 0, i;

	for (i = 0; i < plan->n_entries && n < limit; i++) {
		uint32_t step = plan->entries[i].step;

		if (standing->ready[step] || plan_is_active(standing, step))
			ret_entries[n++] = i;
	}
	return n;
}
