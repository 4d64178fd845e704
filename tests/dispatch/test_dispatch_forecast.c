/* The forecast. The desk's clock begins on 2026-01-01, a Thursday. */
#include <string.h>

#include "core/calendar.h"
#include "desk_work.h"

#define COUNT(list) (sizeof(list) / sizeof((list)[0]))

/* Enrolled in pottery, 23 hours in scope; UTC. */
static int
set_up(void **state)
{
	struct desk *desk;

	desk_setup_enrolled(state);
	desk = *state;
	desk->zone = "UTC";
	return 0;
}

static const Pb__ReviewForecastReply *
forecast(struct desk *desk)
{
	Pb__ReviewForecastRequest request = PB__REVIEW_FORECAST_REQUEST__INIT;
	const Pb__ReviewForecastReply *reply = NULL;

	if (desk_call(desk, "Review", "Forecast", &request, &reply) != ERR_OK)
		fail_msg("forecast: %s", desk->text);
	return reply;
}

/* Two hours a week for eight weeks, up to the 26th of February. */
static void
work_steadily(struct desk *desk)
{
	work_go_to(desk, work_moment(2026, 3, 1, 12, 0));
	for (int week = 0; week < 8; week++)
		work_add(desk, "vase", work_moment(2026, 1, 8, 10, 0) + week * 7LL * CALENDAR_DAY_S,
		    120 + 5 * week);
}

static void
without_pace_goal_or_pathway_there_are_no_dates(void **state)
{
	const Pb__ReviewForecastReply *reply = forecast(*state);

	assert_int_equal(reply->basis, PB__REVIEW_FORECAST_REPLY__BASIS__BASIS_NONE);
	assert_null(reply->band);
	assert_int_equal(reply->steps_left, 5);
	assert_int_equal(reply->minutes_left, 1380);
	assert_null(reply->phases[0]->band);
}

static void
a_goal_stands_in_for_a_pace(void **state)
{
	struct desk *desk = *state;
	const Pb__ReviewForecastReply *reply;

	work_set(desk, "goal", "4h/week");
	reply = forecast(desk);
	assert_int_equal(reply->basis, PB__REVIEW_FORECAST_REPLY__BASIS__BASIS_GOAL);
	assert_int_equal(reply->goal_minutes, 240);
	assert_true(strcmp(reply->today, reply->band->low) < 0);
	assert_true(strcmp(reply->band->low, reply->band->likely) < 0);
	assert_true(strcmp(reply->band->likely, reply->band->high) < 0);
}

static void
four_weeks_of_work_are_a_pace(void **state)
{
	struct desk *desk = *state;
	const Pb__ReviewForecastReply *reply, *again;

	work_set(desk, "goal", "40h/week");
	work_steadily(desk);
	reply = forecast(desk);
	assert_int_equal(reply->basis, PB__REVIEW_FORECAST_REPLY__BASIS__BASIS_PACE);
	assert_int_equal(reply->weeks, 7); /* whole ones, up to yesterday */
	assert_in_range(reply->pace_minutes, 130, 150);
	/* the vase has so much behind it that only a fifth of it is left */
	assert_int_equal(reply->minutes_left, 1380 - 600 + 120);
	assert_true(strcmp(reply->phases[0]->band->likely, reply->phases[1]->band->likely) < 0);
	assert_string_equal(reply->phases[1]->band->likely, reply->band->likely);
	again = forecast(desk);
	assert_string_equal(again->band->low, reply->band->low);
	assert_string_equal(again->band->likely, reply->band->likely);
	assert_string_equal(again->band->high, reply->band->high);
}

static void
a_pause_ahead_moves_the_forecast(void **state)
{
	struct desk *desk = *state;
	const Pb__ReviewForecastReply *before, *after;
	int32_t from, to;

	work_steadily(desk);
	before = forecast(desk);
	work_pause(desk, "2026-03-05", "2026-03-15");
	after = forecast(desk);
	assert_true(calendar_parse(before->band->likely, &from));
	assert_true(calendar_parse(after->band->likely, &to));
	assert_int_equal(to - from, 10);
}

static void
a_target_tells_the_hours_it_takes(void **state)
{
	struct desk *desk = *state;
	Pb__GoalSetRequest goal = PB__GOAL_SET_REQUEST__INIT;
	const Pb__ReviewForecastReply *reply;

	work_steadily(desk);
	goal.by_day = "2026-03-14"; /* two weeks, of which the last day counts */
	assert_int_equal(desk_call(desk, "Goal", "Set", &goal, NULL), ERR_OK);
	reply = forecast(desk);
	assert_string_equal(reply->target_day, "2026-03-14");
	assert_in_range(reply->target_week_minutes, reply->minutes_left_yours / 2,
	    reply->minutes_left_yours / 2 + 1);
	assert_in_range(reply->target_permille, 0, 50);
	goal.by_day = "2028-03-14";
	assert_int_equal(desk_call(desk, "Goal", "Set", &goal, NULL), ERR_OK);
	assert_in_range(forecast(desk)->target_permille, 950, 1000);
}

static void
what_is_done_needs_no_forecast(void **state)
{
	static const char *const steps[] = {"clay", "wheel", "bowl", "fire-gas", "vase"};
	struct desk *desk = *state;
	const Pb__ReviewForecastReply *reply;

	for (size_t i = 0; i < COUNT(steps); i++)
		assert_int_equal(desk_set(desk, steps[i], PB__STATUS__STATUS_DONE, false), ERR_OK);
	work_set(desk, "goal", "4h/week");
	reply = forecast(desk);
	assert_int_equal(reply->steps_left, 0);
	assert_int_equal(reply->minutes_left, 0);
	assert_null(reply->band);
}

static void
estimates_are_corrected_by_three_steps_told(void **state)
{
	struct desk *desk = *state;
	int64_t at_s = work_moment(2026, 1, 2, 12, 0);

	work_go_to(desk, at_s + 3600);
	work_finish(desk, "clay", at_s, 120);
	work_finish(desk, "wheel", at_s, 480);
	assert_int_equal(desk_view(desk, "vase")->minutes_yours, 0);
	work_finish(desk, "bowl", at_s, 360);
	assert_in_range(desk_view(desk, "vase")->minutes_yours, 700, 1200);
	assert_int_equal(desk_view(desk, "vase")->minutes, 600);
	assert_in_range(forecast(desk)->minutes_left_yours, 1100, 1800);
	/* a step that took no time told changes nothing */
	work_finish(desk, "fire-gas", at_s, 0);
	assert_int_equal(forecast(desk)->steps_told, 3);
}

#define FORECAST_TEST(name) cmocka_unit_test_setup_teardown(name, set_up, desk_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    FORECAST_TEST(without_pace_goal_or_pathway_there_are_no_dates),
	    FORECAST_TEST(a_goal_stands_in_for_a_pace),
	    FORECAST_TEST(four_weeks_of_work_are_a_pace),
	    FORECAST_TEST(a_pause_ahead_moves_the_forecast),
	    FORECAST_TEST(a_target_tells_the_hours_it_takes),
	    FORECAST_TEST(what_is_done_needs_no_forecast),
	    FORECAST_TEST(estimates_are_corrected_by_three_steps_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
