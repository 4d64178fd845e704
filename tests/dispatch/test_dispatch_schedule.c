/* The desk's clock begins on 2026-01-01, a Thursday. */
#include <string.h>

#include "desk.h"

static const Pb__PlanScheduleReply *
schedule(struct desk *desk, Pb__PlanScheduleRequest *request)
{
	const Pb__PlanScheduleReply *reply = NULL;

	assert_int_equal(desk_call(desk, "Plan", "Schedule", request, &reply), ERR_OK);
	return reply;
}

/* 60 + 240 + 180 + 300 + 600 minutes, from a Monday on, seven hours a week. */
static void
the_plan_is_laid_out_over_weeks(void **state)
{
	Pb__PlanScheduleRequest request = PB__PLAN_SCHEDULE_REQUEST__INIT;
	const Pb__PlanScheduleReply *reply;
	const Pb__SchedulePart *part;

	request.first_day = "2026-11-23";
	request.minutes_per_week = 420;
	reply = schedule(*state, &request);
	assert_int_equal(reply->source, PB__PACE_SOURCE__PACE_SOURCE_REQUEST);
	assert_int_equal(reply->minutes_per_week, 420);
	assert_int_equal(reply->minutes_total, 1380);
	assert_int_equal(reply->weeks_total, 4);
	assert_int_equal(reply->n_weeks, 4);
	assert_string_equal(reply->finish_day, "2026-12-15");
	assert_string_equal(reply->weeks[0]->first_day, "2026-11-23");
	assert_string_equal(reply->weeks[0]->last_day, "2026-11-29");
	assert_int_equal(reply->weeks[0]->minutes, 420);
	assert_int_equal(reply->weeks[1]->minutes_done, 840);
	assert_int_equal(reply->weeks[0]->n_parts, 3);
	part = reply->weeks[0]->parts[0];
	assert_string_equal(part->step_id, "clay");
	assert_string_equal(part->phase_begins, "Basics");
	assert_true(part->begins && part->ends);
	part = reply->weeks[0]->parts[2];
	assert_string_equal(part->step_id, "bowl");
	assert_string_equal(part->phase_begins, "Projects");
	assert_int_equal(part->minutes, 120);
	assert_int_equal(part->minutes_left, 180);
	assert_true(part->begins && !part->ends);
	part = reply->weeks[1]->parts[0];
	assert_string_equal(part->step_id, "bowl");
	assert_string_equal(part->phase_begins, "");
	assert_int_equal(part->minutes_left, 60);
	assert_true(!part->begins && part->ends);
	assert_int_equal(reply->n_milestones, 1);
	assert_string_equal(reply->milestones[0]->step_id, "vase");
	assert_string_equal(reply->milestones[0]->day, reply->finish_day);
	assert_int_equal(reply->n_phases, 2);
	assert_string_equal(reply->phases[0]->first_day, "2026-11-23");
	assert_string_equal(reply->phases[0]->last_day, "2026-11-27");
	assert_string_equal(reply->phases[1]->first_day, "2026-11-28");
}

static void
without_hours_it_is_ten_a_week_from_today_on(void **state)
{
	Pb__PlanScheduleRequest request = PB__PLAN_SCHEDULE_REQUEST__INIT;
	const Pb__PlanScheduleReply *reply = schedule(*state, &request);

	assert_int_equal(reply->source, PB__PACE_SOURCE__PACE_SOURCE_DEFAULT);
	assert_int_equal(reply->minutes_per_week, 600);
	assert_string_equal(reply->weeks[0]->first_day, "2026-01-01");
	request.weeks = 1;
	assert_int_equal(schedule(*state, &request)->n_weeks, 1);
	assert_int_equal(schedule(*state, &request)->weeks_total, reply->weeks_total);
}

static void
set_goal(struct desk *desk, uint32_t minutes_per_week, const char *by_day)
{
	Pb__GoalSetRequest request = PB__GOAL_SET_REQUEST__INIT;

	request.minutes_per_week = minutes_per_week;
	request.by_day = by_day;
	request.clear = 1;
	assert_int_equal(desk_call(desk, "Goal", "Set", &request, NULL), ERR_OK);
}

static void
the_goal_of_hours_is_kept_else_what_its_date_takes(void **state)
{
	struct desk *desk = *state;
	Pb__PlanScheduleRequest request = PB__PLAN_SCHEDULE_REQUEST__INIT;
	const Pb__PlanScheduleReply *reply;

	set_goal(desk, 420, "2026-01-15");
	reply = schedule(desk, &request);
	assert_int_equal(reply->source, PB__PACE_SOURCE__PACE_SOURCE_GOAL);
	assert_int_equal(reply->minutes_per_week, 420);
	assert_string_equal(reply->by_day, "2026-01-15");
	assert_string_equal(reply->weeks[0]->first_day, "2026-01-01");
	/* An hour a day. */
	assert_string_equal(reply->finish_day, "2026-01-23");
	request.minutes_per_week = 840;
	assert_int_equal(schedule(desk, &request)->source, PB__PACE_SOURCE__PACE_SOURCE_REQUEST);
	request.minutes_per_week = 0;
	set_goal(desk, 0, "2026-01-15");
	reply = schedule(desk, &request);
	assert_int_equal(reply->source, PB__PACE_SOURCE__PACE_SOURCE_DATE);
	assert_int_equal(reply->minutes_per_week, 690);
	assert_string_equal(reply->finish_day, "2026-01-14");
	/* From a day after that of the goal on, it says nothing. */
	request.first_day = "2026-02-01";
	assert_int_equal(schedule(desk, &request)->source, PB__PACE_SOURCE__PACE_SOURCE_DEFAULT);
}

static void
rest_days_and_pauses_are_free(void **state)
{
	struct desk *desk = *state;
	Pb__SettingSetRequest rest = PB__SETTING_SET_REQUEST__INIT;
	Pb__GoalPauseRequest pause = PB__GOAL_PAUSE_REQUEST__INIT;
	Pb__PlanScheduleRequest request = PB__PLAN_SCHEDULE_REQUEST__INIT;
	const Pb__PlanScheduleReply *reply;

	rest.name = "rest-days";
	rest.value = "sat,sun";
	assert_int_equal(desk_call(desk, "Setting", "Set", &rest, NULL), ERR_OK);
	pause.from_day = "2026-01-05";
	pause.until_day = "2026-01-12";
	assert_int_equal(desk_call(desk, "Goal", "Pause", &pause, NULL), ERR_OK);
	/* Two hours on each of five days: Thursday, Friday, and after a week of pause. */
	reply = schedule(desk, &request);
	assert_int_equal(reply->weeks[0]->minutes, 240);
	assert_int_equal(reply->weeks[1]->minutes, 0);
	assert_int_equal(reply->weeks[1]->n_parts, 0);
	assert_int_equal(reply->weeks[1]->paused_days, 7);
	assert_int_equal(reply->weeks[2]->minutes, 600);
	assert_string_equal(reply->finish_day, "2026-01-23");
}

static void
what_was_spent_on_a_step_is_not_planned_again(void **state)
{
	struct desk *desk = *state;
	Pb__PlanScheduleRequest request = PB__PLAN_SCHEDULE_REQUEST__INIT;
	Pb__StepSetRequest set = PB__STEP_SET_REQUEST__INIT;
	const char *step = "fire-gas";

	set.steps = &step;
	set.n_steps = 1;
	set.status = PB__STATUS__STATUS_ACTIVE;
	set.minutes = 100;
	assert_int_equal(desk_call(desk, "Step", "Set", &set, NULL), ERR_OK);
	assert_int_equal(schedule(desk, &request)->minutes_total, 1280);
	assert_string_equal(schedule(desk, &request)->weeks[0]->parts[0]->step_id, "fire-gas");
}

static void
nonsense_is_refused(void **state)
{
	struct desk *desk = *state;
	Pb__PlanScheduleRequest request = PB__PLAN_SCHEDULE_REQUEST__INIT;

	request.weeks = 1001;
	assert_int_equal(desk_call(desk, "Plan", "Schedule", &request, NULL), ERR_INVALID_ARGUMENT);
	request.weeks = 1;
	request.minutes_per_week = 10081;
	assert_int_equal(desk_call(desk, "Plan", "Schedule", &request, NULL), ERR_INVALID_ARGUMENT);
	assert_string_equal(desk->text, "a week has only 168 hours");
	request.minutes_per_week = 10080;
	request.first_day = "2026-02-30";
	assert_int_equal(desk_call(desk, "Plan", "Schedule", &request, NULL), ERR_INVALID_ARGUMENT);
	assert_string_equal(desk->text, "'2026-02-30' is no day: write 2026-03-01");
	request.first_day = "9999-12-31";
	request.minutes_per_week = 600;
	assert_string_equal(schedule(desk, &request)->finish_day, "");
}

static void
when_all_is_done_there_are_no_weeks(void **state)
{
	static const char *const steps[] = {"clay", "wheel", "bowl", "fire-gas", "vase"};
	struct desk *desk = *state;
	Pb__PlanScheduleRequest request = PB__PLAN_SCHEDULE_REQUEST__INIT;
	const Pb__PlanScheduleReply *reply;

	for (size_t i = 0; i < 5; i++)
		assert_int_equal(desk_set(desk, steps[i], PB__STATUS__STATUS_DONE, false), ERR_OK);
	reply = schedule(desk, &request);
	assert_int_equal(reply->n_weeks, 0);
	assert_int_equal(reply->minutes_total, 0);
	assert_string_equal(reply->finish_day, "");
	assert_int_equal(reply->n_phases, 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, desk_setup_enrolled, desk_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(the_plan_is_laid_out_over_weeks),
	    TEST(without_hours_it_is_ten_a_week_from_today_on),
	    TEST(the_goal_of_hours_is_kept_else_what_its_date_takes),
	    TEST(rest_days_and_pauses_are_free),
	    TEST(what_was_spent_on_a_step_is_not_planned_again),
	    TEST(nonsense_is_refused),
	    TEST(when_all_is_done_there_are_no_weeks),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
