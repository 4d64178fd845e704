/*
 * How long the daemon waits for a client: for the rest of a frame, for its answers to be taken, for
 * the first byte.
 */
#include <errno.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "bounds_test.h"

enum {
	PATIENCE_ANSWERS = 60, /* over what the sockets hold */
};

static const struct frame patience_frame = {1000, 1, FRAME_REQUEST, 0};

static void
half_a_header_is_ended_and_others_are_not(void **state)
{
	struct harness *harness = *state;
	int bystander, fd;

	bounds_test_start(harness, "frame_ms=1");
	bystander = bounds_test_connect(harness);
	fd = harness_connect(harness);
	harness_send(fd, "\0\0", 2);
	harness_expect_end(harness, fd);
	bounds_test_hello(harness, bystander, 3);
	close(bystander);
}

static void
half_a_frame_is_ended_and_what_came_before_it_is_answered(void **state)
{
	struct harness *harness = *state;
	struct frame frame = patience_frame;
	int fd;

	bounds_test_start(harness, "frame_ms=1");
	fd = harness_connect(harness);
	harness_request(harness, fd, 1, "Admin", "Hello", NULL);
	frame.stream_id = 3;
	harness_send_frame(fd, &frame, NULL);
	harness_send(fd, "half", 4);
	assert_int_equal(harness_code(harness_expect(harness, fd, 1)), ERR_OK);
	harness_expect_end(harness, fd);
}

static void
half_of_what_is_refused_is_ended(void **state)
{
	struct harness *harness = *state;
	const struct frame frame = {UINT32_MAX, 1, FRAME_REQUEST, 0};
	int fd;

	bounds_test_start(harness, "frame_ms=1");
	fd = harness_connect(harness);
	harness_send_frame(fd, &frame, NULL);
	assert_int_equal(harness_code(harness_expect(harness, fd, 1)), ERR_RESOURCE_EXHAUSTED);
	harness_expect_end(harness, fd);
}

/* Every byte comes in time for a limit on idleness. The frame as a whole does not. */
static void
a_frame_that_comes_byte_by_byte_is_ended(void **state)
{
	struct harness *harness = *state;
	const struct frame frame = {FRAME_DATA_MAX, 1, FRAME_REQUEST, 0};
	struct arena *own = harness->arena, *answers = arena_new();
	uint32_t stream_id = 1;
	int bystander, fd;

	bounds_test_start(harness, "frame_ms=200");
	bystander = bounds_test_connect(harness);
	fd = harness_connect(harness);
	harness_send_frame(fd, &frame, NULL);
	harness->arena = answers;
	for (int i = 0; i < FRAME_DATA_MAX && send(fd, "", 1, MSG_NOSIGNAL) == 1; i++) {
		bounds_test_hello(harness, bystander, stream_id += 2);
		arena_reset(answers);
	}
	assert_int_equal(send(fd, "", 1, MSG_NOSIGNAL), -1);
	bounds_test_hello(harness, bystander, stream_id + 2);
	harness->arena = own;
	arena_free(answers);
	close(fd);
	close(bystander);
}

/* A client that is not read, since it does not read, cannot end its frame. */
static void
a_frame_may_rest_while_the_daemon_does_not_read_it(void **state)
{
	struct harness *harness = *state;
	struct frame frame;
	struct bytes hello;
	int fd, bystander;

	bounds_test_start(harness, "frame_ms=1 pause=100000");
	harness_enroll(harness);
	bystander = bounds_test_connect(harness);
	fd = harness_connect(harness);
	hello = harness_pack(harness, 3 + 2 * PATIENCE_ANSWERS, "Admin", "Hello", NULL);
	bounds_test_ask(harness, fd, 3, PATIENCE_ANSWERS);
	harness_send(fd, hello.data, hello.size - 1);
	for (uint32_t i = 3; i < 200; i += 2)
		bounds_test_hello(harness, bystander, i);
	harness_send(fd, hello.data + hello.size - 1, 1);
	for (uint32_t i = 0; i <= PATIENCE_ANSWERS; i++)
		assert_int_equal(harness_code(harness_expect(harness, fd, 3 + 2 * i)), ERR_OK);
	frame_read(&frame, hello.data);
	assert_int_equal(frame.stream_id, 3 + 2 * PATIENCE_ANSWERS);
	close(fd);
	close(bystander);
}

static void
a_client_that_does_not_take_its_answers_is_ended_and_others_are_not(void **state)
{
	struct harness *harness = *state;
	int slow, quick;
	size_t size;

	bounds_test_start(harness, "unread_ms=50");
	harness_enroll(harness);
	size = bounds_test_size(harness);
	slow = bounds_test_connect(harness);
	quick = bounds_test_connect(harness);
	bounds_test_ask(harness, slow, 3, PATIENCE_ANSWERS);
	bounds_test_await_line(harness, "it does not take its answers");
	for (uint32_t i = 3; i < 3 + 2 * PATIENCE_ANSWERS; i += 2) {
		bounds_test_ask(harness, quick, i, 1);
		assert_int_equal(harness_code(harness_expect(harness, quick, i)), ERR_OK);
	}
	assert_in_range(bounds_test_drain(slow), 1, PATIENCE_ANSWERS * size - 1);
	close(quick);
}

static bool
patience_has_line(const struct harness *harness)
{
	struct pollfd wait = {.fd = harness->errors, .events = POLLIN};

	return poll(&wait, 1, 0) == 1;
}

static void
a_client_that_takes_a_byte_at_a_time_is_ended(void **state)
{
	struct harness *harness = *state;
	struct arena *own = harness->arena, *answers = arena_new();
	uint32_t stream_id = 1;
	int slow, quick;
	char byte;

	bounds_test_start(harness, "unread_ms=100");
	harness_enroll(harness);
	bounds_test_await_line(harness, "listening");
	slow = bounds_test_connect(harness);
	quick = bounds_test_connect(harness);
	bounds_test_ask(harness, slow, 3, PATIENCE_ANSWERS);
	harness->arena = answers;
	while (!patience_has_line(harness)) {
		assert_int_equal(recv(slow, &byte, 1, 0), 1);
		bounds_test_hello(harness, quick, stream_id += 2);
		arena_reset(answers);
	}
	harness->arena = own;
	arena_free(answers);
	bounds_test_await_line(harness, "it does not take its answers");
	close(quick);
	close(slow);
}

static void
a_silent_connection_is_ended_when_others_wait(void **state)
{
	struct harness *harness = *state;
	int spoken, silent, waiting;

	bounds_test_start(harness, "conns=2 silent_ms=0");
	spoken = bounds_test_connect(harness);
	silent = harness_connect(harness);
	waiting = bounds_test_connect(harness);
	harness_expect_end(harness, silent);
	bounds_test_hello(harness, spoken, 3);
	close(spoken);
	close(waiting);
}

static void
a_connection_that_has_spoken_is_kept_when_others_wait(void **state)
{
	struct harness *harness = *state;
	int first, second, waiting;

	bounds_test_start(harness, "conns=2 silent_ms=0");
	first = bounds_test_connect(harness);
	second = bounds_test_connect(harness);
	waiting = harness_connect(harness);
	harness_request(harness, waiting, 1, "Admin", "Hello", NULL);
	bounds_test_await_line(harness, "no more connections for now");
	bounds_test_hello(harness, first, 3);
	bounds_test_hello(harness, second, 3);
	close(first);
	assert_int_equal(harness_code(harness_expect(harness, waiting, 1)), ERR_OK);
	close(second);
	close(waiting);
}

static void
a_silent_connection_is_kept_while_there_is_room(void **state)
{
	struct harness *harness = *state;
	int silent;

	bounds_test_start(harness, "conns=3 silent_ms=0 frame_ms=1 unread_ms=1");
	silent = harness_connect(harness);
	for (int i = 0; i < 20; i++) {
		int fd = bounds_test_connect(harness);

		bounds_test_hello(harness, fd, 3);
		close(fd);
	}
	bounds_test_hello(harness, silent, 1);
	close(silent);
}

#define PATIENCE_TEST(name) \
	cmocka_unit_test_setup_teardown(name, harness_setup_empty, harness_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    PATIENCE_TEST(half_a_header_is_ended_and_others_are_not),
	    PATIENCE_TEST(half_a_frame_is_ended_and_what_came_before_it_is_answered),
	    PATIENCE_TEST(half_of_what_is_refused_is_ended),
	    PATIENCE_TEST(a_frame_that_comes_byte_by_byte_is_ended),
	    PATIENCE_TEST(a_frame_may_rest_while_the_daemon_does_not_read_it),
	    PATIENCE_TEST(a_client_that_does_not_take_its_answers_is_ended_and_others_are_not),
	    PATIENCE_TEST(a_client_that_takes_a_byte_at_a_time_is_ended),
	    PATIENCE_TEST(a_silent_connection_is_ended_when_others_wait),
	    PATIENCE_TEST(a_connection_that_has_spoken_is_kept_when_others_wait),
	    PATIENCE_TEST(a_silent_connection_is_kept_while_there_is_room),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
