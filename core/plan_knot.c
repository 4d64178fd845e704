#include "core/plan_knot.h"

#include "core/plan_cut.h"

enum {
	PLAN_KNOT_GOALS = 5, /* tried at a time */
};

static uint32_t
plan_knot_lowest(uint64_t mask)
{
	return (uint32_t)__builtin_ctzll(mask);
}

static uint64_t
plan_knot_bit(uint32_t i)
{
	return (uint64_t)1 << i;
}

void
plan_knot_load(struct plan_knot *knot, const struct plan_jobs *jobs, const uint32_t *block,
    uint32_t n, uint32_t *place)
{
	uint32_t i, k;
	uint64_t mask;

	knot->n = n;
	for (i = 0; i < n; i++) {
		uint32_t job = block[i];

		place[job] = i;
		knot->value[i] = jobs->value[job];
		knot->minutes[i] = jobs->minutes[job];
		knot->before[i] = knot->after[i] = 0;
		for (k = jobs->first_before[job]; k < jobs->first_before[job + 1]; k++) {
			uint32_t other = jobs->before[k], at = place[other];

			if (at < i && block[at] == other)
				knot->before[i] |= knot->before[at] | plan_knot_bit(at);
		}
		for (mask = knot->before[i]; mask != 0; mask &= mask - 1)
			knot->after[plan_knot_lowest(mask)] |= plan_knot_bit(i);
	}
}

/* The only job of `left` with nothing of it in its mask, or n. */
static uint32_t
plan_knot_only(const struct plan_knot *knot, const uint64_t *masks, uint64_t left)
{
	uint32_t only = knot->n;
	uint64_t mask;

	for (mask = left; mask != 0; mask &= mask - 1) {
		uint32_t i = plan_knot_lowest(mask);

		if ((masks[i] & left) != 0)
			continue;
		if (only != knot->n)
			return knot->n;
		only = i;
	}
	return only;
}

uint64_t
plan_knot_peel(const struct plan_knot *knot, uint8_t *ret_begin, uint32_t *ret_n_begin,
    uint8_t *ret_end, uint32_t *ret_n_end)
{
	uint64_t left = UINT64_MAX >> (64 - knot->n);
	uint32_t n_begin = 0, n_end = 0, i;

	while ((i = plan_knot_only(knot, knot->before, left)) != knot->n) {
		ret_begin[n_begin++] = (uint8_t)i;
		left &= ~plan_knot_bit(i);
	}
	while ((i = plan_knot_only(knot, knot->after, left)) != knot->n) {
		ret_end[n_end++] = (uint8_t)i;
		left &= ~plan_knot_bit(i);
	}
	for (i = 0; i < n_end / 2; i++) {
		uint8_t last = ret_end[n_end - 1 - i];

		ret_end[n_end - 1 - i] = ret_end[i];
		ret_end[i] = last;
	}
	*ret_n_begin = n_begin;
	*ret_n_end = n_end;
	return left;
}

/* What a job and all before it that is left bring and take. */
struct plan_knot_set {
	uint64_t value, minutes;
};

static void
plan_knot_weigh(const struct plan_knot *knot, struct plan_knot_set *sets)
{
	uint32_t i;
	uint64_t mask;

	for (i = 0; i < knot->n; i++) {
		sets[i] = (struct plan_knot_set){knot->value[i], knot->minutes[i]};
		for (mask = knot->before[i]; mask != 0; mask &= mask - 1) {
			sets[i].value += knot->value[plan_knot_lowest(mask)];
			sets[i].minutes += knot->minutes[plan_knot_lowest(mask)];
		}
	}
}

static bool
plan_knot_is_better(const struct plan_knot_set *a, const struct plan_knot_set *b)
{
	return plan_cut_compare(a->value, a->minutes, b->value, b->minutes) > 0;
}

/* Of the jobs of a mask, the one whose set is worth most per minute. */
static uint32_t
plan_knot_best(const struct plan_knot_set *sets, uint64_t mask)
{
	uint32_t best = plan_knot_lowest(mask);

	for (mask &= mask - 1; mask != 0; mask &= mask - 1)
		if (plan_knot_is_better(&sets[plan_knot_lowest(mask)], &sets[best]))
			best = plan_knot_lowest(mask);
	return best;
}

struct plan_knot_run {
	struct plan_knot_set sets[PLAN_KNOT_MAX];
	uint64_t left;
	uint64_t now, cost; /* minutes passed, and the sum of value x completion time */
	uint32_t first;     /* n: nothing came yet */
};

/* Always the job that leads best to the one that leads best to ... the best goal of the mask. */
static void
plan_knot_go(const struct plan_knot *knot, struct plan_knot_run *run, uint64_t goals)
{
	while ((goals & run->left) != 0) {
		uint32_t job = plan_knot_best(run->sets, goals & run->left);
		uint64_t mask;

		while ((mask = knot->before[job] & run->left) != 0)
			job = plan_knot_best(run->sets, mask);
		run->now += knot->minutes[job];
		run->cost += run->now * knot->value[job];
		run->left &= ~plan_knot_bit(job);
		if (run->first == knot->n)
			run->first = job;
		for (mask = knot->after[job] & run->left; mask != 0; mask &= mask - 1) {
			struct plan_knot_set *set = &run->sets[plan_knot_lowest(mask)];

			set->value -= knot->value[job];
			set->minutes -= knot->minutes[job];
		}
	}
}

uint32_t
plan_knot_first(const struct plan_knot *knot)
{
	uint64_t all = UINT64_MAX >> (64 - knot->n), goals = all, least = UINT64_MAX;
	struct plan_knot_run whole = {.left = all, .first = knot->n};
	uint32_t first = knot->n, tries;

	plan_knot_weigh(knot, whole.sets);
	for (tries = 0; tries < PLAN_KNOT_GOALS && goals != 0; tries++) {
		struct plan_knot_run run = whole;
		uint32_t goal = plan_knot_best(whole.sets, goals);
		uint64_t set = knot->before[goal] | plan_knot_bit(goal);

		goals &= ~plan_knot_bit(goal);
		plan_knot_go(knot, &run, set);
		plan_knot_go(knot, &run, all);
		if (run.cost >= least)
			continue;
		least = run.cost;
		first = run.first;
	}
	return first;
}
