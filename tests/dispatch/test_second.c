/*
 * While a second engine writes: whatever the first answers is what was stored at some time, never
 * before what somebody was told, and never before what it has answered itself.
 */
#include <stdlib.h>
#include <string.h>

#include "desk.h"
#include "engine/answers.h"
#include "engine/engine.h"
#include "engine/second.h"
#include "ttrpc/ttrpc.pb-c.h"

enum {
	STEPS = 6000,
	STATES_MAX = STEPS,
	QUESTIONS = 3,
	WAITING_MAX = 3, /* batches that were committed and not told of */
};

struct batch {
	uint64_t number;
	unsigned state; /* after it */
	struct bytes requests[SECOND_ASKED_MAX];
	struct dispatch_reply replies[SECOND_ASKED_MAX];
	size_t n_questions;
};

struct scene {
	struct desk *desk;
	struct desk second, third; /* the third reads anew what is stored */
	struct bytes requests[QUESTIONS];
	struct bytes answers[STATES_MAX][QUESTIONS];
	unsigned n_states; /* commits of the second */
	unsigned told;     /* the state that somebody knows of */
	uint64_t begun;
	bool is_flushed, is_executed;
	struct batch batch; /* that is flushed */
	struct batch waiting[WAITING_MAX];
	unsigned n_waiting;
	unsigned n_known, n_looked, n_taken, n_late; /* how often it was so */
	unsigned seed;
};

static unsigned
chance(struct scene *scene, unsigned n)
{
	return (unsigned)rand_r(&scene->seed) % n;
}

static struct bytes
bytes_of_question(struct desk *desk, uint32_t limit)
{
	Ttrpc__Request request = TTRPC__REQUEST__INIT;
	Pb__PlanNextRequest next = PB__PLAN_NEXT_REQUEST__INIT;
	struct bytes payload;

	next.limit = limit;
	payload = message_pack(desk->arena, &next.base);
	request.service = "roadmap.v1.Plan";
	request.method = "Next";
	request.payload = (ProtobufCBinaryData){payload.size, (uint8_t *)payload.data};
	return message_pack(desk->arena, &request.base);
}

static bool
is_same(struct bytes a, struct bytes b)
{
	return a.size == b.size && memcmp(a.data, b.data, a.size) == 0;
}

/* What is stored now: what each question is answered by an engine that has kept nothing. */
static void
note_state(struct scene *scene)
{
	struct desk *third = &scene->third;
	struct err err = ERR_NONE;

	assert_true(scene->n_states < STATES_MAX);
	for (unsigned i = 0; i < QUESTIONS; i++) {
		answers_drop(third->engine->answers);
		scene->answers[scene->n_states][i] =
		    dispatch_read(third->engine, third->now_us, third->arena, scene->requests[i])
			.response;
		assert_int_equal(engine_commit(third->engine, &err), ERR_OK);
	}
	scene->n_states++;
}

static void
read_one(struct scene *scene)
{
	const unsigned question = chance(scene, 4) == 0 ? chance(scene, QUESTIONS) : 0;
	struct desk *desk = scene->desk;
	const uint64_t seen = desk->engine->second.seen;
	struct dispatch_reply reply =
	    dispatch_read(desk->engine, desk->now_us, desk->arena, scene->requests[question]);
	struct err err = ERR_NONE;
	unsigned state = scene->told;

	assert_int_equal(reply.code, ERR_OK);
	while (state < scene->n_states && !is_same(reply.response, scene->answers[state][question]))
		state++;
	assert_true(state < scene->n_states);
	scene->told = state;
	scene->n_known += scene->is_flushed && desk->engine->second.seen == seen;
	scene->n_looked += scene->is_flushed && desk->engine->second.seen != seen;
	if (chance(scene, 2) == 0)
		assert_int_equal(engine_commit(desk->engine, &err), ERR_OK);
}

static void
flush(struct scene *scene)
{
	struct engine *first = scene->desk->engine;
	struct batch *batch = &scene->batch;

	batch->n_questions = second_asked(first, batch->requests);
	for (size_t i = 0; i < batch->n_questions; i++)
		batch->requests[i] = message_copy(scene->desk->arena, batch->requests[i]);
	second_set_writing(first, true);
	scene->is_flushed = true;
}

static void
execute(struct scene *scene)
{
	struct desk *second = &scene->second;
	struct batch *batch = &scene->batch;
	const int64_t now_us = second->now_us;

	batch->number = ++scene->begun;
	for (unsigned i = chance(scene, 3); i < 3; i++)
		desk_do_anything(second, &scene->seed);
	second->now_us = now_us;
	for (size_t i = 0; i < batch->n_questions; i++)
		batch->replies[i] =
		    dispatch_shared(second->engine, now_us, second->arena, batch->requests[i]);
	scene->is_executed = true;
}

static void
commit(struct scene *scene)
{
	struct err err = ERR_NONE;

	assert_int_equal(engine_commit(scene->second.engine, &err), ERR_OK);
	note_state(scene);
	scene->batch.state = scene->n_states - 1;
	scene->waiting[scene->n_waiting++] = scene->batch;
	scene->is_flushed = scene->is_executed = false;
}

static void
tell(struct scene *scene)
{
	struct engine *first = scene->desk->engine;
	const struct batch batch = scene->waiting[0];

	scene->n_waiting--;
	memmove(scene->waiting, scene->waiting + 1, scene->n_waiting * sizeof(batch));
	second_done(first, scene->is_flushed || scene->n_waiting > 0);
	if (scene->told < batch.state)
		scene->told = batch.state;
	for (size_t i = 0; i < batch.n_questions; i++) {
		second_take(first, batch.number, scene->desk->now_us, batch.requests[i],
		    &batch.replies[i]);
		scene->n_taken += batch.number >= first->second.seen;
		scene->n_late += batch.number < first->second.seen;
	}
}

static void
go_on(struct scene *scene)
{
	if (chance(scene, 2) == 0)
		read_one(scene);
	else if (scene->n_waiting == WAITING_MAX || (scene->n_waiting > 0 && chance(scene, 4) == 0))
		tell(scene);
	else if (!scene->is_flushed)
		flush(scene);
	else if (!scene->is_executed)
		execute(scene);
	else
		commit(scene);
}

static uint64_t
number_begun(const void *begun)
{
	return *(const uint64_t *)begun;
}

static void
scene_open(struct scene *scene, struct desk *desk)
{
	struct err err = ERR_NONE;

	scene->desk = desk;
	scene->second = scene->third = *desk;
	scene->second.engine = engine_open_second(desk->engine, &err);
	scene->second.shares = true;
	scene->third.engine = engine_open_second(desk->engine, &err);
	second_follow(desk->engine, number_begun, &scene->begun);
	for (uint32_t i = 0; i < QUESTIONS; i++)
		scene->requests[i] = bytes_of_question(desk, i);
	note_state(scene);
}

static void
no_answer_is_older_than_what_somebody_knows(void **state)
{
	static struct scene scene = {.seed = 17};

	scene_open(&scene, *state);
	for (unsigned i = 0; i < STEPS; i++)
		go_on(&scene);
	assert_true(scene.n_known > STEPS / 20 && scene.n_looked > STEPS / 100);
	assert_true(scene.n_taken > STEPS / 50 && scene.n_late > STEPS / 500);
	engine_close(scene.second.engine);
	engine_close(scene.third.engine);
}

static void
what_is_asked_no_more_is_not_asked_the_second(void **state)
{
	struct desk *desk = *state;
	struct bytes asked[SECOND_ASKED_MAX];
	const struct bytes request = bytes_of_question(desk, 1);

	assert_int_equal(second_asked(desk->engine, asked), 0);
	(void)dispatch_read(desk->engine, desk->now_us, desk->arena, request);
	second_done(desk->engine, false);
	assert_int_equal(second_asked(desk->engine, asked), 1);
	assert_true(is_same(asked[0], request));
	second_done(desk->engine, false);
	assert_int_equal(second_asked(desk->engine, asked), 0);
}

static void
what_others_write_is_seen_once_the_second_rests(void **state)
{
	struct desk *desk = *state, other = *desk;
	const struct bytes request = bytes_of_question(desk, 1);
	struct err err = ERR_NONE;
	struct dispatch_reply reply, again;

	other.engine = engine_open_second(desk->engine, &err);
	reply = dispatch_read(desk->engine, desk->now_us, desk->arena, request);
	second_set_writing(desk->engine, true);
	second_done(desk->engine, false);
	second_take(desk->engine, 1, desk->now_us, request, &reply);
	assert_int_equal(desk_set(&other, "clay", PB__STATUS__STATUS_DONE, false), ERR_OK);
	again = dispatch_read(desk->engine, desk->now_us, desk->arena, request);
	assert_false(is_same(reply.response, again.response));
	engine_close(other.engine);
}

/* Reads that take long would else never be spared again while there are writes. */
static void
a_batch_may_begin_while_the_first_reads(void **state)
{
	struct desk *desk = *state, other = *desk;
	const struct bytes request = bytes_of_question(desk, 1);
	uint64_t begun = 5;
	struct err err = ERR_NONE;
	struct dispatch_reply reply;

	other.engine = engine_open_second(desk->engine, &err);
	second_follow(desk->engine, number_begun, &begun);
	second_set_writing(desk->engine, true);
	assert_int_equal(desk_set(&other, "clay", PB__STATUS__STATUS_DONE, false), ERR_OK);
	reply = dispatch_read(desk->engine, desk->now_us, desk->arena, request);
	begun = 6;
	second_done(desk->engine, true);
	second_take(desk->engine, 4, desk->now_us, request, &reply);
	assert_false(answers_has(desk->engine->answers, request));
	second_take(desk->engine, 5, desk->now_us, request, &reply);
	assert_true(answers_has(desk->engine->answers, request));
	engine_close(other.engine);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, desk_setup_enrolled, desk_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(no_answer_is_older_than_what_somebody_knows),
	    TEST(what_is_asked_no_more_is_not_asked_the_second),
	    TEST(what_others_write_is_seen_once_the_second_rests),
	    TEST(a_batch_may_begin_while_the_first_reads),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
