#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "core/review.h"
#include "support/small_roadmap.h"

#define COUNT(list) (sizeof(list) / sizeof((list)[0]))

enum {
	MONDAY = 20458, /* 2026-01-05 */
	HOUR = 60,
	SUNDAY_BIT = 1 << 6,
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
pieces_are_summed_by_local_day(void **state)
{
	/* New York, days from 04:00 on, over the night in which the clock goes forward */
	struct calendar_change changes[] = {{1762063200, -18000}, {1772953200, -14400}};
	struct calendar calendar = {changes, COUNT(changes), 4 * 60};
	int64_t night_s = 1772953200; /* 2026-03-08, 02:00 becomes 03:00 */
	struct review_piece pieces[] = {{night_s + 3600, 7, 0}, {night_s - 1, 10, 0},
	    {night_s + 3599, 20, 5}, {night_s + 90000, 1, 0}};
	struct pace_day *days;

	assert_int_equal(review_days(&calendar, pieces, COUNT(pieces), *state, &days), 3);
	assert_int_equal(days[0].day, calendar_day_of((struct calendar_date){2026, 3, 7}));
	assert_int_equal(days[0].told, 30);
	assert_int_equal(days[0].assumed, 5);
	assert_int_equal(days[1].told, 7);
	assert_int_equal(days[2].day, days[0].day + 2);
	assert_int_equal(review_days(&calendar, NULL, 0, *state, &days), 0);
}

static void
R1_weeks_are_from_monday_to_sunday(void **state)
{
	const struct pace_day days[] = {{MONDAY - 1, 10, 0}, {MONDAY, 20, 1}, {MONDAY + 6, 30, 0},
	    {MONDAY + 7, 40, 0}, {MONDAY + 14, 99, 0}};
	const struct review_rules rules = {0};
	struct review_week *weeks;

	assert_int_equal(review_weeks(days, COUNT(days), &rules, MONDAY - 3, MONDAY + 9, *state,
			     &weeks),
	    3);
	assert_int_equal(weeks[0].monday, MONDAY - 7);
	assert_int_equal(weeks[0].told, 10);
	assert_int_equal(weeks[1].told, 50);
	assert_int_equal(weeks[1].assumed, 1);
	assert_int_equal(weeks[1].days, 2);
	assert_int_equal(weeks[2].told, 40);
	assert_int_equal(review_weeks(NULL, 0, &rules, MONDAY + 99, MONDAY, *state, &weeks), 1);
	assert_int_equal(weeks[0].monday, MONDAY);
}

static void
R2_a_pause_takes_its_share_of_the_goal(void **state)
{
	/* Sunday is a rest day: six learning days, of which the pause takes three */
	const struct goal_pause pause = {MONDAY + 3, MONDAY + 14};
	const struct review_rules rules = {6 * HOUR, SUNDAY_BIT, {&pause, 1}};
	struct review_week *weeks;

	review_weeks(NULL, 0, &rules, MONDAY, MONDAY + 20, *state, &weeks);
	assert_int_equal(weeks[0].goal_minutes, 3 * HOUR);
	assert_false(weeks[0].off);
	assert_int_equal(weeks[1].goal_minutes, 0);
	assert_true(weeks[1].off);
	assert_false(weeks[1].met);
	assert_int_equal(weeks[2].goal_minutes, 6 * HOUR);
}

static void
R2_a_week_of_which_only_rest_days_are_left_is_off(void **state)
{
	const struct goal_pause pause = {MONDAY, MONDAY + 6};
	const struct review_rules rules = {6 * HOUR, SUNDAY_BIT, {&pause, 1}};
	struct review_week *weeks;

	review_weeks(NULL, 0, &rules, MONDAY, MONDAY, *state, &weeks);
	assert_true(weeks[0].off);
}

static void
R3_a_week_is_met_by_its_goal_or_by_any_work(void **state)
{
	const struct pace_day days[] = {{MONDAY, 100, 20}, {MONDAY + 7, 119, 0}};
	struct review_rules rules = {.goal_minutes = 120};
	struct review_week *weeks;

	review_weeks(days, 2, &rules, MONDAY, MONDAY + 14, *state, &weeks);
	assert_true(weeks[0].met); /* R6 */
	assert_false(weeks[1].met);
	assert_false(weeks[2].met);
	rules.goal_minutes = 0;
	review_weeks(days, 2, &rules, MONDAY, MONDAY + 14, *state, &weeks);
	assert_true(weeks[1].met);
	assert_false(weeks[2].met);
}

static void
R4_a_missed_week_breaks_the_streak_and_a_week_off_does_not(void **state)
{
	/* met, missed, met, off, met, and the current one */
	const struct pace_day days[] = {{MONDAY, 60, 0}, {MONDAY + 15, 60, 0},
	    {MONDAY + 29, 60, 0}};
	const struct goal_pause pause = {MONDAY + 21, MONDAY + 28};
	const struct review_rules rules = {60, 0, {&pause, 1}};
	struct review_week *weeks;
	struct review_streak streak;
	size_t n;

	n = review_weeks(days, 3, &rules, MONDAY, MONDAY + 36, *state, &weeks);
	streak = review_week_streak(weeks, n);
	assert_int_equal(streak.now, 2);
	assert_int_equal(streak.longest, 2);
	/* a week later the current one has become a missed one */
	n = review_weeks(days, 3, &rules, MONDAY, MONDAY + 42, *state, &weeks);
	streak = review_week_streak(weeks, n);
	assert_int_equal(streak.now, 0);
	assert_int_equal(streak.longest, 2);
	/* without the pause the fourth week is missed */
	n = review_weeks(days, 3, &(struct review_rules){60, 0, {NULL, 0}}, MONDAY, MONDAY + 36,
	    *state, &weeks);
	assert_int_equal(review_week_streak(weeks, n).now, 1);
}

static void
R4_the_current_week_counts_as_soon_as_it_is_met(void **state)
{
	const struct pace_day days[] = {{MONDAY, 60, 0}, {MONDAY + 7, 60, 0}};
	const struct review_rules rules = {.goal_minutes = 60};
	struct review_week *weeks;
	size_t n = review_weeks(days, 2, &rules, MONDAY, MONDAY + 8, *state, &weeks);

	assert_int_equal(review_week_streak(weeks, n).now, 2);
	assert_int_equal(review_week_streak(weeks, 0).now, 0);
}

static void
R5_rest_days_and_pauses_leave_a_streak_of_days_alone(void **state)
{
	/* Friday, Saturday, (Sunday of rest), Monday, two days of pause, Thursday */
	const struct pace_day days[] = {{MONDAY + 4, 5, 0}, {MONDAY + 5, 5, 0}, {MONDAY + 7, 0, 5},
	    {MONDAY + 10, 5, 0}};
	const struct goal_pause pause = {MONDAY + 8, MONDAY + 10};
	struct review_rules rules = {0, SUNDAY_BIT, {&pause, 1}};
	struct review_streak streak;

	(void)state;
	streak = review_day_streak(days, 4, &rules, MONDAY, MONDAY + 11);
	assert_int_equal(streak.now, 4);
	streak = review_day_streak(days, 4, &rules, MONDAY, MONDAY + 12);
	assert_int_equal(streak.now, 0);
	assert_int_equal(streak.longest, 4);
	rules.rest_days = 0;
	assert_int_equal(review_day_streak(days, 4, &rules, MONDAY, MONDAY + 10).now, 2);
	rules.pauses.n = 0;
	assert_int_equal(review_day_streak(days, 4, &rules, MONDAY, MONDAY + 10).now, 1);
}

static void
R5_work_on_a_rest_day_extends_nothing(void **state)
{
	const struct pace_day days[] = {{MONDAY + 5, 5, 0}, {MONDAY + 6, 5, 0}};
	const struct review_rules rules = {0, SUNDAY_BIT, {NULL, 0}};

	(void)state;
	assert_int_equal(review_day_streak(days, 2, &rules, MONDAY, MONDAY + 7).now, 1);
}

static void
levels_are_quarters_of_the_days_with_work(void **state)
{
	struct pace_day days[100];
	uint8_t levels[100];
	unsigned counts[REVIEW_LEVELS + 1] = {0};

	for (int i = 0; i < 100; i++)
		days[i] = (struct pace_day){i, i < 20 ? 0 : (uint32_t)(i * 7 % 80) + 10, 0};
	review_levels(days, 100, *state, levels);
	for (int i = 0; i < 100; i++) {
		counts[levels[i]]++;
		for (int k = 20; i >= 20 && k < 100; k++)
			assert_true(days[i].told > days[k].told || levels[i] <= levels[k]);
	}
	assert_int_equal(counts[0], 20);
	for (int level = 1; level <= REVIEW_LEVELS; level++)
		assert_in_range(counts[level], 18, 22);
}

static void
one_day_alone_is_level_one_and_all_alike_too(void **state)
{
	const struct pace_day days[] = {{1, 30, 0}, {2, 30, 0}, {3, 20, 10}};
	uint8_t levels[3] = {9, 9, 9};

	review_levels(days, 1, *state, levels);
	assert_int_equal(levels[0], 1);
	review_levels(days, 3, *state, levels);
	assert_int_equal(levels[0], 1);
	assert_int_equal(levels[2], 1);
	review_levels(days, 0, *state, levels);
}

static void
sums_tell_what_was_planned_and_what_it_took(void **state)
{
	struct standing *standing = SMALL_STANDING(*state, {.id = "a", .minutes = 100},
	    {.id = "b", .minutes = 200}, {.id = "c", .minutes = 400}, {.id = "d", .minutes = 800});
	const uint32_t spent[] = {150, 0, 30, 70};
	struct review_sum sum;

	small_set(standing, 0, STANDING_DONE);
	small_set(standing, 1, STANDING_DONE);
	small_set(standing, 2, STANDING_ACTIVE);
	small_set(standing, 3, STANDING_KNOWN);
	sum = review_sum(standing, spent, ROADMAP_NONE, 0);
	assert_int_equal(sum.steps, 2);
	assert_int_equal(sum.steps_told, 1);
	assert_int_equal(sum.planned, 300);
	assert_int_equal(sum.planned_told, 100);
	assert_int_equal(sum.told, 150);
	assert_int_equal(review_sum(standing, spent, 0, 0).steps, 2);
	assert_int_equal(review_sum(standing, spent, 1, 0).steps, 0);
	assert_int_equal(review_sum(standing, spent, ROADMAP_NONE, ROADMAP_KIND_LEARN).steps, 2);
	assert_int_equal(review_sum(standing, spent, ROADMAP_NONE, ROADMAP_KIND_JOB).steps, 0);
}

#define REVIEW_TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    REVIEW_TEST(pieces_are_summed_by_local_day),
	    REVIEW_TEST(R1_weeks_are_from_monday_to_sunday),
	    REVIEW_TEST(R2_a_pause_takes_its_share_of_the_goal),
	    REVIEW_TEST(R2_a_week_of_which_only_rest_days_are_left_is_off),
	    REVIEW_TEST(R3_a_week_is_met_by_its_goal_or_by_any_work),
	    REVIEW_TEST(R4_a_missed_week_breaks_the_streak_and_a_week_off_does_not),
	    REVIEW_TEST(R4_the_current_week_counts_as_soon_as_it_is_met),
	    REVIEW_TEST(R5_rest_days_and_pauses_leave_a_streak_of_days_alone),
	    REVIEW_TEST(R5_work_on_a_rest_day_extends_nothing),
	    REVIEW_TEST(levels_are_quarters_of_the_days_with_work),
	    REVIEW_TEST(one_day_alone_is_level_one_and_all_alike_too),
	    REVIEW_TEST(sums_tell_what_was_planned_and_what_it_took),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
