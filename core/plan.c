#include "core/plan.h"

#include "core/way.h"

enum {
	PLAN_DEPTH = 4,
	PLAN_POINTS = 1000 * 60, /* the score of a value of 1 in a minute */
};

/* A step and all that must still be done before it: what that takes, and what it brings. */
struct plan_set {
	uint64_t value, minutes;
	uint32_t n;
};

struct plan_maker {
	const struct standing *standing;
	const struct roadmap *roadmap;
	struct plan *plan;
	struct way way;
	struct plan_set *sets;     /* of each step, as long as it is not in the plan */
	struct plan_entry *judged; /* of each step */
	uint32_t *left;            /* the steps not in the plan yet, in file order */
	uint32_t n_left;
	bool *placed; /* in the plan, or not to be planned; walks up mark in it too */
	bool *seen;   /* what a walk down has met */
	uint32_t *queue;
	uint32_t *first_dependent; /* where the dependents of each step begin, and their number */
	uint32_t *dependents;
};

static bool
plan_is_active(const struct standing *standing, uint32_t step)
{
	return standing_is_open(standing, step) && standing->effective[step] == STANDING_ACTIVE;
}

/* A step that was started waits for nothing any more. */
static void
plan_free_active(struct way *way)
{
	uint32_t i, k;

	for (i = 0; i < way->standing->roadmap->n_steps; i++) {
		if (!plan_is_active(way->standing, i))
			continue;
		for (k = way->first_pick[i]; k < way->first_pick[i + 1]; k++)
			way->picks[k] = ROADMAP_NONE;
	}
}

/* Chooses the steps to be planned: what is open, and what it needs out of scope. */
static void
plan_choose(struct plan_maker *maker)
{
	uint32_t n = maker->roadmap->n_steps, i;

	for (i = 0; i < n; i++)
		if (standing_is_open(maker->standing, i))
			way_collect(&maker->way, i, maker->placed, maker->queue);
	for (i = 0; i < n; i++) {
		if (maker->placed[i])
			maker->left[maker->n_left++] = i;
		maker->placed[i] = !maker->placed[i];
	}
}

static void
plan_link(struct plan_maker *maker, struct arena *arena)
{
	uint32_t n = maker->roadmap->n_steps, i, k;
	const struct way *way = &maker->way;
	uint32_t *first = arena_array(arena, (size_t)n + 2, sizeof(*first));

	/* Counted two places on, summed up, then filled one place on: `first` ends where it is due.
	 */
	for (k = 0; k < way->first_pick[n]; k++)
		if (way->picks[k] != ROADMAP_NONE)
			first[way->picks[k] + 2]++;
	for (i = 0; i < n; i++)
		first[i + 2] += first[i + 1];
	maker->dependents = arena_array(arena, first[n + 1], sizeof(*maker->dependents));
	for (i = 0; i < n; i++)
		for (k = way->first_pick[i]; k < way->first_pick[i + 1]; k++)
			if (way->picks[k] != ROADMAP_NONE)
				maker->dependents[first[way->picks[k] + 1]++] = i;
	maker->first_dependent = first;
}

/* Adds a step to the sets of all that depend on it, itself included, or takes it out. */
static void
plan_spread(struct plan_maker *maker, uint32_t step, bool add)
{
	uint64_t minutes = roadmap_step_minutes(&maker->roadmap->steps[step]);
	uint64_t value = maker->roadmap->steps[step].value;
	uint32_t n = 0, done, k;

	maker->queue[n++] = step;
	for (done = 0; done < n; done++) {
		uint32_t at = maker->queue[done];
		struct plan_set *set = &maker->sets[at];

		set->value += add ? value : -value;
		set->minutes += add ? minutes : -minutes;
		set->n += add ? 1 : -1U;
		for (k = maker->first_dependent[at]; k < maker->first_dependent[at + 1]; k++) {
			uint32_t other = maker->dependents[k];

			if (maker->seen[other] || maker->placed[other])
				continue;
			maker->seen[other] = true;
			maker->queue[n++] = other;
		}
	}
	while (n > 0)
		maker->seen[maker->queue[--n]] = false;
}

/* More value per minute, else first in the file. P3 */
static bool
plan_is_better(const struct plan_maker *maker, uint32_t a, uint32_t b)
{
	uint64_t left = maker->sets[a].value * maker->sets[b].minutes;
	uint64_t right = maker->sets[b].value * maker->sets[a].minutes;

	return left != right ? left > right : a < b;
}

/* Finds for each step that is left the best goal it leads to, as things stand now. */
static void
plan_judge(struct plan_maker *maker)
{
	uint32_t i, k;

	for (i = maker->roadmap->n_steps; i-- > 0;) {
		uint32_t step = maker->roadmap->topo_order[i], goal = step;
		struct plan_entry *entry = &maker->judged[step];
		const struct plan_set *set;

		if (maker->placed[step])
			continue;
		for (k = maker->first_dependent[step]; k < maker->first_dependent[step + 1]; k++) {
			uint32_t other = maker->dependents[k];

			if (!maker->placed[other] &&
			    plan_is_better(maker, maker->judged[other].goal, goal))
				goal = maker->judged[other].goal;
		}
		set = &maker->sets[goal];
		*entry = (struct plan_entry){
		    .step = step,
		    .goal = goal,
		    .block_steps = set->n,
		    .block_value = set->value,
		    .block_minutes = set->minutes,
		    .score = (uint32_t)(PLAN_POINTS * set->value / set->minutes),
		    .own_points =
			(uint32_t)(PLAN_POINTS * (uint64_t)maker->roadmap->steps[step].value /
				   set->minutes),
		};
		entry->opened_points = entry->score - entry->own_points;
	}
}

static void
plan_place(struct plan_maker *maker, uint32_t step)
{
	plan_spread(maker, step, false);
	maker->placed[step] = true;
	maker->plan->entries[maker->plan->n_entries++] = maker->judged[step];
}

/* P1 */
static void
plan_place_active(struct plan_maker *maker)
{
	uint32_t i;

	for (i = 0; i < maker->n_left; i++)
		if (plan_is_active(maker->standing, maker->left[i]))
			plan_place(maker, maker->left[i]);
}

/* The best goal of all; forgets steps that were placed. */
static uint32_t
plan_best_goal(struct plan_maker *maker)
{
	uint32_t best = ROADMAP_NONE, n = 0, i;

	for (i = 0; i < maker->n_left; i++) {
		uint32_t step = maker->left[i];

		if (maker->placed[step])
			continue;
		maker->left[n++] = step;
		if (best == ROADMAP_NONE || plan_is_better(maker, step, best))
			best = step;
	}
	maker->n_left = n;
	return best;
}

/* The best goal before `goal`. *ready becomes the first ready step before it. */
static uint32_t
plan_best_before(struct plan_maker *maker, uint32_t goal, uint32_t *ready, uint32_t *n_ready)
{
	uint32_t n = way_collect(&maker->way, goal, maker->placed, maker->queue);
	uint32_t best = ROADMAP_NONE, i;

	*ready = ROADMAP_NONE;
	*n_ready = 0;
	for (i = 0; i < n; i++) {
		uint32_t step = maker->queue[i];

		maker->placed[step] = false;
		if (step == goal)
			continue;
		if (best == ROADMAP_NONE || plan_is_better(maker, step, best))
			best = step;
		if (maker->sets[step].n == 1) {
			*ready = step < *ready ? step : *ready;
			(*n_ready)++;
		}
	}
	return best;
}

/* Where to begin on the way to the best goal: what leads best to that, and so on. */
static uint32_t
plan_next(struct plan_maker *maker)
{
	uint32_t goal = plan_best_goal(maker), ready = goal, n_ready, depth;

	for (depth = 0; depth < PLAN_DEPTH && goal != ROADMAP_NONE; depth++) {
		if (maker->sets[goal].n == 1)
			return goal;
		goal = plan_best_before(maker, goal, &ready, &n_ready);
		if (n_ready == 1)
			break;
	}
	return ready;
}

static void
plan_tell_best(struct plan_maker *maker)
{
	struct plan *plan = maker->plan;
	uint32_t i = 0;

	while (i < plan->n_entries && plan_is_active(maker->standing, plan->entries[i].step))
		i++;
	if (i < plan->n_entries)
		plan->entries[i].is_best = true;
}

struct plan *
plan_make(const struct standing *standing, struct arena *arena)
{
	uint32_t n = standing->roadmap->n_steps, i;
	struct plan_maker maker = {
	    .standing = standing,
	    .roadmap = standing->roadmap,
	    .plan = arena_alloc(arena, sizeof(struct plan)),
	    .way = way_make(standing, WAY_IN_SCOPE, arena),
	    .sets = arena_array(arena, n, sizeof(struct plan_set)),
	    .judged = arena_array(arena, n, sizeof(struct plan_entry)),
	    .left = arena_array(arena, n, sizeof(uint32_t)),
	    .placed = arena_array(arena, n, sizeof(bool)),
	    .seen = arena_array(arena, n, sizeof(bool)),
	    .queue = arena_array(arena, n, sizeof(uint32_t)),
	};

	plan_choose(&maker);
	plan_free_active(&maker.way);
	plan_link(&maker, arena);
	maker.plan->entries = arena_array(arena, maker.n_left, sizeof(struct plan_entry));
	for (i = 0; i < maker.n_left; i++)
		plan_spread(&maker, maker.left[i], true);
	plan_judge(&maker);
	plan_place_active(&maker);
	plan_judge(&maker);
	for (i = plan_next(&maker); i != ROADMAP_NONE; i = plan_next(&maker))
		plan_place(&maker, i);
	plan_tell_best(&maker);
	return maker.plan;
}

uint32_t
plan_rank(const struct plan *plan, uint32_t step)
{
	uint32_t i;

	for (i = 0; i < plan->n_entries; i++)
		if (plan->entries[i].step == step)
			return i;
	return ROADMAP_NONE;
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

uint32_t
plan_block(const struct standing *standing, const struct plan_entry *entry, struct arena *arena,
    uint32_t *ret_steps)
{
	uint32_t n_steps = standing->roadmap->n_steps, n = 0, i;
	struct way way = way_make(standing, WAY_IN_SCOPE, arena);
	bool *marks = arena_array(arena, n_steps, sizeof(*marks));
	bool *before = arena_array(arena, n_steps, sizeof(*before));

	plan_free_active(&way);
	for (i = 0; i < n_steps && !plan_is_active(standing, entry->step); i++)
		marks[i] = before[i] = plan_is_active(standing, i);
	way_collect(&way, entry->goal, marks, ret_steps);
	for (i = 0; i < n_steps; i++) {
		uint32_t step = standing->roadmap->topo_order[i];

		if (marks[step] && !before[step])
			ret_steps[n++] = step;
	}
	return n;
}
