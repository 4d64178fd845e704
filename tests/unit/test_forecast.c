#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/forecast.h"
#include "support/learner.h"

enum {
	TODAY = 20000,
	HOUR = 60,
};

/* A learner with a pace, a plan of two parts, and nothing else. */
struct sample {
	struct arena *arena;
	struct pace pace;
	struct estimate estimate;
	struct forecast_part parts[2];
	struct forecast_input input;
	struct forecast forecast;
};

static int
setup(void **state)
{
	struct sample *s = calloc(1, sizeof(*s));

	s->arena = arena_new();
	s->pace.n_weeks = s->pace.n_worked = 8;
	for (uint32_t i = 0; i < 8; i++)
		s->pace.told[i] = i % 2 == 0 ? 8 * HOUR : 12 * HOUR;
	for (int i = 0; i < 2; i++) {
		s->parts[i].minutes[1] = 50 * HOUR;
		s->parts[i].squares[1] = 10 * (5.0 * HOUR) * (5.0 * HOUR);
	}
	estimate_fit(&s->estimate, NULL, 0);
	s->input = (struct forecast_input){
	    .pace = &s->pace,
	    .estimate = &s->estimate,
	    .parts = s->parts,
	    .n_parts = 2,
	    .today = TODAY,
	    .target_day = FORECAST_NEVER,
	    .seed = 5,
	};
	*state = s;
	return 0;
}

static int
teardown(void **state)
{
	struct sample *s = *state;

	arena_free(s->arena);
	free(s);
	return 0;
}

static const struct forecast *
make(struct sample *s)
{
	forecast_make(&s->input, s->arena, &s->forecast);
	return &s->forecast;
}

static void
the_same_input_gives_the_same_dates(void **state)
{
	struct sample *s = *state;
	struct forecast first = *make(s);

	assert_memory_equal(&make(s)->all, &first.all, sizeof(first.all));
	assert_memory_equal(s->forecast.parts, first.parts, 2 * sizeof(first.parts[0]));
	s->input.seed++;
	assert_memory_not_equal(&make(s)->all, &first.all, sizeof(first.all));
	assert_in_range(s->forecast.all.likely, first.all.likely - 7, first.all.likely + 7);
}

static void
the_likely_day_is_about_the_work_by_the_pace(void **state)
{
	const struct forecast *forecast = make(*state);

	/* 100 h planned are some more by the mean of the scatter; at 10 h a week about 11 weeks */
	assert_int_equal(forecast->basis, FORECAST_PACE);
	assert_true(forecast->week_minutes == 10 * HOUR);
	assert_in_range((int)forecast->minutes_left, 100 * HOUR, 120 * HOUR);
	assert_in_range(forecast->all.likely, TODAY + 9 * 7, TODAY + 14 * 7);
	assert_true(forecast->all.low < forecast->all.likely);
	assert_true(forecast->all.likely < forecast->all.high);
}

static void
parts_come_one_after_the_other(void **state)
{
	const struct forecast *forecast = make(*state);

	assert_true(forecast->parts[0].low < forecast->parts[1].low);
	assert_true(forecast->parts[0].likely < forecast->parts[1].likely);
	assert_true(forecast->parts[0].high < forecast->parts[1].high);
	assert_memory_equal(&forecast->all, &forecast->parts[1], sizeof(forecast->all));
}

static void
what_is_done_is_through_today(void **state)
{
	struct sample *s = *state;

	memset(&s->parts[0], 0, sizeof(s->parts[0]));
	make(s);
	assert_int_equal(s->forecast.parts[0].high, TODAY);
	assert_true(s->forecast.all.low > TODAY);
	s->input.n_parts = 0;
	make(s);
	assert_int_equal(s->forecast.all.low, TODAY);
	assert_int_equal(s->forecast.all.high, TODAY);
	assert_true(s->forecast.minutes_left == 0);
}

static void
a_pause_ahead_moves_the_dates_by_its_days(void **state)
{
	struct sample *s = *state;
	const struct forecast without = *make(s);
	const struct goal_pause pause = {TODAY + 3, TODAY + 17};

	s->input.pauses = (struct pace_pauses){&pause, 1};
	make(s);
	assert_int_equal(s->forecast.all.low, without.all.low + 14);
	assert_int_equal(s->forecast.all.likely, without.all.likely + 14);
	assert_int_equal(s->forecast.all.high, without.all.high + 14);
}

static void
hours_that_took_longer_put_it_off(void **state)
{
	struct sample *s = *state;
	const struct forecast before = *make(s);
	struct estimate_sample samples[10];

	for (int i = 0; i < 10; i++)
		samples[i] = (struct estimate_sample){1, 60, 90};
	estimate_fit(&s->estimate, samples, 10);
	make(s);
	assert_true(s->forecast.all.likely > before.all.likely + 14);
	assert_true(s->forecast.minutes_left > 1.2 * before.minutes_left);
}

static void
without_hours_told_the_pace_of_the_plan_counts(void **state)
{
	struct sample *s = *state;
	const struct forecast told = *make(s);

	memcpy(s->pace.assumed, s->pace.told, sizeof(s->pace.told));
	memset(s->pace.told, 0, sizeof(s->pace.told));
	make(s);
	/* ten planned hours a week: how long an hour takes the learner does not matter */
	assert_in_range(s->forecast.all.likely, TODAY + 9 * 7, TODAY + 12 * 7);
	assert_true(s->forecast.all.high - s->forecast.all.low < told.all.high - told.all.low);
}

static void
without_a_pace_the_goal_stands_in(void **state)
{
	struct sample *s = *state;

	s->pace.n_weeks = 3;
	assert_int_equal(make(s)->basis, FORECAST_NOTHING);
	assert_true(s->forecast.week_minutes == 0);
	s->input.goal_minutes = 10 * HOUR;
	assert_int_equal(make(s)->basis, FORECAST_GOAL);
	assert_in_range(s->forecast.all.likely, TODAY + 10 * 7, TODAY + 18 * 7);
	assert_true(s->forecast.all.low < s->forecast.all.likely);
	/* weeks without any work are no pace either */
	memset(&s->pace, 0, sizeof(s->pace));
	s->pace.n_weeks = 8;
	assert_int_equal(make(s)->basis, FORECAST_GOAL);
}

static void
a_target_says_what_it_takes_and_whether_it_holds(void **state)
{
	struct sample *s = *state;

	s->input.target_day = TODAY + 69;
	make(s);
	assert_true(s->forecast.target_week_minutes == s->forecast.minutes_left / 10);
	s->input.target_day = make(s)->all.high;
	make(s);
	assert_in_range(s->forecast.target_permille, 880, 920);
	s->input.target_day = s->forecast.all.low;
	make(s);
	assert_in_range(s->forecast.target_permille, 90, 120);
	/* already over: all of it, at once */
	s->input.target_day = TODAY - 5;
	make(s);
	assert_int_equal(s->forecast.target_permille, 0);
	assert_true(s->forecast.target_week_minutes == s->forecast.minutes_left);
}

static void
what_never_ends_is_told_so(void **state)
{
	struct sample *s = *state;

	for (uint32_t i = 0; i < 8; i++)
		s->pace.told[i] = i == 0;
	make(s);
	assert_int_equal(s->forecast.all.high, FORECAST_NEVER);
	assert_int_equal(s->forecast.all.likely, FORECAST_NEVER);
}

static void
the_largest_roadmap_is_forecast(void **state)
{
	struct sample *s = *state;
	struct forecast_part *parts = arena_array(s->arena, 1000, sizeof(*parts));

	for (int i = 0; i < 1000; i++) {
		parts[i].minutes[1] = 20.0 * 60000;
		parts[i].squares[1] = 20.0 * 60000 * 60000;
	}
	s->input.parts = parts;
	s->input.n_parts = 1000;
	make(s);
	assert_int_equal(s->forecast.all.likely, FORECAST_NEVER);
	assert_true(s->forecast.parts[0].low > TODAY);
}

/* The band is to hold the truth for 80 of 100 learners; ./dev bench forecast has the figures. */
static void
four_of_five_learners_end_within_the_band(void **state)
{
	struct learner_score score;
	uint32_t held = 0;

	(void)state;
	learner_score(20260301, 400, &score);
	for (int i = 0; i < LEARNER_HABITS; i++)
		held += score.held[i];
	/* 80 of 100, and twice what chance does to 400 of them */
	if (held < 400 * 76 / 100 || held > 400 * 84 / 100)
		fail_msg("%u of 400 are within the band", held);
	assert_in_range(score.below, 400 * 5 / 100, 400 * 15 / 100);
	assert_in_range(score.above, 400 * 5 / 100, 400 * 15 / 100);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(the_same_input_gives_the_same_dates, setup, teardown),
	    cmocka_unit_test_setup_teardown(the_likely_day_is_about_the_work_by_the_pace, setup,
		teardown),
	    cmocka_unit_test_setup_teardown(parts_come_one_after_the_other, setup, teardown),
	    cmocka_unit_test_setup_teardown(what_is_done_is_through_today, setup, teardown),
	    cmocka_unit_test_setup_teardown(a_pause_ahead_moves_the_dates_by_its_days, setup,
		teardown),
	    cmocka_unit_test_setup_teardown(hours_that_took_longer_put_it_off, setup, teardown),
	    cmocka_unit_test_setup_teardown(without_hours_told_the_pace_of_the_plan_counts, setup,
		teardown),
	    cmocka_unit_test_setup_teardown(without_a_pace_the_goal_stands_in, setup, teardown),
	    cmocka_unit_test_setup_teardown(a_target_says_what_it_takes_and_whether_it_holds, setup,
		teardown),
	    cmocka_unit_test_setup_teardown(what_never_ends_is_told_so, setup, teardown),
	    cmocka_unit_test_setup_teardown(the_largest_roadmap_is_forecast, setup, teardown),
	    cmocka_unit_test(four_of_five_learners_end_within_the_band),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
