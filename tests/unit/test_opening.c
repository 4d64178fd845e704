#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "core/opening.h"
#include "support/random_roadmap.h"
#include "support/small_roadmap.h"

enum {
	FEW = 12, /* steps of which all sets can be tried */
};

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

static struct opening
find(const struct standing *standing, uint32_t step, struct arena *arena)
{
	return opening_find(standing, step, OPENING_EFFORT, arena);
}

static void
assert_way(void **state, const struct standing *standing, const char *id, const char *wanted,
    uint64_t minutes)
{
	const struct roadmap *roadmap = standing->roadmap;
	struct opening way = find(standing, roadmap_step_index(roadmap, id), *state);
	const char *text = "";

	for (uint32_t i = 0; i < way.n_steps; i++)
		text = arena_printf(*state, "%s%s%s", text, i > 0 ? " " : "",
		    roadmap->steps[way.steps[i]].id);
	assert_string_equal(text, wanted);
	assert_int_equal(way.minutes, minutes);
	assert_true(way.is_exact);
}

static void
the_way_is_all_that_is_missing_in_order(void **state)
{
	struct standing *standing = SMALL_STANDING(*state, {.id = "d", .needs = "c b"},
	    {.id = "c", .needs = "a"}, {.id = "b", .needs = "a"}, {.id = "a"}, {.id = "x"});

	assert_way(state, standing, "d", "a c b", 180);
	assert_way(state, standing, "a", "", 0);
	small_set(standing, 3, STANDING_DONE);
	assert_way(state, standing, "d", "c b", 120);
}

static void
the_way_takes_the_cheapest_alternative_with_all_it_needs(void **state)
{
	struct standing *standing = SMALL_STANDING(*state, {.id = "base", .minutes = 100},
	    {.id = "a", .minutes = 50, .needs = "base"}, {.id = "b", .minutes = 120},
	    {.id = "z", .needs = "a|b"});

	assert_way(state, standing, "z", "b", 120);
	small_set(standing, 0, STANDING_DONE);
	assert_way(state, standing, "z", "a", 50);
}

static void
the_way_weighs_shared_work_once(void **state)
{
	/* Through a: base, l, r, a: 190. Counted twice, base would make it 290. */
	struct standing *standing = SMALL_STANDING(*state, {.id = "base", .minutes = 100},
	    {.id = "l", .minutes = 30, .needs = "base"},
	    {.id = "r", .minutes = 30, .needs = "base"}, {.id = "a", .minutes = 30, .needs = "l r"},
	    {.id = "b", .minutes = 200}, {.id = "z", .needs = "b|a"});

	assert_way(state, standing, "z", "base l r a", 190);
}

static void
the_way_stays_inside_the_picked_option(void **state)
{
	struct standing *standing = SMALL_STANDING(*state,
	    {.id = "py", .minutes = 900, .value = 99, .owner = "language/python"},
	    {.id = "go", .minutes = 10, .owner = "language/go"},
	    {.id = "gin", .minutes = 990, .owner = "language/go", .needs = "go"},
	    {.id = "api", .needs = "go|py"});

	assert_way(state, standing, "api", "py", 900);
	assert_way(state, standing, "gin", "go", 10);
}

static void
the_way_sees_what_two_entries_share(void **state)
{
	/* Each entry alone is cheaper without base: 100 together. With it they are 80. */
	struct standing *standing =
	    SMALL_STANDING(*state, {.id = "base", .minutes = 60}, {.id = "a", .minutes = 50},
		{.id = "b", .minutes = 10, .needs = "base"}, {.id = "c", .minutes = 50},
		{.id = "d", .minutes = 10, .needs = "base"}, {.id = "z", .needs = "a|b c|d"});
	struct opening way;

	assert_way(state, standing, "z", "base b d", 80);
	way = opening_find(standing, 5, 1, *state);
	assert_int_equal(way.minutes, 100);
	assert_int_equal(way.n_steps, 2);
	assert_false(way.is_exact);
}

static void
of_ways_that_take_as_long_the_first_alternative_is_taken(void **state)
{
	struct standing *standing = SMALL_STANDING(*state, {.id = "a"}, {.id = "b"},
	    {.id = "y", .needs = "b|a"}, {.id = "z", .needs = "a|b"});

	assert_way(state, standing, "z", "a", 60);
	assert_way(state, standing, "y", "b", 60);
}

/* Does the steps in order, checks that each is ready at its turn, and puts all back. */
static void
assert_opens(struct standing *standing, uint32_t step, const struct opening *way,
    struct arena *arena)
{
	uint32_t n = standing->roadmap->n_steps, k;
	uint8_t *before = arena_array(arena, n, 1);
	uint64_t minutes = 0;

	memcpy(before, standing->status, n);
	for (k = 0; k < way->n_steps; k++) {
		assert_int_not_equal(way->steps[k], step);
		assert_true(standing->ready[way->steps[k]]);
		assert_false(standing_meets(standing, way->steps[k]));
		/* Nothing is there in vain. */
		assert_true(!way->is_exact || !standing->ready[step]);
		minutes += roadmap_step_minutes(&standing->roadmap->steps[way->steps[k]]);
		small_set(standing, way->steps[k], STANDING_DONE);
	}
	assert_true(standing->ready[step]);
	assert_int_equal(minutes, way->minutes);
	memcpy(standing->status, before, n);
	standing_derive(standing);
}

static void
the_way_really_opens_the_step(void **state)
{
	struct random_source source = {7};
	uint32_t round, i, n_exact = 0, n_all = 0;

	(void)state;
	for (round = 0; round < 300; round++) {
		struct arena *arena = arena_new();
		struct random_shape shape = {1 + random_below(&source, 60), 3, 3, 3};
		struct standing *standing =
		    standing_new(random_roadmap(&source, &shape, arena), arena);

		random_standing(&source, standing);
		for (i = 0; i < shape.n_steps; i++) {
			/* once cut short at any point, once not */
			struct opening soon =
			    opening_find(standing, i, 1 + random_below(&source, 500), arena);
			struct opening way = find(standing, i, arena);

			assert_int_equal(way.n_steps == 0, standing->ready[i]);
			assert_opens(standing, i, &way, arena);
			assert_opens(standing, i, &soon, arena);
			assert_true(way.minutes <= soon.minutes);
			if (soon.is_exact)
				assert_int_equal(soon.minutes, way.minutes);
			n_exact += way.is_exact;
			n_all++;
		}
		arena_free(arena);
	}
	assert_int_equal(n_exact, n_all);
}

/* Marks what the way to a step may consist of. */
static void
mark(const struct standing *standing, uint32_t step, bool *marks)
{
	const struct roadmap_step *at = &standing->roadmap->steps[step];

	for (uint32_t i = 0; i < at->n_needs; i++)
		for (uint32_t k = 0;
		     k < at->needs[i].n_any && !standing_is_met(standing, step, &at->needs[i]); k++)
			if (standing_concerns(standing, step, at->needs[i].any[k]) &&
			    !marks[at->needs[i].any[k]]) {
				marks[at->needs[i].any[k]] = true;
				mark(standing, at->needs[i].any[k], marks);
			}
}

static bool
is_served(const struct standing *standing, uint32_t step, uint32_t set)
{
	const struct roadmap_step *at = &standing->roadmap->steps[step];

	for (uint32_t i = 0; i < at->n_needs; i++) {
		bool met = standing_is_met(standing, step, &at->needs[i]);

		for (uint32_t k = 0; k < at->needs[i].n_any; k++)
			met = met || (set >> at->needs[i].any[k] & 1) != 0;
		if (!met)
			return false;
	}
	return true;
}

/* Tries all sets of steps. */
static uint64_t
least_minutes(const struct standing *standing, uint32_t step)
{
	uint32_t n = standing->roadmap->n_steps, set, i;
	bool marks[FEW] = {false};
	uint64_t least = UINT64_MAX;

	mark(standing, step, marks);
	for (set = 0; set < 1U << n; set++) {
		bool works = is_served(standing, step, set);
		uint64_t minutes = 0;

		for (i = 0; i < n && works; i++) {
			if ((set >> i & 1) == 0)
				continue;
			works = marks[i] && is_served(standing, i, set);
			minutes += roadmap_step_minutes(&standing->roadmap->steps[i]);
		}
		least = works && minutes < least ? minutes : least;
	}
	return least;
}

static void
no_set_of_steps_opens_it_in_fewer_minutes(void **state)
{
	struct random_source source = {71};
	uint32_t round, i, n_better = 0;

	(void)state;
	for (round = 0; round < 400; round++) {
		struct arena *arena = arena_new();
		struct random_shape shape = {6 + random_below(&source, FEW - 5), 4, 4, 2};
		struct standing *standing =
		    standing_new(random_roadmap(&source, &shape, arena), arena);

		if (round % 2 == 0)
			random_standing(&source, standing);
		else
			standing_derive(standing);
		for (i = 0; i < shape.n_steps; i++) {
			struct opening way = find(standing, i, arena);

			if (way.n_steps < 3)
				continue; /* nothing to be shared */
			assert_true(way.is_exact);
			assert_int_equal(way.minutes, least_minutes(standing, i));
			n_better += way.minutes < opening_find(standing, i, 1, arena).minutes;
		}
		arena_free(arena);
	}
	/* Else a simpler search would do. */
	assert_true(n_better > 20);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    TEST(the_way_is_all_that_is_missing_in_order),
	    TEST(the_way_takes_the_cheapest_alternative_with_all_it_needs),
	    TEST(the_way_weighs_shared_work_once),
	    TEST(the_way_stays_inside_the_picked_option),
	    TEST(the_way_sees_what_two_entries_share),
	    TEST(of_ways_that_take_as_long_the_first_alternative_is_taken),
	    TEST(the_way_really_opens_the_step),
	    TEST(no_set_of_steps_opens_it_in_fewer_minutes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
