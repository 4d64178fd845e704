#include <string.h>

#include "desk.h"

static const Pb__RemindDueReply *
due(struct desk *desk, bool desktop, bool done)
{
	Pb__RemindDueRequest request = PB__REMIND_DUE_REQUEST__INIT;
	const Pb__RemindDueReply *reply = NULL;

	request.desktop = desktop;
	request.done = done;
	assert_int_equal(desk_call(desk, "Remind", "Due", &request, &reply), ERR_OK);
	return reply;
}

static void
set(struct desk *desk, const char *name, const char *value)
{
	Pb__SettingSetRequest request = PB__SETTING_SET_REQUEST__INIT;

	request.name = name;
	request.value = value;
	assert_int_equal(desk_call(desk, "Setting", "Set", &request, NULL), ERR_OK);
}

/* Whenever the test runs: nothing is quiet, and nothing but a stale step is due. */
static const char *
begin(struct desk *desk)
{
	const char *step = desk_next(desk);

	set(desk, "quiet-hours", "none");
	set(desk, "remind-stale", "2d");
	assert_int_equal(desk_set(desk, step, PB__STATUS__STATUS_ACTIVE, false), ERR_OK);
	return step;
}

static void
a_step_left_alone_is_told_of(void **state)
{
	struct desk *desk = *state;
	const char *step = begin(desk);
	const Pb__RemindDueReply *reply = due(desk, true, false);

	assert_true(reply->on);
	assert_int_equal(reply->n_reminders, 0);
	desk_wait(desk, 3 * 24 * 60);
	reply = due(desk, true, false);
	assert_int_equal(reply->n_reminders, 1);
	assert_string_equal(reply->reminders[0]->event, "step-stale");
	assert_string_equal(reply->reminders[0]->step_id, step);
	assert_string_equal(reply->reminders[0]->roadmap_id, "pottery");
}

static void
what_was_given_is_not_due_again(void **state)
{
	struct desk *desk = *state;
	Pb__RemindDueRequest request = PB__REMIND_DUE_REQUEST__INIT;
	Pb__RemindGiven given = PB__REMIND_GIVEN__INIT, *list[] = {&given};
	const Pb__RemindDueReply *reply;

	begin(desk);
	desk_wait(desk, 3 * 24 * 60);
	reply = due(desk, true, false);
	given.key = reply->reminders[0]->key;
	given.at = reply->reminders[0]->at;
	request.given = list;
	request.n_given = 1;
	request.desktop = true;
	assert_int_equal(desk_call(desk, "Remind", "Due", &request, &reply), ERR_OK);
	assert_int_equal(reply->n_reminders, 0);
	desk_wait(desk, 3 * 24 * 60);
	assert_int_equal(desk_call(desk, "Remind", "Due", &request, &reply), ERR_OK);
	assert_int_equal(reply->n_reminders, 1);
	given.at = NULL;
	assert_int_equal(desk_call(desk, "Remind", "Due", &request, &reply), ERR_OK);
	assert_int_equal(reply->n_reminders, 1);
}

static void
anything_told_of_a_step_makes_it_fresh(void **state)
{
	struct desk *desk = *state;
	Pb__StepNoteRequest note = PB__STEP_NOTE_REQUEST__INIT;

	note.step = begin(desk);
	note.text = "Still at it.";
	desk_wait(desk, 3 * 24 * 60);
	assert_int_equal(desk_call(desk, "Step", "Note", &note, NULL), ERR_OK);
	assert_int_equal(due(desk, true, false)->n_reminders, 0);
	desk_wait(desk, 3 * 24 * 60);
	assert_int_equal(due(desk, true, false)->n_reminders, 1);
}

static void
a_pause_silences(void **state)
{
	struct desk *desk = *state;
	Pb__GoalPauseRequest pause = PB__GOAL_PAUSE_REQUEST__INIT;
	Pb__GoalGetRequest get = PB__GOAL_GET_REQUEST__INIT;
	const Pb__GoalGetReply *goal = NULL;

	begin(desk);
	desk_wait(desk, 3 * 24 * 60);
	assert_int_equal(desk_call(desk, "Goal", "Get", &get, &goal), ERR_OK);
	pause.from_day = goal->goal->today;
	desk_wait(desk, 24 * 60);
	assert_int_equal(desk_call(desk, "Goal", "Get", &get, &goal), ERR_OK);
	pause.until_day = goal->goal->today;
	desk_wait(desk, -24 * 60);
	assert_int_equal(desk_call(desk, "Goal", "Pause", &pause, NULL), ERR_OK);
	assert_int_equal(due(desk, true, false)->n_reminders, 0);
	desk_wait(desk, 24 * 60);
	assert_int_equal(due(desk, true, false)->n_reminders, 1);
}

static void
without_a_desktop_auto_is_off(void **state)
{
	struct desk *desk = *state;

	begin(desk);
	desk_wait(desk, 3 * 24 * 60);
	assert_false(due(desk, false, false)->on);
	assert_int_equal(due(desk, false, false)->n_reminders, 0);
	set(desk, "reminders", "on");
	assert_int_equal(due(desk, false, false)->n_reminders, 1);
	set(desk, "reminders", "off");
	assert_int_equal(due(desk, true, false)->n_reminders, 0);
}

static void
a_forgotten_timer_is_told_of_and_its_step_is_not_stale(void **state)
{
	struct desk *desk = *state;
	Pb__StepSetRequest start = PB__STEP_SET_REQUEST__INIT;
	const Pb__RemindDueReply *reply;
	const char *step = begin(desk);

	start.steps = &step;
	start.n_steps = 1;
	start.status = PB__STATUS__STATUS_ACTIVE;
	start.timer = true;
	assert_int_equal(desk_call(desk, "Step", "Set", &start, NULL), ERR_OK);
	desk_wait(desk, 3 * 24 * 60);
	reply = due(desk, true, false);
	assert_int_equal(reply->n_reminders, 1);
	assert_string_equal(reply->reminders[0]->event, "timer-forgotten");
}

static void
what_is_done_is_told_if_asked(void **state)
{
	struct desk *desk = *state;
	const Pb__RemindDueReply *reply;
	const char *step = desk_next(desk);
	bool phase = false;

	assert_int_equal(desk_set(desk, step, PB__STATUS__STATUS_DONE, false), ERR_OK);
	assert_int_equal(due(desk, false, false)->n_done, 0);
	reply = due(desk, false, true);
	assert_int_equal(reply->n_done, 1);
	assert_string_equal(reply->done[0]->event, "step-done");
	assert_string_equal(reply->done[0]->step_id, step);
	assert_non_null(reply->done[0]->at);
	while ((step = desk_next(desk))[0] != '\0')
		assert_int_equal(desk_set(desk, step, PB__STATUS__STATUS_DONE, false), ERR_OK);
	reply = due(desk, false, true);
	for (size_t i = 0; i < reply->n_done; i++)
		phase |= strcmp(reply->done[i]->event, "phase-done") == 0 &&
			 reply->done[i]->phase_id[0] != '\0';
	assert_true(phase);
}

static void
enrolled_in_nothing_there_is_nothing_to_tell(void **state)
{
	struct desk *desk = *state;
	Pb__EnrollmentUnenrollRequest leave = PB__ENROLLMENT_UNENROLL_REQUEST__INIT;

	leave.roadmap_id = "pottery";
	assert_int_equal(desk_call(desk, "Enrollment", "Unenroll", &leave, NULL), ERR_OK);
	assert_int_equal(due(desk, true, true)->n_done, 0);
}

/* A follow-up that is due, and one application that will be silent. */
static const Pb__ApplicationView *
look_for_jobs(struct desk *desk)
{
	Pb__JobPutRequest put = PB__JOB_PUT_REQUEST__INIT;
	const Pb__ApplicationView *view;

	set(desk, "quiet-hours", "none");
	assert_non_null(desk_put_job(desk, "Kiln", PB__STAGE__STAGE_APPLIED, 0));
	view = desk_put_job(desk, "Wheel", PB__STAGE__STAGE_APPLIED, 0);
	put.application = view->application;
	put.application->role = "potter";
	put.application->follow_up = "2020-01-01";
	assert_int_equal(desk_call(desk, "Job", "Put", &put, NULL), ERR_OK);
	return view;
}

static void
follow_ups_and_the_silent_are_told_of_once(void **state)
{
	struct desk *desk = *state;
	Pb__RemindDueRequest request = PB__REMIND_DUE_REQUEST__INIT;
	Pb__RemindGiven given[2] = {PB__REMIND_GIVEN__INIT, PB__REMIND_GIVEN__INIT};
	Pb__RemindGiven *list[] = {&given[0], &given[1]};
	const Pb__ApplicationView *wheel = look_for_jobs(desk);
	const Pb__RemindDueReply *reply = due(desk, true, false);

	assert_int_equal(reply->n_reminders, 1);
	desk_wait(desk, 40 * 24 * 60);
	reply = due(desk, true, false);
	assert_int_equal(reply->n_reminders, 2);
	assert_string_equal(reply->reminders[0]->event, "follow-up-due");
	assert_string_equal(reply->reminders[0]->text, "Follow up with Wheel, due 2020-01-01");
	assert_int_equal(reply->reminders[0]->n_applications, 1);
	assert_string_equal(reply->reminders[0]->applications[0]->id, wheel->application->id);
	assert_string_equal(reply->reminders[0]->applications[0]->role, "potter");
	assert_string_equal(reply->reminders[0]->applications[0]->day, "2020-01-01");
	assert_string_equal(reply->reminders[1]->event, "application-silent");
	assert_string_equal(reply->reminders[1]->applications[0]->company, "Kiln");
	for (size_t i = 0; i < 2; i++) {
		given[i].key = reply->reminders[i]->key;
		given[i].at = reply->reminders[i]->at;
	}
	request.given = list;
	request.n_given = 2;
	request.desktop = true;
	desk_wait(desk, 40 * 24 * 60);
	assert_int_equal(desk_call(desk, "Remind", "Due", &request, &reply), ERR_OK);
	assert_int_equal(reply->n_reminders, 0);
	set(desk, "ghost-after", "none");
	assert_int_equal(due(desk, true, false)->n_reminders, 1);
}

/* A goal of hours of learning is none without a roadmap. */
static void
who_is_enrolled_in_nothing_is_told_of_the_job_search_only(void **state)
{
	struct desk *desk = *state;
	Pb__EnrollmentUnenrollRequest leave = PB__ENROLLMENT_UNENROLL_REQUEST__INIT;
	const Pb__RemindDueReply *reply;

	look_for_jobs(desk);
	set(desk, "goal", "168h/week");
	leave.roadmap_id = "pottery";
	assert_int_equal(desk_call(desk, "Enrollment", "Unenroll", &leave, NULL), ERR_OK);
	reply = due(desk, true, true);
	assert_int_equal(reply->n_done, 0);
	assert_int_equal(reply->n_reminders, 1);
	assert_string_equal(reply->reminders[0]->event, "follow-up-due");
}

static void
too_much_given_is_refused(void **state)
{
	struct desk *desk = *state;
	Pb__RemindDueRequest request = PB__REMIND_DUE_REQUEST__INIT;
	Pb__RemindGiven given = PB__REMIND_GIVEN__INIT, *list[1001];

	for (size_t i = 0; i < 1001; i++)
		list[i] = &given;
	request.given = list;
	request.n_given = 1001;
	assert_int_equal(desk_call(desk, "Remind", "Due", &request, NULL), ERR_INVALID_ARGUMENT);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, desk_setup_enrolled, desk_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(a_step_left_alone_is_told_of),
	    TEST(what_was_given_is_not_due_again),
	    TEST(anything_told_of_a_step_makes_it_fresh),
	    TEST(a_pause_silences),
	    TEST(without_a_desktop_auto_is_off),
	    TEST(a_forgotten_timer_is_told_of_and_its_step_is_not_stale),
	    TEST(what_is_done_is_told_if_asked),
	    TEST(enrolled_in_nothing_there_is_nothing_to_tell),
	    TEST(follow_ups_and_the_silent_are_told_of_once),
	    TEST(who_is_enrolled_in_nothing_is_told_of_the_job_search_only),
	    TEST(too_much_given_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
