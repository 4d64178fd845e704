#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "core/plan_knot.h"
#include "support/random_roadmap.h"

enum {
	ROUNDS = 3000,
	GOALS = 5, /* tried, as plan_knot.h tells */
};

static uint64_t
bit(uint32_t i)
{
	return (uint64_t)1 << i;
}

static struct plan_knot
random_knot(struct random_source *source)
{
	static const uint32_t mosts[] = {1, 2, 100};
	struct plan_knot knot = {
	    .n = 1 + random_below(source, random_percent(source, 5) ? PLAN_KNOT_MAX : 16)};
	uint32_t most = mosts[random_below(source, 3)];
	uint32_t percent = 1 + random_below(source, 20), i, k;

	for (i = 0; i < knot.n; i++) {
		knot.value[i] = 1 + random_below(source, most);
		knot.minutes[i] = 60 * (1 + random_below(source, most));
		for (k = 0; k < i; k++)
			if (random_percent(source, percent))
				knot.before[i] |= bit(k) | knot.before[k];
		for (k = 0; k < i; k++)
			if ((knot.before[i] & bit(k)) != 0)
				knot.after[k] |= bit(i);
	}
	return knot;
}

/* Of the jobs of a mask, the first whose set of those left is worth most per minute. */
static uint32_t
plain_best(const struct plan_knot *knot, uint64_t left, uint64_t mask)
{
	uint64_t best_value = 0, best_minutes = 1;
	uint32_t best = knot->n, i, k;

	for (i = 0; i < knot->n; i++) {
		uint64_t value = 0, minutes = 0, set = (knot->before[i] & left) | bit(i);

		for (k = 0; k < knot->n; k++) {
			value += (set & bit(k)) != 0 ? knot->value[k] : 0;
			minutes += (set & bit(k)) != 0 ? knot->minutes[k] : 0;
		}
		if ((mask & bit(i)) == 0 || value * best_minutes <= best_value * minutes)
			continue;
		best = i;
		best_value = value;
		best_minutes = minutes;
	}
	return best;
}

/* Orders the whole block, a set first; returns what it costs. */
static uint64_t
plain_order(const struct plan_knot *knot, uint64_t set, uint32_t *ret_first)
{
	uint64_t left = UINT64_MAX >> (64 - knot->n), now = 0, cost = 0;

	*ret_first = knot->n;
	while (left != 0) {
		uint64_t goals = (set & left) != 0 ? set & left : left;
		uint32_t job = plain_best(knot, left, goals);

		while ((knot->before[job] & left) != 0)
			job = plain_best(knot, left, knot->before[job] & left);
		*ret_first = *ret_first == knot->n ? job : *ret_first;
		now += knot->minutes[job];
		cost += now * knot->value[job];
		left &= ~bit(job);
	}
	return cost;
}

static uint32_t
plain_first(const struct plan_knot *knot)
{
	uint64_t all = UINT64_MAX >> (64 - knot->n), goals = all, least = UINT64_MAX;
	uint32_t best = knot->n, i;

	for (i = 0; i < GOALS && goals != 0; i++) {
		uint32_t goal = plain_best(knot, all, goals), first;
		uint64_t cost = plain_order(knot, knot->before[goal] | bit(goal), &first);

		goals &= ~bit(goal);
		if (cost < least) {
			least = cost;
			best = first;
		}
	}
	return best;
}

static void
the_first_job_is_that_of_the_best_order_tried(void **state)
{
	struct random_source source = {1};
	uint32_t round;

	(void)state;
	for (round = 0; round < ROUNDS; round++) {
		struct plan_knot knot = random_knot(&source);

		assert_int_equal(plan_knot_first(&knot), plain_first(&knot));
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(the_first_job_is_that_of_the_best_order_tried),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
