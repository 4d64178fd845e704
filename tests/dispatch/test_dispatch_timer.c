/* The timer: what it measures, what ends it, and what is never counted. */
#include <string.h>

#include "desk.h"

static const Pb__StepSetReply *
set(struct desk *desk, const char *step, Pb__Status status, bool timer, uint32_t minutes)
{
	Pb__StepSetRequest request = PB__STEP_SET_REQUEST__INIT;
	const Pb__StepSetReply *reply = NULL;

	request.steps = &step;
	request.n_steps = 1;
	request.status = status;
	request.timer = timer;
	request.minutes = minutes;
	if (desk_call(desk, "Step", "Set", &request, &reply) != ERR_OK)
		fail_msg("set %s: %s", step, desk->text);
	return reply;
}

static const Pb__StepSetReply *
start(struct desk *desk, const char *step)
{
	return set(desk, step, PB__STATUS__STATUS_ACTIVE, true, 0);
}

static const Pb__TimeStopReply *
stop(struct desk *desk)
{
	Pb__TimeStopRequest request = PB__TIME_STOP_REQUEST__INIT;
	const Pb__TimeStopReply *reply = NULL;

	if (desk_call(desk, "Time", "Stop", &request, &reply) != ERR_OK)
		fail_msg("stop: %s", desk->text);
	return reply;
}

static const Pb__TimerView *
timer(struct desk *desk)
{
	Pb__TimeTimerRequest request = PB__TIME_TIMER_REQUEST__INIT;
	const Pb__TimeTimerReply *reply = NULL;

	assert_int_equal(desk_call(desk, "Time", "Timer", &request, &reply), ERR_OK);
	return reply->timer;
}

static const Pb__TimeListReply *
list(struct desk *desk, const char *step)
{
	Pb__TimeListRequest request = PB__TIME_LIST_REQUEST__INIT;
	const Pb__TimeListReply *reply = NULL;

	request.step = step;
	assert_int_equal(desk_call(desk, "Time", "List", &request, &reply), ERR_OK);
	return reply;
}

static void
a_setting(struct desk *desk, const char *name, const char *value)
{
	Pb__SettingSetRequest request = PB__SETTING_SET_REQUEST__INIT;

	request.name = name;
	request.value = value;
	assert_int_equal(desk_call(desk, "Setting", "Set", &request, NULL), ERR_OK);
}

static void
undo(struct desk *desk)
{
	Pb__HistoryUndoRequest request = PB__HISTORY_UNDO_REQUEST__INIT;

	assert_int_equal(desk_call(desk, "History", "Undo", &request, NULL), ERR_OK);
}

static void
a_timer_counts_from_start_to_stop(void **state)
{
	struct desk *desk = *state;
	const Pb__StepSetReply *started = start(desk, "clay");
	const Pb__TimeStopReply *stopped;

	assert_string_equal(started->timer->step_id, "clay");
	assert_string_equal(started->timer->title, "Know your clay");
	assert_null(started->timer_end);
	desk_wait(desk, 45);
	assert_int_equal(timer(desk)->minutes, 45);
	assert_false(timer(desk)->forgotten);
	stopped = stop(desk);
	assert_int_equal(stopped->end->minutes, 45);
	assert_false(stopped->end->cut);
	assert_int_equal(stopped->step->minutes_spent, 45);
	assert_int_equal(stopped->step->status, PB__STATUS__STATUS_ACTIVE);
	assert_string_equal(stopped->end->entry_id, stopped->action_id);
	assert_null(timer(desk));
	assert_int_equal(list(desk, "clay")->total_minutes, 45);
	assert_string_equal(list(desk, "")->entries[0]->id, stopped->action_id);
}

static void
half_a_minute_is_one_and_less_is_nothing(void **state)
{
	struct desk *desk = *state;

	/* Each call is a second later than the one before. */
	start(desk, "clay");
	desk->now_us += 28 * 1000000;
	assert_int_equal(stop(desk)->end->minutes, 0);
	assert_int_equal(list(desk, "")->total_entries, 0);
	start(desk, "clay");
	desk->now_us += 29 * 1000000;
	assert_int_equal(stop(desk)->end->minutes, 1);
	start(desk, "clay");
	desk->now_us += 88 * 1000000;
	assert_int_equal(stop(desk)->end->minutes, 1);
	assert_int_equal(desk_view(desk, "clay")->minutes_spent, 2);
}

static void
a_clock_that_was_set_back_makes_nothing_of_it(void **state)
{
	struct desk *desk = *state;

	start(desk, "clay");
	desk_wait(desk, -600);
	assert_int_equal(timer(desk)->minutes, 0);
	assert_false(timer(desk)->forgotten);
	assert_int_equal(stop(desk)->end->minutes, 0);
	assert_int_equal(desk_view(desk, "clay")->minutes_spent, 0);
	assert_int_equal(list(desk, "")->total_entries, 0);
}

static void
without_a_timer_there_is_nothing_to_stop(void **state)
{
	struct desk *desk = *state;
	Pb__TimeStopRequest request = PB__TIME_STOP_REQUEST__INIT;

	assert_int_equal(desk_call(desk, "Time", "Stop", &request, NULL), ERR_FAILED_PRECONDITION);
	assert_non_null(strstr(desk->text, "roadmap start"));
	set(desk, "clay", PB__STATUS__STATUS_ACTIVE, false, 0);
	assert_null(timer(desk));
	a_setting(desk, "timer", "off");
	start(desk, "clay");
	assert_null(timer(desk));
}

static void
another_start_ends_the_first_timer_and_records_it(void **state)
{
	struct desk *desk = *state;
	const Pb__StepSetReply *reply;

	start(desk, "clay");
	desk_wait(desk, 30);
	set(desk, "clay", PB__STATUS__STATUS_DONE, false, 0);
	start(desk, "wheel");
	desk_wait(desk, 20);
	/* what is started without a timer leaves it alone */
	Pb__StepSetRequest request = PB__STEP_SET_REQUEST__INIT;
	const char *step = "bowl";

	request.steps = &step;
	request.n_steps = 1;
	request.status = PB__STATUS__STATUS_ACTIVE;
	request.force = true;
	assert_int_equal(desk_call(desk, "Step", "Set", &request, &reply), ERR_OK);
	assert_null(reply->timer_end);
	assert_string_equal(reply->timer->step_id, "wheel");
	request.timer = true;
	assert_int_equal(desk_call(desk, "Step", "Set", &request, &reply), ERR_OK);
	assert_string_equal(reply->timer_end->step_id, "wheel");
	assert_int_equal(reply->timer_end->minutes, 20);
	assert_string_equal(reply->timer->step_id, "bowl");
	assert_int_equal(desk_view(desk, "wheel")->minutes_spent, 20);
	assert_int_equal(desk_number(desk, "SELECT count(*) FROM timer"), 1);
}

static void
what_is_started_again_is_timed_on(void **state)
{
	struct desk *desk = *state;

	start(desk, "clay");
	desk_wait(desk, 30);
	assert_int_equal(start(desk, "clay")->timer->minutes, 30);
	assert_int_equal(stop(desk)->end->minutes, 30);
	desk_wait(desk, 100);
	/* in progress already: only the timer is new */
	assert_int_equal(start(desk, "clay")->n_changed, 0);
	desk_wait(desk, 10);
	assert_int_equal(stop(desk)->end->minutes, 10);
	assert_int_equal(desk_view(desk, "clay")->minutes_spent, 40);
}

static void
done_and_skip_end_the_timer_of_their_step_only(void **state)
{
	struct desk *desk = *state;
	const Pb__StepSetReply *reply;

	start(desk, "clay");
	desk_wait(desk, 30);
	reply = set(desk, "vase", PB__STATUS__STATUS_SKIPPED, false, 0);
	assert_null(reply->timer_end);
	reply = set(desk, "clay", PB__STATUS__STATUS_DONE, false, 0);
	assert_int_equal(reply->timer_end->minutes, 30);
	assert_null(reply->timer);
	assert_int_equal(reply->changed[0]->minutes_spent, 30);
	start(desk, "wheel");
	desk_wait(desk, 5);
	reply = set(desk, "wheel", PB__STATUS__STATUS_SKIPPED, false, 0);
	assert_int_equal(reply->timer_end->minutes, 5);
	assert_int_equal(reply->changed[0]->minutes_spent, 5);
	assert_null(timer(desk));
}

static void
a_reset_forgets_the_timer_and_all_time(void **state)
{
	struct desk *desk = *state;
	const Pb__StepSetReply *reply;
	const char *before;

	start(desk, "clay");
	desk_wait(desk, 30);
	stop(desk);
	start(desk, "clay");
	desk_wait(desk, 30);
	before = desk_dump(desk);
	reply = set(desk, "clay", PB__STATUS__STATUS_TODO, false, 0);
	assert_int_equal(reply->timer_end->minutes, 0);
	assert_int_equal(desk_number(desk, "SELECT count(*) FROM time_entry"), 0);
	assert_int_equal(desk_number(desk, "SELECT count(*) FROM timer"), 0);
	undo(desk);
	assert_string_equal(desk_dump(desk), before);
}

static void
a_total_told_with_done_is_the_total(void **state)
{
	struct desk *desk = *state;
	const Pb__StepSetReply *reply;

	start(desk, "clay");
	desk_wait(desk, 30);
	stop(desk);
	start(desk, "clay");
	desk_wait(desk, 60);
	reply = set(desk, "clay", PB__STATUS__STATUS_DONE, false, 75);
	assert_int_equal(reply->changed[0]->minutes_spent, 75);
	/* the latest piece is cut to what is left of it */
	assert_int_equal(list(desk, "clay")->total_minutes, 75);
	assert_int_equal(list(desk, "clay")->entries[0]->minutes, 45);
	set(desk, "clay", PB__STATUS__STATUS_DONE, false, 30);
	assert_int_equal(list(desk, "clay")->total_entries, 1);
	set(desk, "clay", PB__STATUS__STATUS_DONE, false, 90);
	assert_int_equal(list(desk, "clay")->total_minutes, 30);
	assert_int_equal(list(desk, "clay")->undated_minutes, 60);
}

static void
a_forgotten_timer_never_counts_beyond_the_limit_unasked(void **state)
{
	struct desk *desk = *state;
	const Pb__TimeStopReply *stopped;
	const Pb__StepSetReply *reply;

	start(desk, "clay");
	desk_wait(desk, 14 * 60);
	assert_true(timer(desk)->forgotten);
	assert_int_equal(timer(desk)->limit_minutes, 240);
	stopped = stop(desk);
	assert_true(stopped->end->cut);
	assert_int_equal(stopped->end->minutes, 240);
	assert_int_equal(stopped->end->minutes_running, 840);
	a_setting(desk, "timer-limit", "1h");
	start(desk, "clay");
	desk_wait(desk, 61);
	reply = set(desk, "clay", PB__STATUS__STATUS_DONE, false, 0);
	assert_true(reply->timer_end->cut);
	assert_int_equal(reply->timer_end->minutes, 60);
	start(desk, "wheel");
	desk_wait(desk, 600);
	assert_true(start(desk, "fire-gas")->timer_end->cut);
	assert_int_equal(desk_view(desk, "wheel")->minutes_spent, 60);
}

static void
what_the_learner_says_counts(void **state)
{
	struct desk *desk = *state;
	Pb__TimeStopRequest request = PB__TIME_STOP_REQUEST__INIT;
	Google__Protobuf__Timestamp at = GOOGLE__PROTOBUF__TIMESTAMP__INIT;
	const Pb__TimeStopReply *reply = NULL;
	int64_t began_at;

	start(desk, "clay");
	began_at = desk->now_us / 1000000;
	desk_wait(desk, 14 * 60);
	request.minutes = 300;
	assert_int_equal(desk_call(desk, "Time", "Stop", &request, &reply), ERR_OK);
	assert_int_equal(reply->end->minutes, 300);
	assert_false(reply->end->cut);
	assert_int_equal(list(desk, "")->entries[0]->began_at->seconds, began_at);
	/* more than it ran for: the work began before it */
	start(desk, "clay");
	desk_wait(desk, 10);
	request.minutes = 60;
	assert_int_equal(desk_call(desk, "Time", "Stop", &request, &reply), ERR_OK);
	began_at = desk->now_us / 1000000 - 60 * 60;
	assert_int_equal(list(desk, "")->entries[0]->began_at->seconds, began_at);
	start(desk, "clay");
	at.seconds = desk->now_us / 1000000 + 5 * 3600;
	desk_wait(desk, 14 * 60);
	request.minutes = 0;
	request.at = &at;
	assert_int_equal(desk_call(desk, "Time", "Stop", &request, &reply), ERR_OK);
	assert_int_equal(reply->end->minutes, 300);
	start(desk, "clay");
	desk_wait(desk, 30);
	request.at = NULL;
	request.discard = true;
	assert_int_equal(desk_call(desk, "Time", "Stop", &request, &reply), ERR_OK);
	assert_int_equal(reply->end->minutes, 0);
	assert_string_equal(reply->end->entry_id, "");
	assert_int_equal(desk_view(desk, "clay")->minutes_spent, 660);
}

static void
a_stop_that_cannot_be_is_refused(void **state)
{
	struct desk *desk = *state;
	Pb__TimeStopRequest request = PB__TIME_STOP_REQUEST__INIT;
	Google__Protobuf__Timestamp at = GOOGLE__PROTOBUF__TIMESTAMP__INIT;
	const char *before;

	start(desk, "clay");
	before = desk_dump(desk);
	request.at = &at;
	at.seconds = desk->now_us / 1000000 - 100;
	assert_int_equal(desk_call(desk, "Time", "Stop", &request, NULL), ERR_INVALID_ARGUMENT);
	at.seconds = desk->now_us / 1000000 + 1000;
	assert_int_equal(desk_call(desk, "Time", "Stop", &request, NULL), ERR_INVALID_ARGUMENT);
	desk_wait(desk, 3 * 24 * 60);
	at.seconds = desk->now_us / 1000000;
	assert_int_equal(desk_call(desk, "Time", "Stop", &request, NULL), ERR_INVALID_ARGUMENT);
	request.discard = true;
	assert_int_equal(desk_call(desk, "Time", "Stop", &request, NULL), ERR_INVALID_ARGUMENT);
	request.discard = false;
	request.at = NULL;
	request.minutes = 24 * 60 + 1;
	assert_int_equal(desk_call(desk, "Time", "Stop", &request, NULL), ERR_INVALID_ARGUMENT);
	assert_string_equal(desk_dump(desk), before);
}

static void
a_timer_begins_when_the_step_did_unless_that_is_long_ago(void **state)
{
	struct desk *desk = *state;
	Pb__StepSetRequest request = PB__STEP_SET_REQUEST__INIT;
	Google__Protobuf__Timestamp at = GOOGLE__PROTOBUF__TIMESTAMP__INIT;
	const Pb__StepSetReply *reply = NULL;
	const char *step = "clay";

	request.steps = &step;
	request.n_steps = 1;
	request.status = PB__STATUS__STATUS_ACTIVE;
	request.timer = true;
	request.at = &at;
	at.seconds = desk->now_us / 1000000 - 5 * 3600;
	assert_int_equal(desk_call(desk, "Step", "Set", &request, &reply), ERR_OK);
	assert_null(reply->timer);
	at.seconds = desk->now_us / 1000000 - 3600;
	assert_int_equal(desk_call(desk, "Step", "Set", &request, &reply), ERR_OK);
	assert_int_equal(reply->timer->minutes, 60);
}

static void
a_refused_start_leaves_the_timer_as_it_is(void **state)
{
	struct desk *desk = *state;
	Pb__StepSetRequest request = PB__STEP_SET_REQUEST__INIT;
	const char *step = "bowl", *before;

	start(desk, "clay");
	desk_wait(desk, 30);
	before = desk_dump(desk);
	request.steps = &step;
	request.n_steps = 1;
	request.status = PB__STATUS__STATUS_ACTIVE;
	request.timer = true;
	assert_int_equal(desk_call(desk, "Step", "Set", &request, NULL), ERR_FAILED_PRECONDITION);
	assert_string_equal(desk_dump(desk), before);
}

static void
undo_brings_a_timer_back_as_it_ran(void **state)
{
	struct desk *desk = *state;
	const char *running, *empty = desk_dump(desk);

	start(desk, "clay");
	running = desk_dump(desk);
	desk_wait(desk, 50);
	set(desk, "clay", PB__STATUS__STATUS_DONE, false, 0);
	undo(desk);
	assert_string_equal(desk_dump(desk), running);
	assert_int_equal(timer(desk)->minutes, 50);
	undo(desk);
	assert_string_equal(desk_dump(desk), empty);
}

static void
leaving_a_roadmap_ends_its_timer(void **state)
{
	struct desk *desk = *state;
	Pb__EnrollmentUnenrollRequest request = PB__ENROLLMENT_UNENROLL_REQUEST__INIT;
	const Pb__EnrollmentUnenrollReply *reply = NULL;

	start(desk, "clay");
	desk_wait(desk, 50);
	request.roadmap_id = "pottery";
	assert_int_equal(desk_call(desk, "Enrollment", "Unenroll", &request, &reply), ERR_OK);
	assert_int_equal(reply->timer_end->minutes, 50);
	assert_null(timer(desk));
	assert_int_equal(desk_number(desk, "SELECT minutes_spent FROM step_status"), 50);
}

static void
next_and_show_tell_of_the_timer(void **state)
{
	struct desk *desk = *state;
	Pb__PlanNextRequest next = PB__PLAN_NEXT_REQUEST__INIT;
	Pb__StepGetRequest get = PB__STEP_GET_REQUEST__INIT;
	const Pb__PlanNextReply *planned = NULL;
	const Pb__StepGetReply *got = NULL;

	assert_int_equal(desk_call(desk, "Plan", "Next", &next, &planned), ERR_OK);
	assert_null(planned->timer);
	start(desk, "clay");
	desk_wait(desk, 241);
	assert_int_equal(desk_call(desk, "Plan", "Next", &next, &planned), ERR_OK);
	assert_true(planned->timer->forgotten);
	get.step = "clay";
	assert_int_equal(desk_call(desk, "Step", "Get", &get, &got), ERR_OK);
	assert_int_equal(got->timer->minutes, 241);
	get.step = "wheel";
	assert_int_equal(desk_call(desk, "Step", "Get", &get, &got), ERR_OK);
	assert_null(got->timer);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, desk_setup_enrolled, desk_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(a_timer_counts_from_start_to_stop),
	    TEST(half_a_minute_is_one_and_less_is_nothing),
	    TEST(a_clock_that_was_set_back_makes_nothing_of_it),
	    TEST(without_a_timer_there_is_nothing_to_stop),
	    TEST(another_start_ends_the_first_timer_and_records_it),
	    TEST(what_is_started_again_is_timed_on),
	    TEST(done_and_skip_end_the_timer_of_their_step_only),
	    TEST(a_reset_forgets_the_timer_and_all_time),
	    TEST(a_total_told_with_done_is_the_total),
	    TEST(a_forgotten_timer_never_counts_beyond_the_limit_unasked),
	    TEST(what_the_learner_says_counts),
	    TEST(a_stop_that_cannot_be_is_refused),
	    TEST(a_timer_begins_when_the_step_did_unless_that_is_long_ago),
	    TEST(a_refused_start_leaves_the_timer_as_it_is),
	    TEST(undo_brings_a_timer_back_as_it_ran),
	    TEST(leaving_a_roadmap_ends_its_timer),
	    TEST(next_and_show_tell_of_the_timer),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
