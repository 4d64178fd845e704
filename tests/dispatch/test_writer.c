/* The writer, without a socket: who gets what when. */
#include <event2/event.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

#include "desk.h"
#include "ttrpc/ttrpc.pb-c.h"
#include "writer.h"

enum {
	WRITER_JOBS = 2,
};

struct stand {
	struct desk *desk;
	struct event_base *base;
	struct writer *writer;
	struct writer_job jobs[WRITER_JOBS];
	unsigned n_done;
};

static void
stand_done(void *arg, struct writer_jobs *jobs)
{
	struct stand *stand = arg;

	while (!STAILQ_EMPTY(jobs)) {
		STAILQ_REMOVE_HEAD(jobs, link);
		stand->n_done++;
	}
}

static int
setup(void **state)
{
	struct stand *stand = calloc(1, sizeof(*stand));

	desk_setup_enrolled((void **)&stand->desk);
	stand->base = event_base_new();
	stand->writer = writer_new(stand->base, stand->desk->engine, stand_done, stand);
	assert_non_null(stand->writer);
	*state = stand;
	return 0;
}

static int
teardown(void **state)
{
	struct stand *stand = *state;

	writer_free(stand->writer);
	for (unsigned i = 0; i < WRITER_JOBS; i++)
		writer_job_clear(&stand->jobs[i]);
	event_base_free(stand->base);
	desk_teardown((void **)&stand->desk);
	free(stand);
	return 0;
}

static void
stand_wait(struct stand *stand, unsigned n_done)
{
	while (stand->n_done < n_done)
		assert_int_equal(event_base_loop(stand->base, EVLOOP_ONCE), 0);
}

static struct bytes
request(struct desk *desk, const char *service, const char *method, struct bytes payload)
{
	Ttrpc__Request request = TTRPC__REQUEST__INIT;

	request.service = service;
	request.method = method;
	request.payload = (ProtobufCBinaryData){payload.size, (uint8_t *)payload.data};
	return message_pack(desk->arena, &request.base);
}

static struct bytes
done(struct desk *desk, const char *step)
{
	Pb__StepSetRequest set = PB__STEP_SET_REQUEST__INIT;

	set.steps = &step;
	set.n_steps = 1;
	set.status = PB__STATUS__STATUS_DONE;
	return request(desk, "roadmap.v1.Step", "Set", message_pack(desk->arena, &set.base));
}

static void
a_backup_has_what_was_to_be_written_before_it(void **state)
{
	struct stand *stand = *state;
	struct desk copy = *stand->desk;
	struct err err = ERR_NONE;

	stand->jobs[0].request = done(stand->desk, "clay");
	for (unsigned i = 0; i < WRITER_JOBS; i++)
		writer_put(stand->writer, &stand->jobs[i]);
	writer_flush(stand->writer);
	stand_wait(stand, WRITER_JOBS);
	assert_int_equal(stand->jobs[0].reply.code, ERR_OK);
	assert_int_equal(stand->jobs[1].reply.code, ERR_OK);
	copy.engine = engine_open(stand->jobs[1].reply.text, &err);
	assert_non_null(copy.engine);
	assert_int_equal(desk_view(&copy, "clay")->status, PB__STATUS__STATUS_DONE);
	engine_close(copy.engine);
}

static void
an_answer_does_not_wait_for_a_request_that_waits(void **state)
{
	struct stand *stand = *state;
	sqlite3 *other;

	assert_int_equal(sqlite3_open(stand->desk->path, &other), SQLITE_OK);
	assert_int_equal(sqlite3_exec(other, "BEGIN IMMEDIATE", NULL, NULL, NULL), SQLITE_OK);
	stand->jobs[0].request = request(stand->desk, "roadmap.v1.Step", "Set",
	    (struct bytes){(const uint8_t *)"\xff", 1});
	stand->jobs[1].request = done(stand->desk, "clay");
	for (unsigned i = 0; i < WRITER_JOBS; i++)
		writer_put(stand->writer, &stand->jobs[i]);
	writer_flush(stand->writer);
	stand_wait(stand, 1);
	assert_int_equal(stand->jobs[0].reply.code, ERR_INVALID_ARGUMENT);
	assert_int_equal(sqlite3_close(other), SQLITE_OK);
	stand_wait(stand, 2);
	assert_int_equal(stand->jobs[1].reply.code, ERR_OK);
}

static struct bytes
next(struct desk *desk)
{
	return request(desk, "roadmap.v1.Plan", "Next", (struct bytes){NULL, 0});
}

static const char *
next_step(struct desk *desk, const struct writer_job *job)
{
	const Ttrpc__Response *response =
	    message_unpack(&ttrpc__response__descriptor, desk->arena, job->reply.response);
	const Pb__PlanNextReply *reply = message_unpack(&pb__plan_next_reply__descriptor,
	    desk->arena, (struct bytes){response->payload.data, response->payload.len});

	return reply->recommendations[0]->step->id;
}

static void
a_question_comes_after_all_that_its_batch_writes(void **state)
{
	struct stand *stand = *state;

	assert_true(writer_takes_questions(stand->writer));
	stand->jobs[0].request = next(stand->desk);
	stand->jobs[1].request = done(stand->desk, "clay");
	writer_ask(stand->writer, &stand->jobs[0]);
	writer_put(stand->writer, &stand->jobs[1]);
	assert_false(writer_takes_questions(stand->writer));
	writer_flush(stand->writer);
	stand_wait(stand, WRITER_JOBS);
	assert_true(writer_takes_questions(stand->writer));
	assert_true(stand->jobs[0].reply.holds);
	assert_string_equal(next_step(stand->desk, &stand->jobs[0]), "wheel");
	assert_int_equal(stand->jobs[0].batch, stand->jobs[1].batch);
	assert_int_equal(writer_begun(stand->writer), stand->jobs[0].batch);
}

/* Its memory is whose it was. */
static void
a_question_for_a_batch_that_never_came_is_given_back(void **state)
{
	struct stand *stand = *state;

	stand->jobs[0].request = next(stand->desk);
	writer_ask(stand->writer, &stand->jobs[0]);
	writer_free(stand->writer);
	stand->writer = NULL;
	assert_int_equal(stand->n_done, 1);
	assert_null(stand->jobs[0].reply.response.data);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(a_backup_has_what_was_to_be_written_before_it),
	    TEST(an_answer_does_not_wait_for_a_request_that_waits),
	    TEST(a_question_comes_after_all_that_its_batch_writes),
	    TEST(a_question_for_a_batch_that_never_came_is_given_back),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
