#include "support/simple_order.h"

#include <string.h>

const char *const simple_order_names[SIMPLE_ORDERS] = {
    "file order",
    "shortest first",
    "most blocking first",
};

/* The steps to be ordered, each a bit of a set when there are few. */
struct simple_order_task {
	const struct standing *standing;
	const uint32_t *steps;
	uint32_t n;
	uint32_t *place; /* of each step of the roadmap: its number here, or ROADMAP_NONE */
	bool *done;      /* of each step here */
	uint32_t *blocks;
};

static bool
simple_order_is_active(const struct standing *standing, uint32_t step)
{
	return standing_is_open(standing, step) && standing->effective[step] == STANDING_ACTIVE;
}

uint32_t
simple_order_of_plan(const struct standing *standing, const struct plan *plan, uint32_t *ret_steps)
{
	uint32_t n = 0, i;

	for (i = 0; i < plan->n_entries; i++)
		if (!simple_order_is_active(standing, plan->entries[i].step))
			ret_steps[n++] = plan->entries[i].step;
	return n;
}

static struct simple_order_task
simple_order_task(const struct standing *standing, const uint32_t *steps, uint32_t n,
    struct arena *arena)
{
	uint32_t n_all = standing->roadmap->n_steps, i;
	struct simple_order_task task = {
	    .standing = standing,
	    .steps = steps,
	    .n = n,
	    .place = arena_array(arena, n_all, sizeof(uint32_t)),
	    .done = arena_array(arena, n, sizeof(bool)),
	    .blocks = arena_array(arena, n, sizeof(uint32_t)),
	};

	memset(task.place, 0xff, n_all * sizeof(*task.place));
	for (i = 0; i < n; i++)
		task.place[steps[i]] = i;
	return task;
}

static bool
simple_order_is_open(const struct simple_order_task *task, uint32_t i)
{
	const struct standing *standing = task->standing;
	const struct roadmap_step *step = &standing->roadmap->steps[task->steps[i]];
	uint32_t k, m;

	for (k = 0; k < step->n_needs; k++) {
		const struct roadmap_need *need = &step->needs[k];
		bool met = standing_is_met(standing, task->steps[i], need);

		for (m = 0; m < need->n_any && !met; m++) {
			uint32_t place = task->place[need->any[m]];

			met = simple_order_is_active(standing, need->any[m]) ||
			      (place != ROADMAP_NONE && task->done[place]);
		}
		if (!met)
			return false;
	}
	return true;
}

/* How many others may wait for one. `queue` has room for all, `seen` is all false. */
static uint32_t
simple_order_count(const struct simple_order_task *task, uint32_t one, uint32_t *queue, bool *seen)
{
	uint32_t n = 0, done, i;

	seen[one] = true;
	queue[n++] = one;
	for (done = 0; done < n; done++) {
		const struct roadmap_step *at =
		    &task->standing->roadmap->steps[task->steps[queue[done]]];

		for (i = 0; i < at->n_opens; i++) {
			uint32_t place = task->place[at->opens[i]];

			if (place == ROADMAP_NONE || seen[place])
				continue;
			seen[place] = true;
			queue[n++] = place;
		}
	}
	for (i = 0; i < n; i++)
		seen[queue[i]] = false;
	return n - 1;
}

static bool
simple_order_is_before(const struct simple_order_task *task, enum simple_order rule, uint32_t a,
    uint32_t b)
{
	const struct roadmap_step *steps = task->standing->roadmap->steps;
	uint32_t a_minutes = roadmap_step_minutes(&steps[task->steps[a]]);
	uint32_t b_minutes = roadmap_step_minutes(&steps[task->steps[b]]);

	if (rule == SIMPLE_ORDER_SHORTEST && a_minutes != b_minutes)
		return a_minutes < b_minutes;
	if (rule == SIMPLE_ORDER_BLOCKING && task->blocks[a] != task->blocks[b])
		return task->blocks[a] > task->blocks[b];
	return task->steps[a] < task->steps[b];
}

void
simple_order(const struct standing *standing, enum simple_order rule, uint32_t *steps, uint32_t n,
    struct arena *arena)
{
	struct simple_order_task task = simple_order_task(standing, steps, n, arena);
	uint32_t *order = arena_array(arena, n, sizeof(*order)), placed, i;
	bool *seen = arena_array(arena, n, sizeof(*seen));

	for (i = 0; i < n; i++)
		task.blocks[i] = simple_order_count(&task, i, order, seen);
	for (placed = 0; placed < n; placed++) {
		uint32_t best = ROADMAP_NONE;

		for (i = 0; i < n; i++)
			if (!task.done[i] && simple_order_is_open(&task, i) &&
			    (best == ROADMAP_NONE || simple_order_is_before(&task, rule, i, best)))
				best = i;
		task.done[best] = true;
		order[placed] = steps[best];
	}
	if (n > 0)
		memcpy(steps, order, n * sizeof(*steps));
}

uint64_t
simple_order_cost(const struct roadmap *roadmap, const uint32_t *steps, uint32_t n)
{
	uint64_t now = 0, cost = 0;
	uint32_t i;

	for (i = 0; i < n; i++) {
		now += roadmap_step_minutes(&roadmap->steps[steps[i]]);
		cost += now * roadmap->steps[steps[i]].value;
	}
	return cost;
}

uint64_t
simple_order_best(const struct standing *standing, const uint32_t *steps, uint32_t n,
    struct arena *arena)
{
	struct simple_order_task task = simple_order_task(standing, steps, n, arena);
	uint32_t n_sets = 1U << n, set, i;
	uint64_t *least = arena_array(arena, n_sets, sizeof(*least));

	memset(least, 0xff, n_sets * sizeof(*least));
	least[0] = 0;
	for (set = 0; set < n_sets; set++) {
		uint64_t now = 0;

		if (least[set] == UINT64_MAX)
			continue;
		for (i = 0; i < n; i++) {
			task.done[i] = (set & 1U << i) != 0;
			if (task.done[i])
				now += roadmap_step_minutes(&standing->roadmap->steps[steps[i]]);
		}
		for (i = 0; i < n; i++) {
			const struct roadmap_step *step = &standing->roadmap->steps[steps[i]];
			uint64_t cost = (now + roadmap_step_minutes(step)) * step->value;
			uint64_t *next = &least[set | 1U << i];

			if (!task.done[i] && simple_order_is_open(&task, i) &&
			    least[set] + cost < *next)
				*next = least[set] + cost;
		}
	}
	return least[n_sets - 1];
}

static void
simple_order_note(struct simple_order_regret *regret, uint64_t cost, uint64_t best)
{
	double over = best > 0 ? (double)(cost - best) / (double)best : 0;

	regret->mean += over;
	regret->worst = over > regret->worst ? over : regret->worst;
	regret->n_best += cost == best;
}

static void
simple_order_measure_one(struct random_source *source, struct simple_order_regret *regrets,
    struct arena *arena)
{
	struct random_shape shape = {
	    .n_steps = 1 + random_below(source, SIMPLE_ORDER_BEST_MAX),
	    .needs_most = 1 + random_below(source, 3),
	    .any_most = 1 + random_below(source, 3),
	    .choices_most = random_below(source, 3),
	};
	const struct roadmap *roadmap = random_roadmap(source, &shape, arena);
	struct standing *standing = standing_new(roadmap, arena);
	const struct plan *plan;
	uint32_t *steps = arena_array(arena, shape.n_steps, sizeof(*steps)), n, rule;
	uint64_t cost, best, least = UINT64_MAX, ours;

	if (random_percent(source, 50))
		random_standing(source, standing);
	else
		standing_derive(standing);
	plan = plan_make(standing, arena);
	n = simple_order_of_plan(standing, plan, steps);
	ours = simple_order_cost(roadmap, steps, n);
	best = simple_order_best(standing, steps, n, arena);
	simple_order_note(&regrets[0], ours, best);
	for (rule = 0; rule < SIMPLE_ORDERS; rule++) {
		simple_order(standing, (enum simple_order)rule, steps, n, arena);
		cost = simple_order_cost(roadmap, steps, n);
		least = cost < least ? cost : least;
		simple_order_note(&regrets[1 + rule], cost, best);
	}
	regrets[0].n_losses += ours > least;
}

void
simple_order_measure(struct random_source *source, uint32_t n,
    struct simple_order_regret *ret_regrets)
{
	uint32_t i;

	memset(ret_regrets, 0, (1 + SIMPLE_ORDERS) * sizeof(*ret_regrets));
	for (i = 0; i < n; i++) {
		struct arena *arena = arena_new();

		simple_order_measure_one(source, ret_regrets, arena);
		arena_free(arena);
	}
	for (i = 0; i < 1 + SIMPLE_ORDERS; i++)
		ret_regrets[i].mean /= n;
}
