/*
 * What a broken client may do to itself, and never to others.
 */
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

#include "harness.h"

enum {
	FAULTS_STUFF_MAX = 8 << 20, /* far more than the daemon and the sockets hold */
};

/*
 * Sends a good request and then the bytes on one connection: the request is answered, then that
 * connection has ended. Another one, open all the while, does not notice.
 */
static void
faults_end_only_that_connection(struct harness *harness, const void *bytes, size_t size)
{
	int bystander = harness_connect(harness);
	int fd = harness_connect(harness);

	harness_request(harness, fd, 5, "Admin", "Hello", NULL);
	harness_send(fd, bytes, size);
	assert_int_equal(harness_code(harness_expect(harness, fd, 5)), ERR_OK);
	harness_expect_end(harness, fd);
	harness_request(harness, bystander, 1, "Admin", "Hello", NULL);
	assert_int_equal(harness_code(harness_expect(harness, bystander, 1)), ERR_OK);
	close(bystander);
}

static void
faults_header_ends_only_that_connection(void **state, struct frame frame)
{
	uint8_t header[FRAME_HEADER_SIZE];

	frame_write(header, &frame);
	faults_end_only_that_connection(*state, header, sizeof(header));
}

static void
an_even_stream_id_ends_only_that_connection(void **state)
{
	faults_header_ends_only_that_connection(state, (struct frame){0, 6, FRAME_REQUEST, 0});
}

static void
a_reused_stream_id_ends_only_that_connection(void **state)
{
	faults_header_ends_only_that_connection(state, (struct frame){0, 5, FRAME_REQUEST, 0});
}

static void
a_stream_id_that_falls_ends_only_that_connection(void **state)
{
	faults_header_ends_only_that_connection(state, (struct frame){0, 3, FRAME_REQUEST, 0});
}

static void
an_unknown_type_ends_only_that_connection(void **state)
{
	faults_header_ends_only_that_connection(state, (struct frame){0, 7, 9, 0});
}

static void
an_unknown_flag_ends_only_that_connection(void **state)
{
	faults_header_ends_only_that_connection(state, (struct frame){0, 7, FRAME_REQUEST, 8});
}

static void
a_response_from_a_client_ends_only_that_connection(void **state)
{
	faults_header_ends_only_that_connection(state, (struct frame){0, 7, FRAME_RESPONSE, 0});
}

static void
data_on_a_stream_that_is_not_open_ends_only_that_connection(void **state)
{
	faults_header_ends_only_that_connection(state, (struct frame){0, 5, FRAME_DATA, 0});
}

static void
garbage_ends_only_that_connection(void **state)
{
	uint8_t garbage[4096];

	srandom(3);
	for (size_t i = 0; i < sizeof(garbage); i++)
		garbage[i] = (uint8_t)random();
	/* a type that nobody knows, wherever chance would lead */
	garbage[8] = 0xff;
	faults_end_only_that_connection(*state, garbage, sizeof(garbage));
}

static void
text_of_another_protocol_ends_only_that_connection(void **state)
{
	static const char text[] = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n";

	faults_end_only_that_connection(*state, text, sizeof(text) - 1);
}

static void
half_a_header_and_then_nothing_leaves_it_answering_others(void **state)
{
	struct harness *harness = *state;
	int fd = harness_connect(harness);

	harness_send(fd, "\0\0\0\7", 4);
	close(fd);
	harness_expect_alive(harness);
}

static void
half_a_frame_and_then_nothing_leaves_it_answering_others(void **state)
{
	struct harness *harness = *state;
	const struct frame frame = {1000, 1, FRAME_REQUEST, 0};
	int closed = harness_connect(harness), open = harness_connect(harness);

	harness_send_frame(closed, &frame, NULL);
	harness_send(closed, "half", 4);
	close(closed);
	harness_send_frame(open, &frame, NULL);
	harness_send(open, "half", 4);
	harness_expect_alive(harness);
	close(open);
}

static void
a_refused_request_cut_short_leaves_it_answering_others(void **state)
{
	struct harness *harness = *state;
	const struct frame frame = {UINT32_MAX, 1, FRAME_REQUEST, 0};
	int fd = harness_connect(harness);

	harness_send_frame(fd, &frame, NULL);
	harness_send(fd, "some of it", 10);
	assert_int_equal(harness_code(harness_expect(harness, fd, 1)), ERR_RESOURCE_EXHAUSTED);
	close(fd);
	harness_expect_alive(harness);
}

static void
a_request_that_is_no_message_is_refused_and_the_connection_lives_on(void **state)
{
	struct harness *harness = *state;
	const struct frame frame = {4, 1, FRAME_REQUEST, 0};
	int fd = harness_connect(harness);

	harness_send_frame(fd, &frame, "\xff\xff\xff\xff");
	assert_int_equal(harness_code(harness_expect(harness, fd, 1)), ERR_INVALID_ARGUMENT);
	harness_request(harness, fd, 3, "Admin", "Hello", NULL);
	assert_int_equal(harness_code(harness_expect(harness, fd, 3)), ERR_OK);
	close(fd);
}

static void
clients_that_leave_without_reading_leave_it_answering_others(void **state)
{
	struct harness *harness = *state;

	for (int i = 0; i < 50; i++) {
		int fd = harness_connect(harness);
		for (uint32_t id = 1; id < 200; id += 2)
			harness_request(harness, fd, id, "Admin", "Hello", NULL);
		close(fd);
	}
	harness_expect_alive(harness);
}

/* Sends requests until the socket takes no more, without reading. The bytes sent in all. */
static size_t
faults_stuff(struct harness *harness, int fd, uint32_t *stream_id, struct bytes *rest)
{
	size_t all = 0;

	for (;;) {
		if (rest->size == 0) {
			arena_reset(harness->arena);
			*rest = harness_pack(harness, *stream_id += 2, "Admin", "Hello", NULL);
		}
		ssize_t n = send(fd, rest->data, rest->size, MSG_DONTWAIT | MSG_NOSIGNAL);
		if (n < 0)
			return all;
		rest->data += n;
		rest->size -= (size_t)n;
		all += (size_t)n;
	}
}

/* Others are answered in between, so the daemon had many turns in which it could have read. */
static void
a_client_that_does_not_read_is_not_read_either(void **state)
{
	struct harness *harness = *state;
	int fd = harness_connect(harness), other = harness_connect(harness);
	struct arena *others = arena_new(), *own = harness->arena;
	uint32_t stream_id = 1, other_id = 1;
	struct bytes rest = {0};
	size_t sent = 0, more;

	do {
		more = faults_stuff(harness, fd, &stream_id, &rest);
		sent += more;
		assert_in_range(sent, 1, FAULTS_STUFF_MAX);
		harness->arena = others;
		for (int i = 0; i < 50; i++, other_id += 2) {
			harness_request(harness, other, other_id, "Admin", "Hello", NULL);
			harness_expect(harness, other, other_id);
		}
		harness->arena = own;
	} while (more > 0);
	arena_free(others);
	close(other);
	close(fd);
}

#define FAULTS_TEST(name) cmocka_unit_test_setup_teardown(name, harness_setup, harness_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    FAULTS_TEST(an_even_stream_id_ends_only_that_connection),
	    FAULTS_TEST(a_reused_stream_id_ends_only_that_connection),
	    FAULTS_TEST(a_stream_id_that_falls_ends_only_that_connection),
	    FAULTS_TEST(an_unknown_type_ends_only_that_connection),
	    FAULTS_TEST(an_unknown_flag_ends_only_that_connection),
	    FAULTS_TEST(a_response_from_a_client_ends_only_that_connection),
	    FAULTS_TEST(data_on_a_stream_that_is_not_open_ends_only_that_connection),
	    FAULTS_TEST(garbage_ends_only_that_connection),
	    FAULTS_TEST(text_of_another_protocol_ends_only_that_connection),
	    FAULTS_TEST(half_a_header_and_then_nothing_leaves_it_answering_others),
	    FAULTS_TEST(half_a_frame_and_then_nothing_leaves_it_answering_others),
	    FAULTS_TEST(a_refused_request_cut_short_leaves_it_answering_others),
	    FAULTS_TEST(a_request_that_is_no_message_is_refused_and_the_connection_lives_on),
	    FAULTS_TEST(a_client_that_does_not_read_is_not_read_either),
	    FAULTS_TEST(clients_that_leave_without_reading_leave_it_answering_others),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
