/*
 * What a well-behaved client may count on.
 */
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "harness.h"

enum {
	WIRE_PIPELINED = 100,
	WIRE_LATE = 20000,
	WIRE_IDLE = 1000,
};

static void
hello_is_answered(void **state)
{
	harness_expect_alive(*state);
}

static void
an_unknown_service_or_method_is_unimplemented(void **state)
{
	struct harness *harness = *state;
	int fd = harness_connect(harness);

	harness_request(harness, fd, 1, "Admin", "Nope", NULL);
	assert_int_equal(harness_code(harness_expect(harness, fd, 1)), ERR_UNIMPLEMENTED);
	close(fd);
}

static void
a_unary_request_may_say_that_the_client_sends_no_more(void **state)
{
	struct harness *harness = *state;
	int fd = harness_connect(harness);
	struct bytes bytes = harness_pack(harness, 1, "Admin", "Hello", NULL);
	struct frame frame;

	frame_read(&frame, bytes.data);
	frame.flags = FRAME_REMOTE_CLOSED;
	harness_send_frame(fd, &frame, bytes.data + FRAME_HEADER_SIZE);
	assert_int_equal(harness_code(harness_expect(harness, fd, 1)), ERR_OK);
	close(fd);
}

static void
a_hundred_pipelined_requests_are_answered_by_their_stream_ids(void **state)
{
	struct harness *harness = *state;
	int fd = harness_connect(harness);

	for (uint32_t i = 0; i < WIRE_PIPELINED; i++)
		harness_request(harness, fd, 2 * i + 1, "Admin", i % 2 ? "Nope" : "Hello", NULL);
	for (uint32_t i = 0; i < WIRE_PIPELINED; i++)
		assert_int_equal(harness_code(harness_expect(harness, fd, 2 * i + 1)),
		    i % 2 ? ERR_UNIMPLEMENTED : ERR_OK);
	close(fd);
}

/* Answers to frames of several kinds, one after the other, as one run of bytes. */
static struct bytes
wire_answers(struct harness *harness, int fd, size_t n)
{
	uint8_t *all = arena_alloc(harness->arena, 1 << 20);
	struct frame frame;
	struct bytes data;
	size_t size = 0;

	for (size_t i = 0; i < n; i++) {
		assert_true(harness_receive(harness, fd, &frame, &data));
		frame_write(all + size, &frame);
		memcpy(all + size + FRAME_HEADER_SIZE, data.data, data.size);
		size += FRAME_HEADER_SIZE + data.size;
	}
	return (struct bytes){all, size};
}

static struct bytes
wire_stream(struct harness *harness, size_t n)
{
	static const char *const methods[][2] = {
	    {"Admin", "Hello"},
	    {"Admin", "Nope"},
	    {"Catalog", "List"},
	    {"Step", "List"},
	};
	uint8_t *all = arena_alloc(harness->arena, n * 256);
	size_t size = 0;

	for (size_t i = 0; i < n; i++) {
		struct bytes frame = harness_pack(harness, (uint32_t)(2 * i + 1), methods[i % 4][0],
		    methods[i % 4][1], NULL);
		memcpy(all + size, frame.data, frame.size);
		size += frame.size;
	}
	return (struct bytes){all, size};
}

static void
random_chunks_of_a_stream_give_the_same_answers(void **state)
{
	struct harness *harness = *state;
	const struct bytes stream = wire_stream(harness, WIRE_PIPELINED);
	int fd = harness_connect(harness);
	struct bytes whole, chunked;

	harness_send(fd, stream.data, stream.size);
	whole = wire_answers(harness, fd, WIRE_PIPELINED);
	close(fd);
	srandom(7);
	for (int round = 0; round < 5; round++) {
		fd = harness_connect(harness);
		for (size_t at = 0, n; at < stream.size; at += n) {
			n = (size_t)random() % 40 + 1;
			if (n > stream.size - at)
				n = stream.size - at;
			harness_send(fd, stream.data + at, n);
		}
		chunked = wire_answers(harness, fd, WIRE_PIPELINED);
		assert_int_equal(chunked.size, whole.size);
		assert_memory_equal(chunked.data, whole.data, whole.size);
		close(fd);
	}
}

static void
a_request_over_the_limit_is_refused_by_its_header_and_the_connection_lives_on(void **state)
{
	struct harness *harness = *state;
	const struct frame frame = {FRAME_DATA_MAX + 1, 1, FRAME_REQUEST, 0};
	void *data = arena_alloc(harness->arena, frame.length_bytes);
	int fd = harness_connect(harness);

	harness_send_frame(fd, &frame, NULL);
	assert_int_equal(harness_code(harness_expect(harness, fd, 1)), ERR_RESOURCE_EXHAUSTED);
	harness_send(fd, data, frame.length_bytes);
	harness_request(harness, fd, 3, "Admin", "Hello", NULL);
	assert_int_equal(harness_code(harness_expect(harness, fd, 3)), ERR_OK);
	close(fd);
}

static void
a_request_of_just_the_limit_is_read(void **state)
{
	struct harness *harness = *state;
	const struct frame frame = {FRAME_DATA_MAX, 1, FRAME_REQUEST, 0};
	void *data = arena_alloc(harness->arena, frame.length_bytes);
	int fd = harness_connect(harness);

	memset(data, 0xff, frame.length_bytes);
	harness_send_frame(fd, &frame, data);
	assert_int_equal(harness_code(harness_expect(harness, fd, 1)), ERR_INVALID_ARGUMENT);
	close(fd);
}

static void
what_was_asked_before_the_client_shut_its_side_is_answered(void **state)
{
	struct harness *harness = *state;
	int fd = harness_connect(harness);

	for (uint32_t i = 0; i < WIRE_PIPELINED; i++)
		harness_request(harness, fd, 2 * i + 1, "Admin", "Hello", NULL);
	shutdown(fd, SHUT_WR);
	for (uint32_t i = 0; i < WIRE_PIPELINED; i++)
		assert_int_equal(harness_code(harness_expect(harness, fd, 2 * i + 1)), ERR_OK);
	harness_expect_end(harness, fd);
}

/* In a child: asks for more than the daemon will hold; tells when half of it was sent. */
static void
wire_ask_much(struct harness *harness, int fd, int half_sent)
{
	for (uint32_t i = 0; i < WIRE_LATE; i++) {
		harness_request(harness, fd, 2 * i + 1, "Admin", "Hello", NULL);
		arena_reset(harness->arena);
		if (i == WIRE_LATE / 2)
			harness_send(half_sent, "", 1);
	}
	_exit(0);
}

static void
a_client_that_reads_late_gets_every_answer(void **state)
{
	struct harness *harness = *state;
	int fd = harness_connect(harness);
	int ends[2];
	char byte;

	assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, ends), 0);
	pid_t child = fork();
	if (child == 0)
		wire_ask_much(harness, fd, ends[1]);
	assert_int_equal(recv(ends[0], &byte, 1, 0), 1);
	harness_expect_alive(harness);
	for (uint32_t i = 0; i < WIRE_LATE; i++) {
		assert_int_equal(harness_code(harness_expect(harness, fd, 2 * i + 1)), ERR_OK);
		arena_reset(harness->arena);
	}
	assert_int_equal(waitpid(child, NULL, 0), child);
	close(ends[0]);
	close(ends[1]);
	close(fd);
}

static void
a_thousand_idle_connections_leave_it_answering_others(void **state)
{
	struct harness *harness = *state;
	struct rlimit limit;
	int fds[WIRE_IDLE];

	/* of this process; the daemon was started with what it was given and sees to itself */
	assert_int_equal(getrlimit(RLIMIT_NOFILE, &limit), 0);
	limit.rlim_cur = limit.rlim_max;
	assert_int_equal(setrlimit(RLIMIT_NOFILE, &limit), 0);
	for (int i = 0; i < WIRE_IDLE; i++)
		fds[i] = harness_connect(harness);
	harness_expect_alive(harness);
	/* and they were not forgotten */
	harness_request(harness, fds[0], 1, "Admin", "Hello", NULL);
	assert_int_equal(harness_code(harness_expect(harness, fds[0], 1)), ERR_OK);
	harness_request(harness, fds[WIRE_IDLE - 1], 1, "Admin", "Hello", NULL);
	assert_int_equal(harness_code(harness_expect(harness, fds[WIRE_IDLE - 1], 1)), ERR_OK);
	for (int i = 0; i < WIRE_IDLE; i++)
		close(fds[i]);
}

#define WIRE_TEST(name) cmocka_unit_test_setup_teardown(name, harness_setup, harness_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    WIRE_TEST(hello_is_answered),
	    WIRE_TEST(an_unknown_service_or_method_is_unimplemented),
	    WIRE_TEST(a_unary_request_may_say_that_the_client_sends_no_more),
	    WIRE_TEST(a_hundred_pipelined_requests_are_answered_by_their_stream_ids),
	    WIRE_TEST(random_chunks_of_a_stream_give_the_same_answers),
	    WIRE_TEST(
		a_request_over_the_limit_is_refused_by_its_header_and_the_connection_lives_on),
	    WIRE_TEST(a_request_of_just_the_limit_is_read),
	    WIRE_TEST(what_was_asked_before_the_client_shut_its_side_is_answered),
	    WIRE_TEST(a_client_that_reads_late_gets_every_answer),
	    WIRE_TEST(a_thousand_idle_connections_leave_it_answering_others),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
