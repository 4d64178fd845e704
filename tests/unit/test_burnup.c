#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "core/burnup.h"
#include "support/small_roadmap.h"

enum {
	N = BURNUP_NEVER,
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

static void
done_hours_rise_on_the_days_of_their_steps(void **state)
{
	struct standing *standing = SMALL_STANDING(*state, {.id = "a", .minutes = 60},
	    {.id = "b", .minutes = 120}, {.id = "c", .minutes = 240});
	const struct burnup_times times = {(const int32_t[]){11, 12, N},
	    (const int32_t[]){11, 14, N}, NULL};
	struct burnup_point points[6];

	small_set(standing, 0, STANDING_DONE);
	small_set(standing, 1, STANDING_KNOWN);
	assert_int_equal(burnup_make(standing, &times, 10, 15, 6, *state, points), 6);
	for (int i = 0; i < 6; i++) {
		assert_int_equal(points[i].day, 10 + i);
		assert_int_equal(points[i].progress.minutes_total, 420);
		assert_int_equal(points[i].progress.minutes_done, points[i].day < 11   ? 0
								  : points[i].day < 14 ? 60
										       : 180);
	}
}

static void
a_skipped_step_was_in_scope_until_then(void **state)
{
	struct standing *standing = SMALL_STANDING(*state, {.id = "a"}, {.id = "b"});
	const struct burnup_times times = {(const int32_t[]){N, N}, (const int32_t[]){N, 12}, NULL};
	struct burnup_point points[3];

	small_set(standing, 1, STANDING_SKIPPED);
	burnup_make(standing, &times, 11, 13, 3, *state, points);
	assert_int_equal(points[0].progress.steps_total, 2);
	assert_int_equal(points[1].progress.steps_total, 1);
	assert_int_equal(points[2].progress.steps_total, 1);
}

static void
an_optional_step_is_in_scope_since_it_was_begun(void **state)
{
	struct standing *standing =
	    SMALL_STANDING(*state, {.id = "a"}, {.id = "b", .optional = true});
	const struct burnup_times times = {(const int32_t[]){N, 12}, (const int32_t[]){N, 13},
	    NULL};
	struct burnup_point points[3];

	small_set(standing, 1, STANDING_DONE);
	burnup_make(standing, &times, 11, 13, 3, *state, points);
	assert_int_equal(points[0].progress.steps_total, 1);
	assert_int_equal(points[1].progress.steps_total, 2);
	assert_int_equal(points[1].progress.steps_done, 0);
	assert_int_equal(points[2].progress.steps_done, 1);
}

static void
before_a_choice_the_option_assumed_stood_in(void **state)
{
	struct standing *standing =
	    SMALL_STANDING(*state, {.id = "py", .minutes = 100, .owner = "language/python"},
		{.id = "go", .minutes = 700, .owner = "language/go"});
	const struct burnup_times times = {(const int32_t[]){N, N}, (const int32_t[]){N, N},
	    (const int32_t[]){N, 12}};
	struct burnup_point points[3];

	standing->chosen[0] = true;
	standing->picked[0] = false;
	standing->picked[1] = true;
	standing_derive(standing);
	burnup_make(standing, &times, 11, 13, 3, *state, points);
	assert_int_equal(points[0].progress.minutes_total, 100);
	assert_int_equal(points[1].progress.minutes_total, 700);
	/* what is given is left as it was */
	assert_true(standing->picked[1]);
	assert_false(standing->picked[0]);
}

static void
the_last_point_is_where_the_learner_stands(void **state)
{
	struct standing *standing = SMALL_STANDING(*state, {.id = "a", .minutes = 60},
	    {.id = "b", .minutes = 30}, {.id = "c", .minutes = 10});
	const struct burnup_times times = {(const int32_t[]){5, 6, N}, (const int32_t[]){8, N, N},
	    NULL};
	struct burnup_point points[4];
	struct standing_progress now;
	uint32_t n;

	small_set(standing, 0, STANDING_DONE);
	small_set(standing, 1, STANDING_ACTIVE);
	now = standing_progress(standing, ROADMAP_NONE);
	n = burnup_make(standing, &times, 1, 30, 4, *state, points);
	assert_int_equal(n, 4);
	assert_int_equal(points[0].day, 1);
	assert_int_equal(points[3].day, 30);
	assert_memory_equal(&points[3].progress, &now, sizeof(now));
}

static void
a_day_is_a_point_at_most_once(void **state)
{
	struct standing *standing = SMALL_STANDING(*state, {.id = "a"});
	const struct burnup_times times = {(const int32_t[]){N}, (const int32_t[]){N}, NULL};
	struct burnup_point points[50];

	assert_int_equal(burnup_make(standing, &times, 7, 9, 50, *state, points), 3);
	assert_int_equal(points[2].day, 9);
	assert_int_equal(burnup_make(standing, &times, 7, 7, 50, *state, points), 1);
	assert_int_equal(burnup_make(standing, &times, 7, 9, 1, *state, points), 1);
	assert_int_equal(points[0].day, 9);
}

#define BURNUP_TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    BURNUP_TEST(done_hours_rise_on_the_days_of_their_steps),
	    BURNUP_TEST(a_skipped_step_was_in_scope_until_then),
	    BURNUP_TEST(an_optional_step_is_in_scope_since_it_was_begun),
	    BURNUP_TEST(before_a_choice_the_option_assumed_stood_in),
	    BURNUP_TEST(the_last_point_is_where_the_learner_stands),
	    BURNUP_TEST(a_day_is_a_point_at_most_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
