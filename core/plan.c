#include "core/plan.h"

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

static void
plan_score(const struct roadmap *roadmap, struct plan_entry *entry)
{
	uint64_t own = roadmap->steps[entry->step].value;

	entry->score = (uint32_t)(PLAN_POINTS * entry->block_value / entry->block_minutes);
	entry->own_points = (uint32_t)(PLAN_POINTS * own / entry->block_minutes);
	entry->opened_points = entry->score - entry->own_points;
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
		plan_score(roadmap, entry);
	}
}

/* Jobs and their goals: of what waits for a job in its block, the best. */
struct plan_goals {
	uint32_t *goal;
	uint32_t *block; /* the number of its block */
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

	for (b = 0; b < order->n_blocks; b++)
		for (i = order->blocks[b].begin; i < order->blocks[b].end; i++) {
			goals.block[order->list[i]] = b;
			goals.goal[order->list[i]] = ROADMAP_NONE;
		}
	for (i = jobs->n; i-- > 0;) {
		uint32_t goal = goals.goal[i] != ROADMAP_NONE ? goals.goal[i] : ways->step[i];

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
plan_add_blocks(struct plan *plan, const struct roadmap *roadmap, const struct plan_ways *ways,
    const struct plan_order *order, const struct plan_goals *goals, struct arena *arena)
{
	uint32_t *steps = arena_array(arena, ways->jobs.n, sizeof(*steps)), b, i;

	for (b = 0; b < order->n_blocks; b++) {
		const struct plan_block *block = &order->blocks[b];
		uint32_t n_ends = 0;

		for (i = block->begin; i < block->end; i++) {
			steps[i] = ways->step[order->list[i]];
			n_ends += goals->goal[order->list[i]] == ROADMAP_NONE;
		}
		for (i = block->begin; i < block->end; i++) {
			struct plan_entry *entry = &plan->entries[plan->n_entries++];
			uint32_t goal = goals->goal[order->list[i]];

			*entry = (struct plan_entry){
			    .step = steps[i],
			    .goal = goal != ROADMAP_NONE ? goal : steps[i],
			    .block = steps + block->begin,
			    .block_steps = block->end - block->begin,
			    .block_ends = n_ends,
			    .block_value = block->value,
			    .block_minutes = block->minutes,
			};
			plan_score(roadmap, entry);
		}
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
	plan_add_blocks(plan, standing->roadmap, ways, order, &goals, arena);
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
