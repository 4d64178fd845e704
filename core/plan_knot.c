#include "core/plan_knot.h"

#include <string.h>

#include "core/plan_mask.h"

enum {
	PLAN_KNOT_GOALS = 5, /* tried at a time */
};

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
				knot->before[i] |= knot->before[at] | plan_mask_bit(at);
		}
		for (mask = knot->before[i]; mask != 0; mask &= mask - 1)
			knot->after[plan_mask_lowest(mask)] |= plan_mask_bit(i);
	}
}

/* The only job of `left` with nothing of it in its mask, or n. */
static uint32_t
plan_knot_only(const struct plan_knot *knot, const uint64_t *masks, uint64_t left)
{
	uint32_t only = knot->n;
	uint64_t mask;

	for (mask = left; mask != 0; mask &= mask - 1) {
		uint32_t i = plan_mask_lowest(mask);

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
		left &= ~plan_mask_bit(i);
	}
	while ((i = plan_knot_only(knot, knot->after, left)) != knot->n) {
		ret_end[n_end++] = (uint8_t)i;
		left &= ~plan_mask_bit(i);
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
	uint32_t value, minutes;
};

struct plan_knot_run {
	struct plan_knot_set sets[PLAN_KNOT_MAX];
	uint64_t left;
	uint64_t now, cost; /* minutes passed, and the sum of value x completion time */
};

/* Begins a run with nothing done. */
static void
plan_knot_weigh(const struct plan_knot *knot, struct plan_knot_run *run)
{
	uint32_t i;
	uint64_t mask;

	run->left = UINT64_MAX >> (64 - knot->n);
	run->now = run->cost = 0;
	for (i = 0; i < knot->n; i++) {
		struct plan_knot_set set = {knot->value[i], knot->minutes[i]};

		for (mask = knot->before[i]; mask != 0; mask &= mask - 1) {
			set.value += knot->value[plan_mask_lowest(mask)];
			set.minutes += knot->minutes[plan_mask_lowest(mask)];
		}
		run->sets[i] = set;
	}
}

/* Above 0 if a is worth more per minute than b, below if less. */
static int64_t
plan_knot_compare(struct plan_knot_set a, struct plan_knot_set b)
{
	return (int64_t)((uint64_t)a.value * b.minutes) - (int64_t)((uint64_t)b.value * a.minutes);
}

/* Of the jobs of a mask, the one whose set is worth most per minute. */
static uint32_t
plan_knot_best(const struct plan_knot_set *sets, uint64_t mask)
{
	uint32_t best = plan_mask_lowest(mask);

	for (mask &= mask - 1; mask != 0; mask &= mask - 1)
		if (plan_knot_compare(sets[plan_mask_lowest(mask)], sets[best]) > 0)
			best = plan_mask_lowest(mask);
	return best;
}

/* The job to come now, to do the goal soon: that which leads best to the one that leads best ... */
static uint32_t
plan_knot_lead(const struct plan_knot *knot, const struct plan_knot_run *run, uint32_t goal)
{
	uint64_t mask;

	while ((mask = knot->before[goal] & run->left) != 0)
		goal = plan_knot_best(run->sets, mask);
	return goal;
}

/* Does a job. Returns the best goal of the mask then, which was `best` before. */
static uint32_t
plan_knot_do(const struct plan_knot *knot, struct plan_knot_run *run, uint32_t job, uint64_t goals,
    uint32_t best)
{
	struct plan_knot_set of_best = run->sets[best];
	uint64_t mask;

	run->now += knot->minutes[job];
	run->cost += run->now * knot->value[job];
	run->left &= ~plan_mask_bit(job);
	for (mask = knot->after[job] & run->left; mask != 0; mask &= mask - 1) {
		struct plan_knot_set *set = &run->sets[plan_mask_lowest(mask)];

		set->value -= knot->value[job];
		set->minutes -= knot->minutes[job];
	}
	goals &= run->left;
	if (goals == 0)
		return knot->n;
	/* The others lost nothing, nor won anything. */
	if (job == best || plan_knot_compare(run->sets[best], of_best) < 0)
		return plan_knot_best(run->sets, goals);
	for (mask = knot->after[job] & goals; mask != 0; mask &= mask - 1) {
		uint32_t other = plan_mask_lowest(mask);
		int64_t more = plan_knot_compare(run->sets[other], run->sets[best]);

		if (more > 0 || (more == 0 && other < best))
			best = other;
	}
	return best;
}

/* What was left after each number of jobs in runs for the best of all, and what they cost. */
struct plan_knot_past {
	uint32_t n;
	uint64_t left[PLAN_KNOT_GOALS][PLAN_KNOT_MAX];
	uint64_t cost[PLAN_KNOT_GOALS][PLAN_KNOT_MAX];
	uint64_t costs[PLAN_KNOT_GOALS]; /* in the end */
};

/* Where a run was before, it goes on the same: then it ends here. */
static void
plan_knot_meet(struct plan_knot_past *past, struct plan_knot_run *run, uint32_t n_done)
{
	uint32_t i;

	past->left[past->n][n_done] = run->left;
	past->cost[past->n][n_done] = run->cost;
	for (i = 0; i < past->n; i++) {
		if (past->left[i][n_done] != run->left)
			continue;
		run->cost += past->costs[i] - past->cost[i][n_done];
		run->left = 0;
		return;
	}
}

/* Goes for the best goal of a set, then of all, until all are done or cost as much as `least`. */
static void
plan_knot_go(const struct plan_knot *knot, struct plan_knot_run *run, uint64_t set, uint64_t least,
    struct plan_knot_past *past)
{
	uint32_t goal = plan_knot_best(run->sets, set), n_done = 0;

	memset(past->left[past->n], 0, knot->n * sizeof(past->left[0][0]));
	for (; goal != knot->n && run->cost < least; n_done++)
		goal = plan_knot_do(knot, run, plan_knot_lead(knot, run, goal), set, goal);
	if (run->left != 0)
		goal = plan_knot_best(run->sets, run->left);
	while (run->left != 0 && run->cost < least) {
		plan_knot_meet(past, run, n_done++);
		if (run->left != 0)
			goal = plan_knot_do(knot, run, plan_knot_lead(knot, run, goal), run->left,
			    goal);
	}
	past->costs[past->n] = run->cost;
	past->n += run->left == 0;
}

uint32_t
plan_knot_first(const struct plan_knot *knot)
{
	uint32_t firsts[PLAN_KNOT_GOALS], first, goal, n = 0, n_same = 0, i;
	uint64_t sets[PLAN_KNOT_GOALS], least = UINT64_MAX, left;
	struct plan_knot_run whole, run;
	struct plan_knot_past past;

	plan_knot_weigh(knot, &whole);
	for (left = whole.left; n < PLAN_KNOT_GOALS && left != 0; n++) {
		goal = plan_knot_best(whole.sets, left);
		left &= ~plan_mask_bit(goal);
		sets[n] = knot->before[goal] | plan_mask_bit(goal);
		firsts[n] = plan_knot_lead(knot, &whole, plan_knot_best(whole.sets, sets[n]));
		n_same = n > 0 && firsts[n] == firsts[n - 1] ? n_same + 1 : 1;
	}
	first = firsts[0];
	past.n = 0;
	/* Those at the end with the same first job need no trying when it is the first already. */
	for (i = 0; i < n - n_same || (i < n && firsts[i] != first); i++) {
		run = whole;
		plan_knot_go(knot, &run, sets[i], least, &past);
		if (run.cost >= least)
			continue;
		least = run.cost;
		first = firsts[i];
	}
	return first;
}
