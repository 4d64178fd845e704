#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "core/plan.h"
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
assert_plan(void **state, const struct standing *standing, const char *wanted)
{
	const struct plan *plan = plan_make(standing, *state);
	const char *text = "";
	uint32_t i;

	for (i = 0; i < plan->n_entries; i++)
		text = arena_printf(*state, "%s%s%s", text, i > 0 ? " " : "",
		    standing->roadmap->steps[plan->entries[i].step].id);
	assert_string_equal(text, wanted);
}

static const struct plan_entry *
entry_of(void **state, const struct standing *standing, const char *id)
{
	const struct plan *plan = plan_make(standing, *state);
	uint32_t step = roadmap_step_index(standing->roadmap, id), i = 0;

	while (i < plan->n_entries && plan->entries[i].step != step)
		i++;
	assert_in_range(i, 0, plan->n_entries - 1);
	return &plan->entries[i];
}

static void
more_value_in_less_time_comes_first(void **state)
{
	assert_plan(state,
	    SMALL_STANDING(*state, {.id = "slow", .minutes = 600, .value = 5},
		{.id = "quick", .minutes = 60, .value = 5},
		{.id = "rich", .minutes = 600, .value = 90}),
	    "rich quick slow");
}

static void
a_dull_step_comes_first_for_what_it_opens(void **state)
{
	assert_plan(state,
	    SMALL_STANDING(*state, {.id = "nice", .value = 3}, {.id = "dull", .value = 1},
		{.id = "great", .value = 9, .needs = "dull"}),
	    "dull great nice");
}

static void
once_a_door_is_open_what_is_behind_it_comes_by_its_own_worth(void **state)
{
	/* door leads to big; but from there small is the quicker gain. */
	assert_plan(state,
	    SMALL_STANDING(*state, {.id = "door", .minutes = 600, .value = 1},
		{.id = "big", .minutes = 600, .value = 10, .needs = "door"},
		{.id = "small", .minutes = 60, .value = 4, .needs = "door"},
		{.id = "other", .minutes = 600, .value = 5}),
	    "door small big other");
}

static void
inside_a_block_the_quicker_gain_comes_first(void **state)
{
	assert_plan(state,
	    SMALL_STANDING(*state, {.id = "long", .minutes = 600, .value = 1},
		{.id = "short", .minutes = 60, .value = 5},
		{.id = "goal", .minutes = 60, .value = 100, .needs = "long short"}),
	    "short long goal");
}

static void
P1_active_steps_come_first_in_file_order(void **state)
{
	struct standing *standing = SMALL_STANDING(*state, {.id = "rich", .value = 100},
	    {.id = "a", .needs = "b"}, {.id = "b"});

	small_set(standing, 2, STANDING_ACTIVE);
	assert_plan(state, standing, "b rich a");
	small_set(standing, 1, STANDING_ACTIVE);
	assert_plan(state, standing, "a b rich");
}

static void
P3_ties_break_by_file_order(void **state)
{
	assert_plan(state, SMALL_STANDING(*state, {.id = "c"}, {.id = "a"}, {.id = "b"}), "c a b");
}

/* The first step repeats what the portfolio shows. */
static void
assert_varied(void **state, struct standing *standing, const char *wanted)
{
	standing->repeats[0] = true;
	assert_plan(state, standing, wanted);
}

static void
P3_of_case_studies_worth_the_same_what_repeats_comes_last(void **state)
{
	/* They change places among themselves; an order inside a block and a way are ties, too. */
	assert_varied(state,
	    SMALL_STANDING(*state, {.id = "a", .study = true}, {.id = "x"},
		{.id = "b", .study = true}, {.id = "c", .study = true}, {.id = "y"}),
	    "b x c a y");
	assert_varied(state,
	    SMALL_STANDING(*state, {.id = "a", .study = true}, {.id = "b", .study = true},
		{.id = "end", .value = 9, .needs = "a b"}),
	    "b a end");
	assert_varied(state,
	    SMALL_STANDING(*state, {.id = "a", .study = true}, {.id = "b", .study = true},
		{.id = "page", .value = 9, .needs = "a|b"}),
	    "b page a");
}

static void
P3_what_repeats_keeps_its_worth_and_its_requirements(void **state)
{
	struct standing *standing =
	    SMALL_STANDING(*state, {.id = "a", .study = true}, {.id = "b", .study = true});

	assert_varied(state,
	    SMALL_STANDING(*state, {.id = "a", .value = 2, .study = true},
		{.id = "b", .study = true}),
	    "a b");
	assert_varied(state,
	    SMALL_STANDING(*state, {.id = "a", .study = true},
		{.id = "b", .study = true, .needs = "a"}),
	    "a b");
	small_set(standing, 0, STANDING_ACTIVE);
	assert_varied(state, standing, "a b");
}

static void
P4_the_score_is_value_per_hour_of_the_block(void **state)
{
	struct standing *standing = SMALL_STANDING(*state,
	    {.id = "git", .minutes = 180, .value = 2}, {.id = "sql", .minutes = 600, .value = 3},
	    {.id = "api", .minutes = 1080, .value = 40, .needs = "git sql"});
	const struct plan_entry *git = entry_of(state, standing, "git");

	assert_int_equal(git->goal, 2);
	assert_int_equal(git->block_steps, 3);
	assert_int_equal(git->block_value, 45);
	assert_int_equal(git->block_minutes, 1860);
	assert_int_equal(git->score, 1451);
	assert_int_equal(git->own_points, 64);
	assert_int_equal(git->opened_points, 1387);
	assert_true(git->is_best);
	assert_int_equal(git->block_ends, 1);
	for (uint32_t i = 0; i < 3; i++)
		assert_int_equal(git->block[i], i);
}

static void
P5_of_an_entry_with_alternatives_a_way_is_in_the_plan(void **state)
{
	/* Both alternatives are out of scope for the started step: the cheaper one is planned. */
	struct standing *standing = SMALL_STANDING(*state,
	    {.id = "dear", .minutes = 600, .optional = true}, {.id = "cheap", .optional = true},
	    {.id = "extra", .optional = true, .needs = "dear|cheap"});

	small_set(standing, 2, STANDING_ACTIVE);
	assert_plan(state, standing, "extra cheap");
}

static void
P5_what_is_to_be_done_anyway_is_preferred_to_what_is_optional(void **state)
{
	assert_plan(state,
	    SMALL_STANDING(*state, {.id = "required", .minutes = 600},
		{.id = "optional", .optional = true},
		{.id = "goal", .value = 50, .needs = "optional|required"}),
	    "required goal");
}

static void
P6_entries_are_judged_as_things_stand_now(void **state)
{
	struct standing *standing = SMALL_STANDING(*state, {.id = "a", .value = 2},
	    {.id = "b", .value = 1}, {.id = "c", .value = 8, .needs = "a"});
	const struct plan_entry *c = entry_of(state, standing, "c");

	assert_int_equal(c->block_steps, 2);
	assert_int_equal(c->block_value, 10);
	assert_false(c->is_best);
	assert_true(entry_of(state, standing, "a")->is_best);
	small_set(standing, 0, STANDING_ACTIVE);
	assert_int_equal(entry_of(state, standing, "c")->block_steps, 1);
	assert_true(entry_of(state, standing, "c")->is_best);
	assert_int_equal(entry_of(state, standing, "a")->block_steps, 1);
	assert_false(entry_of(state, standing, "a")->is_best);
}

static void
P6_what_is_worth_more_alone_is_a_block_of_its_own(void **state)
{
	struct standing *standing = SMALL_STANDING(*state, {.id = "a", .value = 10},
	    {.id = "b", .value = 9}, {.id = "c", .value = 8, .needs = "a"});

	assert_plan(state, standing, "a b c");
	assert_int_equal(entry_of(state, standing, "a")->score, 10000);
	assert_int_equal(entry_of(state, standing, "c")->score, 8000);
}

static void
a_block_may_have_several_ends(void **state)
{
	/* Only together are they worth the way through the door. */
	struct standing *standing = SMALL_STANDING(*state, {.id = "door", .minutes = 600},
	    {.id = "x", .value = 20, .needs = "door"},
	    {.id = "y", .value = 30, .needs = "door", .milestone = true},
	    {.id = "tea", .value = 3});
	const struct plan_entry *door = entry_of(state, standing, "door");

	assert_plan(state, standing, "door y x tea");
	assert_int_equal(door->block_steps, 3);
	assert_int_equal(door->block_ends, 2);
	assert_int_equal(door->goal, 2);
	assert_int_equal(entry_of(state, standing, "x")->goal, 1);
}

static void
of_alternatives_the_one_that_brings_value_sooner_comes_first(void **state)
{
	assert_plan(state,
	    SMALL_STANDING(*state, {.id = "long", .minutes = 600, .value = 2},
		{.id = "short", .minutes = 60, .value = 1},
		{.id = "goal", .value = 50, .needs = "long|short"}),
	    "short goal long");
	/* What goal needs anyhow opens it as well. */
	assert_plan(state,
	    SMALL_STANDING(*state, {.id = "long", .minutes = 600, .value = 2},
		{.id = "short", .minutes = 60, .value = 1},
		{.id = "goal", .value = 50, .needs = "short|long long"}),
	    "long goal short");
}

static void
the_plan_of_a_finished_roadmap_is_empty(void **state)
{
	struct standing *standing =
	    SMALL_STANDING(*state, {.id = "a"}, {.id = "b", .optional = true});
	const struct plan *plan;
	uint32_t head[2];

	small_set(standing, 0, STANDING_DONE);
	plan = plan_make(standing, *state);
	assert_int_equal(plan->n_entries, 0);
	assert_int_equal(plan_head(plan, standing, 2, head), 0);
}

static void
the_head_is_what_can_be_begun_now(void **state)
{
	struct standing *standing = SMALL_STANDING(*state, {.id = "a", .value = 50},
	    {.id = "b", .needs = "a"}, {.id = "c"}, {.id = "d", .value = 2});
	const struct plan *plan = plan_make(standing, *state);
	uint32_t head[4];

	assert_int_equal(plan_head(plan, standing, 4, head), 3);
	assert_int_equal(plan->entries[head[0]].step, 0);
	assert_int_equal(plan->entries[head[1]].step, 3);
	assert_int_equal(plan->entries[head[2]].step, 2);
	assert_int_equal(plan_head(plan, standing, 1, head), 1);
	assert_int_equal(plan_head(plan, standing, 0, head), 0);
}

static void
a_chain_of_all_steps_there_may_be_is_planned(void **state)
{
	uint32_t n = ROADMAP_STEPS_MAX / 10, i;
	struct small_step *steps = arena_array(*state, n, sizeof(*steps));
	const struct standing *standing;
	const struct plan *plan;

	for (i = 0; i < n; i++)
		steps[i] = (struct small_step){.id = arena_printf(*state, "step-%u", i),
		    .value = 100 - i % 100,
		    .needs = arena_printf(*state, "step-%u", i + 1)};
	steps[n - 1].needs = NULL;
	standing = small_standing(steps, n, *state);
	plan = plan_make(standing, *state);
	assert_int_equal(plan->n_entries, n);
	for (i = 0; i < n; i++)
		assert_int_equal(plan->entries[i].step, n - 1 - i);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    TEST(more_value_in_less_time_comes_first),
	    TEST(a_dull_step_comes_first_for_what_it_opens),
	    TEST(once_a_door_is_open_what_is_behind_it_comes_by_its_own_worth),
	    TEST(inside_a_block_the_quicker_gain_comes_first),
	    TEST(P1_active_steps_come_first_in_file_order),
	    TEST(P3_ties_break_by_file_order),
	    TEST(P3_of_case_studies_worth_the_same_what_repeats_comes_last),
	    TEST(P3_what_repeats_keeps_its_worth_and_its_requirements),
	    TEST(P4_the_score_is_value_per_hour_of_the_block),
	    TEST(P5_of_an_entry_with_alternatives_a_way_is_in_the_plan),
	    TEST(P5_what_is_to_be_done_anyway_is_preferred_to_what_is_optional),
	    TEST(P6_entries_are_judged_as_things_stand_now),
	    TEST(P6_what_is_worth_more_alone_is_a_block_of_its_own),
	    TEST(a_block_may_have_several_ends),
	    TEST(of_alternatives_the_one_that_brings_value_sooner_comes_first),
	    TEST(the_plan_of_a_finished_roadmap_is_empty),
	    TEST(the_head_is_what_can_be_begun_now),
	    TEST(a_chain_of_all_steps_there_may_be_is_planned),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
