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

/* Step.Set, with this for its payload. */
static struct bytes
request(struct desk *desk, struct bytes payload)
{
	Ttrpc__Request request = TTRPC__REQUEST__INIT;

	request.service = "roadmap.v1.Step";
	request.method = "Set";
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
	return request(desk, message_pack(desk->arena, &set.base));
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
	stand->jobs[0].request = request(stand->desk, (struct bytes){(const uint8_t *)"\xff", 1});
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

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(a_backup_has_what_was_to_be_written_before_it),
	    TEST(an_answer_does_not_wait_for_a_request_that_waits),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
