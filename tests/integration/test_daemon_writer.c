/*
 * What writes goes another way than what reads: who sees what, and when.
 */
#include <signal.h>
#include <sqlite3.h>
#include <string.h>
#include <unistd.h>

#include "harness.h"
#include "roadmap/v1/event.pb-c.h"
#include "roadmap/v1/history.pb-c.h"
#include "roadmap/v1/plan.pb-c.h"

enum {
	WRITER_ROUNDS = 60,
	WRITER_OTHERS = 4,
	WRITER_DEPTH = 30,     /* requests that each of the others has under way */
	WRITER_LAST = 5,       /* that they have when the daemon stops */
	WRITER_QUESTIONS = 40, /* of one who asks all the time */
};

/* The step whose status is looked at; the others write those behind it. */
static Pb__StepSetRequest *
writer_set(struct harness *harness, size_t step, Pb__Status status)
{
	Pb__StepSetRequest *set = harness_set(harness, step + 1, status);

	set->steps[0] = set->steps[step];
	set->n_steps = 1;
	set->force = true;
	return set;
}

static Pb__Status
writer_status(unsigned round)
{
	return round % 2 == 0 ? PB__STATUS__STATUS_ACTIVE : PB__STATUS__STATUS_TODO;
}

static void
writer_ask(struct harness *harness, int fd, uint32_t stream_id)
{
	Pb__StepGetRequest get = PB__STEP_GET_REQUEST__INIT;

	get.step = "step-0000";
	harness_request(harness, fd, stream_id, "Step", "Get", &get.base);
}

static Pb__Status
writer_expect_status(struct harness *harness, int fd, uint32_t stream_id)
{
	const Ttrpc__Response *response = harness_expect(harness, fd, stream_id);
	const Pb__StepGetReply *reply;

	assert_int_equal(harness_code(response), ERR_OK);
	reply = message_unpack(&pb__step_get_reply__descriptor, harness->arena,
	    (struct bytes){response->payload.data, response->payload.len});
	assert_non_null(reply);
	return reply->step->status;
}

/* Connections that keep the writer at work. */
struct writer_others {
	int fds[WRITER_OTHERS];
	uint32_t sent[WRITER_OTHERS], taken[WRITER_OTHERS]; /* stream ids */
};

static void
writer_others_send(struct harness *harness, struct writer_others *others, unsigned i)
{
	const uint32_t id = others->sent[i] += 2;
	const Pb__StepSetRequest *set = writer_set(harness, 1 + i, writer_status((id - 3) / 2));

	harness_request(harness, others->fds[i], id, "Step", "Set", &set->base);
}

static void
writer_others_begin(struct harness *harness, struct writer_others *others)
{
	for (unsigned i = 0; i < WRITER_OTHERS; i++) {
		others->fds[i] = harness_connect(harness);
		others->sent[i] = others->taken[i] = 1;
		for (unsigned k = 0; k < WRITER_DEPTH; k++)
			writer_others_send(harness, others, i);
	}
}

static void
writer_others_expect(struct harness *harness, struct writer_others *others, unsigned i)
{
	const Ttrpc__Response *response =
	    harness_expect(harness, others->fds[i], others->taken[i] += 2);

	assert_int_equal(harness_code(response), ERR_OK);
}

/* An answer of each, and the next request. */
static void
writer_others_go_on(struct harness *harness, struct writer_others *others)
{
	for (unsigned i = 0; i < WRITER_OTHERS; i++) {
		writer_others_expect(harness, others, i);
		writer_others_send(harness, others, i);
	}
}

static void
writer_others_end(struct harness *harness, struct writer_others *others)
{
	for (unsigned i = 0; i < WRITER_OTHERS; i++) {
		while (others->taken[i] < others->sent[i])
			writer_others_expect(harness, others, i);
		close(others->fds[i]);
	}
}

static void
a_read_sees_what_its_client_asked_to_write_before(void **state)
{
	struct harness *harness = *state;
	struct writer_others others;
	int fd;

	harness_enroll(harness);
	writer_others_begin(harness, &others);
	fd = harness_connect(harness);
	for (uint32_t i = 0; i < WRITER_ROUNDS; i++) {
		const Pb__StepSetRequest *set = writer_set(harness, 0, writer_status(i));

		harness_request(harness, fd, 4 * i + 1, "Step", "Set", &set->base);
		writer_ask(harness, fd, 4 * i + 3);
	}
	for (uint32_t i = 0; i < WRITER_ROUNDS; i++) {
		assert_int_equal(harness_code(harness_expect(harness, fd, 4 * i + 1)), ERR_OK);
		assert_int_equal(writer_expect_status(harness, fd, 4 * i + 3), writer_status(i));
	}
	writer_others_end(harness, &others);
	close(fd);
}

static void
what_was_acknowledged_is_seen_by_every_other_client(void **state)
{
	struct harness *harness = *state;
	struct writer_others others;
	int writer, reader;

	harness_enroll(harness);
	writer_others_begin(harness, &others);
	writer = harness_connect(harness);
	reader = harness_connect(harness);
	for (uint32_t i = 0; i < WRITER_ROUNDS; i++) {
		const Pb__StepSetRequest *set = writer_set(harness, 0, writer_status(i));

		harness_request(harness, writer, 2 * i + 1, "Step", "Set", &set->base);
		assert_int_equal(harness_code(harness_expect(harness, writer, 2 * i + 1)), ERR_OK);
		writer_ask(harness, reader, 2 * i + 1);
		assert_int_equal(writer_expect_status(harness, reader, 2 * i + 1),
		    writer_status(i));
		writer_others_go_on(harness, &others);
	}
	writer_others_end(harness, &others);
	close(reader);
	close(writer);
}

static const char *
writer_expect_next(struct harness *harness, int fd, uint32_t stream_id)
{
	const Ttrpc__Response *response = harness_expect(harness, fd, stream_id);
	const Pb__PlanNextReply *reply;

	assert_int_equal(harness_code(response), ERR_OK);
	reply = message_unpack(&pb__plan_next_reply__descriptor, harness->arena,
	    (struct bytes){response->payload.data, response->payload.len});
	assert_non_null(reply);
	assert_true(reply->n_recommendations > 0);
	return reply->recommendations[0]->step->id;
}

/* Who asks without a pause has the daemon look only once a turn what was written. */
static void
an_answer_that_was_kept_is_gone_when_a_write_is_acknowledged(void **state)
{
	struct harness *harness = *state;
	int writer, reader, curious;
	uint32_t id = 1;

	harness_enroll(harness);
	writer = harness_connect(harness);
	reader = harness_connect(harness);
	curious = harness_connect(harness);
	for (uint32_t i = 0; i < WRITER_ROUNDS; i++) {
		const size_t step = 10 + i;
		const Pb__StepSetRequest *set =
		    writer_set(harness, step, PB__STATUS__STATUS_ACTIVE);

		for (uint32_t k = 0; k < WRITER_QUESTIONS; k++, id += 2)
			harness_request(harness, curious, id, "Plan", "Next", NULL);
		harness_request(harness, writer, 4 * i + 1, "Step", "Set", &set->base);
		assert_int_equal(harness_code(harness_expect(harness, writer, 4 * i + 1)), ERR_OK);
		harness_request(harness, reader, 2 * i + 1, "Plan", "Next", NULL);
		assert_string_equal(writer_expect_next(harness, reader, 2 * i + 1), set->steps[0]);
		set = writer_set(harness, step, PB__STATUS__STATUS_DONE);
		harness_request(harness, writer, 4 * i + 3, "Step", "Set", &set->base);
		assert_int_equal(harness_code(harness_expect(harness, writer, 4 * i + 3)), ERR_OK);
		for (uint32_t k = WRITER_QUESTIONS; k > 0; k--)
			(void)writer_expect_next(harness, curious, id - 2 * k);
	}
	close(curious);
	close(reader);
	close(writer);
}

/* Told of it, a watcher asks, and sees it; what it is told comes in the order of the history. */
static void
events_come_in_order_and_after_what_they_tell(void **state)
{
	struct harness *harness = *state;
	const Pb__EventNotice *notice;
	struct writer_others others;
	int watcher, reader;
	struct frame frame;
	struct bytes data;
	uint32_t seq = 0;

	harness_enroll(harness);
	reader = harness_connect(harness);
	watcher = harness_connect(harness);
	harness_watch(harness, watcher, 1);
	harness_request(harness, watcher, 3, "Admin", "Hello", NULL);
	assert_int_equal(harness_code(harness_expect(harness, watcher, 3)), ERR_OK);
	writer_others_begin(harness, &others);
	for (uint32_t i = 0; i < WRITER_OTHERS * WRITER_DEPTH; i++) {
		Pb__HistoryListRequest list = PB__HISTORY_LIST_REQUEST__INIT;
		const Pb__HistoryListReply *reply;
		const Ttrpc__Response *response;

		assert_true(harness_receive(harness, watcher, &frame, &data));
		notice = message_unpack(&pb__event_notice__descriptor, harness->arena, data);
		assert_non_null(notice);
		assert_true(notice->seq > seq);
		seq = notice->seq;
		harness_request(harness, reader, 2 * i + 1, "History", "List", &list.base);
		response = harness_expect(harness, reader, 2 * i + 1);
		reply = message_unpack(&pb__history_list_reply__descriptor, harness->arena,
		    (struct bytes){response->payload.data, response->payload.len});
		assert_non_null(reply);
		assert_true(reply->actions[0]->seq >= seq);
	}
	writer_others_end(harness, &others);
	close(watcher);
	close(reader);
}

static void
sigterm_has_what_was_sent_written_and_answered(void **state)
{
	struct harness *harness = *state;
	struct writer_others others;
	int fds[WRITER_OTHERS];

	harness_enroll(harness);
	for (unsigned i = 0; i < WRITER_OTHERS; i++) {
		fds[i] = harness_connect(harness);
		harness_request(harness, fds[i], 1, "Admin", "Hello", NULL);
		assert_int_equal(harness_code(harness_expect(harness, fds[i], 1)), ERR_OK);
		others.fds[i] = fds[i];
		others.sent[i] = others.taken[i] = 1;
	}
	for (unsigned i = 0; i < WRITER_OTHERS; i++)
		for (unsigned k = 0; k < WRITER_LAST; k++)
			writer_others_send(harness, &others, i);
	/* and a read behind them */
	writer_ask(harness, fds[0], others.sent[0] + 2);
	assert_int_equal(harness_stop(harness, SIGTERM), 0);
	for (unsigned i = 0; i < WRITER_OTHERS; i++) {
		while (others.taken[i] < others.sent[i])
			writer_others_expect(harness, &others, i);
		if (i == 0)
			(void)writer_expect_status(harness, fds[0], others.sent[0] + 2);
		harness_expect_end(harness, fds[i]);
	}
}

static void
a_database_that_is_held_does_not_hold_up_sigterm(void **state)
{
	struct harness *harness = *state;
	const Pb__StepSetRequest *set;
	sqlite3 *other;
	int fd;

	harness_enroll(harness);
	set = writer_set(harness, 0, PB__STATUS__STATUS_ACTIVE);
	fd = harness_connect(harness);
	assert_int_equal(sqlite3_open(harness->database, &other), SQLITE_OK);
	assert_int_equal(sqlite3_exec(other, "BEGIN IMMEDIATE", NULL, NULL, NULL), SQLITE_OK);
	harness_request(harness, fd, 1, "Step", "Set", &set->base);
	harness_expect_alive(harness);
	assert_int_equal(harness_stop(harness, SIGTERM), 0);
	assert_int_equal(harness_code(harness_expect(harness, fd, 1)), ERR_UNAVAILABLE);
	harness_expect_end(harness, fd);
	sqlite3_close(other);
}

static void
a_refusal_behind_a_write_comes_behind_its_answer(void **state)
{
	struct harness *harness = *state;
	const struct frame frame = {UINT32_MAX, 5, FRAME_REQUEST, 0};
	const Pb__StepSetRequest *set;
	int fd;

	harness_enroll(harness);
	set = writer_set(harness, 0, PB__STATUS__STATUS_ACTIVE);
	fd = harness_connect(harness);
	harness_request(harness, fd, 1, "Step", "Set", &set->base);
	harness_request(harness, fd, 3, "Step", "Nope", NULL);
	harness_send_frame(fd, &frame, NULL);
	assert_int_equal(harness_code(harness_expect(harness, fd, 1)), ERR_OK);
	assert_int_equal(harness_code(harness_expect(harness, fd, 3)), ERR_UNIMPLEMENTED);
	assert_int_equal(harness_code(harness_expect(harness, fd, 5)), ERR_RESOURCE_EXHAUSTED);
	close(fd);
}

/* The writer opens the database late: it makes none anew. */
static void
a_database_that_is_gone_before_the_first_write_is_not_made_anew(void **state)
{
	struct harness *harness = *state;
	Pb__StepSetRequest set = PB__STEP_SET_REQUEST__INIT;
	const char *away = arena_printf(harness->arena, "%s.away", harness->database);
	const Ttrpc__Response *response;
	int fd = harness_connect(harness);

	harness_expect_alive(harness);
	assert_int_equal(rename(harness->database, away), 0);
	harness_request(harness, fd, 1, "Step", "Set", &set.base);
	response = harness_expect(harness, fd, 1);
	assert_int_equal(harness_code(response), ERR_UNAVAILABLE);
	assert_non_null(strstr(response->status->message, "is gone"));
	assert_int_equal(access(harness->database, F_OK), -1);
	assert_int_equal(rename(away, harness->database), 0);
	harness_request(harness, fd, 3, "Step", "Set", &set.base);
	assert_int_equal(harness_code(harness_expect(harness, fd, 3)), ERR_INVALID_ARGUMENT);
	close(fd);
}

#define WRITER_TEST(name) cmocka_unit_test_setup_teardown(name, harness_setup, harness_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    WRITER_TEST(a_read_sees_what_its_client_asked_to_write_before),
	    WRITER_TEST(what_was_acknowledged_is_seen_by_every_other_client),
	    WRITER_TEST(an_answer_that_was_kept_is_gone_when_a_write_is_acknowledged),
	    WRITER_TEST(events_come_in_order_and_after_what_they_tell),
	    WRITER_TEST(sigterm_has_what_was_sent_written_and_answered),
	    WRITER_TEST(a_database_that_is_held_does_not_hold_up_sigterm),
	    WRITER_TEST(a_refusal_behind_a_write_comes_behind_its_answer),
	    WRITER_TEST(a_database_that_is_gone_before_the_first_write_is_not_made_anew),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
