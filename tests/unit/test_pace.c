#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "core/pace.h"

enum {
	TODAY = 20000,
};

static const struct pace_pauses no_pauses;

static void
weeks_are_counted_back_from_yesterday(void **state)
{
	const struct pace_day days[] = {{TODAY - 15, 1000, 0}, {TODAY - 14, 60, 0},
	    {TODAY - 8, 90, 0}, {TODAY - 7, 30, 5}, {TODAY - 1, 20, 0}, {TODAY, 500, 0}};
	struct pace pace;

	(void)state;
	pace_measure(&pace, days, 6, no_pauses, TODAY - 15, TODAY);
	/* today is not over, and the 15th day before it begins no whole week */
	assert_int_equal(pace.n_weeks, 2);
	assert_int_equal(pace.told[0], 50);
	assert_int_equal(pace.assumed[0], 5);
	assert_int_equal(pace.told[1], 150);
	assert_int_equal(pace.n_worked, 2);
	assert_true(pace_mean(&pace, 1) == 102.5);
	assert_true(pace_mean(&pace, 3) == 107.5);
}

static void
weeks_without_work_count(void **state)
{
	const struct pace_day days[] = {{TODAY - 28, 600, 0}};
	struct pace pace;

	(void)state;
	pace_measure(&pace, days, 1, no_pauses, TODAY - 28, TODAY);
	assert_int_equal(pace.n_weeks, 4);
	assert_int_equal(pace.n_worked, 1);
	assert_true(pace_is_known(&pace));
	assert_true(pace_mean(&pace, 1) == 150);
}

static void
a_pause_is_taken_out_of_the_weeks(void **state)
{
	const struct pace_day days[] = {{TODAY - 20, 70, 0}, {TODAY - 2, 30, 0}};
	const struct goal_pause pause = {TODAY - 16, TODAY - 2};
	struct pace pace;

	(void)state;
	pace_measure(&pace, days, 2, (struct pace_pauses){&pause, 1}, TODAY - 21, TODAY);
	/* 21 days but for 14: one week */
	assert_int_equal(pace.n_weeks, 1);
	assert_int_equal(pace.told[0], 100);
}

static void
work_in_a_pause_counts_with_its_day(void **state)
{
	const struct pace_day days[] = {{TODAY - 4, 70, 0}};
	const struct goal_pause pause = {TODAY - 7, TODAY};
	struct pace pace;

	(void)state;
	pace_measure(&pace, days, 1, (struct pace_pauses){&pause, 1}, TODAY - 13, TODAY);
	assert_int_equal(pace.n_weeks, 1);
	assert_int_equal(pace.told[0], 70);
}

static void
a_pace_wants_four_weeks_and_some_work(void **state)
{
	const struct pace_day day = {TODAY - 3, 60, 0};
	struct pace pace;

	(void)state;
	pace_measure(&pace, &day, 1, no_pauses, TODAY - 27, TODAY);
	assert_false(pace_is_known(&pace));
	pace_measure(&pace, &day, 1, no_pauses, TODAY - 28, TODAY);
	assert_true(pace_is_known(&pace));
	pace_measure(&pace, NULL, 0, no_pauses, TODAY - 280, TODAY);
	assert_int_equal(pace.n_weeks, PACE_WEEKS_MAX);
	assert_false(pace_is_known(&pace));
	pace_measure(&pace, NULL, 0, no_pauses, TODAY + 1, TODAY);
	assert_int_equal(pace.n_weeks, 0);
	assert_true(pace_mean(&pace, 1) == 0);
}

static void
days_ahead_jump_over_pauses(void **state)
{
	const struct goal_pause list[] = {{90, 95}, {100, 110}, {111, 120}};
	const struct pace_pauses pauses = {list, 3};

	(void)state;
	assert_int_equal(pace_day_after(no_pauses, 98, 5), 103);
	assert_int_equal(pace_day_after(pauses, 98, 1), 99);
	assert_int_equal(pace_day_after(pauses, 98, 2), 110);
	assert_int_equal(pace_day_after(pauses, 98, 3), 120);
	assert_int_equal(pace_day_after(pauses, 92, 0), 95);
	assert_int_equal(pace_day_after(pauses, 105, 0), 110);
	assert_int_equal(pace_day_after(pauses, 121, 4), 125);
}

static void
counting_days_and_going_them_agree(void **state)
{
	const struct goal_pause list[] = {{5, 9}, {20, 21}, {30, 60}};
	const struct pace_pauses pauses = {list, 3};

	(void)state;
	for (int32_t from = 0; from < 70; from++)
		for (uint32_t n = 0; n < 60; n++) {
			int32_t to = pace_day_after(pauses, from, n);

			assert_false(pace_is_paused(pauses, to));
			assert_int_equal(goal_days(list, 3, from, to), n);
		}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(weeks_are_counted_back_from_yesterday),
	    cmocka_unit_test(weeks_without_work_count),
	    cmocka_unit_test(a_pause_is_taken_out_of_the_weeks),
	    cmocka_unit_test(work_in_a_pause_counts_with_its_day),
	    cmocka_unit_test(a_pace_wants_four_weeks_and_some_work),
	    cmocka_unit_test(days_ahead_jump_over_pauses),
	    cmocka_unit_test(counting_days_and_going_them_agree),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
