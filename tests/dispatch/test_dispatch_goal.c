/* Goals, pathways, pauses and settings. The desk's clock begins on 2026-01-01, a Thursday. */
#include <string.h>

#include "desk.h"

#define COUNT(list) (sizeof(list) / sizeof((list)[0]))

static Pb__Pathway *
pathway(struct desk *desk, const char *id, uint32_t hours, uint32_t weeks)
{
	Pb__Pathway *pathway = message_new(&pb__pathway__descriptor, desk->arena);

	pathway->id = id;
	pathway->title = arena_printf(desk->arena, "The way %s", id);
	pathway->minutes_per_week = hours * 60;
	pathway->weeks = weeks;
	return pathway;
}

/* Enrolled in pottery with two pathways; UTC. 23 h 20 are in scope. */
static int
set_up(void **state)
{
	Pb__CatalogPutRequest put = PB__CATALOG_PUT_REQUEST__INIT;
	Pb__EnrollmentEnrollRequest enroll = PB__ENROLLMENT_ENROLL_REQUEST__INIT;
	struct desk *desk;

	desk_setup(state);
	desk = *state;
	desk->zone = "UTC";
	put.roadmap = pottery_roadmap(desk->arena);
	put.roadmap->pathways = arena_array(desk->arena, 2, sizeof(*put.roadmap->pathways));
	put.roadmap->pathways[0] = pathway(desk, "slow", 2, 0);
	put.roadmap->pathways[1] = pathway(desk, "with-a-potter", 10, 4);
	put.roadmap->n_pathways = 2;
	assert_int_equal(desk_call(desk, "Catalog", "Put", &put, NULL), ERR_OK);
	enroll.roadmap_id = "pottery";
	assert_int_equal(desk_call(desk, "Enrollment", "Enroll", &enroll, NULL), ERR_OK);
	return 0;
}

static const Pb__GoalView *
goal(struct desk *desk)
{
	Pb__GoalGetRequest request = PB__GOAL_GET_REQUEST__INIT;
	const Pb__GoalGetReply *reply = NULL;

	assert_int_equal(desk_call(desk, "Goal", "Get", &request, &reply), ERR_OK);
	return reply->goal;
}

static enum err_code
set_goal(struct desk *desk, uint32_t minutes, const char *by_day, const char *way)
{
	Pb__GoalSetRequest request = PB__GOAL_SET_REQUEST__INIT;

	request.minutes_per_week = minutes;
	request.by_day = by_day;
	request.pathway = way;
	return desk_call(desk, "Goal", "Set", &request, NULL);
}

static enum err_code
pause_days(struct desk *desk, const char *from_day, const char *until_day)
{
	Pb__GoalPauseRequest request = PB__GOAL_PAUSE_REQUEST__INIT;

	request.from_day = from_day;
	request.until_day = until_day;
	return desk_call(desk, "Goal", "Pause", &request, NULL);
}

static enum err_code
resume(struct desk *desk, const char *from_day)
{
	Pb__GoalResumeRequest request = PB__GOAL_RESUME_REQUEST__INIT;

	request.from_day = from_day;
	return desk_call(desk, "Goal", "Resume", &request, NULL);
}

/* "2026-01-01..2026-01-05 now, 2026-02-01..2026-02-03" */
static const char *
pauses(struct desk *desk)
{
	Pb__GoalPausesRequest request = PB__GOAL_PAUSES_REQUEST__INIT;
	const Pb__GoalPausesReply *reply = NULL;
	const char *text = "";

	assert_int_equal(desk_call(desk, "Goal", "Pauses", &request, &reply), ERR_OK);
	for (size_t i = 0; i < reply->n_pauses; i++)
		text = arena_printf(desk->arena, "%s%s%s..%s%s", text, i > 0 ? ", " : "",
		    reply->pauses[i]->from_day, reply->pauses[i]->until_day,
		    reply->pauses[i]->current ? " now" : "");
	return text;
}

static void
a_goal_is_hours_a_week_and_a_day(void **state)
{
	struct desk *desk = *state;
	const char *before = desk_dump(desk);
	const Pb__GoalView *view = goal(desk);
	Pb__GoalSetRequest none = PB__GOAL_SET_REQUEST__INIT;

	assert_int_equal(view->minutes_per_week, 0);
	assert_string_equal(view->by_day, "");
	assert_string_equal(view->finish_day, "");
	assert_int_equal(view->minutes_left, 1380);
	assert_string_equal(view->today, "2026-01-01");
	assert_int_equal(set_goal(desk, 690, "", ""), ERR_OK);
	/* two weeks of work from today on */
	assert_string_equal(goal(desk)->finish_day, "2026-01-15");
	assert_int_equal(set_goal(desk, 0, "2026-01-07", ""), ERR_OK);
	view = goal(desk);
	assert_int_equal(view->minutes_per_week, 690);
	assert_string_equal(view->by_day, "2026-01-07");
	/* today and the day itself count: a week */
	assert_int_equal(view->needed_per_week, 1380);
	none.clear = true;
	assert_int_equal(desk_call(desk, "Goal", "Set", &none, NULL), ERR_OK);
	assert_string_equal(desk_dump(desk), before);
}

static void
a_goal_that_cannot_be_is_refused(void **state)
{
	struct desk *desk = *state;
	const char *before = desk_dump(desk);

	assert_int_equal(set_goal(desk, 0, "", ""), ERR_INVALID_ARGUMENT);
	assert_int_equal(set_goal(desk, 7 * 24 * 60 + 1, "", ""), ERR_INVALID_ARGUMENT);
	assert_int_equal(set_goal(desk, 0, "2026-01-01", ""), ERR_INVALID_ARGUMENT);
	assert_int_equal(set_goal(desk, 0, "2026-02-30", ""), ERR_INVALID_ARGUMENT);
	assert_int_equal(set_goal(desk, 0, "soon", ""), ERR_INVALID_ARGUMENT);
	assert_int_equal(set_goal(desk, 0, "2127-01-01", ""), ERR_INVALID_ARGUMENT);
	assert_int_equal(set_goal(desk, 60, "", "fast"), ERR_NOT_FOUND);
	assert_string_equal(desk_dump(desk), before);
}

static void
a_day_that_has_passed_is_told(void **state)
{
	struct desk *desk = *state;

	assert_int_equal(set_goal(desk, 0, "2026-01-03", ""), ERR_OK);
	desk_wait(desk, 2 * 24 * 60);
	assert_false(goal(desk)->overdue);
	assert_int_equal(goal(desk)->needed_per_week, 1380 * 7);
	desk_wait(desk, 24 * 60);
	assert_true(goal(desk)->overdue);
	assert_int_equal(goal(desk)->needed_per_week, 0);
}

static void
a_pathway_sets_the_goal(void **state)
{
	struct desk *desk = *state;
	Pb__GoalPathwaysRequest request = PB__GOAL_PATHWAYS_REQUEST__INIT;
	const Pb__GoalPathwaysReply *reply = NULL;

	assert_int_equal(set_goal(desk, 0, "", "potter"), ERR_OK);
	assert_string_equal(goal(desk)->pathway_id, "with-a-potter");
	assert_int_equal(goal(desk)->minutes_per_week, 600);
	assert_string_equal(goal(desk)->by_day, "2026-01-29");
	assert_int_equal(desk_call(desk, "Goal", "Pathways", &request, &reply), ERR_OK);
	assert_int_equal(reply->n_pathways, 2);
	assert_string_equal(reply->pathways[0]->finish_day, "2026-03-23");
	assert_false(reply->pathways[0]->current);
	assert_true(reply->pathways[1]->current);
	/* 1,380 of 600 a week are 16.1 days */
	assert_string_equal(reply->pathways[1]->finish_day, "2026-01-18");
	/* it says nothing of weeks: no date */
	assert_int_equal(set_goal(desk, 0, "", "slow"), ERR_OK);
	assert_string_equal(goal(desk)->by_day, "");
	assert_int_equal(goal(desk)->minutes_per_week, 120);
}

static void
a_pause_moves_the_end(void **state)
{
	struct desk *desk = *state;

	assert_int_equal(set_goal(desk, 690, "2026-01-28", ""), ERR_OK);
	assert_int_equal(goal(desk)->needed_per_week, 345);
	assert_int_equal(pause_days(desk, "", "2026-01-08"), ERR_OK);
	assert_string_equal(goal(desk)->finish_day, "2026-01-22");
	assert_int_equal(goal(desk)->needed_per_week, 460);
	/* one after the end does not; one that the first pushes the end into does */
	assert_int_equal(pause_days(desk, "2026-01-22", "2026-02-22"), ERR_OK);
	assert_string_equal(goal(desk)->finish_day, "2026-01-22");
	assert_int_equal(resume(desk, "2026-01-22"), ERR_OK);
	assert_int_equal(pause_days(desk, "2026-01-20", "2026-01-23"), ERR_OK);
	assert_string_equal(goal(desk)->finish_day, "2026-01-25");
}

static void
pauses_never_overlap(void **state)
{
	struct desk *desk = *state;
	const char *empty = desk_dump(desk);

	assert_int_equal(pause_days(desk, "", "2026-01-05"), ERR_OK);
	assert_string_equal(pauses(desk), "2026-01-01..2026-01-05 now");
	assert_int_equal(pause_days(desk, "2026-01-10", "2026-01-12"), ERR_OK);
	assert_int_equal(pause_days(desk, "2026-01-14", "2026-01-20"), ERR_OK);
	assert_string_equal(pauses(desk),
	    "2026-01-01..2026-01-05 now, 2026-01-10..2026-01-12, 2026-01-14..2026-01-20");
	/* the one that runs gets another end, later or earlier */
	assert_int_equal(pause_days(desk, "", "2026-01-04"), ERR_OK);
	assert_string_equal(pauses(desk),
	    "2026-01-01..2026-01-04 now, 2026-01-10..2026-01-12, 2026-01-14..2026-01-20");
	desk_wait(desk, 24 * 60);
	assert_int_equal(pause_days(desk, "", "2026-01-15"), ERR_OK);
	assert_string_equal(pauses(desk), "2026-01-01..2026-01-20 now");
	for (int i = 0; i < 5; i++) {
		Pb__HistoryUndoRequest undo = PB__HISTORY_UNDO_REQUEST__INIT;

		assert_int_equal(desk_call(desk, "History", "Undo", &undo, NULL), ERR_OK);
	}
	assert_string_equal(desk_dump(desk), empty);
}

static void
resume_keeps_the_days_that_have_passed(void **state)
{
	struct desk *desk = *state;

	assert_int_equal(resume(desk, ""), ERR_FAILED_PRECONDITION);
	assert_int_equal(pause_days(desk, "", "2026-01-05"), ERR_OK);
	assert_int_equal(resume(desk, ""), ERR_OK);
	assert_string_equal(pauses(desk), "");
	assert_int_equal(pause_days(desk, "", "2026-01-05"), ERR_OK);
	desk_wait(desk, 2 * 24 * 60);
	assert_int_equal(resume(desk, ""), ERR_OK);
	assert_string_equal(pauses(desk), "2026-01-01..2026-01-03");
	assert_int_equal(resume(desk, "2026-01-02"), ERR_FAILED_PRECONDITION);
	assert_int_equal(resume(desk, "2026-01-01"), ERR_OK);
	assert_string_equal(pauses(desk), "");
}

static void
a_pause_that_cannot_be_is_refused(void **state)
{
	static const char *const bad[][2] = {{"", ""}, {"", "2026-01-01"}, {"", "2025-12-31"},
	    {"2026-01-05", "2026-01-05"}, {"x", "2026-01-05"}, {"", "2030-01-01"},
	    {"2020-01-01", "2026-02-01"}, {"", "2026-1-5"}};
	struct desk *desk = *state;
	const char *before = desk_dump(desk);

	for (size_t i = 0; i < COUNT(bad); i++)
		assert_int_equal(pause_days(desk, bad[i][0], bad[i][1]), ERR_INVALID_ARGUMENT);
	assert_string_equal(desk_dump(desk), before);
}

/* At 02:00 of January 1st it is still the day before, if days begin at 04:00. */
static void
today_is_the_learners(void **state)
{
	struct desk *desk = *state;
	Pb__SettingSetRequest set = PB__SETTING_SET_REQUEST__INIT;

	desk_wait(desk, 120);
	set.name = "day-start";
	set.value = "4:00";
	assert_int_equal(desk_call(desk, "Setting", "Set", &set, NULL), ERR_OK);
	assert_string_equal(goal(desk)->today, "2025-12-31");
	desk->zone = "Asia/Kolkata";
	assert_string_equal(goal(desk)->today, "2026-01-01");
	desk->zone = "America/New_York";
	assert_string_equal(goal(desk)->today, "2025-12-31");
}

static const Pb__SettingListReply *
settings(struct desk *desk)
{
	Pb__SettingListRequest request = PB__SETTING_LIST_REQUEST__INIT;
	const Pb__SettingListReply *reply = NULL;

	assert_int_equal(desk_call(desk, "Setting", "List", &request, &reply), ERR_OK);
	return reply;
}

static void
settings_are_listed_set_and_unset(void **state)
{
	struct desk *desk = *state;
	Pb__SettingSetRequest set = PB__SETTING_SET_REQUEST__INIT;
	const Pb__SettingSetReply *reply = NULL;
	const char *before = desk_dump(desk);

	for (size_t i = 0; i < settings(desk)->n_settings; i++)
		assert_string_equal(settings(desk)->settings[i]->value,
		    settings(desk)->settings[i]->otherwise);
	set.name = "rest-days";
	set.value = "sunday, sat";
	assert_int_equal(desk_call(desk, "Setting", "Set", &set, &reply), ERR_OK);
	assert_string_equal(reply->setting->value, "sat,sun");
	assert_string_not_equal(reply->action_id, "");
	set.value = "";
	assert_int_equal(desk_call(desk, "Setting", "Set", &set, &reply), ERR_OK);
	assert_string_equal(reply->setting->value, "none");
	assert_string_equal(desk_dump(desk), before);
	assert_int_equal(desk_call(desk, "Setting", "Set", &set, &reply), ERR_OK);
	assert_string_equal(reply->action_id, "");
	set.value = "every day";
	assert_int_equal(desk_call(desk, "Setting", "Set", &set, NULL), ERR_INVALID_ARGUMENT);
	assert_non_null(strstr(desk->text, "mon, tue"));
	set.name = "current";
	assert_int_equal(desk_call(desk, "Setting", "Set", &set, NULL), ERR_NOT_FOUND);
	assert_string_equal(desk_dump(desk), before);
}

static void
hours_a_week_need_no_roadmap_but_a_day_does(void **state)
{
	struct desk *desk = *state;
	Pb__EnrollmentUnenrollRequest leave = PB__ENROLLMENT_UNENROLL_REQUEST__INIT;

	leave.roadmap_id = "pottery";
	assert_int_equal(desk_call(desk, "Enrollment", "Unenroll", &leave, NULL), ERR_OK);
	assert_int_equal(set_goal(desk, 60, "", ""), ERR_OK);
	assert_int_equal(goal(desk)->minutes_per_week, 60);
	assert_int_equal(set_goal(desk, 0, "2026-02-01", ""), ERR_FAILED_PRECONDITION);
	assert_int_equal(set_goal(desk, 0, "", "slow"), ERR_FAILED_PRECONDITION);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, desk_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(a_goal_is_hours_a_week_and_a_day),
	    TEST(a_goal_that_cannot_be_is_refused),
	    TEST(a_day_that_has_passed_is_told),
	    TEST(a_pathway_sets_the_goal),
	    TEST(a_pause_moves_the_end),
	    TEST(pauses_never_overlap),
	    TEST(resume_keeps_the_days_that_have_passed),
	    TEST(a_pause_that_cannot_be_is_refused),
	    TEST(today_is_the_learners),
	    TEST(settings_are_listed_set_and_unset),
	    TEST(hours_a_week_need_no_roadmap_but_a_day_does),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
