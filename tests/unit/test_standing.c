#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "support/random_roadmap.h"
#include "support/small_roadmap.h"

static int
setup(void **state)
{
	*state = arena_new();
	return 0;
}

static int
teardown(void **state)
{
	arena_free(*state);
	return 0;
}

static void
S1_optional_steps_count_once_started(void **state)
{
	struct standing *standing =
	    SMALL_STANDING(*state, {.id = "a"}, {.id = "b", .optional = true});

	assert_true(standing->in_scope[0]);
	assert_false(standing->in_scope[1]);
	small_set(standing, 1, STANDING_ACTIVE);
	assert_true(standing->in_scope[1]);
	small_set(standing, 1, STANDING_DONE);
	assert_true(standing->in_scope[1]);
	small_set(standing, 1, STANDING_KNOWN);
	assert_true(standing->in_scope[1]);
}

static void
S1_skipped_steps_leave_the_scope(void **state)
{
	struct standing *standing = SMALL_STANDING(*state, {.id = "a"}, {.id = "b"});

	small_set(standing, 0, STANDING_SKIPPED);
	assert_false(standing->in_scope[0]);
	assert_int_equal(standing_progress(standing, ROADMAP_NONE).steps_total, 1);
	assert_int_equal(standing_progress(standing, ROADMAP_NONE).steps_skipped, 1);
}

static void
S1_steps_of_options_not_picked_are_out_of_scope(void **state)
{
	struct standing *standing = SMALL_STANDING(*state, {.id = "py", .owner = "language/python"},
	    {.id = "go", .owner = "language/go"},
	    {.id = "gin", .owner = "language/go", .optional = true});

	standing->chosen[0] = true;
	standing->picked[0] = false;
	standing->picked[1] = true;
	standing_derive(standing);
	assert_false(standing->in_scope[0]);
	assert_true(standing->in_scope[1]);
	assert_false(standing->in_scope[2]);
	small_set(standing, 0, STANDING_DONE);
	assert_false(standing->in_scope[0]);
}

static void
S2_the_options_of_most_value_per_hour_stand_in_until_the_learner_picks(void **state)
{
	struct standing *standing = SMALL_STANDING(*state,
	    {.id = "py", .owner = "language/python", .minutes = 120, .value = 5},
	    {.id = "go", .owner = "language/go", .minutes = 60, .value = 3},
	    {.id = "c", .owner = "language/c", .minutes = 60, .value = 3});

	assert_false(standing->offered[0]);
	assert_true(standing->offered[1]);
	assert_false(standing->offered[2]);
	standing->chosen[0] = true;
	standing->picked[1] = false;
	standing->picked[2] = true;
	standing_derive(standing);
	assert_false(standing->offered[1]);
	assert_true(standing->offered[2]);
}

static void
S2_what_was_done_does_not_change_an_assumption(void **state)
{
	struct standing *standing = SMALL_STANDING(*state,
	    {.id = "py", .owner = "language/python", .minutes = 120, .value = 5},
	    {.id = "go", .owner = "language/go", .minutes = 60, .value = 3});

	small_set(standing, 0, STANDING_DONE);
	assert_true(standing->offered[1]);
	small_set(standing, 1, STANDING_SKIPPED);
	assert_true(standing->offered[1]);
	assert_false(standing->offered[0]);
}

static void
S2_an_option_of_optional_steps_alone_is_the_last_to_stand_in(void **state)
{
	struct standing *standing = SMALL_STANDING(*state,
	    {.id = "py", .owner = "language/python", .value = 90, .optional = true},
	    {.id = "go", .owner = "language/go", .minutes = 600});

	assert_true(standing->offered[1]);
	assert_false(standing->offered[0]);
}

static void
S3_an_entry_is_met_by_done_known_skipped_and_learned(void **state)
{
	static const enum standing_status meeting[] = {STANDING_DONE, STANDING_KNOWN,
	    STANDING_SKIPPED};
	struct standing *standing = SMALL_STANDING(*state, {.id = "a"}, {.id = "b", .needs = "a"});
	size_t i;

	assert_false(standing->ready[1]);
	small_set(standing, 0, STANDING_ACTIVE);
	assert_false(standing->ready[1]);
	for (i = 0; i < 3; i++) {
		small_set(standing, 0, meeting[i]);
		assert_true(standing->ready[1]);
	}
	small_set(standing, 0, STANDING_TODO);
	assert_false(standing->ready[1]);
	standing->learned[0] = true;
	standing_derive(standing);
	assert_true(standing->ready[1]);
}

static void
S3_any_one_of_an_entry_meets_it(void **state)
{
	struct standing *standing = SMALL_STANDING(*state, {.id = "a"}, {.id = "b"}, {.id = "c"},
	    {.id = "d", .needs = "a|b c"});

	small_set(standing, 1, STANDING_DONE);
	assert_false(standing->ready[3]);
	small_set(standing, 2, STANDING_DONE);
	assert_true(standing->ready[3]);
}

static void
S4_an_entry_of_options_not_picked_is_met(void **state)
{
	struct standing *standing = SMALL_STANDING(*state, {.id = "py", .owner = "language/python"},
	    {.id = "go", .owner = "language/go"},
	    {.id = "gin", .owner = "language/go", .needs = "go"}, {.id = "api", .needs = "go"},
	    {.id = "app", .needs = "go|py"});

	assert_true(standing->ready[3]);
	assert_false(standing->ready[4]);
	/* Steps of one option concern each other. */
	assert_false(standing->ready[2]);
	standing->chosen[0] = true;
	standing->picked[0] = false;
	standing->picked[1] = true;
	standing_derive(standing);
	assert_false(standing->ready[3]);
}

static void
S5_a_step_is_ready_when_every_entry_is_met(void **state)
{
	struct standing *standing =
	    SMALL_STANDING(*state, {.id = "a"}, {.id = "b"}, {.id = "c", .needs = "a b"});

	assert_true(standing->ready[0]);
	assert_false(standing->ready[2]);
	small_set(standing, 0, STANDING_DONE);
	assert_true(standing->ready[0]);
	assert_false(standing->ready[2]);
	small_set(standing, 1, STANDING_DONE);
	assert_true(standing->ready[2]);
}

static void
S6_progress_counts_hours_and_steps(void **state)
{
	struct standing *standing = SMALL_STANDING(*state, {.id = "a", .minutes = 30},
	    {.id = "b", .minutes = 60}, {.id = "c"});
	struct standing_progress progress;

	small_set(standing, 0, STANDING_DONE);
	small_set(standing, 1, STANDING_ACTIVE);
	progress = standing_progress(standing, ROADMAP_NONE);
	assert_int_equal(progress.steps_done, 1);
	assert_int_equal(progress.steps_total, 3);
	assert_int_equal(progress.minutes_done, 30);
	assert_int_equal(progress.minutes_total, 150);
	assert_int_equal(progress.permille, 200);
	small_set(standing, 1, STANDING_SKIPPED);
	progress = standing_progress(standing, 0);
	assert_int_equal(progress.minutes_total, 90);
	assert_int_equal(progress.permille, 333);
}

static void
S6_only_complete_is_complete(void **state)
{
	struct standing *standing = SMALL_STANDING(*state, {.id = "a", .minutes = 60000},
	    {.id = "b", .minutes = 1}, {.id = "c", .optional = true});

	small_set(standing, 0, STANDING_DONE);
	assert_int_equal(standing_progress(standing, ROADMAP_NONE).permille, 999);
	small_set(standing, 1, STANDING_KNOWN);
	assert_int_equal(standing_progress(standing, ROADMAP_NONE).permille, 1000);
}

static void
S6_an_empty_scope_is_complete(void **state)
{
	struct standing *standing = SMALL_STANDING(*state, {.id = "a"});

	small_set(standing, 0, STANDING_SKIPPED);
	assert_int_equal(standing_progress(standing, ROADMAP_NONE).permille, 1000);
	assert_int_equal(standing_progress(standing, ROADMAP_NONE).steps_total, 0);
	assert_int_equal(standing_phase(standing), ROADMAP_NONE);
}

static void
S7_a_step_learned_elsewhere_counts_as_known_while_todo(void **state)
{
	struct standing *standing = SMALL_STANDING(*state, {.id = "a"});

	standing->learned[0] = true;
	standing_derive(standing);
	assert_int_equal(standing->effective[0], STANDING_KNOWN);
	assert_false(standing_is_open(standing, 0));
	small_set(standing, 0, STANDING_ACTIVE);
	assert_int_equal(standing->effective[0], STANDING_ACTIVE);
	assert_true(standing_is_open(standing, 0));
	assert_true(standing_meets(standing, 0));
}

static void
the_phase_is_the_first_with_something_open(void **state)
{
	struct random_source source = {5};
	struct random_shape shape = {40, 1, 1, 0};
	struct roadmap *roadmap = random_roadmap(&source, &shape, *state);
	struct standing *standing = standing_new(roadmap, *state);
	uint32_t phase, i;

	for (phase = 0; phase < roadmap->n_phases; phase++) {
		standing_derive(standing);
		assert_int_equal(standing_phase(standing), phase);
		for (i = 0; i < roadmap->phases[phase].n_steps; i++)
			standing->status[roadmap->phases[phase].first_step + i] = STANDING_DONE;
	}
	assert_true(roadmap->n_phases > 1);
}

static void
progress_never_falls_by_done_and_always_reaches_the_end(void **state)
{
	struct random_source source = {11};
	uint32_t round, i;

	for (round = 0; round < 300; round++) {
		struct arena *arena = arena_new();
		struct random_shape shape = {1 + random_below(&source, 80), 3, 3, 3};
		const struct roadmap *roadmap = random_roadmap(&source, &shape, arena);
		struct standing *standing = standing_new(roadmap, arena);
		uint32_t before, after;

		random_standing(&source, standing);
		before = standing_progress(standing, ROADMAP_NONE).permille;
		for (i = 0; i < shape.n_steps; i++) {
			uint32_t step = (i * 7919U) % shape.n_steps;
			bool open = standing_is_open(standing, step);

			if (open && random_percent(&source, 20)) {
				small_set(standing, step, STANDING_SKIPPED);
				before = 0;
			} else if (standing->effective[step] != STANDING_SKIPPED) {
				small_set(standing, step, STANDING_DONE);
			}
			after = standing_progress(standing, ROADMAP_NONE).permille;
			assert_in_range(after, before, 1000);
			before = after;
		}
		for (i = 0; i < shape.n_steps; i++)
			if (standing_is_open(standing, i))
				small_set(standing, i, STANDING_DONE);
		assert_int_equal(standing_progress(standing, ROADMAP_NONE).permille, 1000);
		assert_int_equal(standing_phase(standing), ROADMAP_NONE);
		arena_free(arena);
	}
	(void)state;
}

static void
expect_same_progress(struct standing_progress a, struct standing_progress b)
{
	assert_int_equal(a.permille, b.permille);
	assert_int_equal(a.steps_done, b.steps_done);
	assert_int_equal(a.steps_total, b.steps_total);
	assert_int_equal(a.steps_skipped, b.steps_skipped);
	assert_int_equal(a.minutes_done, b.minutes_done);
	assert_int_equal(a.minutes_total, b.minutes_total);
}

static void
the_phases_add_up_to_the_whole(void **state)
{
	struct random_source source = {13};
	uint32_t round, i;

	for (round = 0; round < 200; round++) {
		struct arena *arena = arena_new();
		struct random_shape shape = {1 + random_below(&source, 80), 3, 3, 3};
		const struct roadmap *roadmap = random_roadmap(&source, &shape, arena);
		struct standing *standing = standing_new(roadmap, arena);
		struct standing_progress all, sum, *parts;

		random_standing(&source, standing);
		all = standing_progress(standing, ROADMAP_NONE);
		parts = arena_array(arena, roadmap->n_phases, sizeof(*parts));
		for (i = 0; i < roadmap->n_phases; i++)
			parts[i] = standing_progress(standing, i);
		sum = standing_sum(parts, roadmap->n_phases);
		expect_same_progress(sum, all);
		arena_free(arena);
	}
	(void)state;
}

static void
a_change_of_one_step_is_the_same_as_deriving_all(void **state)
{
	struct random_source source = {17};
	uint32_t round, i;

	for (round = 0; round < 200; round++) {
		struct arena *arena = arena_new();
		struct random_shape shape = {1 + random_below(&source, 60), 3, 3, 3};
		const struct roadmap *roadmap = random_roadmap(&source, &shape, arena);
		struct standing *all = standing_new(roadmap, arena);
		struct standing *one = standing_new(roadmap, arena);
		struct standing_progress progress, was, is;
		struct random_source same = source;

		random_standing(&source, all);
		random_standing(&same, one);
		for (i = 0; i < 40; i++) {
			uint32_t n = shape.n_steps, step = random_below(&source, n);

			progress = standing_progress(one, ROADMAP_NONE);
			was = standing_share(one, step);
			small_set(all, step, STANDING_TODO + random_below(&source, 5));
			standing_change(one, step, all->status[step]);
			is = standing_share(one, step);
			standing_recount(&progress, &was, &is);
			expect_same_progress(progress, standing_progress(all, ROADMAP_NONE));
			assert_memory_equal(one->effective, all->effective, n);
			assert_memory_equal(one->in_scope, all->in_scope, n * sizeof(bool));
			assert_memory_equal(one->ready, all->ready, n * sizeof(bool));
		}
		arena_free(arena);
	}
	(void)state;
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    TEST(S1_optional_steps_count_once_started),
	    TEST(S1_skipped_steps_leave_the_scope),
	    TEST(S1_steps_of_options_not_picked_are_out_of_scope),
	    TEST(S2_the_options_of_most_value_per_hour_stand_in_until_the_learner_picks),
	    TEST(S2_what_was_done_does_not_change_an_assumption),
	    TEST(S2_an_option_of_optional_steps_alone_is_the_last_to_stand_in),
	    TEST(S3_an_entry_is_met_by_done_known_skipped_and_learned),
	    TEST(S3_any_one_of_an_entry_meets_it),
	    TEST(S4_an_entry_of_options_not_picked_is_met),
	    TEST(S5_a_step_is_ready_when_every_entry_is_met),
	    TEST(S6_progress_counts_hours_and_steps),
	    TEST(S6_only_complete_is_complete),
	    TEST(S6_an_empty_scope_is_complete),
	    TEST(S7_a_step_learned_elsewhere_counts_as_known_while_todo),
	    TEST(the_phase_is_the_first_with_something_open),
	    TEST(progress_never_falls_by_done_and_always_reaches_the_end),
	    TEST(the_phases_add_up_to_the_whole),
	    TEST(a_change_of_one_step_is_the_same_as_deriving_all),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
