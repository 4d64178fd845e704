#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "support/random_roadmap.h"
#include "support/roadmap_fixture.h"

static void
after_a_hundred_faults_there_are_more(void **state)
{
	struct fixture *fixture = *state;
	struct small_step steps[150];
	int i;

	for (i = 0; i < 150; i++)
		steps[i] = (struct small_step){.id = "same"};
	assert_false(roadmap_fixture_make(*state, steps, 150));
	assert_int_equal(fixture->faults.n, ROADMAP_FAULTS_MAX);
	assert_true(fixture->faults.more);
}

static void
a_chain_of_all_steps_there_may_be_is_no_trouble(void **state)
{
	struct fixture *fixture = *state;
	struct arena *arena = fixture->arena;
	uint32_t n = ROADMAP_STEPS_MAX, i;
	struct small_step *steps = arena_array(arena, n, sizeof(*steps));

	for (i = 0; i < n; i++)
		steps[i] = (struct small_step){.id = arena_printf(arena, "step-%u", i),
		    .needs = arena_printf(arena, "step-%u", i + 1)};
	steps[n - 1].needs = NULL;
	assert_true(roadmap_fixture_make(*state, steps, n));
	for (i = 0; i < n; i++)
		assert_int_equal(fixture->roadmap->topo_order[i], n - 1 - i);
	steps[n - 1].needs = "step-0";
	assert_false(roadmap_fixture_make(*state, steps, n));
	assert_int_equal(fixture->faults.n, 1);
}

static void
a_file_of_nothing_but_wrong_names_is_no_trouble(void **state)
{
	struct fixture *fixture = *state;
	struct arena *arena = fixture->arena;
	uint32_t n = ROADMAP_STEPS_MAX, i;
	struct small_step *steps = arena_array(arena, n, sizeof(*steps));

	for (i = 0; i < n; i++)
		steps[i] = (struct small_step){.id = arena_printf(arena, "%s%05u",
						   "a-long-beginning-of-an-id-that-they-share-", i),
		    .needs = "a-long-beginning-of-an-id-that-they-share-x"};
	assert_false(roadmap_fixture_make(*state, steps, n));
	assert_int_equal(fixture->faults.n, ROADMAP_FAULTS_MAX);
	assert_true(fixture->faults.more);
}

static void
assert_sorted(const struct roadmap *roadmap, struct arena *arena)
{
	uint32_t *place = arena_array(arena, roadmap->n_steps, sizeof(*place)), i, k;

	for (i = 0; i < roadmap->n_steps; i++)
		place[roadmap->topo_order[i]] = i + 1;
	for (i = 0; i < roadmap->n_steps; i++) {
		const struct roadmap_step *step = &roadmap->steps[i];

		assert_int_not_equal(place[i], 0);
		assert_int_equal(roadmap_step_index(roadmap, step->id), i);
		for (k = 0; k < step->n_opens; k++)
			assert_true(place[i] < place[step->opens[k]]);
	}
}

static void
random_roadmaps_are_sorted_by_what_they_need(void **state)
{
	struct random_source source = {1};
	struct fixture *fixture = *state;
	uint32_t round;

	for (round = 0; round < 200; round++) {
		struct random_shape shape = {1 + random_below(&source, 60), 3, 3, 3};

		assert_sorted(random_roadmap(&source, &shape, fixture->arena), fixture->arena);
	}
}

#define TEST(name) \
	cmocka_unit_test_setup_teardown(name, roadmap_fixture_setup, roadmap_fixture_teardown)

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    TEST(after_a_hundred_faults_there_are_more),
	    TEST(a_chain_of_all_steps_there_may_be_is_no_trouble),
	    TEST(a_file_of_nothing_but_wrong_names_is_no_trouble),
	    TEST(random_roadmaps_are_sorted_by_what_they_need),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
