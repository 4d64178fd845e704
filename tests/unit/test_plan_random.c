#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "core/plan.h"
#include "support/random_roadmap.h"
#include "support/same_plan.h"
#include "support/small_roadmap.h"

enum {
	ROUNDS = 300,
};

/* Has ROUNDS random standings checked, of roadmaps of up to so many steps, entries and choices. */
static void
each_random(uint64_t seed, const struct random_shape *most,
    void (*check)(struct standing *standing, struct arena *arena))
{
	struct random_source source = {seed};
	uint32_t round;

	for (round = 0; round < ROUNDS; round++) {
		struct arena *arena = arena_new();
		struct random_shape shape = *most;
		struct standing *standing;

		shape.n_steps = 1 + random_below(&source, most->n_steps);
		standing = standing_new(random_roadmap(&source, &shape, arena), arena);
		random_standing(&source, standing);
		check(standing, arena);
		arena_free(arena);
	}
}

static void
ready_in_turn(struct standing *standing, struct arena *arena)
{
	const struct plan *plan = plan_make(standing, arena);
	uint32_t i;

	for (i = 0; i < plan->n_entries; i++) {
		uint32_t step = plan->entries[i].step;

		assert_true(standing->ready[step] || standing->effective[step] == STANDING_ACTIVE);
		small_set(standing, step, STANDING_DONE);
	}
	assert_int_equal(standing_progress(standing, ROADMAP_NONE).permille, 1000);
}

static void
P2_every_step_is_ready_when_its_turn_comes(void **state)
{
	static const struct random_shape most = {80, 3, 3, 3};

	(void)state;
	each_random(21, &most, ready_in_turn);
}

static void
same_again(struct standing *standing, struct arena *arena)
{
	assert_true(same_plan(plan_make(standing, arena), plan_make(standing, arena)));
}

static void
P3_the_same_standing_gives_the_same_plan(void **state)
{
	static const struct random_shape most = {80, 3, 3, 3};

	(void)state;
	each_random(22, &most, same_again);
}

static void
terms_add_up(struct standing *standing, struct arena *arena)
{
	const struct plan *plan = plan_make(standing, arena);
	uint32_t i, k;

	for (i = 0; i < plan->n_entries; i++) {
		const struct plan_entry *entry = &plan->entries[i];
		uint64_t value = 0, minutes = 0;
		const uint32_t *block = entry->block;
		uint32_t n = entry->block_steps;
		bool has_step = false;

		for (k = 0; k < n; k++) {
			const struct roadmap_step *step = &standing->roadmap->steps[block[k]];

			value += step->value;
			minutes += roadmap_step_minutes(step);
			has_step = has_step || block[k] == entry->step;
		}
		assert_true(has_step);
		assert_int_equal(value, entry->block_value);
		assert_int_equal(minutes, entry->block_minutes);
		assert_int_equal(entry->score, 60000 * value / minutes);
		assert_int_equal(entry->own_points + entry->opened_points, entry->score);
	}
}

static void
P4_terms_add_up_and_blocks_are_what_they_say(void **state)
{
	static const struct random_shape most = {60, 3, 3, 3};

	(void)state;
	each_random(23, &most, terms_add_up);
}

static void
planned_once(struct standing *standing, struct arena *arena)
{
	const struct plan *plan = plan_make(standing, arena);
	uint32_t *times = arena_array(arena, standing->roadmap->n_steps, sizeof(*times));
	uint32_t i;

	for (i = 0; i < plan->n_entries; i++)
		times[plan->entries[i].step]++;
	for (i = 0; i < standing->roadmap->n_steps; i++) {
		assert_in_range(times[i], 0, 1);
		if (standing_is_open(standing, i))
			assert_int_equal(times[i], 1);
		else if (times[i] == 1)
			assert_false(standing_meets(standing, i));
	}
}

static void
P5_every_open_step_is_planned_once(void **state)
{
	static const struct random_shape most = {80, 3, 3, 3};

	(void)state;
	each_random(24, &most, planned_once);
}

static void
head_is_open(struct standing *standing, struct arena *arena)
{
	const struct plan *plan = plan_make(standing, arena);
	uint32_t *head = arena_array(arena, standing->roadmap->n_steps, sizeof(*head));
	uint32_t n = plan_head(plan, standing, standing->roadmap->n_steps, head);
	uint32_t i;

	assert_int_equal(n > 0, plan->n_entries > 0);
	for (i = 0; i < n; i++)
		assert_true(standing->ready[plan->entries[head[i]].step] ||
			    standing->effective[plan->entries[head[i]].step] == STANDING_ACTIVE);
	for (i = 0; i < plan->n_entries; i++) {
		if (standing->effective[plan->entries[i].step] == STANDING_ACTIVE)
			continue;
		assert_true(plan->entries[i].is_best);
		break;
	}
}

static void
the_head_never_offers_a_locked_step_and_begins_with_the_best(void **state)
{
	static const struct random_shape most = {80, 3, 3, 3};

	(void)state;
	each_random(25, &most, head_is_open);
}

static void
assert_same_order(const struct plan *before, const struct plan *after, uint32_t without)
{
	uint32_t i, k = 0;

	assert_int_equal(after->n_entries, before->n_entries - 1);
	for (i = 0; i < before->n_entries; i++)
		if (before->entries[i].step != without)
			assert_int_equal(before->entries[i].step, after->entries[k++].step);
}

/* What only a locked step in progress needs leaves the plan with it. */
static void
reset_locked_ones(struct standing *standing)
{
	uint32_t i;

	for (i = 0; i < standing->roadmap->n_steps; i++)
		if (!standing->ready[i] && standing->status[i] == STANDING_ACTIVE)
			standing->status[i] = STANDING_TODO;
	standing_derive(standing);
}

static void
finish_in_order(struct standing *standing, struct arena *arena)
{
	const struct plan *plan, *next;

	reset_locked_ones(standing);
	plan = plan_make(standing, arena);
	while (plan->n_entries > 0) {
		uint32_t first = plan->entries[0].step;

		small_set(standing, first, STANDING_DONE);
		next = plan_make(standing, arena);
		assert_same_order(plan, next, first);
		plan = next;
	}
}

static void
P8_finishing_the_first_step_leaves_the_rest_of_the_plan_as_it_is(void **state)
{
	static const struct random_shape most = {60, 3, 1, 3};

	(void)state;
	each_random(26, &most, finish_in_order);
}

/* Relates a step and what an unmet entry of it names, if one of them is; returns whether it does.
 */
static bool
relate(const struct standing *standing, uint32_t step, const struct roadmap_need *need,
    bool *related)
{
	bool changed = false;
	uint32_t i;

	if (standing_is_met(standing, step, need))
		return false;
	for (i = 0; i < need->n_any; i++) {
		changed = changed || related[step] != related[need->any[i]];
		related[step] = related[need->any[i]] = related[step] || related[need->any[i]];
	}
	return changed;
}

/* The steps that hang together by what is unmet among what is not finished. P7 */
static void
find_related(const struct standing *standing, uint32_t step, bool *related)
{
	const struct roadmap *roadmap = standing->roadmap;
	bool more = true;
	uint32_t i, k;

	memset(related, 0, roadmap->n_steps * sizeof(*related));
	related[step] = true;
	while (more) {
		more = false;
		for (i = 0; i < roadmap->n_steps; i++) {
			const struct roadmap_step *at = &roadmap->steps[i];

			for (k = 0; k < at->n_needs && !standing_meets(standing, i); k++)
				more = relate(standing, i, &at->needs[k], related) || more;
		}
	}
}

static void
assert_unrelated_stay(const struct plan *before, const struct plan *after, const bool *related)
{
	uint32_t i, k = 0;

	for (i = 0; i < before->n_entries; i++) {
		if (related[before->entries[i].step])
			continue;
		while (k < after->n_entries && related[after->entries[k].step])
			k++;
		assert_true(k < after->n_entries);
		assert_int_equal(before->entries[i].step, after->entries[k++].step);
	}
}

static uint32_t n_tried;

static void
finish_or_skip(struct standing *standing, struct arena *arena)
{
	static const enum standing_status ends[] = {STANDING_DONE, STANDING_SKIPPED};
	const struct plan *before = plan_make(standing, arena);
	bool *related = arena_array(arena, standing->roadmap->n_steps, sizeof(*related));
	uint32_t i, k;

	for (i = 0; i < standing->roadmap->n_steps; i++) {
		uint8_t status = standing->status[i];

		find_related(standing, i, related);
		for (k = 0; k < 2 && standing_is_open(standing, i); k++) {
			small_set(standing, i, ends[k]);
			assert_unrelated_stay(before, plan_make(standing, arena), related);
			small_set(standing, i, (enum standing_status)status);
			n_tried++;
		}
	}
}

static void
P7_finishing_or_skipping_a_step_reorders_only_what_is_related(void **state)
{
	static const struct random_shape most = {40, 1, 2, 3};

	(void)state;
	each_random(27, &most, finish_or_skip);
	assert_true(n_tried > 1000);
}

static void
scores_fall(struct standing *standing, struct arena *arena)
{
	const struct plan *plan = plan_make(standing, arena);
	uint32_t i;

	for (i = 1; i < plan->n_entries; i++)
		if (standing->effective[plan->entries[i - 1].step] != STANDING_ACTIVE)
			assert_true(plan->entries[i].score <= plan->entries[i - 1].score);
}

static void
P6_scores_never_rise_along_the_plan(void **state)
{
	static const struct random_shape most = {80, 3, 3, 3};

	(void)state;
	each_random(28, &most, scores_fall);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(P2_every_step_is_ready_when_its_turn_comes),
	    cmocka_unit_test(P3_the_same_standing_gives_the_same_plan),
	    cmocka_unit_test(P4_terms_add_up_and_blocks_are_what_they_say),
	    cmocka_unit_test(P5_every_open_step_is_planned_once),
	    cmocka_unit_test(the_head_never_offers_a_locked_step_and_begins_with_the_best),
	    cmocka_unit_test(P8_finishing_the_first_step_leaves_the_rest_of_the_plan_as_it_is),
	    cmocka_unit_test(P7_finishing_or_skipping_a_step_reorders_only_what_is_related),
	    cmocka_unit_test(P6_scores_never_rise_along_the_plan),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
