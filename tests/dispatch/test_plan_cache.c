#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "engine/plan_cache.h"
#include "support/large_roadmap.h"
#include "support/same_plan.h"

enum {
	ROUNDS = 200,
	CHANGES = 20,
	LARGE_STEPS = 600,
	LARGE_CHANGES = 150,
	LARGE_ROUNDS = 3,
};

/* One of the things that a learner, or another roadmap, changes. */
static void
change(struct random_source *source, struct standing *standing)
{
	const struct roadmap *roadmap = standing->roadmap;
	uint32_t step = random_below(source, roadmap->n_steps);
	uint32_t choice = roadmap->n_choices > 0 ? random_below(source, roadmap->n_choices) : 0;

	switch (random_below(source, 5)) {
	case 4:
		standing->repeats[step] = !standing->repeats[step];
		break;
	case 0:
		standing->learned[step] = !standing->learned[step];
		break;
	case 1:
		if (roadmap->n_choices > 0) {
			uint32_t first = roadmap->choices[choice].first_flag;
			uint32_t option = random_below(source, roadmap->choices[choice].n_options);

			standing->chosen[choice] = true;
			standing->picked[first + option] = !standing->picked[first + option];
		}
		break;
	default:
		standing->status[step] =
		    (uint8_t)(STANDING_TODO + random_below(source, STANDING_KNOWN));
		break;
	}
	standing_derive(standing);
}

/* From any standing on. */
static void
assert_changes_are_seen(struct random_source *source, struct standing *standing,
    struct arena *arena)
{
	struct plan_cache *cache = plan_cache_new();
	uint32_t i;

	random_standing(source, standing);
	for (i = 0; i < CHANGES; i++) {
		assert_true(same_plan(plan_cache_get(cache, standing), plan_make(standing, arena)));
		change(source, standing);
	}
	plan_cache_free(cache);
}

static void
a_plan_from_the_cache_is_the_plan_made_anew(void **state)
{
	struct random_source source = {31};
	uint32_t round;

	(void)state;
	for (round = 0; round < ROUNDS; round++) {
		struct arena *arena = arena_new();
		struct random_shape shape = {1 + random_below(&source, 40), 3, 3, 3};
		struct standing *standing =
		    standing_new(random_roadmap(&source, &shape, arena), arena);

		assert_changes_are_seen(&source, standing, arena);
		arena_free(arena);
	}
}

/* Many blocks worth the same per hour, where it is easy to go wrong. */
static void
level(struct random_source *source, struct roadmap *roadmap)
{
	uint32_t i;

	for (i = 0; i < roadmap->n_steps; i++) {
		roadmap->steps[i].minutes_low = roadmap->steps[i].minutes_high =
		    60 * (1 + random_below(source, 2));
		roadmap->steps[i].value = 1 + random_below(source, 2);
	}
}

static void
it_is_so_where_many_steps_are_worth_the_same(void **state)
{
	struct random_source source = {33};
	uint32_t round;

	(void)state;
	for (round = 0; round < ROUNDS; round++) {
		struct arena *arena = arena_new();
		struct random_shape shape = {1 + random_below(&source, 60), 2, 1 + round % 2, 2};
		struct roadmap *roadmap = random_roadmap(&source, &shape, arena);

		level(&source, roadmap);
		assert_changes_are_seen(&source, standing_new(roadmap, arena), arena);
		arena_free(arena);
	}
}

/* What repeats the portfolio ranks behind its like: the jobs come in another order. */
static void
it_is_so_where_steps_change_their_ranks(void **state)
{
	struct random_source source = {35};
	uint32_t round, i;

	(void)state;
	for (round = 0; round < ROUNDS; round++) {
		struct arena *arena = arena_new();
		struct random_shape shape = {2 + random_below(&source, 40), 1, 1, 1};
		struct roadmap *roadmap = random_roadmap(&source, &shape, arena);
		struct standing *standing = standing_new(roadmap, arena);
		struct plan_cache *cache = plan_cache_new();

		for (i = 0; i < roadmap->n_steps; i++)
			if (random_percent(&source, 50))
				roadmap->steps[i].evidence.kind = ROADMAP_EVIDENCE_CASE_STUDY;
		random_standing(&source, standing);
		for (i = 0; i < CHANGES; i++) {
			uint32_t step = random_below(&source, roadmap->n_steps);

			assert_true(
			    same_plan(plan_cache_get(cache, standing), plan_make(standing, arena)));
			standing->repeats[step] =
			    roadmap->steps[step].evidence.kind != 0 && !standing->repeats[step];
			if (random_percent(&source, 50))
				change(&source, standing);
		}
		plan_cache_free(cache);
		arena_free(arena);
	}
}

/* Mostly what the plan says; now and then something else. */
static void
go_on(struct random_source *source, struct standing *standing, const struct plan *plan)
{
	uint32_t head;

	if (random_percent(source, 30) || plan_head(plan, standing, 1, &head) == 0)
		change(source, standing);
	else
		standing_change(standing, plan->entries[head].step, STANDING_DONE);
}

/* What is done, begun, skipped, known or set back, anywhere: one step, or some at once. */
static void
change_anywhere(struct random_source *source, struct standing *standing, bool forth)
{
	uint32_t n = random_percent(source, 70) ? 1 : 2 + random_below(source, 4), i;

	for (i = 0; i < n; i++) {
		uint32_t step = random_below(source, standing->roadmap->n_steps);
		uint32_t status = random_below(source, STANDING_KNOWN);

		standing_change(standing, step,
		    forth ? (uint8_t)(STANDING_TODO + status) : STANDING_TODO);
	}
}

/* Some of it is done at first, so that there are parts of all sizes. */
static void
it_is_so_wherever_a_large_roadmap_changes(void **state)
{
	struct random_source source = {36};
	uint32_t round, i;

	(void)state;
	for (round = 0; round < LARGE_ROUNDS * LARGE_SHAPES; round++) {
		struct arena *arena = arena_new();
		uint32_t n = 50 + random_below(&source, LARGE_STEPS);
		struct standing *standing =
		    standing_new(large_roadmap(&source, round % LARGE_SHAPES, n, arena), arena);
		struct plan_cache *cache = plan_cache_new();
		uint32_t percent = random_below(&source, 90);

		for (i = 0; i < n; i++)
			if (random_percent(&source, percent))
				standing->status[i] = STANDING_DONE;
		standing_derive(standing);
		for (i = 0; i < LARGE_CHANGES; i++) {
			const struct plan *plan = plan_cache_get(cache, standing);
			struct arena *scratch = arena_new();

			assert_true(same_plan(plan, plan_make(standing, scratch)));
			change_anywhere(&source, standing, i % 3 != 0);
			arena_free(scratch);
		}
		plan_cache_free(cache);
		arena_free(arena);
	}
}

static void
it_is_so_on_the_way_through_a_large_roadmap(void **state)
{
	struct random_source source = {34};
	uint32_t shape, i;

	(void)state;
	for (shape = 0; shape < LARGE_SHAPES; shape++) {
		struct arena *arena = arena_new();
		struct standing *standing =
		    standing_new(large_roadmap(&source, shape, LARGE_STEPS, arena), arena);
		struct plan_cache *cache = plan_cache_new();

		standing_derive(standing);
		for (i = 0; i < LARGE_CHANGES; i++) {
			const struct plan *plan = plan_cache_get(cache, standing);
			struct arena *scratch = arena_new();

			assert_true(same_plan(plan, plan_make(standing, scratch)));
			go_on(&source, standing, plan);
			arena_free(scratch);
		}
		plan_cache_free(cache);
		arena_free(arena);
	}
}

static void
a_plan_is_made_once_as_long_as_nothing_changes(void **state)
{
	struct random_source source = {32};
	struct random_shape shape = {30, 3, 3, 3};
	struct arena *arena = arena_new();
	const struct roadmap *roadmap = random_roadmap(&source, &shape, arena);
	struct standing *standing = standing_new(roadmap, arena);
	struct standing *same = standing_new(roadmap, arena);
	struct plan_cache *cache = plan_cache_new();
	const struct plan *plan;

	(void)state;
	standing_derive(standing);
	standing_derive(same);
	plan = plan_cache_get(cache, standing);
	/* Were it made again, this would be set back. */
	plan->entries[0].score = UINT32_MAX;
	assert_int_equal(plan_cache_get(cache, same)->entries[0].score, UINT32_MAX);
	same->status[0] = STANDING_ACTIVE;
	standing_derive(same);
	assert_int_not_equal(plan_cache_get(cache, same)->entries[0].score, UINT32_MAX);
	plan_cache_free(cache);
	arena_free(arena);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_plan_from_the_cache_is_the_plan_made_anew),
	    cmocka_unit_test(it_is_so_where_many_steps_are_worth_the_same),
	    cmocka_unit_test(it_is_so_where_steps_change_their_ranks),
	    cmocka_unit_test(it_is_so_wherever_a_large_roadmap_changes),
	    cmocka_unit_test(it_is_so_on_the_way_through_a_large_roadmap),
	    cmocka_unit_test(a_plan_is_made_once_as_long_as_nothing_changes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
