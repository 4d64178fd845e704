#include "core/plan_small.h"

#include "core/plan_mask.h"

enum {
	/* counted for a job of a set that is looked at, with its arcs: as in plan_piece.c */
	PLAN_SMALL_WORK = 12,
};

struct plan_small *
plan_small_new(const struct plan_jobs *jobs, struct plan_flow *flow, struct arena *arena)
{
	struct plan_small *small = arena_alloc(arena, sizeof(*small));

	small->jobs = jobs;
	small->flow = flow;
	return small;
}

static void
plan_small_load(struct plan_small *small, const uint32_t *list, uint32_t n, uint32_t *place)
{
	const struct plan_jobs *jobs = small->jobs;
	uint32_t i, k;

	small->list = list;
	small->n = n;
	for (i = 0; i < n; i++) {
		uint32_t job = list[i];

		place[job] = i;
		small->before[i] = small->after[i] = 0;
		for (k = jobs->first_before[job]; k < jobs->first_before[job + 1]; k++) {
			uint32_t other = jobs->before[k], at = place[other];

			if (at >= i || list[at] != other)
				continue;
			small->before[i] |= plan_mask_bit(at);
			small->after[at] |= plan_mask_bit(i);
		}
	}
}

/* The connected part of a set with the first of its jobs. */
static uint64_t
plan_small_connect(const struct plan_small *small, uint64_t set)
{
	uint64_t part = set & -set, todo = part, more;
	uint32_t at;

	for (; todo != 0; todo |= more) {
		at = plan_mask_lowest(todo);
		todo &= todo - 1;
		more = (small->before[at] | small->after[at]) & set & ~part;
		part |= more;
	}
	return part;
}

/* Every job of the set stands for itself, at the price at which all bring nothing. */
static void
plan_small_open(struct plan_small *small, uint64_t set)
{
	uint64_t value = 0, minutes = 0, mask;
	uint32_t i;

	for (mask = set; mask != 0; mask &= mask - 1) {
		i = plan_mask_lowest(mask);
		value += small->jobs->value[small->list[i]];
		minutes += small->jobs->minutes[small->list[i]];
		small->same[i] = plan_mask_bit(i);
		small->out[i] = small->before[i] & set;
		small->in[i] = small->after[i] & set;
		small->work += PLAN_SMALL_WORK;
	}
	for (mask = set; mask != 0; mask &= mask - 1) {
		i = plan_mask_lowest(mask);
		small->excess[i] = (int64_t)(small->jobs->value[small->list[i]] * minutes) -
				   (int64_t)(small->jobs->minutes[small->list[i]] * value);
	}
	small->open = set;
}

/* Makes one: `near` are the arcs between them, `far` those that `other` takes over. */
static void
plan_small_join(struct plan_small *small, uint64_t *far, uint64_t *near, uint32_t at,
    uint32_t other)
{
	uint64_t mask;

	small->same[other] |= small->same[at];
	small->excess[other] += small->excess[at];
	far[other] |= far[at];
	for (mask = far[at] & small->open; mask != 0; mask &= mask - 1)
		near[plan_mask_lowest(mask)] |= plan_mask_bit(other);
}

/* As in plan_piece.c. Returns what of it surely belongs to the best set. */
static uint64_t
plan_small_settle(struct plan_small *small, uint32_t at)
{
	bool brings = small->excess[at] > 0;
	uint64_t *near = brings ? small->out : small->in, *far = brings ? small->in : small->out;
	uint64_t only = near[at] & small->open;

	if (small->excess[at] == 0 || (only & (only - 1)) != 0)
		return 0;
	small->open &= ~plan_mask_bit(at);
	if (only == 0)
		return brings ? small->same[at] : 0;
	plan_small_join(small, far, near, at, plan_mask_lowest(only));
	return 0;
}

static uint64_t
plan_small_shrink(struct plan_small *small)
{
	uint64_t first = 0, before = 0, mask;
	bool down = true;
	uint32_t at;

	for (; before != small->open; down = !down) {
		before = mask = small->open;
		while (mask != 0) {
			at = down ? 63 - (uint32_t)__builtin_clzll(mask) : plan_mask_lowest(mask);
			mask &= ~plan_mask_bit(at);
			first |= plan_small_settle(small, at);
		}
	}
	return first;
}

/* Lets what is open flow. */
static void
plan_small_pour(struct plan_small *small)
{
	uint64_t mask, others;
	uint32_t n = 0, at;

	plan_flow_clear(small->flow);
	for (mask = small->open; mask != 0; mask &= mask - 1) {
		at = plan_mask_lowest(mask);
		small->node[at] = n++;
		plan_flow_add(small->flow, small->excess[at]);
		for (others = small->out[at] & small->open; others != 0; others &= others - 1)
			plan_flow_pay(small->flow, small->node[plan_mask_lowest(others)]);
	}
	plan_flow_link(small->flow);
	plan_flow_best(small->flow);
}

/* The smallest initial set that brings most, or none. */
static uint64_t
plan_small_best(struct plan_small *small, uint64_t set)
{
	uint64_t first, mask;
	uint32_t at;

	plan_small_open(small, set);
	first = plan_small_shrink(small);
	if ((small->open & (small->open - 1)) == 0)
		return first;
	plan_small_pour(small);
	for (mask = small->open; mask != 0; mask &= mask - 1) {
		at = plan_mask_lowest(mask);
		if (small->flow->part[small->node[at]] == 0)
			first |= small->same[at];
	}
	return first;
}

/* After plan_small_best() found none. */
static uint32_t
plan_small_knots(struct plan_small *small, uint64_t *ret_blocks)
{
	uint64_t mask = small->open;
	uint32_t n_parts, i;

	if ((mask & (mask - 1)) == 0) {
		ret_blocks[0] = small->same[plan_mask_lowest(mask)];
		return 1;
	}
	n_parts = plan_flow_knots(small->flow);
	for (i = 0; i < n_parts; i++)
		ret_blocks[i] = 0;
	for (; mask != 0; mask &= mask - 1) {
		i = plan_mask_lowest(mask);
		ret_blocks[small->flow->part[small->node[i]]] |= small->same[i];
	}
	return n_parts;
}

uint32_t
plan_small_cut(struct plan_small *small, const uint32_t *list, uint32_t n, uint32_t *place,
    uint64_t *ret_blocks)
{
	uint64_t sets[PLAN_SMALL_MAX], set, part;
	uint32_t n_sets = 1, n_blocks = 0;

	plan_small_load(small, list, n, place);
	sets[0] = UINT64_MAX >> (64 - n);
	while (n_sets > 0) {
		set = sets[--n_sets];
		part = plan_small_connect(small, set);
		if (part != set)
			sets[n_sets++] = set & ~part;
		if ((part & (part - 1)) == 0) {
			ret_blocks[n_blocks++] = part;
			continue;
		}
		set = plan_small_best(small, part);
		if (set == 0) {
			n_blocks += plan_small_knots(small, ret_blocks + n_blocks);
			continue;
		}
		sets[n_sets++] = set;
		sets[n_sets++] = part & ~set;
	}
	small->work += small->flow->work;
	small->flow->work = 0;
	return n_blocks;
}
