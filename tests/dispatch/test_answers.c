/* Answers that are kept are those that would be given. */
#include <string.h>

#include "desk.h"
#include "engine/answers.h"
#include "engine/engine.h"
#include "ttrpc/ttrpc.pb-c.h"

enum {
	COMMANDS = 400,
	QUESTIONS = 5,
};

static const Pb__PlanNextRequest *
question(struct desk *desk, int i)
{
	Pb__PlanNextRequest *request = message_new(&pb__plan_next_request__descriptor, desk->arena);

	request->limit = i == 1 ? 1000 : 0;
	request->minutes = i == 2 ? 20 : 0;
	request->ahead = i == 3;
	request->skill = i == 4 ? "throwing" : "";
	return request;
}

/* At the desk's next second; it stays there. */
static struct bytes
ask(struct desk *desk, int i)
{
	(void)desk_call(desk, "Plan", "Next", question(desk, i), NULL);
	desk->now_us -= 1000000;
	return desk->last.response;
}

static void
assert_same(struct bytes a, struct bytes b)
{
	assert_int_equal(a.size, b.size);
	assert_memory_equal(a.data, b.data, a.size);
}

/* Asked for the second time, and then by the long way; all in the same second. */
static void
assert_asking_again_changes_nothing(struct desk *desk)
{
	struct bytes again[QUESTIONS];

	for (int i = 0; i < QUESTIONS; i++)
		(void)ask(desk, i);
	for (int i = 0; i < QUESTIONS; i++)
		again[i] = ask(desk, i);
	answers_drop(desk->engine->answers);
	for (int i = 0; i < QUESTIONS; i++)
		assert_same(again[i], ask(desk, i));
}

static struct bytes
bytes_of_next(struct desk *desk)
{
	Ttrpc__Request request = TTRPC__REQUEST__INIT;

	request.service = "roadmap.v1.Plan";
	request.method = "Next";
	return message_pack(desk->arena, &request.base);
}

static bool
is_kept(struct desk *desk)
{
	Pb__PlanNextRequest request = PB__PLAN_NEXT_REQUEST__INIT;

	answers_drop(desk->engine->answers);
	assert_int_equal(desk_call(desk, "Plan", "Next", &request, NULL), ERR_OK);
	return answers_has(desk->engine->answers, bytes_of_next(desk));
}

static void
whatever_is_done_a_kept_answer_is_the_one_that_would_be_given(void **state)
{
	struct desk *desk = *state;
	unsigned seed = 7;

	for (int i = 0; i < COMMANDS; i++) {
		desk_do_anything(desk, &seed);
		assert_asking_again_changes_nothing(desk);
	}
}

static void
it_is_so_while_writes_wait_for_their_commit(void **state)
{
	struct desk *desk = *state;
	struct err err = ERR_NONE;
	unsigned seed = 8;

	desk->shares = true;
	for (int i = 0; i < COMMANDS; i++) {
		desk_do_anything(desk, &seed);
		assert_asking_again_changes_nothing(desk);
		if (i % 3 == 0)
			assert_int_equal(engine_commit(desk->engine, &err), ERR_OK);
	}
}

static void
what_another_process_writes_is_seen(void **state)
{
	struct desk *desk = *state;
	struct desk other = *desk;
	struct err err = ERR_NONE;
	unsigned seed = 9;

	other.engine = engine_open(desk->path, &err);
	assert_non_null(other.engine);
	for (int i = 0; i < COMMANDS / 4; i++) {
		struct bytes mine;

		desk->shares = i % 2 != 0; /* then it is seen in the next turn */
		(void)ask(desk, 0);
		desk_do_anything(&other, &seed);
		desk->now_us = other.now_us;
		if (desk->shares)
			assert_int_equal(engine_commit(desk->engine, &err), ERR_OK);
		mine = ask(desk, 0);
		answers_drop(other.engine->answers);
		assert_same(mine, ask(&other, 0));
	}
	engine_close(other.engine);
}

static void
an_answer_that_tells_of_a_running_timer_is_not_kept(void **state)
{
	struct desk *desk = *state;
	Pb__StepSetRequest start = PB__STEP_SET_REQUEST__INIT;
	const char *step = "clay";

	assert_true(is_kept(desk));
	start.steps = &step;
	start.n_steps = 1;
	start.status = PB__STATUS__STATUS_ACTIVE;
	start.timer = true;
	assert_int_equal(desk_call(desk, "Step", "Set", &start, NULL), ERR_OK);
	assert_false(is_kept(desk));
}

static void
no_answer_outlives_a_commit_that_failed(void **state)
{
	struct desk *desk = *state;

	assert_true(is_kept(desk));
	engine_ended(desk->engine, ERR_UNAVAILABLE, "the disk is full");
	assert_false(answers_has(desk->engine->answers, bytes_of_next(desk)));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, desk_setup_enrolled, desk_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(whatever_is_done_a_kept_answer_is_the_one_that_would_be_given),
	    TEST(it_is_so_while_writes_wait_for_their_commit),
	    TEST(what_another_process_writes_is_seen),
	    TEST(an_answer_that_tells_of_a_running_timer_is_not_kept),
	    TEST(no_answer_outlives_a_commit_that_failed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
